"""SQLAlchemy builds a statement, once; psycopg executes it, prepared.

That costs a third of what executing through the ORM costs (docs/adr/0003).
"""

from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from typing import Any, Protocol, cast

from psycopg import AsyncConnection
from psycopg.rows import DictRow, dict_row
from psycopg.types.json import Jsonb
from sqlalchemy import ClauseElement
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg

from jobr_adapters.postgres.errors import core_errors

Row = Mapping[str, Any]
Connection = AsyncConnection[DictRow]
_DIALECT = PGDialect_psycopg()  # type: ignore[no-untyped-call]


@dataclass(frozen=True, slots=True)
class Statement:
    """SQL with named parameters, and the values of those that never change."""

    sql: str
    fixed: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, clause: ClauseElement) -> "Statement":
        """Compiles a SQLAlchemy statement; done at import, once per statement."""
        compiled = clause.compile(dialect=_DIALECT)
        fixed = {name: value for name, value in compiled.params.items() if value is not None}
        return cls(str(compiled), fixed)


class Connections(Protocol):
    """Where a statement gets its connection: the transaction's own, or any of the pool."""

    def __call__(self) -> AbstractAsyncContextManager[Connection]: ...


async def fetch(connections: Connections, statement: Statement, **values: object) -> list[DictRow]:
    """Executes a statement and returns its rows; errors are the core's."""
    with core_errors():
        async with connections() as connection:
            cursor = connection.cursor(row_factory=dict_row)
            await cursor.execute(
                cast("Any", statement.sql), {**statement.fixed, **values}, prepare=True
            )
            return await cursor.fetchall() if cursor.description else []


def json_value(value: Mapping[str, object] | Sequence[object] | None) -> Jsonb | None:
    """A parameter for a jsonb column."""
    return None if value is None else Jsonb(value)
