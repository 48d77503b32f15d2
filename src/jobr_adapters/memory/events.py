"""The event log in memory."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from uuid import UUID

from jobr_adapters.memory.database import MemoryDatabase
from jobr_core.events.model import START, Event, LoggedEvent, Position
from jobr_core.events.ports import EVERYTHING, EventFilter, EventLog, EventStore
from jobr_core.events.upcasting import UPCASTERS, Upcasters, upcast


class MemoryEventLog(EventLog, EventStore):
    def __init__(self, database: MemoryDatabase, upcasters: Upcasters = UPCASTERS) -> None:
        self._database = database
        self._upcasters = upcasters

    async def after(
        self,
        position: Position,
        limit: int,
        *,
        wanted: EventFilter = EVERYTHING,
        through: Position | None = None,
    ) -> tuple[LoggedEvent, ...]:
        found = (e for e in self._behind(position, through) if _matches(e.event, wanted))
        return tuple(map(self._current, _first(limit, found)))

    async def before(
        self, position: Position | None, limit: int, *, wanted: EventFilter = EVERYTHING
    ) -> tuple[LoggedEvent, ...]:
        older = (
            logged
            for logged in reversed(self._database.events)
            if (position is None or logged.position < position) and _matches(logged.event, wanted)
        )
        return tuple(map(self._current, _first(limit, older)))

    async def of_person(
        self, user_id: UUID, position: Position, limit: int
    ) -> tuple[LoggedEvent, ...]:
        found = (e for e in self._behind(position, None) if _concerns(e.event, user_id))
        return tuple(map(self._current, _first(limit, found)))

    async def at(self, position: Position) -> LoggedEvent | None:
        found = [e for e in self._behind(START, position) if e.position == position]
        return self._current(found[0]) if found else None

    async def end(self) -> Position:
        return self._database.events[-1].position if self._database.events else START

    async def held_up_since(self) -> datetime | None:
        return None

    async def count_after(
        self,
        position: Position,
        most: int,
        *,
        wanted: EventFilter = EVERYTHING,
        through: Position | None = None,
    ) -> int:
        return len(await self.after(position, most, wanted=wanted, through=through))

    async def counts(self, wanted: EventFilter = EVERYTHING) -> Mapping[str, int]:
        events = (logged.event for logged in self._database.events)
        return Counter(event.name for event in events if _matches(event, wanted))

    async def is_newer(self, names: frozenset[str], position: Position) -> bool:
        return bool(await self.after(position, 1, wanted=EventFilter(names=names)))

    async def prepare_months(self) -> None:
        """Memory has room for all of them."""

    def _behind(self, position: Position, through: Position | None) -> Iterator[LoggedEvent]:
        events = self._database.events
        for logged in events[bisect_right(events, position, key=_position) :]:
            if through is not None and logged.position > through:
                return
            yield logged

    def _current(self, logged: LoggedEvent) -> LoggedEvent:
        return LoggedEvent(logged.position, upcast(logged.event, self._upcasters))


_position: Callable[[LoggedEvent], Position] = lambda logged: logged.position  # noqa: E731


def _first(limit: int, found: Iterator[LoggedEvent]) -> Iterator[LoggedEvent]:
    return (logged for logged, _ in zip(found, range(limit), strict=False))


def _matches(event: Event, wanted: EventFilter) -> bool:
    return (
        (not wanted.names or event.name in wanted.names)
        and wanted.subject in ("", event.subject)
        and wanted.actor in ("", event.actor)
        and (wanted.since is None or event.occurred_at >= wanted.since)
        and (wanted.until is None or event.occurred_at < wanted.until)
    )


def _concerns(event: Event, user_id: UUID) -> bool:
    own = f"user:{user_id}"
    return own in (event.subject, event.actor) or event.data.get("user_id") == str(user_id)
