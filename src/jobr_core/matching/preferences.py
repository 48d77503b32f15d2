"""What a person wants from the next job."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Self, TypedDict

from jobr_core.jobs.salary import PayPeriod, Salary
from jobr_core.matching.report import LineKind, MatchReport
from jobr_core.shared.errors import Refused

MOST_WEIGHT: Final = 3.0


class WeightImpossible(Refused):
    """A weight is a number from 0 (does not count) to 3 (counts three times)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """Everything optional; what is absent is not judged.

    `countries` and `permits` are ISO 3166-1 alpha-2 codes: where the person wants to work and
    where they may. `salary` is the least that is acceptable (its `min`). Lines of the kinds in
    `required` must earn at least half of their points, or the posting is not shown; `weights` say
    how often lines of a kind count, 0 to 3. Raises WeightImpossible.
    """

    titles: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    remote: bool | None = None
    salary: Salary | None = None
    permits: tuple[str, ...] = ()
    required: frozenset[LineKind] = frozenset()
    weights: Mapping[LineKind, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not all(0 <= weight <= MOST_WEIGHT for weight in self.weights.values()):
            raise WeightImpossible

    def allow(self, report: MatchReport) -> bool:
        """Whether a posting has all that is required of it; what it does not say is no obstacle."""
        return all(line.met for line in report.lines if line.judged and line.kind in self.required)

    def to_json(self) -> "PreferencesJson":
        """As plain dictionaries and lists, always the same for the same preferences."""
        return {
            "titles": list(self.titles),
            "cities": list(self.cities),
            "countries": list(self.countries),
            "remote": self.remote,
            "salary": _pay(self.salary) if self.salary else None,
            "permits": list(self.permits),
            "required": sorted(self.required),
            "weights": {str(kind): weight for kind, weight in sorted(self.weights.items())},
        }

    @classmethod
    def from_json(cls, stated: "PreferencesJson") -> Self:
        """The preferences again, from what `to_json` made of them."""
        pay = stated["salary"]
        return cls(
            titles=tuple(stated["titles"]),
            cities=tuple(stated["cities"]),
            countries=tuple(stated["countries"]),
            remote=stated["remote"],
            salary=_salary(pay) if pay else None,
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
    remote: bool | None
    salary: PayJson | None
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
