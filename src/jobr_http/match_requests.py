"""What is asked of matching: searches, and CVs and postings to be scored."""

from datetime import datetime
from typing import Annotated, Any, Final
from uuid import UUID

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    model_validator,
)

from jobr_core.cvs import Cv, parse
from jobr_core.jobs.model import JobPosting
from jobr_core.jobs.search import PostingSearch
from jobr_core.jobs.terms import EmploymentType
from jobr_core.vocabulary.seniority import Seniority
from jobr_http.jobs import SeniorityName
from jobr_http.preferences import StatedWishes
from jobr_http.requests import Flag, Text, in_utc, storable, told_as_text

LARGEST_SCORED: Final = 4 * 1024 * 1024
_MOST_POSTINGS: Final = 100
_LONGEST_CV: Final = 200_000

_Limit = Annotated[int, Field(ge=1, le=100)]
_Moment = Annotated[datetime, BeforeValidator(told_as_text), AfterValidator(in_utc)]
_CvText = Annotated[str, Field(max_length=_LONGEST_CV), AfterValidator(storable)]


class MatchSearch(BaseModel):
    """Filters as for `GET /api/jobs`; `preferences` in place of those stated."""

    model_config = ConfigDict(extra="forbid")

    cv_id: UUID | None = None
    q: Annotated[Text, Field(max_length=500)] = ""
    location: Annotated[Text, Field(max_length=200)] | None = None
    remote: Flag | None = None
    salary_min: Annotated[float, Field(gt=0, lt=1e12)] | None = None
    currency: Annotated[str, Field(pattern=r"^[A-Za-z]{3}$")] = "EUR"
    skills: Annotated[list[Text], Field(max_length=20)] = []
    employment_type: EmploymentType | None = None
    seniority: SeniorityName | None = None
    posted_since: _Moment | None = None
    preferences: StatedWishes | None = None
    limit: _Limit = 20
    min_score: Annotated[int, Field(ge=0, le=100)] = 0

    def search(self) -> PostingSearch:
        return PostingSearch(
            words=self.q,
            location=self.location,
            remote=self.remote,
            salary_min=self.salary_min,
            currency=self.currency.upper(),
            skills=tuple(self.skills),
            employment_type=self.employment_type,
            seniority=Seniority[self.seniority.upper()] if self.seniority else None,
            posted_since=self.posted_since,
        )


class AdHocCv(BaseModel):
    """A CV that is not kept: its text, or a JSON Resume."""

    model_config = ConfigDict(extra="forbid")

    text: _CvText | None = None
    json_resume: dict[str, Any] | None = None

    @model_validator(mode="after")
    def _one_of_them(self) -> "AdHocCv":
        if (self.text is None) is (self.json_resume is None):
            raise ValueError("give either `text` or `json_resume`")
        return self

    def cv(self) -> Cv:
        """Raises JsonResumeInvalid."""
        if self.json_resume is not None:
            return Cv.from_json_resume(self.json_resume)
        return parse(self.text or "")


class Scoring(BaseModel):
    """A CV (one of yours, or any) and postings (stored ones, or any as records), to be compared."""

    model_config = ConfigDict(extra="forbid")

    cv_id: UUID | None = None
    cv: AdHocCv | None = None
    job_id: UUID | None = None
    job: dict[str, Any] | None = None
    job_ids: Annotated[list[UUID], Field(max_length=_MOST_POSTINGS)] = []
    jobs: Annotated[list[dict[str, Any]], Field(max_length=_MOST_POSTINGS)] = []
    preferences: StatedWishes | None = None

    @model_validator(mode="after")
    def _something_to_compare(self) -> "Scoring":
        if self.cv_id is not None and self.cv is not None:
            raise ValueError("give `cv_id` or `cv`, not both")
        if self.number == 0:
            raise ValueError("give `job`, `job_id`, `jobs` or `job_ids`")
        if self.number > _MOST_POSTINGS:
            raise ValueError(f"at most {_MOST_POSTINGS} postings at a time")
        return self

    @property
    def number(self) -> int:
        single = (self.job_id is not None) + (self.job is not None)
        return single + len(self.job_ids) + len(self.jobs)

    @property
    def is_of_one(self) -> bool:
        return not (self.jobs or self.job_ids) and self.number == 1

    @property
    def stored(self) -> tuple[str, ...]:
        alone = () if self.job_id is None else (self.job_id,)
        return tuple(map(str, (*alone, *self.job_ids)))

    def postings(self) -> tuple[JobPosting, ...]:
        """Those that are not stored. Raises PostingInvalid."""
        alone = () if self.job is None else (self.job,)
        return tuple(map(JobPosting.from_record, (*alone, *self.jobs)))
