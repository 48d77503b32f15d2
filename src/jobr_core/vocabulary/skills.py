"""The skills Jobr knows, read from `skills.txt` (format: docs/reference/vocabulary.md)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain
from types import MappingProxyType
from typing import Final

from jobr_core.vocabulary.phrases import Phrases, keys_of, singular
from jobr_core.vocabulary.texts import vocabulary_text

_LINE = re.compile(
    r"(?P<name>[^:>~^?]+?)\s*(?P<mark>[~^?])?\s*(?::(?P<aliases>[^>]*))?(?:>(?P<parents>.*))?"
)


_KNOWLEDGE: Final = ("computing & information technology", "natural sciences & mathematics")


@dataclass(frozen=True, slots=True, kw_only=True)
class Skill:
    """A hard skill. `parents` are what knowing it implies (Django → Python), the nearest first.

    An `ambiguous` name is an ordinary word too (Go, R, Excel): it counts only in its exact
    spelling and in the company of other skills; a `field` (marketing, testing) in any case. A
    `capital` tells it inside a sentence (React).
    """

    name: str
    category: str
    aliases: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    ambiguous: bool = False
    field: bool = False
    capital: bool = False

    @property
    def is_knowledge(self) -> bool:
        """Whether it is a field of knowledge rather than something one can show to have used."""
        return self.field or self.category in _KNOWLEDGE


@dataclass(frozen=True, slots=True)
class Term:
    """One way to write a skill, as word keys; `spelling` is set where the name is ambiguous."""

    keys: tuple[str, ...]
    skill: Skill
    spelling: str | None = None


def read_skills(text: str) -> Iterator[Skill]:
    """Reads the vocabulary format. Raises ValueError with the line that is not of it."""
    category = ""
    for line in text.splitlines():
        if line.startswith("## "):
            category = line[3:].strip()
        elif line.strip() and not line.startswith("# "):
            match = _LINE.fullmatch(line.strip())
            if match is None:
                raise ValueError(f"not a skill: {line!r}")
            yield Skill(
                name=match["name"],
                category=category,
                aliases=_names(match["aliases"]),
                parents=_names(match["parents"]),
                ambiguous=match["mark"] is not None,
                field=match["mark"] == "?",
                capital=match["mark"] == "^",
            )


def _names(listed: str | None) -> tuple[str, ...]:
    return tuple(name.strip() for name in (listed or "").split(",") if name.strip())


@cache
def all_skills() -> Mapping[str, Skill]:
    """Every skill by its name; read once, on first use."""
    told = {skill.name: skill for skill in read_skills(vocabulary_text("skills.txt"))}
    return MappingProxyType({name: _with_ancestors(skill, told) for name, skill in told.items()})


def _with_ancestors(skill: Skill, told: Mapping[str, Skill]) -> Skill:
    """Spring Boot implies Spring, and what Spring implies: nobody should have to write that."""
    reached = dict.fromkeys(skill.parents)
    waiting = list(reached)
    while waiting:
        parent = told.get(waiting.pop(0))
        further = [
            name
            for name in (parent.parents if parent else ())
            if name not in (*reached, skill.name)
        ]
        reached.update(dict.fromkeys(further))
        waiting += further
    return replace(skill, parents=tuple(reached)) if len(reached) > len(skill.parents) else skill


@cache
def all_terms() -> Phrases[Term]:
    """Every way to write every skill; names win over aliases."""
    terms = [term for skill in all_skills().values() for term in _terms_of(skill)]
    return Phrases.of((term.keys, term) for term in terms)


def is_of_skills(word: str) -> bool:
    """Whether it stands in the name of any skill, alone or among others.

    >>> is_of_skills("Forklift"), is_of_skills("Farokh")
    (True, False)
    """
    return not _words().isdisjoint(keys_of(word))


@cache
def _words() -> frozenset[str]:
    return frozenset(chain.from_iterable(all_terms().meanings))


def skill_called(name: str) -> str:
    """The canonical name of a skill, or the name as given where none is known by it.

    >>> skill_called("postgres"), skill_called("Underwater basket weaving")
    ('PostgreSQL', 'Underwater basket weaving')
    """
    term = all_terms().meanings.get(keys_of(name))
    return term.skill.name if term else name


def _terms_of(skill: Skill) -> Iterator[Term]:
    spelling = skill.name if skill.ambiguous else None
    for keys in _spellings(skill.name):
        yield Term(keys, skill, spelling)
    for alias in skill.aliases:
        for keys in _spellings(alias):
            yield Term(keys, skill)


# Joined spellings (Node.js → nodejs, CI/CD → cicd, scikit-learn → scikitlearn).
_JOINTS: Final = re.compile(r"(?<=\w)[./-](?=\w)")


def _spellings(name: str) -> set[tuple[str, ...]]:
    keys = keys_of(name)
    found = {keys, (*keys[:-1], singular(keys[-1]))} if len(keys) > 1 else {keys}
    joined = _JOINTS.sub("", name)
    if joined != name and len((keys := keys_of(joined))[0]) > 3:
        found.add(keys)
    return found
