"""What CVs need from outside."""

from abc import abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from jobr_core.accounts.model import UserId
from jobr_core.cvs.model import CvId, StoredCv
from jobr_core.events.ports import EventsWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document's clean text and the media type its bytes proved to be."""

    media_type: str
    text: str


class DocumentReader(Protocol):
    """Reads the text of uploaded files."""

    @abstractmethod
    async def __call__(self, content: bytes, *, file_name: str = "") -> Document:
        """Decides the kind by content; a name that promises another one is refused.

        Raises one of `cvs.errors.Document…`, nothing else.
        """


class Cvs(Protocol):
    """All CVs. Every question names the owner; somebody else's CV is not found."""

    @abstractmethod
    async def add(self, stored: StoredCv) -> None: ...

    @abstractmethod
    async def by_id(self, cv_id: CvId, *, owner: UserId) -> StoredCv:
        """Raises CvNotFound."""

    @abstractmethod
    async def newest_of(self, owner: UserId, limit: int) -> tuple[StoredCv, ...]:
        """At most `limit` CVs, newest first."""

    @abstractmethod
    async def remove(self, cv_id: CvId, *, owner: UserId) -> None:
        """Raises CvNotFound."""


class CvsWork(EventsWork, Protocol):
    """A unit of work that can change CVs."""

    @property
    def cvs(self) -> Cvs: ...


BeginCvsWork = Callable[[], CvsWork]
