"""What a term means by the vocabulary: occupations and skills, each with its source."""

import heapq
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from jobr_core.jobs.titles import title_facts
from jobr_core.matching.known_titles import installed_titles, own_titles
from jobr_core.matching.title_reading import told_by, words_written
from jobr_core.shared.text import folded, words_of
from jobr_core.vocabulary.installed_titles import InstalledOccupation, InstalledTitles
from jobr_core.vocabulary.occupations import Occupation, all_occupations, field_of, fields_by_key
from jobr_core.vocabulary.phrases import keys_of
from jobr_core.vocabulary.skills import all_skills, all_terms

OWN: Final = "Jobr"
_NEAREST: Final = 5
_NEAR: Final = 0.5
_NEAREST_TO_SURE: Final = 0.99
_SPELLINGS: Final = 3
_SPELLED_LIKE: Final = 0.75
"""Of what `difflib` calls the ratio: “kubernets”, “data scientits”, and no other word."""

_Known = Sequence[Occupation | InstalledOccupation]
_Rule = Callable[[str, InstalledTitles | None], Mapping[int, float]]


@dataclass(frozen=True, slots=True)
class TermMeaning:
    """An occupation or skill a term stands for; `near` is 1 where it is called so. The name of an
    `ambiguous` skill is an ordinary word too."""

    kind: str
    name: str
    field: str
    source: str
    near: float
    ambiguous: bool = False


def meanings(term: str, installed: InstalledTitles | None) -> tuple[TermMeaning, ...]:
    """Skills called so, and occupations called so, else those with titles that have the term in
    them, else, if it is no skill, those with titles like it; best first."""
    skills = tuple(_skills(term, installed))
    for rule in (_called, _with_it) if skills else (_called, _with_it, _like_it):
        found = sorted(_occupations(rule, term, installed), key=lambda one: -one.near)
        if found:
            return (*skills, *found)
    return skills


def spelled_like(term: str, installed: InstalledTitles | None) -> tuple[str, ...]:
    """The names of occupations and skills that are written nearly so, the nearest first."""
    names: dict[str, str] = {}
    for name in _names(installed):
        names.setdefault(folded(name), name)
    found = get_close_matches(folded(term), names, _SPELLINGS, _SPELLED_LIKE)
    return tuple(names[one] for one in found)


def _names(installed: InstalledTitles | None) -> Iterator[str]:
    for skill in all_skills().values():
        yield from (skill.name, *skill.aliases)
    for known in (all_occupations(), installed.occupations if installed else ()):
        for one in known:
            yield from (one.name, *one.titles)
    yield from _installed_skills(installed)


def _skills(term: str, installed: InstalledTitles | None) -> Iterator[TermMeaning]:
    if own := all_terms().meanings.get(keys_of(term)):
        name, category, ambiguous = own.skill.name, own.skill.category, own.spelling is not None
        yield TermMeaning("skill", name, category, OWN, 1.0, ambiguous)
    for name in dict.fromkeys(_installed_skills(installed)):
        if installed and _same(name, term):
            yield TermMeaning("skill", name, "", installed.version, 1.0)


def _installed_skills(installed: InstalledTitles | None) -> Iterator[str]:
    if installed:
        yield from installed.skills
        for occupation in installed.occupations:
            yield from occupation.skills


def _occupations(
    rule: _Rule, term: str, installed: InstalledTitles | None
) -> Iterator[TermMeaning]:
    own = all_occupations()
    for number, near in _best(rule(term, None)):
        name, field = own[number].name, field_of(own[number], fields_by_key()).name
        yield TermMeaning("occupation", name, field, OWN, near)
    if installed:
        for number, near in _best(rule(term, installed)):
            one = installed.occupations[number]
            yield TermMeaning("occupation", one.name, one.group, installed.version, near)


def _best(near: Mapping[int, float]) -> list[tuple[int, float]]:
    best = heapq.nlargest(_NEAREST, near.items(), key=lambda one: (one[1], -one[0]))
    return [(number, round(share, 2)) for number, share in best if share >= _NEAR]


def _called(term: str, installed: InstalledTitles | None) -> Mapping[int, float]:
    """By the term, or by what is left of it without step, form and gender tag."""
    role = title_facts(term).role
    return {
        number: 1.0
        for number, one in enumerate(_known(installed))
        if any(_same(title, term) or _same(title, role) for title in (one.name, *one.titles))
    }


def _with_it(term: str, installed: InstalledTitles | None) -> Mapping[int, float]:
    """Each title counts by how much of it the term is, beside the occupation with the most."""
    role = title_facts(term).role
    bare = folded(role if len(role) > 1 else term)  # C++ is no C
    if len(bare) < 2:  # a letter within a title, “RT(R)”, names nothing
        return {}
    sums = {
        number: sum(_share(bare, folded(title)) for title in (one.name, *one.titles))
        for number, one in enumerate(_known(installed))
    }
    most = max(sums.values(), default=0.0)
    return {n: _NEAREST_TO_SURE * told / most for n, told in sums.items() if told}


def _share(bare: str, title: str) -> float:
    if bare not in title:
        return 0.0
    within, words = words_of(bare).keys, words_of(title).keys
    return len(within) / len(words) if within and set(within) <= set(words) else 0.0


def _like_it(term: str, installed: InstalledTitles | None) -> Mapping[int, float]:
    near = (
        installed_titles(installed).nearest(words_written(term))
        if installed
        else own_titles().nearest(told_by(term))
    )
    return {number: min(share, _NEAREST_TO_SURE) for number, share in near.items()}


def _known(installed: InstalledTitles | None) -> _Known:
    return installed.occupations if installed else all_occupations()


def _same(one: str, other: str) -> bool:
    return len(one) == len(other) and folded(one) == folded(other)
