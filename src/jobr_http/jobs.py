"""Postings over HTTP."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Self

from litestar import Router, get, post
from litestar.params import FromPath, FromQuery

from jobr_core.jobs.model import JobPosting
from jobr_core.jobs.ports import JobPostings
from jobr_core.jobs.salary import Salary
from jobr_core.jobs.terms import Location
from jobr_core.jobs.use_cases.importing import ImportOutcome, ImportPostings
from jobr_http.requests import SignedRequest
from jobr_http.security import ADMIN, PUBLIC
from jobr_http.uploads import FORM_OVERHEAD, FileOrJson, received

_LARGEST_IMPORT: Final = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class JobView:
    """A posting. Spans of match reports count code points of `text`."""

    id: str
    source: str
    board: str
    external_id: str
    url: str | None
    apply_url: str | None
    title: str
    company: str
    locations: tuple[Location, ...]
    workplace: str | None
    employment_type: str | None
    salary: Salary | None
    skills: tuple[str, ...]
    seniority: str | None
    language: str | None
    posted_at: datetime | None
    expires_at: datetime | None
    description: str
    text: str

    @classmethod
    def of(cls, posting: JobPosting) -> Self:
        return cls(
            id=posting.id,
            source=posting.source,
            board=posting.board,
            external_id=posting.external_id,
            url=posting.url,
            apply_url=posting.apply_url,
            title=posting.title,
            company=posting.company,
            locations=posting.locations,
            workplace=posting.workplace,
            employment_type=posting.employment_type,
            salary=posting.salary,
            skills=posting.skills,
            seniority=posting.seniority,
            language=posting.language,
            posted_at=posting.posted_at,
            expires_at=posting.expires_at,
            description=posting.description,
            text=posting.text,
        )


def job_routes(import_postings: ImportPostings, postings: JobPostings) -> Router:
    """Reading postings is public, importing them is for administrators."""

    @get("/{job_id:str}", **PUBLIC)
    async def show_job(job_id: FromPath[str]) -> JobView:
        """One posting."""
        return JobView.of(await postings.by_id(job_id))

    @post(
        "/import",
        status_code=200,
        operation_class=FileOrJson,
        request_max_body_size=_LARGEST_IMPORT + FORM_OVERHEAD,
        **ADMIN,
    )
    async def import_jobs(request: SignedRequest, format: FromQuery[str] = "auto") -> ImportOutcome:  # noqa: A002
        """Import postings in any format Jobr reads; doing it again changes nothing.

        Records that are no postings are listed in `broken` with their position, the others kept.
        """
        async with received(request, _LARGEST_IMPORT) as sent:
            return await import_postings(await sent.content(), format=format)

    return Router("/api/jobs", route_handlers=[show_job, import_jobs], tags=["jobs"])
