"""Keeps the index of this process true.

It follows the events of postings behind the subscriber that computes their features. What it has
is written to a folder now and then, and mapped from there: the next start only catches up, and
server processes of one machine share the memory of it.
"""

import asyncio
from collections.abc import Collection, Mapping
from functools import partial
from pathlib import Path
from typing import Final

import structlog

from jobr_adapters.match_index.candidates import Current, snapshot_of
from jobr_adapters.match_index.index import MatchIndex
from jobr_adapters.match_index.snapshot import Snapshot, ids_of
from jobr_core.events.catalogue import RefreshAdvanced
from jobr_core.events.model import Position
from jobr_core.events.ports import EventFilter, EventLog, Subscriptions
from jobr_core.matching.features import ruleset
from jobr_core.matching.ports import NEW_FEATURES, Features
from jobr_core.matching.use_cases.features import INDEX_CHANGES
from jobr_core.shared.errors import CursorInvalid
from jobr_core.shared.failures import reason_of
from jobr_core.shared.unit_of_work import RunAside

_CHANGES: Final = EventFilter(names=INDEX_CHANGES)
_BATCH: Final = 1_000
_PAUSE: Final = 0.5
_PAUSE_AFTER_FAILURE: Final = 5.0
_WORTH_KEEPING: Final = 5_000
"""A smaller index is built again in no time."""
_log = structlog.get_logger("jobr.matching")


class IndexKeeper:
    """`current` is None until there is an index."""

    def __init__(
        self, features: Features, log: EventLog, subscriptions: Subscriptions,
        aside: RunAside, folder: Path,
    ) -> None:  # fmt: skip
        self._features = features
        self._log = log
        self._subscriptions = subscriptions
        self._aside = aside
        self._folder = folder
        self._at: Position | None = None
        self.current: Current | None = None

    async def keep(self) -> None:
        """Until cancelled."""
        while True:
            try:
                pause = 0.0 if await self.follow() else _PAUSE
            except Exception as error:  # noqa: BLE001 - it goes on when the cause is gone
                _log.warning("match index held up", reason=reason_of(error))
                pause = _PAUSE_AFTER_FAILURE
            await asyncio.sleep(pause)

    async def follow(self) -> int:
        """One step; answers how many events it has taken in."""
        if self.current is None or self._at is None:
            await self._begin()
            return 1
        known = (await self._subscriptions.checkpoint(NEW_FEATURES)).at
        events = await self._log.after(self._at, _BATCH, wanted=_CHANGES, through=known)
        if any(logged.event.name == RefreshAdvanced.name for logged in events):
            await self._build()
        elif events:
            await self._take_in({str(logged.event.data["job_id"]) for logged in events})
            self._at = events[-1].position
        if self.current.index.is_grown:
            await self._renew(await self._aside(self.current.index.merged), self._at)
        return len(events)

    async def _take_in(self, ids: Collection[str]) -> None:
        assert self.current is not None
        rows = await self._features.index_rows(ids)
        index = await self._aside(partial(self.current.index.changed, rows))
        self.current = Current(index, max({*ids, self.current.last or ""}))

    async def _begin(self) -> None:
        if not await self._took_up():
            await self._build()

    async def _build(self) -> None:
        """From the features there are."""
        at = (await self._subscriptions.checkpoint(NEW_FEATURES)).at
        batches = [batch async for batch in self._features.all_index_rows()]
        await self._renew(await self._aside(partial(snapshot_of, batches)), at)

    async def _took_up(self) -> bool:
        """Whether there was an index of this database and this ruleset in the folder."""
        try:
            snapshot, head = await self._aside(partial(Snapshot.mapped, self._folder))
            at = Position.parse(head["at"])
        except (OSError, ValueError, KeyError, TypeError, CursorInvalid):
            return False
        event = await self._log.at(at)
        if head["ruleset"] != ruleset() or event is None or str(event.event.id) != head["event"]:
            return False
        self._at, self.current = at, _current(snapshot)
        return True

    async def _renew(self, snapshot: Snapshot, at: Position) -> None:
        """The index as it was answers until the new one is ready."""
        event = await self._log.at(at)
        if event is not None and len(snapshot) >= _WORTH_KEEPING:
            head = {"ruleset": ruleset(), "at": str(at), "event": str(event.event.id)}
            snapshot = await self._aside(partial(_kept, snapshot, self._folder, head))
        self._at, self.current = at, _current(snapshot)
        _log.info("match index renewed", postings=len(snapshot))


def _kept(snapshot: Snapshot, folder: Path, head: Mapping[str, object]) -> Snapshot:
    """Mapped if it can be written, and is not another process's meanwhile; else it stays in
    memory."""
    try:
        snapshot.saved(folder, dict(head))
        mapped, found = Snapshot.mapped(folder)
    except (OSError, ValueError) as error:
        _log.warning("match index not kept on disk", folder=str(folder), reason=reason_of(error))
        return snapshot
    return mapped if found == head else snapshot


def _current(snapshot: Snapshot) -> Current:
    last = next(iter(ids_of(snapshot.keys[snapshot.order[-1:]])), None)
    return Current(MatchIndex.on(snapshot), last)
