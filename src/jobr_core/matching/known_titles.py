"""The occupations a title may mean: those with the nearest known titles.

Nearest neighbours over Jobr's own titles and, apart from these, over those installed: the same
work is one occupation here and another there, and would be half as near in one space.
"""

import heapq
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from jobr_core.matching.occupation_space import Sparse
from jobr_core.matching.title_reading import cut, words_told
from jobr_core.vocabulary.installed_titles import InstalledOccupation, InstalledTitles
from jobr_core.vocabulary.occupations import Occupation, all_occupations

_MOST: Final = 40
"""Occupations a title may mean; what the next one has is taken off all."""


@dataclass(frozen=True, slots=True)
class KnownTitles:
    """For each cut word the numbers of the titles with it; of each title its occupation and its
    length as a vector."""

    with_word: Mapping[str, Sequence[int]]
    occupations: Sequence[int]
    lengths: Sequence[float]

    def rarity(self, word: str) -> float:
        """Inverse document frequency, 1 and more."""
        return math.log((1 + len(self.lengths)) / (1 + len(self.with_word.get(word, ())))) + 1

    def nearest(self, told: Mapping[str, float]) -> dict[int, float]:
        """For each occupation how near its nearest title is, as a cosine."""
        sums: dict[int, float] = {}
        length = 0.0
        for word, count in told.items():
            rarity = self.rarity(word)
            length += (count * rarity) ** 2
            added = count * rarity * rarity
            for title in self.with_word.get(word, ()):
                sums[title] = sums.get(title, 0.0) + added
        return self._best(sums, math.sqrt(length))

    def _best(self, sums: Mapping[int, float], length: float) -> dict[int, float]:
        best: dict[int, float] = {}
        occupations, lengths = self.occupations, self.lengths
        for title, total in sums.items():
            near = total / lengths[title]
            if near > best.get(occupations[title], 0.0):
                best[occupations[title]] = near
        return {number: min(1.0, near / length) for number, near in best.items()}


@cache
def own_titles() -> KnownTitles:
    """Jobr's own: made when first asked for, in half a second."""
    return _indexed(all_occupations())


@lru_cache(maxsize=2)
def installed_titles(installed: InstalledTitles) -> KnownTitles:
    return _indexed(installed.occupations)


def _indexed(occupations: Sequence[Occupation | InstalledOccupation]) -> KnownTitles:
    every = (
        (frozenset(map(cut, words_told(title))), number)
        for number, one in enumerate(occupations)
        for title in (one.name, *one.titles)
    )
    told = [(words, number) for words, number in dict.fromkeys(every) if words]
    holders = Counter(word for words, _ in told for word in words)
    rarity = {w: math.log((1 + len(told)) / (1 + n)) + 1 for w, n in holders.items()}
    with_word: dict[str, list[int]] = {word: [] for word in holders}
    for title, (words, _) in enumerate(told):
        for word in words:
            with_word[word].append(title)
    lengths = [math.sqrt(math.fsum(rarity[w] ** 2 for w in words)) for words, _ in told]
    return KnownTitles(with_word, [number for _, number in told], lengths)


def sharpened(near: Mapping[int, float]) -> Sparse:
    """Of length 1: the nearest count the most, those all are near to count nothing."""
    best = heapq.nlargest(_MOST + 1, near.values())
    floor = best[_MOST] if len(best) > _MOST else 0.0
    return strongest({n: (s - floor) ** 2 for n, s in near.items() if s > floor}, _MOST)


def strongest(shares: Sparse, most: int) -> Sparse:
    """The so many strongest coordinates, of length 1 together."""
    best = heapq.nlargest(most, shares.items(), key=lambda one: (one[1], -one[0]))
    length = math.sqrt(math.fsum(share * share for _, share in best))
    return {number: share / length for number, share in best}
