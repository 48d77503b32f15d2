"""Positions and words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobr_core.shared.text import cleaned, folded, lines, words_of


@pytest.mark.parametrize(
    ("written", "keys"),
    [
        ("C++, C# and .NET", ("c++", "c#", "and", ".net")),
        ("Node.js", ("node", "js")),
        ("R&D, don't, Moody’s", ("r&d", "don't", "moody's")),
        ("Security+ and 5+ years", ("security+", "and", "5+", "years")),
        ("İstanbul", ("İstanbul",)),
    ],
)
def test_words_are_the_names_of_the_trade(written: str, keys: tuple[str, ...]) -> None:
    assert words_of(written).keys == keys


@given(st.text())
def test_every_word_stands_where_it_says(text: str) -> None:
    keys, matches, _ = words_of(text)
    spans = [match.span() for match in matches]
    assert [len(key) for key in keys] == [end - start for start, end in spans]
    assert all(
        start >= before
        for (start, _), before in zip(spans[1:], [e for _, e in spans], strict=False)
    )


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = cleaned(text)
    assert cleaned(once) == once


@given(st.text(alphabet=st.characters(codec=None)))
def test_clean_text_can_be_stored_and_encoded(text: str) -> None:
    clean = cleaned(text)
    assert "\x00" not in clean
    assert clean.encode("utf-8").decode("utf-8") == clean
    assert "\n\n\n" not in clean


@given(st.text())
def test_lines_are_quotations(text: str) -> None:
    assert [span.quote(text) for span in lines(text)] == [
        line.strip() for line in text.split("\n") if line.strip()
    ]


def test_folding_drops_accents_only() -> None:
    assert folded("Zürich – ÉCOLE") == "zurich – ecole"
