"""The promise of RateLimiter, kept by every store."""

import asyncio
import random
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from typing import Protocol
from uuid import uuid4

import pytest
from redis.asyncio import Redis

from builders import NOON
from jobr_adapters.memory.rate_limits import MemoryRateLimiter
from jobr_adapters.postgres.pool import PostgresPool
from jobr_adapters.postgres.rate_limits import PostgresRateLimiter
from jobr_adapters.redis.rate_limits import TIMEOUT, RedisRateLimiter
from jobr_core.shared.clock import Clock
from jobr_core.shared.rate_limits import (
    REMEMBERED,
    Asked,
    CountUnavailable,
    RateLimit,
    RateLimiter,
    Verdict,
)
from jobr_core.shared.unit_of_work import DatabaseUnavailable
from redis_servers import RedisServer, redis_server

LIMIT = RateLimit(name="default", most=100, window=timedelta(minutes=15))
FEW = RateLimit(name="few", most=3, window=timedelta(minutes=15))
ONE = RateLimit(name="one", most=1, window=timedelta(milliseconds=300))


class Hand:
    """A clock that goes when it is told to."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


class Make(Protocol):
    """Another limiter on the same store, as another process has one."""

    def __call__(self, now: Clock | None = None) -> RateLimiter: ...


def a_key() -> str:
    return uuid4().hex


def pauses(seed: int) -> Iterator[timedelta]:
    """Bursts, single requests and long silences."""
    chance = random.Random(seed)
    while True:
        longest = chance.choice([0, 0, 0, 1, 60, 900, 3_600, 90_000])
        yield timedelta(microseconds=chance.randint(0, longest * 1_000_000))


async def let_in(limiters: list[RateLimiter], key: str, of: int = 300) -> int:
    """How many of so many requests at the same moment."""
    verdicts = await asyncio.gather(
        *(limiters[number % len(limiters)](LIMIT, key) for number in range(of))
    )
    return sum(verdict.let_in for verdict in verdicts)


class RateLimiterContract:
    @pytest.mark.parametrize("seed", range(4))
    async def test_it_decides_as_the_rule_does(self, make: Make, seed: int) -> None:
        clock, key, client = Hand(), a_key(), Asked()
        limiter = make(clock)
        for _, pause in zip(range(120), pauses(seed), strict=False):
            clock.now += pause
            client, expected = FEW.asked(client, clock.now)
            assert await limiter(FEW, key) == expected

    async def test_a_clock_that_is_set_back_lets_nobody_in(self, make: Make) -> None:
        clock, key = Hand(), a_key()
        limiter = make(clock)
        for _ in range(3):
            await limiter(FEW, key)
        clock.now -= timedelta(hours=1)
        assert await limiter(FEW, key) == Verdict.stopped(FEW.window)

    async def test_a_lower_limit_counts_at_once(self, make: Make) -> None:
        clock, key, client = Hand(), a_key(), Asked()
        limiter = make(clock)
        for limit in (LIMIT,) * 10 + (FEW,) * 2:
            clock.now += timedelta(seconds=1)
            client, expected = limit.asked(client, clock.now)
            assert await limiter(limit, key) == expected

    async def test_of_requests_at_the_same_moment_exactly_so_many_are_let_in(
        self, make: Make
    ) -> None:
        assert await let_in([make()], a_key()) == 100

    async def test_keys_do_not_count_for_each_other(self, make: Make) -> None:
        limiter = make()
        assert await let_in([limiter], a_key(), of=100) == 100
        assert await let_in([limiter], a_key(), of=100) == 100

    async def test_who_waits_is_let_in(self, make: Make) -> None:
        """By the store's own clock."""
        limiter, key = make(), a_key()
        assert (await limiter(ONE, key)).let_in
        refused = await limiter(ONE, key)
        assert not refused.let_in
        assert refused.wait <= timedelta(seconds=1)
        await asyncio.sleep(refused.wait.total_seconds())
        assert (await limiter(ONE, key)).let_in


class SharedRateLimiterContract(RateLimiterContract):
    async def test_several_count_together(self, make: Make) -> None:
        assert await let_in([make() for _ in range(4)], a_key()) == 100


class TestMemory(RateLimiterContract):
    @pytest.fixture
    def make(self) -> Make:
        return lambda now=None: MemoryRateLimiter(now or (lambda: datetime.now(UTC)))

    async def test_it_holds_only_so_many(self) -> None:
        limiter, other = MemoryRateLimiter(Hand(), most_clients=2), a_key()
        for _ in range(3):
            await limiter(FEW, other)
        await limiter(FEW, a_key())
        assert not (await limiter(FEW, other)).let_in
        for _ in range(2):
            await limiter(FEW, a_key())
        assert (await limiter(FEW, other)).let_in


@pytest.mark.postgres
class TestPostgres(SharedRateLimiterContract):
    @pytest.fixture
    def make(self, pool: PostgresPool) -> Make:
        return lambda now=None: PostgresRateLimiter(pool.autocommit, now)

    async def test_reading_before_writing_lets_in_more(self, pool: PostgresPool) -> None:
        assert await let_in([ReadsThenWrites(pool)], a_key()) > 100

    async def test_whoever_has_not_asked_for_long_is_forgotten(self, pool: PostgresPool) -> None:
        limiter = PostgresRateLimiter(pool.autocommit)
        old = PostgresRateLimiter(pool.autocommit, lambda: NOON - timedelta(days=7))
        await limiter(LIMIT, "new")
        await old(LIMIT, "old")
        await limiter.forget(REMEMBERED)
        async with pool.autocommit() as connection:
            rows = await (await connection.execute("SELECT key FROM rate_limits")).fetchall()
        assert [row["key"] for row in rows] == ["new"]

    async def test_a_store_that_is_away_is_said_to_be(self) -> None:
        away = PostgresPool("postgresql://nobody@127.0.0.1:1/nothing")
        with pytest.raises(DatabaseUnavailable):
            await PostgresRateLimiter(away.autocommit)(LIMIT, a_key())
        await away.close()


@pytest.fixture(scope="module")
def server() -> Iterator[RedisServer]:
    with redis_server() as server:
        yield server


class TestRedis(SharedRateLimiterContract):
    @pytest.fixture
    async def make(self, server: RedisServer) -> AsyncIterator[Make]:
        made: list[RedisRateLimiter] = []

        def another(now: Clock | None = None) -> RateLimiter:
            made.append(RedisRateLimiter(server.url, now))
            return made[-1]

        yield another
        for limiter in made:
            await limiter.close()

    async def test_reading_before_writing_lets_in_more(self, server: RedisServer) -> None:
        async with Redis.from_url(server.url, max_connections=200) as client:

            async def naive(_: RateLimit, key: str) -> Verdict:
                used = int(await client.get(key) or 0)
                await client.set(key, used + 1)
                return Verdict(let_in=used < 100, left=0, wait=timedelta())

            assert await let_in([naive], a_key(), of=150) > 100

    async def test_it_keeps_nothing_for_ever(self, make: Make, server: RedisServer) -> None:
        key, limiter = a_key(), make()
        for _ in range(4):
            await limiter(FEW, key)
        async with Redis.from_url(server.url) as client:
            held = {name: await client.pttl(name) async for name in client.scan_iter(f"*{key}*")}
        assert len(held) == 2
        assert all(0 < left <= REMEMBERED / timedelta(milliseconds=1) for left in held.values())

    async def test_a_server_that_forgot_the_script_is_told_again(
        self, make: Make, server: RedisServer
    ) -> None:
        limiter, key = make(), a_key()
        await limiter(FEW, key)
        async with Redis.from_url(server.url) as client:
            await client.script_flush()
        assert (await limiter(FEW, key)).left == 1

    @pytest.mark.parametrize("how", ["kill", "freeze"])
    async def test_a_store_that_is_away_is_said_to_be_at_once(self, how: str) -> None:
        with redis_server() as server:
            limiter = RedisRateLimiter(server.url)
            await limiter(LIMIT, a_key())
            getattr(server, how)()
            async with asyncio.timeout(2 * TIMEOUT + 0.5):
                with pytest.raises(CountUnavailable):
                    await limiter(LIMIT, a_key())
            await limiter.close()


class ReadsThenWrites(RateLimiter):
    """What the contract has to notice."""

    def __init__(self, pool: PostgresPool) -> None:
        self._pool = pool

    async def __call__(self, limit: RateLimit, key: str) -> Verdict:
        async with self._pool.autocommit() as connection:
            found = await connection.execute(
                "SELECT cardinality(times) AS used FROM rate_limits WHERE key = %s", [key]
            )
            row = await found.fetchone()
            used = row["used"] if row else 0
            await connection.execute(
                "INSERT INTO rate_limits VALUES (%s, ARRAY[now()], 0, NULL, true, now()) "
                "ON CONFLICT (key) DO UPDATE SET times = array_fill(now(), ARRAY[%s::int])",
                [key, used + 1],
            )
        return Verdict(let_in=used < limit.most, left=0, wait=timedelta())
