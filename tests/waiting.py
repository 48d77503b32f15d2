"""Waiting for what other tasks and processes do."""

import asyncio
from collections.abc import Awaitable, Callable

from jobr_adapters.postgres.pool import PostgresPool


async def until(condition: Callable[[], Awaitable[bool]], seconds: float = 20) -> None:
    async with asyncio.timeout(seconds):
        while not await condition():  # noqa: ASYNC110
            await asyncio.sleep(0.02)


async def end_connections(pool: PostgresPool, query: str) -> None:
    """Has the server end those whose last statement was like this."""
    async with pool.autocommit() as connection:
        await connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid() AND query LIKE %s",
            (f"%{query}%",),
        )
