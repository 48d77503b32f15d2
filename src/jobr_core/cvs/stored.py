"""CVs in accounts: whose they are, how far they are read, and what they said before."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

from jobr_core.accounts.model import UserId
from jobr_core.cvs.model import Cv

CvId = NewType("CvId", UUID)


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
