"""Postings come in from a file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final
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

BATCH: Final = 500
"""Postings stored in one transaction: a longer one would hold up all readers of events."""


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

    Broken records are reported and left out, the others stored, batch by batch. Raises
    PostingsUnreadable, NoPostings.
    """

    begin: BeginPostingsWork
    read: PostingsReader
    aside: RunAside

    async def __call__(self, content: bytes, *, format: str = "auto") -> ImportOutcome:  # noqa: A002
        found = await self.aside(lambda: self.read(content, format=format))
        outcomes: list[Stored] = []
        for start in range(0, len(found.postings), BATCH):
            outcomes += await self._store(found.postings[start : start + BATCH])
        return ImportOutcome(
            format=found.format,
            created=outcomes.count(Stored.CREATED),
            updated=outcomes.count(Stored.UPDATED),
            unchanged=outcomes.count(Stored.UNCHANGED),
            broken=found.broken,
        )

    async def _store(self, postings: Sequence[JobPosting]) -> list[Stored]:
        async with self.begin() as work:
            stored = await work.postings.store(postings)
            work.events.record(*_events(postings, stored))
            await work.commit()
        return [posting.outcome for posting in stored]


def _events(
    postings: Sequence[JobPosting], stored: Sequence[StoredPosting]
) -> Iterator[JobImported | JobUpdated]:
    for posting, done in zip(postings, stored, strict=True):
        if done.id is not None:
            told = JobImported if done.outcome is Stored.CREATED else JobUpdated
            yield told(job_id=UUID(done.id), source=posting.source)
