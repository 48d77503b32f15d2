"""Checkpoints and parked events in PostgreSQL."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Select,
    bindparam,
    delete,
    func,
    literal_column,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import insert

from jobr_adapters.postgres.statements import Connections, Row, Statement, fetch
from jobr_adapters.postgres.tables.events import parked_events, subscriber_checkpoints
from jobr_core.events.errors import DeliveredElsewhere, SubscriberUnknown
from jobr_core.events.model import Position
from jobr_core.events.ports import DeliveryState
from jobr_core.events.subscribers import Checkpoint, ParkedEvent, Period, Replay
from jobr_core.shared.clock import Clock

_kept: Final = subscriber_checkpoints.c
_parked: Final = parked_events.c
_REPLAYED: Final = (
    "replay_since",
    "replay_until",
    "replay_started_at",
    "replay_transaction",
    "replay_number",
)

_ALL: Final = Statement.of(select(subscriber_checkpoints).order_by(_kept.subscriber))
_ONE: Final = Statement.of(
    select(subscriber_checkpoints).where(_kept.subscriber == bindparam("subscriber"))
)
_BEGIN: Final = Statement.of(
    insert(subscriber_checkpoints)
    .values({c.name: bindparam(c.name) for c in _kept if c.name not in _REPLAYED})
    .on_conflict_do_nothing()
)


def _as_it_was(name: str) -> ColumnElement[bool]:
    return _kept[name].is_not_distinct_from(bindparam(f"old_{name}", type_=_kept[name].type))


def _moved(*names: str) -> dict[str, Any]:
    return {name: bindparam(f"new_{name}", type_=_kept[name].type) for name in names}


_move = (
    update(subscriber_checkpoints)
    .where(_kept.subscriber == bindparam("of"), *map(_as_it_was, _REPLAYED))
    .returning(_kept.subscriber)
)
_ADVANCE: Final = Statement.of(
    _move.where(_as_it_was("transaction"), _as_it_was("number")).values(
        updated_at=bindparam("now"), **_moved("transaction", "number")
    )
)
_REPLAY: Final = Statement.of(_move.values(updated_at=bindparam("now"), **_moved(*_REPLAYED)))

_in_order: Final[Select[Any]] = (
    select(parked_events)
    .order_by(_parked.subscriber, _parked.transaction, _parked.number)
    .limit(bindparam("most"))
)
_of_one: Final = _parked.subscriber == bindparam("subscriber")
_PARKED: Final = Statement.of(_in_order)
_PARKED_OF: Final = Statement.of(_in_order.where(_of_one))
_DUE_OF: Final = Statement.of(_in_order.where(_of_one, _parked.retry_at <= bindparam("due")))
_NEVER: Final[ColumnElement[datetime]] = literal_column("'infinity'::timestamptz")
_new = insert(parked_events)
_PARK: Final = Statement.of(
    _new.on_conflict_do_update(
        index_elements=[_parked.subscriber, _parked.event_id],
        set_={c.name: _new.excluded[c.name] for c in _parked if not c.primary_key},
    )
)
_UNPARK: Final = Statement.of(
    delete(parked_events)
    .where(_of_one, _parked.event_id == bindparam("id"), _parked.attempts == bindparam("tried"))
    .returning(_parked.event_id)
)
_UNPARK_ALL: Final = Statement.of(
    delete(parked_events).where(
        _of_one,
        _parked.occurred_at >= bindparam("since"),
        _parked.occurred_at < func.coalesce(bindparam("until"), _NEVER),
    )
)
_retry = (
    update(parked_events).values(attempts=0, retry_at=bindparam("now")).returning(_parked.event_id)
)
_RETRY_ALL: Final = Statement.of(_retry.where(_parked.subscriber == bindparam("of")))
_RETRY_ONE: Final = Statement.of(
    _retry.where(_parked.subscriber == bindparam("of"), _parked.event_id == bindparam("id"))
)


class PostgresDeliveries(DeliveryState):
    def __init__(self, connections: Connections, *, now: Clock) -> None:
        self._connections = connections
        self._now = now

    async def checkpoints(self) -> tuple[Checkpoint, ...]:
        return tuple(map(_checkpoint, await fetch(self._connections, _ALL)))

    async def checkpoint(self, subscriber: str) -> Checkpoint:
        rows = await fetch(self._connections, _ONE, subscriber=subscriber)
        if not rows:
            raise SubscriberUnknown
        return _checkpoint(rows[0])

    async def parked(
        self, subscriber: str | None = None, *, due: datetime | None = None, limit: int = 100
    ) -> tuple[ParkedEvent, ...]:
        if subscriber is None:
            rows = await fetch(self._connections, _PARKED, most=limit)
        elif due is None:
            rows = await fetch(self._connections, _PARKED_OF, subscriber=subscriber, most=limit)
        else:
            rows = await fetch(
                self._connections, _DUE_OF, subscriber=subscriber, due=due, most=limit
            )
        return tuple(map(_parked_event, rows))

    async def begin(self, subscriber: str, at: Position) -> None:
        await fetch(
            self._connections,
            _BEGIN,
            subscriber=subscriber,
            transaction=at.transaction,
            number=at.number,
            updated_at=self._now(),
        )

    async def advance(self, subscriber: str, *, since: Position, to: Position) -> None:
        await self._move(
            _ADVANCE,
            subscriber,
            **_named("old", _replayed(None)),
            old_transaction=since.transaction,
            old_number=since.number,
            new_transaction=to.transaction,
            new_number=to.number,
        )

    async def replay(self, subscriber: str, *, since: Replay | None, to: Replay | None) -> None:
        was, becomes = _named("old", _replayed(since)), _named("new", _replayed(to))
        await self._move(_REPLAY, subscriber, **was, **becomes)

    async def _move(self, statement: Statement, subscriber: str, **values: object) -> None:
        if not await fetch(self._connections, statement, of=subscriber, now=self._now(), **values):
            raise DeliveredElsewhere

    async def park(self, event: ParkedEvent) -> None:
        await fetch(
            self._connections,
            _PARK,
            subscriber=event.subscriber,
            event_id=event.event_id,
            transaction=event.position.transaction,
            number=event.position.number,
            name=event.name,
            occurred_at=event.occurred_at,
            attempts=event.attempts,
            reason=event.reason,
            failed_at=event.failed_at,
            retry_at=event.retry_at,
        )

    async def unpark(self, event: ParkedEvent) -> None:
        if not await fetch(
            self._connections,
            _UNPARK,
            subscriber=event.subscriber,
            id=event.event_id,
            tried=event.attempts,
        ):
            raise DeliveredElsewhere

    async def unpark_all(self, subscriber: str, period: Period) -> None:
        await fetch(
            self._connections,
            _UNPARK_ALL,
            subscriber=subscriber,
            since=period.since,
            until=period.until,
        )

    async def retry(self, subscriber: str, at: datetime, event_id: UUID | None = None) -> int:
        if event_id is None:
            return len(await fetch(self._connections, _RETRY_ALL, of=subscriber, now=at))
        return len(await fetch(self._connections, _RETRY_ONE, of=subscriber, now=at, id=event_id))


def _replayed(replay: Replay | None) -> dict[str, object]:
    if replay is None:
        return dict.fromkeys(_REPLAYED)
    period, at = replay.period, replay.at
    values = (period.since, period.until, replay.started_at, at.transaction, at.number)
    return dict(zip(_REPLAYED, values, strict=True))


def _named(prefix: str, values: dict[str, object]) -> dict[str, object]:
    return {f"{prefix}_{name}": value for name, value in values.items()}


def _checkpoint(row: Row) -> Checkpoint:
    replay = None
    if row["replay_since"] is not None:
        period = Period(since=row["replay_since"], until=row["replay_until"])
        replay = Replay(
            period=period,
            started_at=row["replay_started_at"],
            at=Position(row["replay_transaction"], row["replay_number"]),
        )
    return Checkpoint(
        subscriber=row["subscriber"],
        at=Position(row["transaction"], row["number"]),
        updated_at=row["updated_at"],
        replay=replay,
    )


def _parked_event(row: Row) -> ParkedEvent:
    return ParkedEvent(
        subscriber=row["subscriber"],
        position=Position(row["transaction"], row["number"]),
        event_id=row["event_id"],
        name=row["name"],
        occurred_at=row["occurred_at"],
        attempts=row["attempts"],
        reason=row["reason"],
        failed_at=row["failed_at"],
        retry_at=row["retry_at"],
    )
