"""Which count of requests is asked, and what happens while it is away."""

import asyncio
import time
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Final

import structlog
from cachetools import LRUCache

from jobr_adapters.wiring.settings import SettingInvalid, Settings
from jobr_core.shared.errors import Unavailable
from jobr_core.shared.rate_limits import (
    Counting,
    CountUnavailable,
    RateLimit,
    RateLimiter,
    Verdict,
)

AWAY: Final = 5.0
"""Seconds until a store that failed is asked again, by one request."""
LONGEST: Final = 5.0
"""Seconds a store may take."""
_MOST_STOPPED: Final = 50_000

_log = structlog.get_logger("jobr.limits")
Seconds = Callable[[], float]


def redis_limiter(settings: Settings) -> RateLimiter | None:
    """By REDIS_URL. Raises SettingInvalid where it is set and its extra is not installed."""
    if settings.redis_url is None:
        return None
    try:
        from jobr_adapters.redis.rate_limits import RedisRateLimiter
    except ImportError as error:
        raise SettingInvalid(
            "REDIS_URL is set, but the client is not installed: pip install 'jobr[redis]'"
        ) from error
    return RedisRateLimiter(settings.redis_url.get_secret_value())


def limiting_stores(
    first: RateLimiter | None, second: RateLimiter | None
) -> Mapping[str, RateLimiter]:
    """Redis, if there is one, before PostgreSQL, if there is one."""
    named = {"redis": first, "postgresql": second}
    return {name: store for name, store in named.items() if store is not None}


class FallingBackLimiter(RateLimiter):
    """The first of the stores that answers counts, or else this process itself, where that will do.
    Who is stopped is remembered here: repeating a refusal costs no store anything.

    Raises CountUnavailable where only a store may count and none does.
    """

    def __init__(
        self,
        stores: Mapping[str, RateLimiter],
        own: RateLimiter,
        monotonic: Seconds = time.monotonic,
    ) -> None:
        self._stores, self._own, self._monotonic = stores, own, monotonic
        self._away_until: dict[str, float] = {}
        self._stopped_until: LRUCache[str, float] = LRUCache(_MOST_STOPPED)

    async def __call__(self, limit: RateLimit, key: str) -> Verdict:
        stopped_for = self._stopped_until.get(key, 0.0) - self._monotonic()
        if stopped_for > 0:
            return Verdict.stopped(timedelta(seconds=stopped_for))
        verdict = await self._counted(limit, key)
        if not verdict.let_in:
            self._stopped_until[key] = self._monotonic() + verdict.wait.total_seconds()
        return verdict

    @property
    def away(self) -> tuple[str, ...]:
        """The stores that did not answer when they were last asked."""
        return tuple(self._away_until)

    async def _counted(self, limit: RateLimit, key: str) -> Verdict:
        stores = {} if limit.counting is Counting.OWN else self._stores
        for name, store in stores.items():
            verdict = await self._answer(name, store, limit, key)
            if verdict is not None:
                return verdict
        if stores and limit.counting is Counting.STRICT:
            raise CountUnavailable
        return await self._own(limit, key)

    async def _answer(
        self, name: str, store: RateLimiter, limit: RateLimit, key: str
    ) -> Verdict | None:
        until = self._away_until.get(name)
        if until is not None and self._monotonic() < until:
            return None
        if until is not None:  # this request tries for all
            self._away_until[name] = self._monotonic() + AWAY
        try:
            async with asyncio.timeout(LONGEST):
                verdict = await store(limit, key)
        except (Unavailable, TimeoutError) as error:
            if name not in self._away_until:
                _log.warning("requests are counted elsewhere", away=name, why=str(error))
            self._away_until[name] = self._monotonic() + AWAY
            return None
        if self._away_until.pop(name, None) is not None:
            _log.warning("requests are counted there again", back=name)
        return verdict
