"""What CVs need from outside."""

from abc import abstractmethod
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from jobr_core.accounts.model import UserId
from jobr_core.cvs.model import Cv
from jobr_core.cvs.profile import Profile
from jobr_core.cvs.stored import CvId, CvVersion, Shelf, StoredCv
from jobr_core.events.ports import EventsWork
from jobr_core.tasks.ports import TasksWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a document says, read by rules, and the media type its bytes proved to be."""

    media_type: str
    cv: Cv


class DocumentReader(Protocol):
    """Reads uploaded files, where a hostile one can harm nobody."""

    @abstractmethod
    async def __call__(
        self,
        content: bytes,
        *,
        file_name: str = "",
        declared_type: str = "",
        patience: float | None = None,
    ) -> Reading:
        """Decides the kind by content; a name or type that promises another one is refused.

        Raises the refusals of `cvs.errors` (`Empty` to `NoText`), and ReadersBusy if none was
        free within `patience` seconds.
        """


class MalwareScanner(Protocol):
    """Looks for known malware."""

    @abstractmethod
    async def __call__(self, content: bytes) -> None:
        """Raises Malware, or ScannerUnavailable if it cannot tell and must."""


class Originals(Protocol):
    """The files CVs were read from, each under a key of its own; sealed where they rest."""

    @abstractmethod
    async def keep(self, key: str, content: bytes) -> None:
        """Raises FilesUnavailable."""

    @abstractmethod
    async def read(self, key: str) -> bytes:
        """Raises OriginalMissing, FilesUnavailable."""

    @abstractmethod
    async def remove(self, key: str) -> None:
        """Removing what is not there is no error. Raises FilesUnavailable."""

    @abstractmethod
    def kept_before(self, moment: datetime) -> AsyncIterator[tuple[str, ...]]:
        """Keys of what was kept before a moment, in batches. Raises FilesUnavailable."""


class AiParsing(Protocol):
    """Turns the text of a CV into facts by a language model."""

    @property
    @abstractmethod
    def engine(self) -> str:
        """Such as `ai:<model>`."""

    @abstractmethod
    async def __call__(self, text: str) -> Profile:
        """What the model says the text says; nothing of it is believed before it was found in
        the text. Raises Unavailable within its time limit."""


class Cvs(Protocol):
    """All CVs. Every question names the owner; somebody else's CV is not found."""

    @abstractmethod
    async def shelf_of(self, owner: UserId) -> Shelf:
        """How full it is. Within a unit of work nobody else changes this person's CVs from here
        until its end."""

    @abstractmethod
    async def key_of(self, owner: UserId, digest: str) -> str | None:
        """The key of a file of theirs with this content."""

    @abstractmethod
    async def keys_of(self, owner: UserId) -> tuple[str, ...]:
        """The keys of all their files."""

    @abstractmethod
    async def add(self, stored: StoredCv) -> None: ...

    @abstractmethod
    async def by_id(self, cv_id: CvId, *, owner: UserId) -> StoredCv:
        """Raises CvNotFound."""

    @abstractmethod
    async def newest_of(
        self, owner: UserId, limit: int, *, before: CvId | None = None
    ) -> tuple[StoredCv, ...]:
        """At most `limit` CVs, newest first, those that came before a given one."""

    @abstractmethod
    async def default_of(self, owner: UserId) -> StoredCv:
        """The one matches are for. Raises NoCv."""

    @abstractmethod
    async def replace(self, stored: StoredCv, *, version: int) -> None:
        """Takes the place of `version`, which is kept as a former one if it had been read and says
        something else; of those the last 50. File, owner and default stay as they are.

        Raises CvNotFound, CvChanged if another version is there.
        """

    @abstractmethod
    async def ensure_default(self, owner: UserId) -> CvId | None:
        """Sees to it that one CV is the default: the one that is, if it has been read, else the
        newest that has, else the newest. Returns which; None where there is no CV."""

    @abstractmethod
    async def make_default(self, cv_id: CvId, *, owner: UserId) -> None:
        """This one and no other. Raises CvNotFound."""

    @abstractmethod
    async def versions_of(self, cv_id: CvId, *, owner: UserId) -> tuple[CvVersion, ...]:
        """Former versions, newest first."""

    @abstractmethod
    async def remove(self, cv_id: CvId, *, owner: UserId) -> str | None:
        """With all its versions. Returns the key of its file if no other CV needs that. Raises
        CvNotFound."""

    @abstractmethod
    async def release(self, cv_id: CvId, *, owner: UserId) -> str | None:
        """Takes its file from a CV. Returns the key if no other CV needs it. Raises CvNotFound."""

    @abstractmethod
    async def unneeded(self, keys: Sequence[str]) -> tuple[str, ...]:
        """Those of some keys that belong to no CV."""


class CvsWork(TasksWork, EventsWork, Protocol):
    """A unit of work that can change CVs."""

    @property
    def cvs(self) -> Cvs: ...


BeginCvsWork = Callable[[], CvsWork]
