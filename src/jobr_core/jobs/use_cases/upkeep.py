"""Postings are kept as they should be."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from jobr_core.jobs.facts import Describe, DescribedPosting
from jobr_core.jobs.model import JobPosting
from jobr_core.jobs.ports import BeginPostingsWork, JobPostings, PostingIndex
from jobr_core.jobs.storing import changes
from jobr_core.shared.unit_of_work import RunAside
from jobr_core.tasks.model import TaskKind, Urgency

EXPIRE_POSTINGS: Final = TaskKind(name="expire_postings", urgency=Urgency.BULK, seconds=600)
PREPARE_SEARCH_MONTHS: Final = TaskKind(name="prepare_search_months", urgency=Urgency.BULK)
_BATCH: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpirePostings:
    """Closes the postings whose time is over, batch by batch."""

    begin: BeginPostingsWork

    async def __call__(self) -> None:
        while await self._close() == _BATCH:
            pass

    async def _close(self) -> int:
        async with self.begin() as work:
            closed = await work.postings.close_expired(_BATCH)
            work.events.record(*changes(closed))
            await work.commit()
        return len(closed)


@dataclass(frozen=True, slots=True, kw_only=True)
class PrepareSearchMonths:
    """Gives the postings of the coming months their place."""

    index: PostingIndex

    async def __call__(self) -> None:
        await self.index.prepare_months()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReindexPostings:
    """Describes every live posting again, by the rules of this version; answers how many."""

    begin: BeginPostingsWork
    postings: JobPostings
    describe: Describe
    aside: RunAside

    async def __call__(self, told: Callable[[int], None] = lambda _: None) -> int:
        total, last = 0, None
        while found := await self.postings.behind(last, _BATCH):
            described = await self.aside(partial(self._described, found))
            async with self.begin() as work:
                stored = await work.postings.store(described, anew=True)
                work.events.record(*changes(stored))
                await work.commit()
            total, last = total + len(found), found[-1].id
            told(total)
        return total

    def _described(self, postings: Sequence[JobPosting]) -> list[DescribedPosting]:
        return list(map(self.describe, postings))
