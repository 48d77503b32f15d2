"""How often clients have asked, in Redis: one script a request."""

from datetime import datetime, timedelta
from typing import Any, Final

from redis.asyncio import BlockingConnectionPool, Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from jobr_core.shared.clock import Clock
from jobr_core.shared.rate_limits import (
    LONGEST_WAIT,
    MEMORY,
    CountUnavailable,
    RateLimit,
    RateLimiter,
    Verdict,
)

TIMEOUT: Final = 2.0
"""Seconds for a connection and for an answer; after that there is PostgreSQL, which begins anew: a
busy moment of this process must not pass for an absence."""
MOST_CONNECTIONS: Final = 20

# The rule of RateLimit.asked, in microseconds; scripts run one after another, by the server's
# clock. Numbers are written in full, for Lua would round them.
_ASK: Final = """
local most, window, longest, memory = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local now = tonumber(ARGV[5])
if not now then
    local clock = redis.call('TIME')
    now = clock[1] * 1000000 + clock[2]
end
local function text(number) return string.format('%.0f', number) end

now = math.max(now, tonumber(redis.call('LINDEX', KEYS[1], -1)) or 0)
local oldest = tonumber(redis.call('LINDEX', KEYS[1], 0))
while oldest and oldest + window <= now do
    redis.call('LPOP', KEYS[1])
    oldest = tonumber(redis.call('LINDEX', KEYS[1], 0))
end
local used = redis.call('LLEN', KEYS[1])
local stop = redis.call('HMGET', KEYS[2], 'stops', 'until')
local stops, stopped_until = tonumber(stop[1]) or 0, tonumber(stop[2]) or 0
if now < stopped_until then
    return {0, used, text(stopped_until - now)}
end
if used < most then
    redis.call('RPUSH', KEYS[1], text(now))
    redis.call('PEXPIRE', KEYS[1], text(math.ceil(window / 1000)))
    return {1, used + 1, text((oldest or now) + window - now)}
end
if stopped_until + memory <= now then
    stops = 0
end
local room = tonumber(redis.call('LINDEX', KEYS[1], used - most)) + window - now
local wait = math.max(room, math.min(math.max(room, 1000000) * 2 ^ math.min(stops, 16), longest))
redis.call('HSET', KEYS[2], 'stops', text(stops + 1), 'until', text(now + wait))
redis.call('PEXPIRE', KEYS[2], text(math.ceil((wait + memory) / 1000)))
return {0, used, text(wait)}
"""  # noqa: E501 - Lua
_MICROSECOND: Final = timedelta(microseconds=1)
_EPOCH: Final = datetime.fromisoformat("1970-01-01T00:00:00+00:00")


class RedisRateLimiter(RateLimiter):
    """By the server's clock; another one is for tests. What a key holds ends by itself."""

    def __init__(self, url: str, now: Clock | None = None) -> None:
        pool: Any = BlockingConnectionPool.from_url(
            url,
            max_connections=MOST_CONNECTIONS,
            timeout=TIMEOUT,
            socket_timeout=TIMEOUT,
            socket_connect_timeout=TIMEOUT,
            retry=Retry(NoBackoff(), 0),
        )
        self._redis = Redis.from_pool(pool)
        self._ask = self._redis.register_script(_ASK)
        self._now = now

    async def __call__(self, limit: RateLimit, key: str) -> Verdict:
        now = "" if self._now is None else str((self._now() - _EPOCH) // _MICROSECOND)
        spans = [span // _MICROSECOND for span in (limit.window, LONGEST_WAIT, MEMORY)]
        try:
            answer: Any = await self._ask(
                keys=[f"jobr:asked:{{{key}}}", f"jobr:stopped:{{{key}}}"],
                args=[limit.most, *spans, now],
            )
        except (RedisError, OSError) as error:
            raise CountUnavailable from error
        let_in, used, wait = (int(part) for part in answer)
        return Verdict(
            let_in=bool(let_in),
            left=limit.most - used if let_in else 0,
            wait=timedelta(microseconds=wait),
        )

    async def self_test(self) -> None:
        """Raises CountUnavailable."""
        try:
            await self._redis.ping()
        except (RedisError, OSError) as error:
            raise CountUnavailable from error

    async def close(self) -> None:
        await self._redis.aclose()
