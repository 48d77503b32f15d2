"""Which process delivers to which subscriber: held through advisory locks of one connection.

The server frees them the moment the connection or its process is gone, so the next process takes
over at once. They only spare double work; that an effect happens once is seen to by the
checkpoint, which moves in the transaction of the effect.
"""

import asyncio
import zlib
from collections.abc import Sequence
from typing import Final

import psycopg
import structlog

from jobr_adapters.postgres.waking import CHANNEL

_CLASS: Final = 0x6A6F6272
"""Our part of the space of advisory locks: “jobr” in ASCII."""
_LOOK_SECONDS: Final = 2.0
_log = structlog.get_logger("jobr.events")


class SubscriberLeases:
    """Runs as a task of its own; says what this process holds, and when to look for events."""

    def __init__(self, url: str, subscribers: Sequence[str]) -> None:
        self._url = url
        self._subscribers = subscribers
        self._held: frozenset[str] = frozenset()
        self._woken = asyncio.Event()

    def holds(self, subscriber: str) -> bool:
        """Whether this process delivers to that subscriber now."""
        return subscriber in self._held

    async def woken(self) -> None:
        """Returns at the next notification, at the latest after two seconds."""
        await self._woken.wait()

    async def keep(self) -> None:
        """Takes what is free and hands on notifications, until cancelled; reconnects by itself."""
        while True:
            try:
                await self._keep_connected()
            except (psycopg.Error, OSError) as error:
                _log.warning("database lost", error=type(error).__name__)
            self._held = frozenset()
            await asyncio.sleep(1)

    async def _keep_connected(self) -> None:
        async with await psycopg.AsyncConnection.connect(
            self._url, autocommit=True, connect_timeout=5
        ) as connection:
            await connection.execute(f"LISTEN {CHANNEL}")
            while True:
                for subscriber in self._subscribers:
                    await self._take(connection, subscriber)
                self._wake()
                async for _ in connection.notifies(timeout=_LOOK_SECONDS, stop_after=1):
                    pass

    async def _take(self, connection: psycopg.AsyncConnection, name: str) -> None:
        if name in self._held:
            return
        key = zlib.crc32(name.encode()) - 2**31  # the key is a signed 32-bit integer
        cursor = await connection.execute("SELECT pg_try_advisory_lock(%s, %s)", (_CLASS, key))
        row = await cursor.fetchone()
        if row and row[0]:
            self._held |= {name}

    def _wake(self) -> None:
        self._woken.set()
        self._woken = asyncio.Event()
