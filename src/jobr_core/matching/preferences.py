"""What a person wants from the next job."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Final, Self, TypedDict

from jobr_core.jobs.salary import PayPeriod, Salary
from jobr_core.jobs.terms import EmploymentType
from jobr_core.matching.report import LineKind, MatchReport
from jobr_core.shared.errors import Refused
from jobr_core.vocabulary.seniority import Seniority

MOST_WEIGHT: Final = 3.0
WIDEST_RADIUS: Final = 500
_ADDED: Final = frozenset(("radius_km", "employment_types", "seniorities", "languages"))
"""Keys that receipts of before do not know."""


class WeightImpossible(Refused):
    """A weight is a number from 0 (does not count) to 3 (counts three times)."""


class RadiusImpossible(Refused):
    """A radius is a whole number of kilometres from 1 to 500."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """Everything optional; what is absent is not judged.

    `countries` and `permits` are ISO 3166-1 alpha-2 codes: where the person wants to work and
    where they may. `radius_km` says how far around `cities`, or without wished places around
    their own, is near. `languages` are ISO 639-1 codes: those they are ready to work in. `salary`
    is the least that is acceptable (its `min`). Postings that state another employment type than
    `employment_types` are not shown. Lines of the kinds in `required` must earn at least half of
    their points, or the posting is not shown; `weights` say how often lines of a kind count, 0 to
    3. Raises RadiusImpossible, WeightImpossible.
    """

    titles: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    radius_km: int | None = None
    remote: bool | None = None
    salary: Salary | None = None
    employment_types: tuple[EmploymentType, ...] = ()
    seniorities: tuple[Seniority, ...] = ()
    languages: tuple[str, ...] = ()
    permits: tuple[str, ...] = ()
    required: frozenset[LineKind] = frozenset()
    weights: Mapping[LineKind, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not all(0 <= weight <= MOST_WEIGHT for weight in self.weights.values()):
            raise WeightImpossible
        if self.radius_km is not None and not 0 < self.radius_km <= WIDEST_RADIUS:
            raise RadiusImpossible

    def admit(self, offered: Collection[EmploymentType]) -> bool:
        """Whether a posting of this type may be shown; one that states none is no obstacle."""
        wanted = self.employment_types
        return not wanted or not offered or any(one in wanted for one in offered)

    def allow(self, report: MatchReport) -> bool:
        """Whether a posting has all that is required of it; what it does not say is no obstacle."""
        return all(line.met for line in report.lines if line.judged and line.kind in self.required)

    def to_json(self) -> "PreferencesJson":
        """As plain dictionaries and lists, always the same for the same preferences."""
        return {
            "titles": list(self.titles),
            "cities": list(self.cities),
            "countries": list(self.countries),
            "radius_km": self.radius_km,
            "remote": self.remote,
            "salary": _pay(self.salary) if self.salary else None,
            "employment_types": [one.value for one in self.employment_types],
            "seniorities": list(map(str, self.seniorities)),
            "languages": list(self.languages),
            "permits": list(self.permits),
            "required": sorted(self.required),
            "weights": {str(kind): weight for kind, weight in sorted(self.weights.items())},
        }

    def premise(self) -> Mapping[str, object]:
        """What receipts hash: `to_json` but for later wishes that are not stated, so that older
        receipts still verify."""
        stated = self.to_json().items()
        return {key: value for key, value in stated if value or key not in _ADDED}

    @classmethod
    def from_json(cls, stated: "PreferencesJson") -> Self:
        """The preferences again, from what `to_json` made of them, also of fewer wishes."""
        pay = stated["salary"]
        return cls(
            titles=tuple(stated["titles"]),
            cities=tuple(stated["cities"]),
            countries=tuple(stated["countries"]),
            radius_km=stated.get("radius_km"),
            remote=stated["remote"],
            salary=_salary(pay) if pay else None,
            employment_types=tuple(map(EmploymentType, stated.get("employment_types", ()))),
            seniorities=tuple(Seniority[one.upper()] for one in stated.get("seniorities", ())),
            languages=tuple(stated.get("languages", ())),
            permits=tuple(stated["permits"]),
            required=frozenset(map(LineKind, stated["required"])),
            weights={LineKind(kind): weight for kind, weight in stated["weights"].items()},
        )


class PayJson(TypedDict):
    """`Salary` as JSON."""

    min: float | None
    max: float | None
    currency: str
    period: str


class PreferencesJson(TypedDict):
    """`Preferences` as JSON."""

    titles: list[str]
    cities: list[str]
    countries: list[str]
    radius_km: int | None
    remote: bool | None
    salary: PayJson | None
    employment_types: list[str]
    seniorities: list[str]
    languages: list[str]
    permits: list[str]
    required: list[str]
    weights: dict[str, float]


def _pay(salary: Salary) -> PayJson:
    return {
        "min": salary.min,
        "max": salary.max,
        "currency": salary.currency,
        "period": salary.period.value,
    }


def _salary(pay: PayJson) -> Salary:
    period = PayPeriod(pay["period"])
    return Salary(min=pay["min"], max=pay["max"], currency=pay["currency"], period=period)


NO_PREFERENCES: Final = Preferences()
