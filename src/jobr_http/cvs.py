"""CVs over HTTP."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from litestar import Router, delete, get, post
from litestar.params import FromPath

from jobr_core.cvs.model import CvId, StoredCv
from jobr_core.cvs.ports import Cvs
from jobr_core.cvs.use_cases.removal import RemoveCv
from jobr_core.cvs.use_cases.upload import UploadCv
from jobr_core.matching.evidence import cv_skill_mentions
from jobr_http.lists import Items
from jobr_http.requests import FileOrJson, SignedRequest, sent_file
from jobr_http.security import USER

_MOST_LISTED = 100
_FORM_OVERHEAD = 64 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillView:
    """A skill the CV names, and where it names it first (code points of `text`)."""

    skill: str
    category: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CvSummary:
    """A CV in a list."""

    id: UUID
    file_name: str
    media_type: str
    engine: str
    warnings: tuple[str, ...]
    created_at: datetime

    @classmethod
    def of(cls, stored: StoredCv) -> Self:
        return cls(
            id=stored.id,
            file_name=stored.file_name,
            media_type=stored.media_type,
            engine=stored.engine,
            warnings=stored.cv.warnings,
            created_at=stored.created_at,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CvView:
    """A CV: `profile` is a JSON Resume 1.0.0 document read from `text` by `engine`."""

    id: UUID
    file_name: str
    media_type: str
    engine: str
    text: str
    profile: dict[str, Any]
    skills: tuple[SkillView, ...]
    warnings: tuple[str, ...]
    created_at: datetime

    @classmethod
    def of(cls, stored: StoredCv) -> Self:
        first = {m.skill: m for m in reversed(cv_skill_mentions(stored.cv))}
        named = sorted(first.values(), key=lambda mention: mention.start)
        return cls(
            id=stored.id,
            file_name=stored.file_name,
            media_type=stored.media_type,
            engine=stored.engine,
            text=stored.cv.text,
            profile=stored.cv.to_json_resume(),
            skills=tuple(
                SkillView(skill=m.skill, category=m.category, start=m.start, end=m.end)
                for m in named
            ),
            warnings=stored.cv.warnings,
            created_at=stored.created_at,
        )


def cv_routes(upload: UploadCv, remove: RemoveCv, cvs: Cvs, size_limit: int) -> Router:
    """One's own CVs; somebody else's are not found."""

    @post(
        "/", operation_class=FileOrJson, request_max_body_size=size_limit + _FORM_OVERHEAD, **USER
    )
    async def add_cv(request: SignedRequest) -> CvView:
        """Upload a CV: form field `file` (PDF, DOCX, text, Markdown), or JSON Resume as body."""
        content, file_name = await sent_file(request)
        return CvView.of(
            await upload(owner=request.user.user_id, file_name=file_name, content=content)
        )

    @get("/", **USER)
    async def list_cvs(request: SignedRequest) -> Items[CvSummary]:
        """One's CVs, newest first."""
        own = await cvs.newest_of(request.user.user_id, _MOST_LISTED)
        return Items(items=tuple(map(CvSummary.of, own)))

    @get("/{cv_id:uuid}", **USER)
    async def show_cv(request: SignedRequest, cv_id: FromPath[UUID]) -> CvView:
        """One CV with its text and profile."""
        return CvView.of(await cvs.by_id(CvId(cv_id), owner=request.user.user_id))

    @get("/{cv_id:uuid}/json-resume", **USER)
    async def show_json_resume(request: SignedRequest, cv_id: FromPath[UUID]) -> dict[str, Any]:
        """The profile alone, as a JSON Resume 1.0.0 document."""
        return (await cvs.by_id(CvId(cv_id), owner=request.user.user_id)).cv.to_json_resume()

    @delete("/{cv_id:uuid}", **USER)
    async def remove_cv(request: SignedRequest, cv_id: FromPath[UUID]) -> None:
        """Remove a CV for good."""
        await remove(owner=request.user.user_id, cv_id=CvId(cv_id))

    return Router(
        "/api/cvs",
        route_handlers=[add_cv, list_cvs, show_cv, show_json_resume, remove_cv],
        tags=["cvs"],
    )
