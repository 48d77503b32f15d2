"""Postings come in from a file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from jobr_core.events.catalogue import JobImported, JobUpdated
from jobr_core.jobs.model import JobPosting
from jobr_core.jobs.ports import (
    BeginPostingsWork,
    BrokenRecord,
    PostingsReader,
    Stored,
    StoredPosting,
)
from jobr_core.shared.unit_of_work import RunAside


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOutcome:
    """How many postings were new, changed or known already, and which records were broken."""

    format: str
    created: int
    updated: int
    unchanged: int
    broken: tuple[BrokenRecord, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPostings:
    """Reads a file of postings and stores them; importing it again changes nothing.

    Broken records are reported and left out, the others stored. Raises PostingsUnreadable,
    NoPostings.
    """

    begin: BeginPostingsWork
    read: PostingsReader
    aside: RunAside

    async def __call__(self, content: bytes, *, format: str = "auto") -> ImportOutcome:  # noqa: A002
        found = await self.aside(lambda: self.read(content, format=format))
        async with self.begin() as work:
            stored = await work.postings.store(found.postings)
            work.events.record(*_events(found.postings, stored))
            await work.commit()
        outcomes = [posting.outcome for posting in stored]
        return ImportOutcome(
            format=found.format,
            created=outcomes.count(Stored.CREATED),
            updated=outcomes.count(Stored.UPDATED),
            unchanged=outcomes.count(Stored.UNCHANGED),
            broken=found.broken,
        )


def _events(
    postings: Sequence[JobPosting], stored: Sequence[StoredPosting]
) -> Iterator[JobImported | JobUpdated]:
    for posting, done in zip(postings, stored, strict=True):
        if done.id is not None:
            told = JobImported if done.outcome is Stored.CREATED else JobUpdated
            yield told(job_id=UUID(done.id), source=posting.source)
