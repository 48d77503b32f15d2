"""What a service publishes, fetched seldom: its addresses and its keys."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final, Generic, TypeVar

from jobr_adapters.oidc.errors import Away

Value = TypeVar("Value")
Monotonic = Callable[[], float]
"""Seconds; where they begin does not matter."""

SHORTEST: Final = 60.0
LONGEST: Final = 24 * 3_600.0
USUAL: Final = 300.0
STALE: Final = 24 * 3_600.0
"""So long it is believed beyond its time while the service is away."""
PAUSE: Final = 30.0
"""Between two questions nobody's clock asks for: after an error, and for a key that is unknown."""


class Remembered(Generic[Value]):
    """Asked by many at once, it is fetched once, and who gives up waiting does not stop it."""

    def __init__(
        self, fetch: Callable[[], Awaitable[tuple[Value, float | None]]], now: Monotonic
    ) -> None:
        """`fetch` gives what is published and for how long, in seconds, if it says so."""
        self._fetch = fetch
        self._now = now
        self._value: Value | None = None
        self._fresh_until = 0.0
        self._stale_until = 0.0
        self._retry_at = 0.0
        self._forced_at = float("-inf")
        self._flight: asyncio.Task[Value] | None = None

    async def current(self) -> Value:
        """Raises Away where none is known that may still be believed."""
        now, known = self._now(), self._value
        if known is not None and (now < self._fresh_until or now < self._retry_at):
            return known
        try:
            return await self._fetched()
        except Away:
            if known is None or now >= self._stale_until:
                raise
            self._retry_at = now + PAUSE
            return known

    async def refreshed(self) -> Value:
        """Fetched once more, unless it just was for this. Raises Away."""
        if self._now() < self._forced_at + PAUSE:
            return await (self.current() if self._flight is None else self._fetched())
        self._forced_at = self._now()
        return await self._fetched()

    async def _fetched(self) -> Value:
        if self._flight is None:
            self._flight = asyncio.create_task(self._landed())
            self._flight.add_done_callback(self._over)
        return await asyncio.shield(self._flight)

    async def _landed(self) -> Value:
        value, lifetime = await self._fetch()
        lifetime = USUAL if lifetime is None else min(max(lifetime, SHORTEST), LONGEST)
        self._value = value
        self._fresh_until = self._now() + lifetime
        self._stale_until = self._fresh_until + STALE
        self._retry_at = 0.0
        return value

    def _over(self, flight: "asyncio.Task[Value]") -> None:
        self._flight = None
        if not flight.cancelled():
            flight.exception()  # who waited has it; where nobody did, nobody is to be warned
