"""Administrators write postings of their own, change and remove any."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from jobr_core.events.catalogue import JobExpired
from jobr_core.jobs.errors import PostingExists
from jobr_core.jobs.facts import Describe
from jobr_core.jobs.model import JobPosting
from jobr_core.jobs.ports import BeginPostingsWork, JobPostings
from jobr_core.jobs.storing import Stored, changes

_NAMES_IT = ("id", "source", "board", "external_id")


@dataclass(frozen=True, slots=True, kw_only=True)
class AddPosting:
    """Stores a public posting record as a new posting. Raises PostingInvalid, PostingExists."""

    begin: BeginPostingsWork
    describe: Describe

    async def __call__(self, record: Mapping[str, object]) -> JobPosting:
        described = self.describe(JobPosting.from_record({"source": "jobr", **record}))
        async with self.begin() as work:
            [stored] = await work.postings.store([described])
            if stored.outcome is not Stored.CREATED or stored.id is None:
                raise PostingExists
            posting = await work.postings.by_id(stored.id)
            work.events.record(*changes([stored]))
            await work.commit()
        return posting


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePosting:
    """Replaces fields of a posting; null empties one. What names it (source, board, external id)
    stays. Its source's next word about it counts again, as soon as that is another than before.

    Raises PostingNotFound, PostingInvalid.
    """

    begin: BeginPostingsWork
    postings: JobPostings
    describe: Describe

    async def __call__(self, posting_id: str, changed: Mapping[str, object]) -> JobPosting:
        old = await self.postings.by_id(posting_id)
        kept = old.to_record()
        names = {name: kept[name] for name in _NAMES_IT}
        whole = JobPosting.from_record({**kept, **changed, **names})
        described = self.describe(replace(whole, payload_hash=old.payload_hash))
        async with self.begin() as work:
            stored = await work.postings.store([described])
            work.events.record(*changes(stored))
            posting = await work.postings.by_id(posting_id)
            await work.commit()
        return posting


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovePosting:
    """Removes a posting for good. Raises PostingNotFound."""

    begin: BeginPostingsWork

    async def __call__(self, posting_id: str) -> None:
        async with self.begin() as work:
            posting = await work.postings.by_id(posting_id)
            await work.postings.remove(posting_id)
            work.events.record(JobExpired(job_id=UUID(posting.id), source=posting.source))
            await work.commit()
