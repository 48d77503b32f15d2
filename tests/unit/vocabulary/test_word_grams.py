"""The words by which texts are compared."""

import pytest

from jobr_core.vocabulary import word_grams
from jobr_core.vocabulary.word_grams import grams_of, stems_of


def test_words_are_read_the_same_whether_they_are_remembered() -> None:
    endless = "x" * 250
    assert stems_of(f"Repairs the gas boilers {endless}") == ["repair", "gas", "boiler", endless]
    assert stems_of("") == []
    assert grams_of("  ") == {}


@pytest.mark.parametrize(
    "word",
    "person woman frau employee mistress mattress mandarin bulletin carteira torneira carrera opera login".split(),
)
def test_words_that_only_end_like_those_for_women_stay(word: str) -> None:
    assert stems_of(word) == [word]


def test_an_endless_word_is_not_kept_in_memory() -> None:
    before = word_grams._stems_between_blanks.cache_info().currsize
    stems_of("q" * 100_000)
    assert word_grams._stems_between_blanks.cache_info().currsize == before
