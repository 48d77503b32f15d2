"""A CV: the facts it states and the text it states them in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NewType, Self
from uuid import UUID

from jobr_core.accounts.model import UserId
from jobr_core.cvs.json_resume import document_of, profile_and_warnings
from jobr_core.cvs.passages import Passage
from jobr_core.cvs.profile import Profile
from jobr_core.cvs.rendering import rendered

CvId = NewType("CvId", UUID)


@dataclass(frozen=True, kw_only=True)
class Cv:
    """What a CV says (`profile`), its `text`, and which part of the text is what.

    Spans anywhere in Jobr count code points of `text`. Two CVs are equal if they say the same.
    `warnings` are sentences for the person: what could not be found or was left out.
    """

    profile: Profile
    text: str = field(compare=False)
    passages: tuple[Passage, ...] = field(compare=False)
    warnings: tuple[str, ...] = field(compare=False, default=())

    @classmethod
    def unread(cls) -> Self:
        """Of a document that has not been read yet, or could not be."""
        return cls(profile=Profile(), text="", passages=())

    @classmethod
    def from_json_resume(cls, document: Mapping[str, object]) -> Self:
        """Reads a JSON Resume document; a date or address that is none is left out and named in
        `warnings`. Raises JsonResumeInvalid, naming the key that is wrong.

        >>> Cv.from_json_resume({"basics": {"name": "Ada"}}).profile.basics.name
        'Ada'
        """
        profile, warnings = profile_and_warnings(document)
        text, passages = rendered(profile)
        return cls(profile=profile, text=text, passages=passages, warnings=warnings)

    def to_json_resume(self) -> dict[str, object]:
        """A valid JSON Resume 1.0.0 document, as plain dictionaries and lists."""
        return document_of(self.profile)


class CvStatus(StrEnum):
    """How far a CV in an account is."""

    READING = "reading"
    """Accepted; its profile comes with the event `cv.parsed`."""
    READY = "ready"
    REFUSED = "refused"
    """Accepted, and then it turned out to be unreadable or dangerous; its file is gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginalFile:
    """The file a CV was read from: where it is kept, the SHA-256 of its bytes, and how many."""

    key: str
    digest: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why a file was refused: a code of `cvs.errors` and the sentence that goes with it."""

    code: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredCv:
    """A CV in somebody's account. `engine` names what made the current version: `rules@1`,
    `ai:<model>`, or `edited` by the person."""

    id: CvId
    owner: UserId
    file_name: str
    media_type: str
    engine: str
    cv: Cv
    created_at: datetime
    updated_at: datetime
    version: int = 1
    is_default: bool = False
    status: CvStatus = CvStatus.READY
    refusal: Refusal | None = None
    original: OriginalFile | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CvVersion:
    """What a CV said before it was changed."""

    number: int
    engine: str
    cv: Cv
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """What somebody keeps: CVs, and bytes of files (each counted once)."""

    cvs: int
    bytes: int
