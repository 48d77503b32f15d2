"""Postings come in from a file."""

from dataclasses import dataclass

from jobr_core.jobs.ports import BeginPostingsWork, BrokenRecord, PostingsReader, Stored
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
            await work.commit()
        return ImportOutcome(
            format=found.format,
            created=stored.count(Stored.CREATED),
            updated=stored.count(Stored.UPDATED),
            unchanged=stored.count(Stored.UNCHANGED),
            broken=found.broken,
        )
