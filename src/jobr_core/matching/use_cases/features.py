"""Postings get their features, once."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Final

from jobr_core.events.catalogue import JobExpired, JobImported, JobUpdated, RefreshAdvanced
from jobr_core.events.model import LoggedEvent
from jobr_core.matching.ports import (
    BeginMatchingWork,
    ComputedFeatures,
    ComputeFeatures,
    Features,
)
from jobr_core.shared.ids import IdSource
from jobr_core.tasks.model import TaskKind, Urgency

INDEX_CHANGES: Final = frozenset(
    event.name for event in (JobImported, JobUpdated, JobExpired, RefreshAdvanced)
)
"""What an index follows, and so also what that subscriber wants: it is never behind for long."""
REFRESH_FEATURES: Final = TaskKind(
    name="refresh_features", urgency=Urgency.BULK, seconds=6 * 3600, most_attempts=20
)
_BATCH: Final = 500
_TOLD_EVERY: Final = 20
"""Batches: indexes are built anew from time to time, as nothing else tells them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComputeNewFeatures:
    """For postings that came in or changed; `tell` hears of them. A second time nothing happens."""

    features: Features
    compute: ComputeFeatures
    tell: Callable[[Sequence[ComputedFeatures]], Awaitable[None]]

    async def __call__(self, events: Sequence[LoggedEvent]) -> None:
        told = (logged.event.data.get("job_id") for logged in events)
        ids = {str(own) for own in told if own is not None}
        lacking = await self.features.lacking(ids) if ids else ()
        if lacking:
            computed = await self.compute(lacking)
            await self.tell(computed)  # first: once they are kept, nobody asks again
            await self.features.keep(computed)


@dataclass(frozen=True, slots=True, kw_only=True)
class RefreshFeatures:
    """For all postings that lack those of this version's ruleset, the newest first; started again,
    it goes on where it was."""

    begin: BeginMatchingWork
    features: Features
    compute: ComputeFeatures
    new_id: IdSource

    async def __call__(self) -> None:
        run, done, batches = self.new_id(), 0, 0
        while lacking := await self.features.lacking(limit=_BATCH):
            await self.features.keep(await self.compute(lacking))
            done, batches = done + len(lacking), batches + 1
            if batches % _TOLD_EVERY == 0:
                await self._tell(RefreshAdvanced(refresh_id=run, postings=done))
        if batches % _TOLD_EVERY:
            await self._tell(RefreshAdvanced(refresh_id=run, postings=done))

    async def _tell(self, event: RefreshAdvanced) -> None:
        async with self.begin() as work:
            work.events.record(event)
            await work.commit()


@dataclass(frozen=True, slots=True, kw_only=True)
class EnsureFeatures:
    """Asks for a refresh if any posting lacks its features: after an upgrade, for one."""

    begin: BeginMatchingWork
    features: Features

    async def __call__(self) -> None:
        if await self.features.lacking(limit=1):
            async with self.begin() as work:
                work.tasks.enqueue(REFRESH_FEATURES)
                await work.commit()
