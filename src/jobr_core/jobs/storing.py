"""What storing or closing postings came to, and what is told of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from jobr_core.events.catalogue import JobExpired, JobImported, JobUpdated
from jobr_core.events.model import DomainEvent


class Stored(StrEnum):
    """What became of a posting."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class StoredPosting:
    """The same of one posting, with its id unless it was left alone."""

    outcome: Stored
    id: str | None = None
    source: str = ""


def changes(stored: Iterable[StoredPosting]) -> Iterator[DomainEvent]:
    """The events of what has changed."""
    for posting in stored:
        if posting.id is None:
            continue
        job_id, source = UUID(posting.id), posting.source
        match posting.outcome:
            case Stored.CREATED:
                yield JobImported(job_id=job_id, source=source)
            case Stored.UPDATED:
                yield JobUpdated(job_id=job_id, source=source)
            case Stored.CLOSED:
                yield JobExpired(job_id=job_id, source=source)
            case Stored.UNCHANGED:
                pass
