"""Postings over HTTP."""

from dataclasses import dataclass
from typing import Annotated, Any, Final, Literal

from litestar import Router, delete, get, patch, post
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter
from pydantic import BaseModel, ConfigDict, ValidationError

from jobr_core.jobs.analysis import analyze
from jobr_core.jobs.imports import ImportOutcome, PostingsContent
from jobr_core.jobs.model import JobPosting
from jobr_core.jobs.ports import JobPostings
from jobr_core.jobs.search import PostingSearch, Sort
from jobr_core.jobs.terms import EmploymentType
from jobr_core.jobs.use_cases.administration import AddPosting, ChangePosting, RemovePosting
from jobr_core.jobs.use_cases.importing import ImportFromAddress, ImportPostings
from jobr_core.jobs.use_cases.searching import SearchPostings
from jobr_core.shared.unit_of_work import RunAside
from jobr_core.vocabulary.seniority import Seniority
from jobr_http.job_views import AnalysisView, FoundJobs, JobChange, JobView, NewJob
from jobr_http.requests import SignedRequest, moment_in
from jobr_http.security import ADMIN, PUBLIC, problems
from jobr_http.uploads import FORM_OVERHEAD, FileOrJson, SentFile, received

_LARGEST_IMPORT: Final = 64 * 1024 * 1024
_LARGEST_WRITTEN: Final = 1024 * 1024
_LARGEST_ADDRESS: Final = 8 * 1024
_STORABLE: Final = r"^[^\x00]*$"
_Words = Annotated[str, QueryParameter(max_length=500, pattern=_STORABLE)]
SeniorityName = Literal["intern", "junior", "mid", "senior", "lead", "head", "executive"]


@dataclass(frozen=True, slots=True, kw_only=True)
class JobStories:
    """What the routes of postings call."""

    search: SearchPostings
    add: AddPosting
    change: ChangePosting
    remove: RemovePosting
    import_postings: ImportPostings
    import_from_address: ImportFromAddress
    postings: JobPostings
    aside: RunAside

    async def view(self, posting: JobPosting) -> JobView:
        return JobView.of(posting, await self.postings.standing_of(posting.id))

    async def imported(self, sent: SentFile, name: str) -> ImportOutcome:
        """From what was sent, or from the address in it."""
        asked = _address_in(sent)
        if asked is not None:
            wanted = asked.format if name == "auto" else name
            return await self.import_from_address(asked.url, format=wanted)
        sent.body.seek(0)
        return await self.import_postings(PostingsContent(file=sent.body, format=name))


class ImportAddress(BaseModel):
    """Where to import from: an address, a board's page, or `greenhouse:TOKEN`, `lever:SITE`,
    `ashby:NAME`."""

    model_config = ConfigDict(extra="forbid")

    url: str
    format: str = "auto"


def job_routes(stories: JobStories) -> Router:
    """Searching and reading postings is public, writing them is for administrators."""
    return Router(
        "/api/jobs", route_handlers=[*_reading(stories), *_writing(stories)], tags=["jobs"]
    )


def _reading(stories: JobStories) -> list[Any]:
    @get("/", **PUBLIC)
    async def search_jobs(  # noqa: PLR0913, PLR0917 - one for each filter
        q: _Words = "",
        location: Annotated[str | None, QueryParameter(max_length=200, pattern=_STORABLE)] = None,
        remote: FromQuery[bool | None] = None,
        salary_min: Annotated[float | None, QueryParameter(gt=0, lt=1e12)] = None,
        currency: Annotated[str, QueryParameter(pattern=r"^[A-Za-z]{3}$")] = "EUR",
        skills: Annotated[list[str] | None, QueryParameter(max_items=20)] = None,
        employment_type: FromQuery[EmploymentType | None] = None,
        seniority: FromQuery[SeniorityName | None] = None,
        posted_since: Annotated[str | None, QueryParameter(max_length=40)] = None,
        sort: FromQuery[Sort] = Sort.RELEVANCE,
        cursor: FromQuery[str | None] = None,
        limit: Annotated[int, QueryParameter(ge=1, le=100)] = 20,
    ) -> FoundJobs:
        """Search live postings; each opening is found once, however many sites tell it.

        `q` takes phrases in quotes, `or`, and `-` before words that must not occur. `location` is
        a city, region, country or area (EMEA); remote postings count where they may be done from
        there. `salary_min` is for a full-time year. `skills` are separated by commas; all of them
        are asked for. Without `q`, `relevance` means the newest first.
        """
        asked = PostingSearch(
            words=q,
            location=location,
            remote=remote,
            salary_min=salary_min,
            currency=currency.upper(),
            skills=_named(skills),
            employment_type=employment_type,
            seniority=Seniority[seniority.upper()] if seniority else None,
            posted_since=moment_in(posted_since, "posted_since"),
            sort=sort,
        )
        return FoundJobs.of(await stories.search(asked, limit=limit, cursor=cursor))

    @get("/{job_id:str}", **PUBLIC)
    async def show_job(job_id: FromPath[str]) -> JobView:
        """One posting, with all the places where it can be applied for."""
        return await stories.view(await stories.postings.by_id(job_id))

    @get("/{job_id:str}/analysis", **PUBLIC)
    async def analyse_job(job_id: FromPath[str]) -> AnalysisView:
        """What a posting asks for, line by line, with the words that ask."""
        posting = await stories.postings.by_id(job_id)
        return AnalysisView.of(posting, await stories.aside(lambda: analyze(posting)))

    return [search_jobs, show_job, analyse_job]


def _writing(stories: JobStories) -> list[Any]:
    @post(
        "/",
        request_max_body_size=_LARGEST_WRITTEN,
        **{**ADMIN, "responses": {**ADMIN["responses"], **problems(409, 413)}},
    )
    async def add_job(data: JSONBody[NewJob]) -> JobView:
        """Write a posting of your own."""
        return await stories.view(await stories.add(data.record()))

    @patch("/{job_id:str}", request_max_body_size=_LARGEST_WRITTEN, **ADMIN)
    async def change_job(job_id: FromPath[str], data: JSONBody[JobChange]) -> JobView:
        """Replace fields of a posting; null empties one.

        An imported posting keeps the change until its source tells something new about it.
        """
        return await stories.view(await stories.change(job_id, data.record()))

    @delete("/{job_id:str}", **ADMIN)
    async def remove_job(job_id: FromPath[str]) -> None:
        """Remove a posting for good. If its source still has it, the next import brings it back,
        unless the source is an address and says that nothing has changed."""
        await stories.remove(job_id)

    @post(
        "/import",
        status_code=200,
        operation_class=FileOrJson,
        request_max_body_size=_LARGEST_IMPORT + FORM_OVERHEAD,
        **{**ADMIN, "responses": {**ADMIN["responses"], **problems(413)}},
    )
    async def import_jobs(request: SignedRequest, format: FromQuery[str] = "auto") -> ImportOutcome:  # noqa: A002
        """Import postings in any format Jobr reads; doing it again changes nothing.

        Send a document, a form with a `file`, or `{"url": …}` with an address or a board
        (`greenhouse:TOKEN`, `lever:SITE`, `ashby:NAME`). Records that are no postings are listed
        in `broken` with their position, the others kept; postings that a board's list no longer
        has are closed.
        """
        async with received(request, _LARGEST_IMPORT) as sent:
            return await stories.imported(sent, format)

    return [add_job, change_job, remove_job, import_jobs]


def _named(skills: list[str] | None) -> tuple[str, ...]:
    names = (name.strip() for listed in skills or () for name in listed.split(","))
    return tuple(dict.fromkeys(name for name in names if name))


def _address_in(sent: SentFile) -> ImportAddress | None:
    """The address a small JSON object of `url` and `format` holds; None for postings."""
    sent.body.seek(0)
    start = sent.body.read(_LARGEST_ADDRESS + 1)
    if len(start) > _LARGEST_ADDRESS or not start.lstrip().startswith(b"{"):
        return None
    try:
        return ImportAddress.model_validate_json(start)
    except ValidationError:
        return None
