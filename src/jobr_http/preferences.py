"""What a person wants from the next job, over HTTP."""

from typing import Annotated

from litestar import Router, get, put
from litestar.params import JSONBody
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from jobr_core.jobs.salary import PayPeriod, Salary
from jobr_core.jobs.terms import EmploymentType
from jobr_core.matching.ports import StatedPreferences
from jobr_core.matching.preferences import (
    MOST_WEIGHT,
    WIDEST_RADIUS,
    Preferences,
    PreferencesJson,
)
from jobr_core.matching.report import LineKind
from jobr_core.matching.use_cases.preferring import StatePreferences
from jobr_core.vocabulary.countries import country_code
from jobr_core.vocabulary.seniority import Seniority
from jobr_http.jobs import SeniorityName
from jobr_http.requests import Flag, SignedRequest, Text
from jobr_http.security import USER

_Name = Annotated[Text, StringConstraints(min_length=1, max_length=200)]
_Names = Annotated[list[_Name], Field(max_length=50)]
_Country = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Z]{2}$"),
    AfterValidator(lambda code: country_code(code) or code),  # UK is GB
]
_Countries = Annotated[list[_Country], Field(max_length=250)]
_Amount = Annotated[float, Field(gt=0, lt=1e12)]
_Radius = Annotated[int, Field(gt=0, le=WIDEST_RADIUS)]
_Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]
_Weight = Annotated[float, Field(ge=0, le=MOST_WEIGHT)]


class LeastSalary(BaseModel):
    """The least pay that is acceptable."""

    model_config = ConfigDict(extra="forbid")

    min: _Amount
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
    period: PayPeriod = PayPeriod.YEAR
    max: _Amount | None = None

    def least(self) -> Salary:
        """Raises SalaryImpossible."""
        return Salary(min=self.min, max=self.max, currency=self.currency, period=self.period)


class StatedWishes(BaseModel):
    """Everything optional; what is left out is not judged. Countries are ISO 3166-1 codes.

    `radius_km` is how far around your cities (without cities and countries: around where you
    live) is near. `languages` (ISO 639-1) are those you are ready to work in. Postings that state
    another type than your `employment_types` are not shown.

    What is `required` is a condition: postings that fail it are not shown. `weights` say how
    often lines of a kind count (0: not at all, 1: as usual, at most 3).
    """

    model_config = ConfigDict(extra="forbid")

    titles: _Names = []
    cities: _Names = []
    countries: _Countries = []
    radius_km: _Radius | None = None
    remote: Flag | None = None
    salary: LeastSalary | None = None
    employment_types: Annotated[list[EmploymentType], Field(max_length=len(EmploymentType))] = []
    seniorities: Annotated[list[SeniorityName], Field(max_length=len(Seniority))] = []
    languages: Annotated[list[_Language], Field(max_length=50)] = []
    permits: _Countries = []
    required: Annotated[list[LineKind], Field(max_length=len(LineKind))] = []
    weights: dict[LineKind, _Weight] = {}

    def preferences(self) -> Preferences:
        """Raises SalaryImpossible."""
        return Preferences(
            titles=tuple(self.titles),
            cities=tuple(self.cities),
            countries=tuple(self.countries),
            radius_km=self.radius_km,
            remote=self.remote,
            salary=self.salary.least() if self.salary else None,
            employment_types=tuple(self.employment_types),
            seniorities=tuple(Seniority[one.upper()] for one in self.seniorities),
            languages=tuple(self.languages),
            permits=tuple(self.permits),
            required=frozenset(self.required),
            weights=self.weights,
        )


def preference_routes(state: StatePreferences, stated: StatedPreferences) -> Router:
    """One's own preferences."""

    @get("/", **USER)
    async def show_preferences(request: SignedRequest) -> PreferencesJson:
        """What you want from the next job; empty where nothing was stated."""
        return (await stated.of(request.user.user_id)).to_json()

    @put("/", **USER)
    async def state_preferences(
        request: SignedRequest, data: JSONBody[StatedWishes]
    ) -> PreferencesJson:
        """State what you want from the next job, in place of all that was stated before."""
        preferences = data.preferences()
        await state(owner=request.user.user_id, preferences=preferences)
        return preferences.to_json()

    return Router(
        "/api/me/preferences", route_handlers=[show_preferences, state_preferences], tags=["me"]
    )
