"""The connections to PostgreSQL."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from psycopg import AsyncConnection
from psycopg.rows import DictRow, dict_row
from psycopg_pool import AsyncConnectionPool

from jobr_adapters.postgres.errors import core_errors
from jobr_adapters.postgres.statements import Connection, Connections

MOST_CONNECTIONS: Final = 20
IDLE_SECONDS: Final = 30.0
CONNECT_SECONDS: Final = 5.0
MOST_IDLE: Final = "30s"
"""A transaction left open holds up all readers of the event log; the server ends it."""


async def _autocommit(connection: Connection) -> None:
    await connection.set_autocommit(True)


class PostgresPool:
    """At most 20 connections, closed after 30 s without use, 5 s to get one."""

    def __init__(self, url: str) -> None:
        self._pool: AsyncConnectionPool[AsyncConnection[DictRow]] = AsyncConnectionPool(
            url,
            min_size=1,
            max_size=MOST_CONNECTIONS,
            max_idle=IDLE_SECONDS,
            timeout=CONNECT_SECONDS,
            kwargs={
                "row_factory": dict_row,
                "connect_timeout": int(CONNECT_SECONDS),
                "options": f"-c timezone=UTC -c idle_in_transaction_session_timeout={MOST_IDLE}",
            },
            configure=_autocommit,
            check=AsyncConnectionPool.check_connection,
            open=False,
        )

    async def open(self) -> None:
        """Starts connecting; a database that is away is reported by the first use."""
        await self._pool.open()

    async def close(self) -> None:
        await self._pool.close()

    @asynccontextmanager
    async def autocommit(self) -> AsyncIterator[Connection]:
        """A connection on which every statement stands for itself: for reads."""
        async with self._pool.connection() as connection:
            yield connection

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Connections]:
        """Statements that are kept or forgotten together."""
        async with self._pool.connection() as connection, connection.transaction():

            @asynccontextmanager
            async def this_one() -> AsyncIterator[Connection]:
                yield connection

            yield this_one

    @property
    def connections(self) -> AsyncConnectionPool[Connection]:
        """For libraries that bring their own statements."""
        return self._pool

    async def is_answering(self) -> bool:
        """Whether the database answers a question right now."""
        try:
            with core_errors():
                async with self._pool.connection(timeout=2) as connection:
                    await connection.execute("SELECT 1")
        except Exception:  # noqa: BLE001 - whatever is wrong, the answer is no
            return False
        return True
