"""Postings in memory."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from jobr_adapters.memory.database import Tables
from jobr_core.jobs.analysis import analyze
from jobr_core.jobs.errors import PostingNotFound
from jobr_core.jobs.model import JobPosting
from jobr_core.jobs.ports import JobPostings, Stored, StoredPosting
from jobr_core.shared.clock import Clock
from jobr_core.shared.ids import IdSource

_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


class MemoryPostings(JobPostings):
    def __init__(self, tables: Callable[[], Tables], *, now: Clock, new_id: IdSource) -> None:
        self._tables = tables
        self._now = now
        self._new_id = new_id

    async def store(self, postings: Sequence[JobPosting]) -> tuple[StoredPosting, ...]:
        return tuple(self._store(posting) for posting in postings)

    def _store(self, posting: JobPosting) -> StoredPosting:
        known = self._tables().postings
        key = (posting.source, posting.board, posting.external_id)
        old = known.get(key)
        if old and old.content_hash == posting.content_hash:
            return StoredPosting(Stored.UNCHANGED)
        posting_id = old.id if old else str(self._new_id())
        known[key] = replace(posting, id=posting_id)
        return StoredPosting(Stored.UPDATED if old else Stored.CREATED, posting_id)

    async def by_id(self, posting_id: str) -> JobPosting:
        for posting in self._tables().postings.values():
            if posting.id == posting_id:
                return posting
        raise PostingNotFound

    async def with_skills(self, skills: Sequence[str], limit: int) -> tuple[JobPosting, ...]:
        wanted, now = set(skills), self._now()

        def usefulness(posting: JobPosting) -> tuple[int, datetime, str]:
            shared = len(wanted & set(analyze(posting).skill_names))
            return shared, posting.posted_at or _LONG_AGO, posting.id

        live = [
            p for p in self._tables().postings.values() if not p.expires_at or p.expires_at > now
        ]
        return tuple(sorted(live, key=usefulness, reverse=True)[:limit])
