"""What of a posting somebody may like or not."""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import Final, Self

from jobr_core.jobs.model import JobPosting
from jobr_core.jobs.requirements import Analysis, Importance
from jobr_core.jobs.salary import Salary
from jobr_core.matching.features import FeaturedPosting
from jobr_core.matching.occupation_space import OccupationVector, Sparse
from jobr_core.matching.titles import title_terms
from jobr_core.shared.errors import Malformed
from jobr_core.vocabulary.occupation_table import occupation_table


class SignalsInvalid(Malformed):
    """These are not the signals of a posting."""


class Aspect(StrEnum):
    """The sides of a posting; the name of a signal begins with one."""

    OCCUPATION = "occupation"
    FIELD = "field"
    SECTOR = "sector"
    TITLE = "title"
    SKILL = "skill"
    LEVEL = "level"
    YEARS = "years"
    PAY = "pay"
    WORKPLACE = "workplace"
    EMPLOYMENT = "employment"
    CITY = "city"
    COUNTRY = "country"
    PERMIT = "permit"


_MOST: Final = {
    Aspect.OCCUPATION: 16, Aspect.FIELD: 4, Aspect.SECTOR: 2, Aspect.TITLE: 8,
    Aspect.SKILL: 16, Aspect.CITY: 3, Aspect.COUNTRY: 3,
}  # fmt: skip
"""The strongest or first of each. On fit_panoslin all of them change the AUC by 0.001, telling
words of the text by 0.001 to 0.003: not worth their storage."""
_NICE: Final = 0.5
_YEARS: Final = ((3.0, "1–2"), (5.0, "3–4"), (8.0, "5–7"))
_PAY: Final = (25_000, 50_000, 75_000, 100_000, 150_000, 200_000)


@dataclass(frozen=True, slots=True)
class Signal:
    """One thing a posting has; the shares of an aspect make a vector of length 1."""

    aspect: Aspect
    value: str
    share: float

    @property
    def name(self) -> str:
        return f"{self.aspect.value}:{self.value}"


@dataclass(frozen=True, slots=True)
class Signals:
    """At most 60; kept with a label, so that a posting that is gone still tells what was liked."""

    of: tuple[Signal, ...]

    def to_json(self) -> dict[str, float]:
        """`{"skill:Python": 0.577, …}`"""
        return {signal.name: signal.share for signal in self.of}

    @classmethod
    def from_json(cls, shares: Mapping[str, object]) -> Self:
        """The signals again, from what `to_json` made of them. Raises SignalsInvalid."""
        return cls(tuple(_signal(name, share) for name, share in shares.items()))


def signals_of(featured: FeaturedPosting) -> Signals:
    """Of the posting's words none but its title's are looked at: its features tell the rest."""
    posting, features = featured.posting, featured.features
    sides = {
        **_work(features.wanted),
        Aspect.TITLE: dict.fromkeys(sorted(title_terms(posting.title)), 1.0),
        Aspect.SKILL: _skills(features.asked),
        **_places(posting),
    }
    facts = (Signal(aspect, value, 1.0) for aspect, value in _facts(posting, features.asked))
    return Signals((*_signals(sides), *facts))


def _signals(sides: Mapping[Aspect, Mapping[str, float]]) -> Iterator[Signal]:
    for aspect, shares in sides.items():
        kept = dict(islice(shares.items(), _MOST[aspect]))
        length = math.sqrt(math.fsum(share * share for share in kept.values()))
        for value, share in kept.items():
            yield Signal(aspect, value, round(share / length, 3))


def _work(wanted: OccupationVector) -> dict[Aspect, dict[str, float]]:
    table = occupation_table()
    return {
        Aspect.OCCUPATION: _strongest(wanted.occupations, table.names),
        Aspect.FIELD: _strongest(wanted.fields, table.field_names),
        Aspect.SECTOR: _strongest(wanted.sectors, table.sector_names),
    }


def _strongest(shares: Sparse, names: tuple[str, ...]) -> dict[str, float]:
    """Strongest first. By name, as numbers change with the vocabulary."""
    ordered = sorted(shares.items(), key=lambda one: (-one[1], one[0]))
    return {names[number]: share for number, share in ordered}


def _skills(asked: Analysis) -> dict[str, float]:
    """Those that must be there first."""
    ordered = sorted(asked.skills, key=lambda one: one.importance is Importance.NICE)
    shares: dict[str, float] = {}
    for one in ordered:
        for name in one.any_of:
            shares.setdefault(name, _NICE if one.importance is Importance.NICE else 1.0)
    return shares


def _places(posting: JobPosting) -> dict[Aspect, dict[str, float]]:
    return {
        Aspect.CITY: _named(place.city for place in posting.locations),
        Aspect.COUNTRY: _named(place.country for place in posting.locations),
    }


def _named(names: Iterable[str | None]) -> dict[str, float]:
    return {name: 1.0 for name in names if name}


def _facts(posting: JobPosting, asked: Analysis) -> Iterator[tuple[Aspect, str]]:
    """What there is one of. That no level and no years are named tells something, too."""
    from jobr_core.jobs.titles import title_facts  # a tenth of what importing the core may take

    yield Aspect.LEVEL, "no" if asked.seniority is None else str(asked.seniority)
    yield Aspect.YEARS, _years(max((one.years for one in asked.experience), default=0.0))
    if workplace := posting.workplace or title_facts(posting.title).workplace:
        yield Aspect.WORKPLACE, workplace.value
    yield from ((Aspect.EMPLOYMENT, one.value) for one in posting.employment_types)
    if posting.salary:
        yield Aspect.PAY, _pay(posting.salary)
    if asked.permits:
        yield Aspect.PERMIT, "asked"


def _years(years: float) -> str:
    if not years:
        return "no"
    return next((name for limit, name in _YEARS if years < limit), "8+")


def _pay(salary: Salary) -> str:
    reached = max((step for step in _PAY if step <= salary.yearly[1]), default=0)
    return f"{salary.currency} {reached:,}+"


def _signal(name: str, share: object) -> Signal:
    aspect, _, value = name.partition(":")
    right = isinstance(share, int | float) and not isinstance(share, bool) and 0 <= share <= 1
    if not right or not value or aspect not in set(Aspect):
        raise SignalsInvalid
    assert isinstance(share, int | float)
    return Signal(Aspect(aspect), value, float(share))
