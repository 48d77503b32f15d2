"""How much of what a posting says a CV says too, in the same words.

Inside one trade this tells more than which trade it is: of two postings for plumbers the one that
speaks of heat pumps is nearer to who installs them. Counted is whether a word is there, never how
often, and only from the posting's side: a further word in a CV never lowers it.
"""

import heapq
import math
from collections.abc import Iterable, Mapping
from typing import Final

from jobr_core.vocabulary.common_words import SAID_OF_ANY_WORK
from jobr_core.vocabulary.occupation_table import RARITY_SCALE, occupation_table, terms_known
from jobr_core.vocabulary.word_grams import stems_of

_MOST_WORDS: Final = 64
"""Those a posting tells most by; 32 or 128 change little."""
_WHOLE: Final = 1_000

Wording = Mapping[int, int]
"""Words, by their number in the occupation table, with the part each has in what a posting says,
in thousandths."""


def wording_of(words: Mapping[str, int]) -> Wording:
    """The words a posting tells most by, of grams with counts: rare ones, and said often (TF-IDF,
    squared)."""
    table = occupation_table()
    single = {w: n for w, n in words.items() if " " not in w and w not in SAID_OF_ANY_WORK}
    told = {
        number: ((1 + math.log(count)) * table.rarities[number] / RARITY_SCALE) ** 2
        for number, count in terms_known(single, table)
    }
    best = heapq.nlargest(_MOST_WORDS, told.items(), key=lambda one: (one[1], -one[0]))
    whole = math.fsum(share for _, share in best) or 1.0
    parts = {number: round(_WHOLE * share / whole) for number, share in best}
    return {number: part for number, part in parts.items() if part}


def words_said(lines: Iterable[str]) -> frozenset[int]:
    """The words of some text that the occupation table has, by number."""
    numbers = occupation_table().terms
    return frozenset(numbers[stem] for stem in stems_of("\n".join(lines)) if stem in numbers)


def part_said(asked: Wording, said: frozenset[int]) -> float:
    """The part of a posting's wording that is said, 0 to 1."""
    return min(1.0, sum([asked[number] for number in said.intersection(asked)]) / _WHOLE)


def heaviest_shared(asked: Wording, said: frozenset[int], most: int) -> list[str]:
    """The stems both say, those that count most first."""
    shared = said.intersection(asked)
    best = heapq.nlargest(most, shared, key=lambda number: (asked[number], -number))
    return [occupation_table().spelled[number] for number in best]
