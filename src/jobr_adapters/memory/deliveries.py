"""Checkpoints and parked events in memory."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

from jobr_adapters.memory.database import Tables
from jobr_core.events.errors import DeliveredElsewhere, SubscriberUnknown
from jobr_core.events.model import Position
from jobr_core.events.ports import DeliveryState
from jobr_core.events.subscribers import Checkpoint, ParkedEvent, Period, Replay
from jobr_core.shared.clock import Clock


class MemoryDeliveries(DeliveryState):
    def __init__(self, tables: Callable[[], Tables], *, now: Clock) -> None:
        self._tables = tables
        self._now = now

    async def checkpoints(self) -> tuple[Checkpoint, ...]:
        return tuple(sorted(self._tables().checkpoints.values(), key=lambda c: c.subscriber))

    async def checkpoint(self, subscriber: str) -> Checkpoint:
        try:
            return self._tables().checkpoints[subscriber]
        except KeyError:
            raise SubscriberUnknown from None

    async def parked(
        self, subscriber: str | None = None, *, due: datetime | None = None, limit: int = 100
    ) -> tuple[ParkedEvent, ...]:
        found = [
            event
            for event in self._tables().parked.values()
            if subscriber in (None, event.subscriber)
            and (due is None or (event.retry_at is not None and event.retry_at <= due))
        ]
        return tuple(sorted(found, key=lambda event: (event.subscriber, event.position))[:limit])

    async def begin(self, subscriber: str, at: Position) -> None:
        new = Checkpoint(subscriber=subscriber, at=at, updated_at=self._now())
        self._tables().checkpoints.setdefault(subscriber, new)

    async def advance(self, subscriber: str, *, since: Position, to: Position) -> None:
        checkpoint = await self.checkpoint(subscriber)
        if checkpoint.at != since or checkpoint.replay is not None:
            raise DeliveredElsewhere
        self._keep(replace(checkpoint, at=to))

    async def replay(self, subscriber: str, *, since: Replay | None, to: Replay | None) -> None:
        checkpoint = await self.checkpoint(subscriber)
        if checkpoint.replay != since:
            raise DeliveredElsewhere
        self._keep(replace(checkpoint, replay=to))

    def _keep(self, checkpoint: Checkpoint) -> None:
        self._tables().checkpoints[checkpoint.subscriber] = replace(
            checkpoint, updated_at=self._now()
        )

    async def park(self, event: ParkedEvent) -> None:
        self._tables().parked[event.subscriber, event.event_id] = event

    async def unpark(self, event: ParkedEvent) -> None:
        if self._tables().parked.pop((event.subscriber, event.event_id), None) != event:
            raise DeliveredElsewhere

    async def unpark_all(self, subscriber: str, period: Period) -> None:
        parked = self._tables().parked
        for key, event in tuple(parked.items()):
            day = event.occurred_at.astimezone(UTC).date()
            if event.subscriber == subscriber and period.covers(day):
                del parked[key]

    async def retry(self, subscriber: str, at: datetime, event_id: UUID | None = None) -> int:
        parked = self._tables().parked
        keys = [key for key in parked if key[0] == subscriber and event_id in (None, key[1])]
        for key in keys:
            parked[key] = replace(parked[key], attempts=0, retry_at=at)
        return len(keys)
