"""Daily counts in PostgreSQL."""

from collections import Counter
from datetime import date
from typing import Final

from sqlalchemy import ColumnElement, bindparam, delete, func, literal_column, select
from sqlalchemy.dialects.postgresql import insert

from jobr_adapters.postgres.statements import Connections, Statement, fetch
from jobr_adapters.postgres.tables.insight import daily_event_counts
from jobr_core.events.subscribers import Period
from jobr_core.insight.model import DailyCount
from jobr_core.insight.ports import CountedDays

_counts: Final = daily_event_counts.c
_ALL: Final = Statement.of(select(daily_event_counts).order_by(_counts.day, _counts.name))
_new = insert(daily_event_counts)
_ADD: Final = Statement.of(
    _new.on_conflict_do_update(
        index_elements=[_counts.day, _counts.name],
        set_={"count": _counts.count + _new.excluded.count},
    )
)
_NEVER: Final[ColumnElement[date]] = literal_column("'infinity'::date")
_FORGET: Final = Statement.of(
    delete(daily_event_counts).where(
        _counts.day >= bindparam("since"),
        _counts.day < func.coalesce(bindparam("until"), _NEVER),
    )
)


class PostgresDailyCounts(CountedDays):
    """Additions are summed up and written when the unit of work commits."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections
        self._added: Counter[tuple[date, str]] = Counter()

    async def all(self) -> tuple[DailyCount, ...]:
        return tuple(DailyCount(**row) for row in await fetch(self._connections, _ALL))

    def add(self, day: date, name: str) -> None:
        self._added[day, name] += 1

    async def write(self) -> None:
        """In the order of their keys, so that two writers never wait for each other in a ring."""
        for (day, name), count in sorted(self._added.items()):
            await fetch(self._connections, _ADD, day=day, name=name, count=count)
        self._added.clear()

    async def forget(self, period: Period) -> None:
        since, until = period.since.date(), period.until and period.until.date()
        await fetch(self._connections, _FORGET, since=since, until=until)
