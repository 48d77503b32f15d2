"""Labels a title is compared with, read once: which have which words and occupations."""

import heapq
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from jobr_core.matching.known_titles import (
    installed_titles,
    own_titles,
    sharpened,
    strongest,
)
from jobr_core.matching.occupation_space import Sparse, occupation_vector
from jobr_core.matching.title_reading import plain_words, told_by, words_written
from jobr_core.shared.text import folded
from jobr_core.vocabulary.common_work import COMMON_GROUPS
from jobr_core.vocabulary.installed_titles import InstalledTitles
from jobr_core.vocabulary.occupations import all_occupations
from jobr_core.vocabulary.word_grams import grams_of

_MOST: Final = 40
"""Occupations a title may mean: further ones cost time and change nothing."""
_TOLD: Final = 0.6
"""What all that is told of occupations counts beside their nearest titles."""
_CURVE: Final = 0.7
_WORDS: Final = 0.3
"""What shared words count; the cosine of occupations, to the power of the curve, counts the rest.
These were fitted on rows of title_norm that are not measured; half or twice of each changes
little. The scale of all is that of tests/unit/matching/test_scoring.py."""
_UNKNOWN: Final = 0.5
_RARE: Final = 0.1
_UNCOMMON: Final = 0.5
"""How much less a label is meant that nobody calls a job, that has a rare word, or is of work few
people do."""
_OTHERWISE: Final = 0.94
"""What another name of the same work has; 1 is the same name."""
_NAMED: Final = 2 / 3
_VOTED: Final = 0.2
_VOTES_CURVE: Final = 0.5
_VOTED_FOR: Final = 10
"""What the votes of installed titles count: for a label that names one of their occupations, and
for another one, which is what it has votes for itself."""


@dataclass(frozen=True, slots=True)
class TitleMeaning:
    """What one title says: cut words, occupations (of length 1), how unlikely people call a job
    so (a power: 0.5, and more the less likely), and installed occupations (the most being 1)."""

    words: Mapping[str, float]
    occupations: Sparse
    unusual: float
    installed: Sparse


@dataclass(frozen=True, slots=True)
class Labels:
    """Numbers of labels by what they have; how many words each has, how unusual it is, and how
    much installed titles have to say of it."""

    named: Mapping[str, Sequence[int]]
    with_word: Mapping[str, Sequence[int]]
    of_occupation: Mapping[int, Sequence[tuple[int, float]]]
    of_installed: Mapping[int, Sequence[tuple[int, float]]]
    sizes: Sequence[int]
    unusual: Sequence[float]
    voted: Sequence[float]

    def likeness_to(self, title: str, meant: TitleMeaning) -> list[float]:
        """To each label, 0 to 1; 1 to the title itself, whatever it says."""
        found = [0.0] * len(self.sizes)
        for label, likely in self._words_and_occupations(meant).items():
            found[label] = min(1.0, likely) ** self.unusual[label]
        if meant.installed:
            found = self._with_votes(found, meant.installed)
        found = [round(_OTHERWISE * likely, 4) for likely in found]
        for label in self.named.get(_spelling(title), ()):
            found[label] = 1.0
        return found

    def _words_and_occupations(self, title: TitleMeaning) -> dict[int, float]:
        cosines = _summed(title.occupations, self.of_occupation)
        likely = {n: (1 - _WORDS) * cos**_CURVE for n, cos in cosines.items()}
        shared: defaultdict[int, float] = defaultdict(float)
        for word, count in title.words.items():
            for label in self.with_word.get(word, ()):
                shared[label] += count
        whole = sum(title.words.values())
        for label, common in shared.items():
            part = _WORDS * common / math.sqrt(whole * self.sizes[label])
            likely[label] = likely.get(label, 0.0) + part
        return likely

    def _with_votes(self, found: Sequence[float], installed: Sparse) -> list[float]:
        votes = _summed(installed, self.of_installed)
        return [
            (1 - part) * likely + part * min(1.0, votes.get(label, 0.0)) ** _VOTES_CURVE
            for label, (likely, part) in enumerate(zip(found, self.voted, strict=True))
        ]


def _summed(
    weights: Sparse, shares: Mapping[int, Sequence[tuple[int, float]]]
) -> Mapping[int, float]:
    """For each label the weights times its shares in them."""
    sums: defaultdict[int, float] = defaultdict(float)
    for number, weight in weights.items():
        for label, share in shares.get(number, ()):
            sums[label] += weight * share
    return sums


def _spelling(title: str) -> str:
    return " ".join(folded(title).split())


@lru_cache(maxsize=8)
def read_labels(labels: tuple[str, ...], installed: InstalledTitles | None) -> Labels:
    """Remembered, as the same labels are asked for again and again."""
    meant = [meaning(label, installed) for label in labels]
    spelled = list(map(_spelling, labels))
    names = _numbers_by_name(installed) if installed else {}
    named: defaultdict[str, list[int]] = defaultdict(list)
    with_word: defaultdict[str, list[int]] = defaultdict(list)
    of_occupation: defaultdict[int, list[tuple[int, float]]] = defaultdict(list)
    of_installed: defaultdict[int, list[tuple[int, float]]] = defaultdict(list)
    for number, (spelling, label) in enumerate(zip(spelled, meant, strict=True)):
        named[spelling].append(number)
        for word in label.words:
            with_word[word].append(number)
        for occupation, share in label.occupations.items():
            of_occupation[occupation].append((number, share))
        own = names.get(spelling)
        for occupation, share in _parts(label.installed if own is None else {own: 1.0}):
            of_installed[occupation].append((number, share))
    return Labels(
        named,
        with_word,
        of_occupation,
        of_installed,
        sizes=[len(label.words) for label in meant],
        unusual=[label.unusual for label in meant],
        voted=[_NAMED if spelling in names else _VOTED for spelling in spelled],
    )


@lru_cache(maxsize=2)
def _numbers_by_name(installed: InstalledTitles) -> Mapping[str, int]:
    return {_spelling(one.name): number for number, one in enumerate(installed.occupations)}


def _parts(votes: Sparse) -> list[tuple[int, float]]:
    """The most voted for, of 1 together."""
    best = heapq.nlargest(_VOTED_FOR, votes.items(), key=lambda one: (one[1], -one[0]))
    whole = math.fsum(vote for _, vote in best)
    return [(number, vote / whole) for number, vote in best]


@lru_cache(maxsize=20_000)
def meaning(title: str, installed: InstalledTitles | None) -> TitleMeaning:
    """What a title says by all titles known."""
    words = told_by(title)
    near = own_titles().nearest(words)
    own = _own_occupations(title, near)
    nearest = max(near.values(), default=0.0)
    return TitleMeaning(words, own, _unusual(words, nearest, own), _votes(title, installed))


def _votes(title: str, installed: InstalledTitles | None) -> Sparse:
    return installed_titles(installed).votes(words_written(title)) if installed else {}


def _unusual(words: Mapping[str, float], nearest: float, own: Sparse) -> float:
    rarest = max(map(own_titles().rarity, words), default=1.0)
    groups = _common()
    common = math.fsum(share * share for number, share in own.items() if groups[number])
    return 0.5 + _UNKNOWN * (1 - nearest) + _RARE * (rarest - 1) + _UNCOMMON * (1 - common)


@cache
def _common() -> Sequence[bool]:
    return [occupation.code in COMMON_GROUPS for occupation in all_occupations()]


def _own_occupations(title: str, near: Mapping[int, float]) -> Sparse:
    """By the nearest titles, and by all that is told of the occupations."""
    grams = grams_of(plain_words(title))
    by_words = occupation_vector(grams, dict.fromkeys(grams, 1.0)).occupations
    mixed = dict(sharpened(near))
    for number, share in by_words.items():
        mixed[number] = mixed.get(number, 0.0) + _TOLD * share
    return strongest(mixed, _MOST)
