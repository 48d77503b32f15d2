"""Administrators write postings of their own, change and remove any."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from jobr_core.events.catalogue import JobExpired
from jobr_core.jobs.errors import PostingExists
from jobr_core.jobs.facts import Describe, DescribedPosting
from jobr_core.jobs.model import JobPosting
from jobr_core.jobs.ports import BeginPostingsWork, JobPostings
from jobr_core.jobs.storing import Stored, changes

_NAMES_IT: Final = ("id", "source", "board", "external_id")
_WORDS: Final = ("title", "description")
_READ: Final = (
    ("locations",),
    ("workplace",),
    ("employment_type", "further_employment_types"),
    ("salary",),
    ("seniority",),
    ("language",),
)
"""What is read out of the words where nobody says it."""


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
    With new words, what the old ones gave is read anew. A closed posting stays closed unless its
    time is moved into the future.

    Raises PostingNotFound, PostingInvalid.
    """

    begin: BeginPostingsWork
    postings: JobPostings
    describe: Describe

    async def __call__(self, posting_id: str, changed: Mapping[str, object]) -> JobPosting:
        old = await self.postings.by_id(posting_id)
        described = self._changed(old, changed)
        if described.posting == old:
            return old
        async with self.begin() as work:
            stored = await work.postings.store([described], anew=True)
            work.events.record(*changes(stored))
            posting = await work.postings.by_id(posting_id)
            await work.commit()
        return posting

    def _changed(self, old: JobPosting, changed: Mapping[str, object]) -> DescribedPosting:
        kept = old.to_record()
        names = {name: kept[name] for name in _NAMES_IT}
        has_new_words = any(changed.get(name, kept[name]) != kept[name] for name in _WORDS)
        unsaid = self._read_from(kept) if has_new_words else {}
        whole = JobPosting.from_record({**kept, **unsaid, **changed, **names})
        return self.describe(replace(whole, payload_hash=old.payload_hash))

    def _read_from(self, kept: Mapping[str, object]) -> Mapping[str, None]:
        """The fields that say what the words alone say, emptied: nobody else need have said it."""
        wordless = dict.fromkeys(name for names in _READ for name in names)
        bare = JobPosting.from_record({**kept, **wordless})
        read = self.describe(bare).posting.to_record()
        same = (names for names in _READ if all(read[name] == kept[name] for name in names))
        return dict.fromkeys(name for names in same for name in names)


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
