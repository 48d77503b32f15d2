"""Postings as clients see and write them. Spans count code points of `text`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated, Any, Final, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from jobr_core.jobs.model import JobPosting
from jobr_core.jobs.ports import PostingLink, PostingStanding
from jobr_core.jobs.requirements import Analysis, Importance, Requirement
from jobr_core.jobs.salary import PayPeriod, Salary
from jobr_core.jobs.terms import EmploymentType, Location, Workplace
from jobr_core.jobs.use_cases.searching import PostingsPage
from jobr_core.vocabulary.degrees import Degree
from jobr_core.vocabulary.fluency import Fluency
from jobr_http.lists import Items
from jobr_http.requests import told_as_text

_EXCERPT: Final = 280
_Moment = Annotated[datetime, BeforeValidator(told_as_text)]


@dataclass(frozen=True, slots=True, kw_only=True)
class JobSummary:
    """What all views of a posting have."""

    id: str
    source: str
    board: str
    external_id: str
    url: str | None
    apply_url: str | None
    title: str
    company: str
    locations: tuple[Location, ...]
    workplace: Workplace | None
    employment_type: EmploymentType | None
    further_employment_types: tuple[EmploymentType, ...]
    salary: Salary | None
    skills: tuple[str, ...]
    seniority: str | None
    language: str | None
    posted_at: datetime | None
    expires_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class JobCard(JobSummary):
    """A posting in a list; `excerpt` is the beginning of its description."""

    excerpt: str

    @classmethod
    def of(cls, posting: JobPosting) -> Self:
        return cls(excerpt=_excerpt(posting.description), **_summary(posting))


@dataclass(frozen=True, slots=True, kw_only=True)
class JobView(JobSummary):
    """A posting. Spans of match reports and analyses count code points of `text`; `links` are all
    the places where the opening is told, this posting's own first. Once it has `closed_at`,
    nobody can apply any more."""

    description: str
    text: str
    closed_at: datetime | None
    links: tuple[PostingLink, ...]

    @classmethod
    def of(cls, posting: JobPosting, standing: PostingStanding) -> Self:
        return cls(
            description=posting.description,
            text=posting.text,
            closed_at=standing.closed_at,
            links=standing.links,
            **_summary(posting),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundJobs(Items[JobCard]):
    """A page of what was found.

    The first page also counts: `total` up to 500, beyond which it is not exact, and in `facets`
    how many of these have each of the commonest values. `corrected` are the words that were
    searched for, where nothing was found for those given.
    """

    total: int | None = None
    total_is_exact: bool = False
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    corrected: str | None = None

    @classmethod
    def of(cls, page: PostingsPage) -> Self:
        return cls(
            items=tuple(map(JobCard.of, page.postings)),
            next_cursor=page.next_cursor,
            total=page.total,
            total_is_exact=page.total_is_exact,
            facets=page.facets,
            corrected=page.corrected,
        )


def _summary(posting: JobPosting) -> dict[str, Any]:
    return {name: getattr(posting, name) for name in JobSummary.__dataclass_fields__}


def _excerpt(description: str) -> str:
    flat = " ".join(description.split())
    if len(flat) <= _EXCERPT:
        return flat
    return flat[:_EXCERPT].rsplit(" ", 1)[0] + " …"


def _told(value: object) -> object:
    """Steps by their names: “master's degree”, “C1”."""
    if isinstance(value, Fluency):
        return value.name
    return str(value).lower() if isinstance(value, Degree) else value


@dataclass(frozen=True, slots=True, kw_only=True)
class RequirementView:
    """Something asked for, and the words that ask: `text[start:end] == quote`. Which of the others
    are set depends on `kind`; skills, certificates and languages are met by any of several."""

    kind: str
    importance: Importance
    label: str
    start: int
    end: int
    quote: str
    any_of: tuple[str, ...] | None = None
    years: float | None = None
    degree: str | None = None
    or_equivalent: bool | None = None
    language: str | None = None
    fluency: str | None = None
    country: str | None = None

    @classmethod
    def of(cls, kind: str, asked: Requirement, text: str) -> Self:
        told: dict[str, Any] = {
            name: _told(value)
            for name in (
                "any_of",
                "years",
                "degree",
                "or_equivalent",
                "language",
                "fluency",
                "country",
            )
            if (value := getattr(asked, name, None)) is not None
        }
        span = asked.span
        return cls(
            kind=kind, importance=asked.importance, label=asked.label, start=span.start,
            end=span.end, quote=span.quote(text), **told,
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalysisView:
    """What a posting asks for, in the order of its `text`."""

    job_id: str
    seniority: str | None
    requirements: tuple[RequirementView, ...]

    @classmethod
    def of(cls, posting: JobPosting, analysis: Analysis) -> Self:
        groups: tuple[tuple[str, tuple[Requirement, ...]], ...] = (
            ("skill", analysis.skills),
            ("experience", analysis.experience),
            ("education", analysis.education),
            ("language", analysis.languages),
            ("certificate", analysis.certificates),
            ("permit", analysis.permits),
        )
        lines = [
            RequirementView.of(kind, asked, posting.text) for kind, all_ in groups for asked in all_
        ]
        level = analysis.seniority
        return cls(
            job_id=posting.id,
            seniority=None if level is None else str(level),
            requirements=tuple(sorted(lines, key=lambda line: (line.start, line.end, line.kind))),
        )


class _Written(BaseModel):
    model_config = ConfigDict(extra="forbid")


class WrittenLocation(_Written):
    """A place; the country as an ISO 3166-1 alpha-2 code or a name."""

    city: str | None = None
    region: str | None = None
    country: str | None = None


class WrittenSalary(_Written):
    """Pay in whole units of a currency (ISO 4217); one end may be open."""

    min: float | None = None
    max: float | None = None
    currency: str
    period: PayPeriod = PayPeriod.YEAR


class JobChange(_Written):
    """Fields to replace; null empties one."""

    title: str | None = None
    company: str | None = None
    description: Annotated[str | None, Field(description="text or HTML")] = None
    url: str | None = None
    apply_url: str | None = None
    locations: list[WrittenLocation] | None = None
    workplace: Workplace | None = None
    employment_type: EmploymentType | None = None
    further_employment_types: list[EmploymentType] | None = None
    salary: WrittenSalary | None = None
    skills: list[str] | None = None
    seniority: str | None = None
    language: str | None = None
    posted_at: _Moment | None = None
    expires_at: _Moment | None = None

    def record(self) -> dict[str, object]:
        """The public record of what was written."""
        return self.model_dump(mode="json", exclude_unset=True)


class NewJob(JobChange):
    """A posting of one's own. Without `external_id` its content names it."""

    title: str
    company: str
    source: str = "jobr"
    board: str = ""
    external_id: str | None = None
