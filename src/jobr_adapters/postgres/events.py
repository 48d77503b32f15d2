"""The event log in PostgreSQL.

An event stands at (transaction, number). Readers see only what lies before the oldest
transaction still running (`pg_snapshot_xmin`): nothing can appear there any more, however late a
transaction commits (docs/adr/0008). Numbers of transactions are the cluster's, plus a shift that
is 0 until the log is restored in another cluster.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any, Final
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Select,
    bindparam,
    func,
    literal_column,
    select,
    tuple_,
)

from jobr_adapters.postgres.statements import Connections, Row, Statement, fetch
from jobr_adapters.postgres.tables.events import events
from jobr_core.events.model import LARGEST, Event, LoggedEvent, Position
from jobr_core.events.ports import EVERYTHING, EventFilter, EventLog, EventRecorder, EventStore
from jobr_core.events.recording import ToldEvents
from jobr_core.events.upcasting import UPCASTERS, Upcasters, upcast

_horizon: Final[ColumnElement[int]] = literal_column(
    "event_transaction(pg_snapshot_xmin(pg_current_snapshot()))"
)
_position: Final = tuple_(events.c.transaction, events.c.number)


def _bound(name: str) -> Any:
    transaction, number = (
        bindparam(f"{name}_{part}", type_=BigInteger) for part in ("transaction", "number")
    )
    return tuple_(transaction, number)


_CONDITIONS: Final[dict[str, ColumnElement[bool]]] = {
    "names": events.c.name == func.any(bindparam("names")),
    "subject": events.c.subject == bindparam("subject"),
    "actor": events.c.actor == bindparam("actor"),
    "since": events.c.occurred_at >= bindparam("since"),
    "until": events.c.occurred_at < bindparam("until"),
    "after": _position > _bound("after"),
    "through": _position <= _bound("through"),
    "before": _position < _bound("before"),
}


def _chosen(conditions: frozenset[str]) -> Iterator[ColumnElement[bool]]:
    """Only the conditions there are, so that each query finds its index."""
    return (_CONDITIONS[name] for name in sorted(conditions))


def _found(conditions: frozenset[str]) -> Select[Any]:
    readable = events.c.transaction < _horizon
    return select(events).where(readable, *_chosen(conditions)).limit(bindparam("most"))


@lru_cache(maxsize=256)
def _forwards(conditions: frozenset[str]) -> Statement:
    return Statement.of(_found(conditions).order_by(events.c.transaction, events.c.number))


@lru_cache(maxsize=256)
def _backwards(conditions: frozenset[str]) -> Statement:
    newest_first = (events.c.transaction.desc(), events.c.number.desc())
    return Statement.of(_found(conditions).order_by(*newest_first))


@lru_cache(maxsize=256)
def _counting(conditions: frozenset[str]) -> Statement:
    # In order, though it is only counted: that keeps to the index behind the position.
    in_order = _found(conditions).order_by(events.c.transaction, events.c.number)
    found = in_order.subquery()
    return Statement.of(select(func.count().label("count")).select_from(found))


@lru_cache(maxsize=256)
def _by_name(conditions: frozenset[str]) -> Statement:
    # The horizon of a subselect is asked for once, whatever the plan; where it is no condition of
    # an index it would be for each of a million rows.
    readable = events.c.transaction < select(_horizon).scalar_subquery()
    counted = select(events.c.name, func.count().label("count"))
    return Statement.of(counted.where(readable, *_chosen(conditions)).group_by(events.c.name))


_AT: Final = Statement.of(
    select(events).where(events.c.transaction < _horizon, _position == _bound("at"))
)
_END: Final = Statement.of(select((_horizon - 1).label("transaction")))
_HELD_UP: Final = Statement.of(
    select(func.min(events.c.occurred_at).label("since")).where(events.c.transaction >= _horizon)
)
_NEWER: Final = Statement.of(
    select(func.count().label("count")).select_from(
        select(events.c.id).where(_CONDITIONS["names"], _CONDITIONS["after"]).limit(1).subquery()
    )
)
# One question for each condition, as each can use an index of its own; with OR none would be.
# Without the horizon: what just happened belongs to what a person is told of themself, and nobody
# goes on from there later.
_of_person: Final = " UNION ".join(
    f"(SELECT * FROM events WHERE {condition} "  # noqa: S608 - one of these three
    "AND (transaction, number) > (%(after_transaction)s, %(after_number)s) "
    "ORDER BY transaction, number LIMIT %(most)s)"
    for condition in (
        "subject = %(own)s",
        "actor = %(own)s AND actor LIKE 'user:%%'",
        "data ->> 'user_id' = %(user_id)s",
    )
)
_OF_PERSON: Final = Statement(f"{_of_person} ORDER BY transaction, number LIMIT %(most)s")
_WRITE: Final = Statement(
    """
    INSERT INTO events (id, name, version, occurred_at, actor, subject, data, trace_id)
    SELECT id, name, version, occurred_at, actor, subject, data, trace_id
    FROM ROWS FROM (json_to_recordset(%(told)s::json) AS (
        id uuid, name text, version int, occurred_at timestamptz, actor text, subject text,
        data jsonb, trace_id text
    )) WITH ORDINALITY ORDER BY ordinality
    """
)
_PREPARE_MONTHS: Final = Statement("SELECT prepare_event_months()")


class PostgresEventRecorder(ToldEvents, EventRecorder):
    """Writes what was told in one statement when the unit of work commits."""

    async def write(self, connections: Connections) -> bool:
        """Says whether anything was told."""
        told = self.taken()
        if told:
            await fetch(connections, _WRITE, told=json.dumps([event.to_json() for event in told]))
        return bool(told)


class PostgresEventLog(EventLog, EventStore):
    def __init__(self, connections: Connections, upcasters: Upcasters = UPCASTERS) -> None:
        self._connections = connections
        self._upcasters = upcasters

    async def after(
        self,
        position: Position,
        limit: int,
        *,
        wanted: EventFilter = EVERYTHING,
        through: Position | None = None,
    ) -> tuple[LoggedEvent, ...]:
        asked = _asked(wanted, after=position, through=through)
        return await self._events(_forwards(frozenset(asked)), most=limit, **_values(asked))

    async def before(
        self, position: Position | None, limit: int, *, wanted: EventFilter = EVERYTHING
    ) -> tuple[LoggedEvent, ...]:
        asked = _asked(wanted, before=position)
        return await self._events(_backwards(frozenset(asked)), most=limit, **_values(asked))

    async def of_person(
        self, user_id: UUID, position: Position, limit: int
    ) -> tuple[LoggedEvent, ...]:
        who = {"own": f"user:{user_id}", "user_id": str(user_id)}
        after = _place("after", position)
        return await self._events(_OF_PERSON, most=limit, **who, **after)

    async def at(self, position: Position) -> LoggedEvent | None:
        found = await self._events(_AT, **_place("at", position))
        return found[0] if found else None

    async def end(self) -> Position:
        [row] = await fetch(self._connections, _END)
        return Position(row["transaction"], LARGEST)

    async def held_up_since(self) -> datetime | None:
        [row] = await fetch(self._connections, _HELD_UP)
        since: datetime | None = row["since"]
        return since

    async def count_after(
        self,
        position: Position,
        most: int,
        *,
        wanted: EventFilter = EVERYTHING,
        through: Position | None = None,
    ) -> int:
        asked = _asked(wanted, after=position, through=through)
        statement = _counting(frozenset(asked))
        [row] = await fetch(self._connections, statement, most=most, **_values(asked))
        return int(row["count"])

    async def counts(self, wanted: EventFilter = EVERYTHING) -> Mapping[str, int]:
        asked = _asked(wanted)
        rows = await fetch(self._connections, _by_name(frozenset(asked)), **_values(asked))
        return {row["name"]: row["count"] for row in rows}

    async def is_newer(self, names: frozenset[str], position: Position) -> bool:
        values = _values(_asked(EventFilter(names=names), after=position))
        [row] = await fetch(self._connections, _NEWER, **values)
        return bool(row["count"])

    async def prepare_months(self) -> None:
        await fetch(self._connections, _PREPARE_MONTHS)

    async def _events(self, statement: Statement, **values: object) -> tuple[LoggedEvent, ...]:
        rows = await fetch(self._connections, statement, **values)
        return tuple(
            LoggedEvent(
                Position(row["transaction"], row["number"]), upcast(_event(row), self._upcasters)
            )
            for row in rows
        )


Asked = dict[str, dict[str, object]]


def _asked(wanted: EventFilter, **bounds: Position | None) -> Asked:
    """The conditions there are, each with its parameters."""
    simple: dict[str, object] = {
        "names": sorted(wanted.names),
        "subject": wanted.subject,
        "actor": wanted.actor,
        "since": wanted.since,
        "until": wanted.until,
    }
    asked: Asked = {name: {name: value} for name, value in simple.items() if value}
    return asked | {name: _place(name, at) for name, at in bounds.items() if at is not None}


def _values(asked: Asked) -> dict[str, object]:
    return {name: value for values in asked.values() for name, value in values.items()}


def _place(name: str, position: Position) -> dict[str, object]:
    return {f"{name}_transaction": position.transaction, f"{name}_number": position.number}


def _event(row: Row) -> Event:
    return Event(
        id=row["id"],
        name=row["name"],
        version=row["version"],
        occurred_at=row["occurred_at"],
        actor=row["actor"],
        subject=row["subject"],
        data=row["data"],
        trace_id=row["trace_id"],
    )
