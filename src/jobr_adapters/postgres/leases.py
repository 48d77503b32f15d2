"""Which process delivers to which subscriber: held through advisory locks of one connection.

The server frees them the moment the connection or its process is gone, so the next process takes
over at once. They only spare double work; that an effect happens once is seen to by the
checkpoint, which moves in the transaction of the effect.
"""

import asyncio
import time
import zlib
from collections.abc import Sequence
from typing import Final

import psycopg
import structlog

from jobr_adapters.postgres.waking import CHANNEL

_CLASS: Final = 0x6A6F6272
"""Our part of the space of advisory locks: “jobr” in ASCII."""
_TAKE_SECONDS: Final = 2.0
_log = structlog.get_logger("jobr.events")


class SubscriberLeases:
    """Runs as a task of its own; says what this process holds, and when there may be events."""

    def __init__(self, url: str, subscribers: Sequence[str]) -> None:
        self._url = url
        self._subscribers = subscribers
        self._held: frozenset[str] = frozenset()
        self._notification = asyncio.Event()

    def holds(self, subscriber: str) -> bool:
        """Whether this process delivers to that subscriber now."""
        return subscriber in self._held

    @property
    def notification(self) -> asyncio.Event:
        """The next one: set when it comes. Taken before looking for events, none is lost."""
        return self._notification

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
                await self._take_what_is_free(connection)
                next_try = time.monotonic() + _TAKE_SECONDS
                while (left := next_try - time.monotonic()) > 0:
                    async for _ in connection.notifies(timeout=left, stop_after=1):
                        self._notify()

    async def _take_what_is_free(self, connection: psycopg.AsyncConnection) -> None:
        for name in self._subscribers:
            if name not in self._held:
                key = zlib.crc32(name.encode()) - 2**31  # the key is a signed 32-bit integer
                cursor = await connection.execute(
                    "SELECT pg_try_advisory_lock(%s, %s)", (_CLASS, key)
                )
                row = await cursor.fetchone()
                if row and row[0]:
                    self._held |= {name}
                    self._notify()

    def _notify(self) -> None:
        self._notification.set()
        self._notification = asyncio.Event()
