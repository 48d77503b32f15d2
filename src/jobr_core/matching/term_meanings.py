"""What a term means by the vocabulary: occupations and skills, each with its source."""

import heapq
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from jobr_core.matching.known_titles import installed_titles, own_titles
from jobr_core.matching.title_reading import told_by, words_written
from jobr_core.shared.text import folded
from jobr_core.vocabulary.installed_titles import InstalledOccupation, InstalledTitles
from jobr_core.vocabulary.occupations import Occupation, all_occupations, field_of, fields_by_key
from jobr_core.vocabulary.phrases import keys_of
from jobr_core.vocabulary.skills import all_terms

OWN: Final = "Jobr"
_NEAREST: Final = 5
_NEAR: Final = 0.5
_SURE: Final = 0.999


@dataclass(frozen=True, slots=True)
class TermMeaning:
    """An occupation or skill a term stands for; `near` is 1 where it is called so."""

    kind: str
    name: str
    field: str
    source: str
    near: float


def meanings(term: str, installed: InstalledTitles | None) -> tuple[TermMeaning, ...]:
    """Skills called so, and occupations called so, else those called nearly so; best first."""
    found = sorted(_occupations(term, installed), key=lambda one: -one.near)
    exact = [one for one in found if one.near > _SURE]
    return (*_skills(term, installed), *(exact or found))


def _skills(term: str, installed: InstalledTitles | None) -> Iterator[TermMeaning]:
    if own := all_terms().meanings.get(keys_of(term)):
        yield TermMeaning("skill", own.skill.name, own.skill.category, OWN, 1.0)
    for name in dict.fromkeys(_installed_skills(installed)) if installed else ():
        if installed and _same(name, term):
            yield TermMeaning("skill", name, "", installed.version, 1.0)


def _installed_skills(installed: InstalledTitles) -> Iterator[str]:
    yield from installed.skills
    for occupation in installed.occupations:
        yield from occupation.skills


def _occupations(term: str, installed: InstalledTitles | None) -> Iterator[TermMeaning]:
    own = all_occupations()
    for number, near in _nearest(term, own, own_titles().nearest(told_by(term))):
        name, field = own[number].name, field_of(own[number], fields_by_key()).name
        yield TermMeaning("occupation", name, field, OWN, near)
    if installed:
        further = installed.occupations
        named = installed_titles(installed).nearest(words_written(term))
        for number, near in _nearest(term, further, named):
            name, group = further[number].name, further[number].group
            yield TermMeaning("occupation", name, group, installed.version, near)


def _nearest(
    term: str, of: Sequence[Occupation | InstalledOccupation], near: Mapping[int, float]
) -> list[tuple[int, float]]:
    called = [(n, 1.0) for n, one in enumerate(of) if _called(one, term)]
    best = heapq.nlargest(_NEAREST, near.items(), key=lambda one: (one[1], -one[0]))
    return called or [(n, round(min(share, 0.99), 2)) for n, share in best if share >= _NEAR]


def _called(one: Occupation | InstalledOccupation, term: str) -> bool:
    return any(_same(title, term) for title in (one.name, *one.titles))


def _same(one: str, other: str) -> bool:
    return len(one) == len(other) and folded(one) == folded(other)
