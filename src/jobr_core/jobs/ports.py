"""What postings need from outside."""

from abc import abstractmethod
from collections.abc import AsyncIterator, Callable, Collection, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import IO, BinaryIO, Protocol

from jobr_core.events.ports import EventsWork
from jobr_core.jobs.facts import DescribedPosting
from jobr_core.jobs.imports import BrokenRecord, ImportRun, PostingsBatch
from jobr_core.jobs.model import JobPosting
from jobr_core.jobs.search import Criteria
from jobr_core.jobs.storing import StoredPosting


@dataclass(frozen=True, slots=True, kw_only=True)
class PostingLink:
    """Where one opening is told."""

    source: str
    url: str | None
    apply_url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PostingStanding:
    """Since when a posting is closed, None if it is open; and where its opening is told, the
    posting itself first."""

    closed_at: datetime | None
    links: tuple[PostingLink, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPostings:
    """A page of what was found, in order.

    The first page also counts: `total` up to `MOST_WEIGHED`, and in `counts` how many of these
    have each key (`jobs.facts`), with skills as they are written and places as “city, country”.
    """

    postings: tuple[JobPosting, ...]
    next_cursor: str | None = None
    total: int | None = None
    counts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPostings:
    """The outcome of reading a file: its postings, and the records that are none."""

    format: str
    postings: tuple[JobPosting, ...]
    broken: tuple[BrokenRecord, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What an address answered: its content as a file of its own, read from the start."""

    url: str
    """After redirects."""
    content: BinaryIO
    media_type: str = ""
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class NotModified:
    """The address still has what it answered before."""


class Fetcher(Protocol):
    """Gets what an address of the public internet answers, safely for the network Jobr runs in."""

    @abstractmethod
    def __call__(
        self, url: str, *, etag: str | None = None, last_modified: str | None = None
    ) -> AbstractAsyncContextManager[Fetched | NotModified]:
        """The file is gone when the context is left. Raises AddressRefused, SourceMissing,
        SourceFailed, SourceTooLarge."""


class PostingsReader(Protocol):
    """Reads every format postings come in."""

    @abstractmethod
    def __call__(self, content: bytes, *, format: str = "auto") -> ReadPostings:  # noqa: A002
        """Recognises the format by content. Raises PostingsUnreadable, NoPostings."""


class PostingsStream(Protocol):
    """Reads a source of any size in little memory, and describes its postings."""

    @abstractmethod
    def __call__(
        self,
        file: IO[bytes],
        *,
        format: str,  # noqa: A002
        board: str | None = None,
        behind: int = 0,
    ) -> AsyncIterator[PostingsBatch]:
        """Batches in order, from the record behind a position on; `board` names the board where
        the records do not. Raises FormatUnknown, PostingsUnreadable; PostingsCutOff after the
        last batch of a source that ends too early."""


class ImportRuns(Protocol):
    """The last run of each source."""

    @abstractmethod
    async def of(self, source: str) -> ImportRun | None: ...

    @abstractmethod
    async def keep(self, run: ImportRun) -> None:
        """In place of the last one."""


class JobPostings(Protocol):
    """All postings. Each is known by (source, board, external_id); those that tell of the same
    opening are shown as one card."""

    @abstractmethod
    async def store(
        self, postings: Sequence[DescribedPosting], *, anew: bool = False
    ) -> tuple[StoredPosting, ...]:
        """Adds new ones under a new id, replaces changed ones under their old id, reopens those
        that were closed, leaves equal ones alone; answers in the order given. One whose record is
        the last one again (`payload_hash`) has nothing new to say: if it was closed, it is opened
        as it is kept, unless its time is over. Storing twice changes nothing.

        `anew` stores all of them whatever their source told; closed ones stay closed then, unless
        their time is moved into the future. Raises Malformed where one does not fit."""

    @abstractmethod
    async def behind(self, posting_id: str | None, limit: int) -> tuple[JobPosting, ...]:
        """The live postings behind one, in the order of their ids; from the first on for None."""

    @abstractmethod
    async def by_id(self, posting_id: str) -> JobPosting:
        """Raises PostingNotFound."""

    @abstractmethod
    async def standing_of(self, posting_id: str) -> PostingStanding:
        """Raises PostingNotFound."""

    @abstractmethod
    async def close_unseen(
        self, source: str, board: str, *, seen: Collection[str]
    ) -> tuple[StoredPosting, ...]:
        """Closes the live postings of a board whose external id is not among those seen."""

    @abstractmethod
    async def close_expired(self, limit: int) -> tuple[StoredPosting, ...]:
        """Closes at most `limit` postings whose time is over."""

    @abstractmethod
    async def remove(self, posting_id: str) -> None:
        """Raises PostingNotFound."""


class PostingIndex(Protocol):
    """Finds live postings, one for each opening."""

    @abstractmethod
    async def search(self, wanted: Criteria, *, limit: int, cursor: str | None) -> FoundPostings:
        """Live postings in the order asked for. Raises CursorInvalid."""

    @abstractmethod
    async def spelled_like(self, word: str) -> str | None:
        """The word of titles, companies and skills nearest to one that none of them has; None if
        none is near or the word is there."""

    @abstractmethod
    async def prepare_months(self) -> None:
        """Makes room for the postings of the coming months; doing it again changes nothing."""


class PostingsWork(EventsWork, Protocol):
    """A unit of work that can change postings."""

    @property
    def postings(self) -> JobPostings: ...

    @property
    def import_runs(self) -> ImportRuns: ...


BeginPostingsWork = Callable[[], PostingsWork]
