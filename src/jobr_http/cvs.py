"""CVs over HTTP."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Annotated, Any, Final, Literal
from urllib.parse import quote
from uuid import UUID

from litestar import Response, Router, delete, get, patch, post
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter
from pydantic import BaseModel, ConfigDict, Field

from jobr_core.cvs.errors import ReadersBusy
from jobr_core.cvs.ports import Cvs
from jobr_core.cvs.stored import CvId, CvStatus, StoredCv
from jobr_core.cvs.use_cases.download import DownloadOriginal
from jobr_core.cvs.use_cases.editing import ChangeCv, Changes
from jobr_core.cvs.use_cases.intake import ReparseCv, UploadCv
from jobr_core.cvs.use_cases.removal import RemoveCv
from jobr_core.shared.clock import Clock
from jobr_core.shared.unit_of_work import RunAside
from jobr_http.cv_views import (
    CompletenessView,
    CvSkillsView,
    CvSummary,
    CvVersionView,
    CvView,
)
from jobr_http.lists import Items
from jobr_http.requests import SignedRequest
from jobr_http.security import USER, problems
from jobr_http.uploads import FORM_OVERHEAD, FileOrJson, received

_IN_MEMORY: Final = 8
"""Uploads that are in memory at a time; however many more they are, they wait on disk."""
_LONGEST_WAIT: Final = 7.0
"""Seconds one waits there before it is told to come again (503)."""
_LARGEST_CHANGE: Final = 1024 * 1024
_LATER: Final = {
    **USER["responses"],
    **problems(402, 413, 415),
    202: ResponseSpec(CvView, description="It is read in the background: see `status`"),
}
_SANDBOXED: Final = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cache-Control": "private, no-store",
}


class CvChange(BaseModel):
    """What to change: the whole profile (JSON Resume), or back to a former version, or the
    default. `version` is the one you saw, if you want to be told that it is no longer current."""

    model_config = ConfigDict(extra="forbid")

    profile: dict[str, Any] | None = None
    restore_version: Annotated[int, Field(ge=1, le=2**31 - 1)] | None = None
    is_default: Literal[True] | None = None
    version: Annotated[int, Field(ge=1, le=2**31 - 1)] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CvStories:
    """What the routes of CVs call."""

    upload: UploadCv
    change: ChangeCv
    reparse: ReparseCv
    download: DownloadOriginal
    remove: RemoveCv
    cvs: Cvs
    aside: RunAside
    now: Clock

    async def view(self, stored: StoredCv) -> CvView:
        today = self.now().date()
        return await self.aside(lambda: CvView.read(stored, today))

    async def answer(self, stored: StoredCv, status: int) -> Response[CvView]:
        """202 as long as it is being read."""
        later = stored.status is CvStatus.READING
        return Response(await self.view(stored), status_code=202 if later else status)


def cv_routes(stories: CvStories, size_limit: int) -> Router:
    """One's own CVs; somebody else's are not found."""
    return Router(
        "/api/cvs",
        route_handlers=[*_reading(stories, size_limit), *_whole(stories), *_parts(stories)],
        tags=["cvs"],
    )


def _reading(stories: CvStories, size_limit: int) -> list[Any]:
    memory = asyncio.Semaphore(_IN_MEMORY)

    @post(
        "/",
        operation_class=FileOrJson,
        request_max_body_size=size_limit + FORM_OVERHEAD,
        **{**USER, "responses": _LATER},
    )
    async def add_cv(request: SignedRequest) -> Response[CvView]:
        """Upload a CV: form field `file` (PDF, DOCX, DOC, RTF, text, Markdown, JSON Resume), or a
        JSON Resume document as body."""
        async with received(request, size_limit) as sent, _turn(memory):
            stored = await stories.upload(
                owner=request.user.user_id,
                file_name=sent.name,
                content=await sent.content(),
                declared_type=sent.declared_type,
            )
        return await stories.answer(stored, 201)

    @post("/{cv_id:uuid}/reparse", status_code=200, **USER)
    async def reparse_cv(request: SignedRequest, cv_id: FromPath[UUID]) -> CvView:
        """Read the file again, with what Jobr knows today; the former version is kept."""
        return await stories.view(
            await stories.reparse(owner=request.user.user_id, cv_id=CvId(cv_id))
        )

    return [add_cv, reparse_cv]


@asynccontextmanager
async def _turn(memory: asyncio.Semaphore) -> AsyncIterator[None]:
    """Raises ReadersBusy for whoever would wait too long."""
    try:
        async with asyncio.timeout(_LONGEST_WAIT):
            await memory.acquire()
    except TimeoutError:
        raise ReadersBusy from None
    try:
        yield
    finally:
        memory.release()


def _whole(stories: CvStories) -> list[Any]:
    @get("/", **USER)
    async def list_cvs(
        request: SignedRequest,
        cursor: FromQuery[UUID | None] = None,
        limit: Annotated[int, QueryParameter(ge=1, le=100)] = 50,
    ) -> Items[CvSummary]:
        """One's CVs, newest first."""
        before = CvId(cursor) if cursor else None
        own = await stories.cvs.newest_of(request.user.user_id, limit, before=before)
        more = str(own[-1].id) if len(own) == limit else None
        return Items(items=tuple(map(CvSummary.of, own)), next_cursor=more)

    @get("/{cv_id:uuid}", **USER)
    async def show_cv(request: SignedRequest, cv_id: FromPath[UUID]) -> CvView:
        """One CV with its text and profile."""
        return await stories.view(await _own(stories, request, cv_id))

    @patch("/{cv_id:uuid}", request_max_body_size=_LARGEST_CHANGE, **USER)
    async def change_cv(
        request: SignedRequest, cv_id: FromPath[UUID], data: JSONBody[CvChange]
    ) -> CvView:
        """Correct the profile, go back to a former version, or make this the default CV."""
        changed = await stories.change(
            owner=request.user.user_id,
            cv_id=CvId(cv_id),
            changes=Changes(
                profile=data.profile,
                restore=data.restore_version,
                make_default=bool(data.is_default),
            ),
            version=data.version,
        )
        return await stories.view(changed)

    @delete("/{cv_id:uuid}", **USER)
    async def remove_cv(request: SignedRequest, cv_id: FromPath[UUID]) -> None:
        """Remove a CV and its file for good."""
        await stories.remove(owner=request.user.user_id, cv_id=CvId(cv_id))

    return [list_cvs, show_cv, change_cv, remove_cv]


def _parts(stories: CvStories) -> list[Any]:
    @get("/{cv_id:uuid}/file", media_type="application/octet-stream", **USER)
    async def download_file(request: SignedRequest, cv_id: FromPath[UUID]) -> Response[bytes]:
        """The very file that was uploaded."""
        stored, content = await stories.download(owner=request.user.user_id, cv_id=CvId(cv_id))
        return Response(
            content,
            media_type=stored.media_type,
            headers={"Content-Disposition": _attachment(stored.file_name), **_SANDBOXED},
        )

    @get("/{cv_id:uuid}/json-resume", **USER)
    async def show_json_resume(request: SignedRequest, cv_id: FromPath[UUID]) -> dict[str, Any]:
        """The profile alone, as a JSON Resume 1.0.0 document."""
        return (await _own(stories, request, cv_id)).cv.to_json_resume()

    @get("/{cv_id:uuid}/skills", **USER)
    async def show_skills(request: SignedRequest, cv_id: FromPath[UUID]) -> CvSkillsView:
        """The skills by category, every place that names them, and years of use."""
        cv, today = (await _own(stories, request, cv_id)).cv, stories.now().date()
        return await stories.aside(lambda: CvSkillsView.of(cv, today))

    @get("/{cv_id:uuid}/completeness", **USER)
    async def show_completeness(request: SignedRequest, cv_id: FromPath[UUID]) -> CompletenessView:
        """What the profile lacks, and how much adding it gains."""
        return CompletenessView.of((await _own(stories, request, cv_id)).cv)

    @get("/{cv_id:uuid}/versions", **USER)
    async def list_versions(request: SignedRequest, cv_id: FromPath[UUID]) -> Items[CvVersionView]:
        """What the CV said before it was changed, newest first; at most 50 are kept."""
        await _own(stories, request, cv_id)
        former = await stories.cvs.versions_of(CvId(cv_id), owner=request.user.user_id)
        return Items(items=tuple(map(CvVersionView.of, former)))

    return [
        download_file,
        show_json_resume,
        show_skills,
        show_completeness,
        list_versions,
    ]


async def _own(stories: CvStories, request: SignedRequest, cv_id: UUID) -> StoredCv:
    return await stories.cvs.by_id(CvId(cv_id), owner=request.user.user_id)


def _attachment(file_name: str) -> str:
    """RFC 6266 §5: a name for old clients, and the right one percent-encoded (RFC 8187)."""
    name = file_name or "cv"
    plain = "".join(c if c.isascii() and (c.isalnum() or c in " ._-") else "_" for c in name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
