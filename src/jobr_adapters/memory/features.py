"""Features of postings in memory."""

from collections.abc import AsyncIterator, Callable, Collection, Iterator, Mapping, Sequence
from uuid import UUID

from jobr_adapters.memory.database import KeptPosting, Tables
from jobr_core.jobs.model import JobPosting
from jobr_core.matching.features import FeaturedPosting, features_of
from jobr_core.matching.ports import ComputedFeatures, Features, IndexRows
from jobr_core.shared.clock import Clock


class MemoryFeatures(Features):
    def __init__(self, tables: Callable[[], Tables], *, now: Clock) -> None:
        self._tables = tables
        self._now = now

    async def lacking(
        self, among: Collection[str] | None = None, *, limit: int = 500
    ) -> tuple[JobPosting, ...]:
        wanted = (one.posting for one in self._live() if among is None or one.id in among)
        return tuple(posting for posting in wanted if self._of(posting) is None)[:limit]

    async def keep(self, computed: Sequence[ComputedFeatures]) -> None:
        there = {one.id for one in self._tables().postings.values()}
        kept = {one.posting.id: one for one in computed if one.posting.id in there}
        self._tables().features.update(kept)

    async def index_rows(self, ids: Collection[str]) -> Mapping[str, bytes | None]:
        live = {one.id: self._of(one.posting) for one in self._live()}
        found = {own: live.get(own) for own in ids}
        return {own: one.index_row if one else None for own, one in found.items()}

    async def all_index_rows(self) -> AsyncIterator[IndexRows]:
        rows = await self.index_rows([one.id for one in self._live()])
        kept = {UUID(own).bytes: row for own, row in rows.items() if row is not None}
        yield IndexRows(ids=b"".join(kept), rows=b"".join(kept.values()))

    async def shown(self, ids: Sequence[str]) -> tuple[FeaturedPosting, ...]:
        everyone = {one.id: one for one in self._tables().postings.values()}
        live = {one.id: one.posting for one in self._live()}
        found = [everyone[own] for own in ids if own in everyone]
        cards = dict.fromkeys(one.duplicate_of or one.id for one in found)
        return tuple(self._featured(live[own]) for own in cards if own in live)

    async def newest(self, behind: str | None, limit: int) -> tuple[str, ...]:
        ids = sorted((one.id for one in self._live() if one.id > (behind or "")), reverse=True)
        return tuple(ids[:limit])

    def _live(self) -> Iterator[KeptPosting]:
        now = self._now()
        for kept in self._tables().postings.values():
            if kept.closed_at is None and not kept.is_over(now):
                yield kept

    def _of(self, posting: JobPosting) -> ComputedFeatures | None:
        kept = self._tables().features.get(posting.id)
        is_true = kept is not None and kept.posting.content_hash == posting.content_hash
        return kept if is_true else None

    def _featured(self, posting: JobPosting) -> FeaturedPosting:
        kept = self._of(posting)
        return FeaturedPosting(posting, kept.features if kept else features_of(posting))
