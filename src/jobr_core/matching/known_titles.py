"""The occupations a title may mean: those with the nearest known titles.

Over Jobr's own titles and, apart from these, over those installed: the same work is one
occupation here and another there, and would be half as near in one space.
"""

import heapq
import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from jobr_core.matching.occupation_space import Sparse
from jobr_core.matching.title_reading import cut, words_told, words_written
from jobr_core.vocabulary.installed_titles import InstalledOccupation, InstalledTitles
from jobr_core.vocabulary.occupations import Occupation, all_occupations

_MOST: Final = 40
"""Occupations a title may mean; what the next one has is taken off all."""
_VOTERS: Final = 200
_VOTE: Final = 4
"""Each of so many nearest titles votes for its occupation, with its cosine to that power: of
thousands of installed titles many are as near, and how many they are tells."""


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
        best: dict[int, float] = {}
        for title, near in self._cosines(told).items():
            occupation = self.occupations[title]
            if near > best.get(occupation, 0.0):
                best[occupation] = near
        return best

    def votes(self, told: Mapping[str, float]) -> dict[int, float]:
        """For each occupation what the nearest titles have for it, the most being 1."""
        near = ((cosine, -title) for title, cosine in self._cosines(told).items())
        votes: dict[int, float] = {}
        for cosine, minus in heapq.nlargest(_VOTERS, near):
            occupation = self.occupations[-minus]
            votes[occupation] = votes.get(occupation, 0.0) + cosine**_VOTE
        most = max(votes.values(), default=1.0)
        return {occupation: vote / most for occupation, vote in votes.items()}

    def _cosines(self, told: Mapping[str, float]) -> dict[int, float]:
        sums: dict[int, float] = {}
        whole = 0.0
        for word, count in told.items():
            rarity = self.rarity(word)
            whole += (count * rarity) ** 2
            added = count * rarity * rarity
            for title in self.with_word.get(word, ()):
                sums[title] = sums.get(title, 0.0) + added
        length, lengths = math.sqrt(whole), self.lengths
        return {title: min(1.0, total / lengths[title] / length) for title, total in sums.items()}


@cache
def own_titles() -> KnownTitles:
    """Jobr's own, in the broad words they are read in: made when first asked for, in half a
    second."""
    told = _titles(all_occupations(), lambda title: map(cut, words_told(title)))
    return _indexed(list(dict.fromkeys(told)))


@lru_cache(maxsize=2)
def installed_titles(installed: InstalledTitles) -> KnownTitles:
    """Those of a release, in the words they are written in."""
    return _indexed(_titles(installed.occupations, words_written))


def _titles(
    occupations: Sequence[Occupation | InstalledOccupation],
    read: Callable[[str], Iterable[str]],
) -> list[tuple[frozenset[str], int]]:
    """The words of each title that has some, with the number of its occupation."""
    every = (
        (frozenset(read(title)), number)
        for number, one in enumerate(occupations)
        for title in (one.name, *one.titles)
    )
    return [(words, number) for words, number in every if words]


def _indexed(told: Sequence[tuple[frozenset[str], int]]) -> KnownTitles:
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
