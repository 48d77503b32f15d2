"""What postings need from outside."""

from abc import abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from jobr_core.events.ports import EventsWork
from jobr_core.jobs.model import JobPosting


class Stored(StrEnum):
    """What storing a posting came to."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class StoredPosting:
    """What storing a posting came to, and its id unless it was left alone."""

    outcome: Stored
    id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenRecord:
    """A record that is no posting: where it stands in its file, counted from 1, and why."""

    position: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPostings:
    """The outcome of reading a file: its postings, and the records that are none."""

    format: str
    postings: tuple[JobPosting, ...]
    broken: tuple[BrokenRecord, ...] = ()


class PostingsReader(Protocol):
    """Reads every format postings come in."""

    @abstractmethod
    def __call__(self, content: bytes, *, format: str = "auto") -> ReadPostings:  # noqa: A002
        """Recognises the format by content. Raises PostingsUnreadable, NoPostings."""


class JobPostings(Protocol):
    """All postings. Each is known by (source, board, external_id)."""

    @abstractmethod
    async def store(self, postings: Sequence[JobPosting]) -> tuple[StoredPosting, ...]:
        """Adds new ones under a new id, replaces changed ones under their old id, leaves equal
        ones alone; answers in the order given. Storing twice changes nothing."""

    @abstractmethod
    async def by_id(self, posting_id: str) -> JobPosting:
        """Raises PostingNotFound."""

    @abstractmethod
    async def with_skills(self, skills: Sequence[str], limit: int) -> tuple[JobPosting, ...]:
        """At most `limit` unexpired postings, those naming the most of `skills` first, then the
        newest; postings naming none of them fill up the rest."""


class PostingsWork(EventsWork, Protocol):
    """A unit of work that can change postings."""

    @property
    def postings(self) -> JobPostings: ...


BeginPostingsWork = Callable[[], PostingsWork]
