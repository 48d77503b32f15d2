"""Which store counts while another is away."""

import asyncio
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from builders import NOON
from jobr_adapters.memory.rate_limits import MemoryRateLimiter
from jobr_adapters.redis.rate_limits import RedisRateLimiter
from jobr_adapters.wiring.limiting import (
    AWAY,
    LONGEST,
    FallingBackLimiter,
    limiting_stores,
    redis_limiter,
)
from jobr_adapters.wiring.settings import SettingInvalid, Settings
from jobr_core.shared.rate_limits import (
    Counting,
    CountUnavailable,
    RateLimit,
    RateLimiter,
    Verdict,
)

WINDOW = timedelta(minutes=15)
SHARED = RateLimit(name="shared", most=2, window=WINDOW)
STRICT = RateLimit(name="strict", most=2, window=WINDOW, counting=Counting.STRICT)
OWN = RateLimit(name="own", most=2, window=WINDOW, counting=Counting.OWN)


class Store(MemoryRateLimiter):
    """One that can be away, or answer nothing."""

    def __init__(self) -> None:
        super().__init__(lambda: NOON)
        self.asked, self.is_away, self.is_silent = 0, False, False

    async def __call__(self, limit: RateLimit, key: str) -> Verdict:
        self.asked += 1
        if self.is_silent:
            await asyncio.sleep(3_600)
        if self.is_away:
            raise CountUnavailable
        return await super().__call__(limit, key)


class World:
    def __init__(self) -> None:
        self.now = 1_000.0
        self.redis, self.postgres, self.own = Store(), Store(), Store()
        stores: dict[str, RateLimiter] = {"redis": self.redis, "postgresql": self.postgres}
        self.limiter = FallingBackLimiter(stores, self.own, lambda: self.now)

    @property
    def asked(self) -> tuple[int, int, int]:
        return self.redis.asked, self.postgres.asked, self.own.asked


@pytest.fixture
def world() -> World:
    return World()


async def test_the_first_store_counts(world: World) -> None:
    assert [(await world.limiter(SHARED, "one")).left for _ in range(2)] == [1, 0]
    assert world.asked == (2, 0, 0)


async def test_where_it_is_away_the_second_does_at_once(world: World) -> None:
    world.redis.is_away = True
    for limit in (SHARED, STRICT):
        assert (await world.limiter(limit, limit.name)).let_in
    assert world.asked == (1, 2, 0)
    assert world.limiter.away == ("redis",)


async def test_a_store_that_is_back_is_noticed_by_one_request(world: World) -> None:
    world.redis.is_away = True
    await world.limiter(SHARED, "one")
    world.now += AWAY - 0.1
    await world.limiter(SHARED, "two")
    assert world.redis.asked == 1
    world.now += 0.1
    await asyncio.gather(*(world.limiter(SHARED, f"three {number}") for number in range(5)))
    assert world.redis.asked == 2
    world.redis.is_away = False
    world.now += AWAY
    await world.limiter(SHARED, "four")
    await world.limiter(SHARED, "four")
    assert world.redis.asked == 4
    assert world.limiter.away == ()


async def test_without_any_store_each_process_counts_and_strict_ones_let_nobody_in(
    world: World,
) -> None:
    world.redis.is_away = world.postgres.is_away = True
    answers = [(await world.limiter(SHARED, "one")).let_in for _ in range(3)]
    assert answers == [True, True, False]
    with pytest.raises(CountUnavailable):
        await world.limiter(STRICT, "two")
    assert world.limiter.away == ("redis", "postgresql")


async def test_a_store_that_answers_nothing_is_away(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jobr_adapters.wiring.limiting.LONGEST", 0.01)
    assert LONGEST <= 5
    world.redis.is_silent = True
    assert (await world.limiter(SHARED, "one")).let_in
    assert world.asked == (1, 1, 0)


async def test_what_each_process_counts_asks_no_store(world: World) -> None:
    assert [(await world.limiter(OWN, "one")).let_in for _ in range(3)] == [True, True, False]
    assert world.asked == (0, 0, 3)


async def test_a_refusal_is_repeated_without_asking(world: World) -> None:
    refused = [await world.limiter(SHARED, "one") for _ in range(3)][-1]
    world.now += 60
    again = await world.limiter(SHARED, "one")
    assert (again.let_in, again.wait) == (False, refused.wait - timedelta(minutes=1))
    assert world.redis.asked == 3
    world.now += again.wait.total_seconds()
    await world.limiter(SHARED, "one")
    assert world.redis.asked == 4


async def test_on_memory_everything_is_counted_by_the_process() -> None:
    assert limiting_stores(None, None) == {}
    limiter = FallingBackLimiter({}, MemoryRateLimiter(lambda: NOON))
    assert [(await limiter(STRICT, "one")).let_in for _ in range(3)] == [True, True, False]


async def test_redis_is_asked_where_there_is_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = SecretStr("redis://127.0.0.1:1/0")
    settings = Settings(jobr_home=tmp_path, database_url=None, redis_url=url)
    assert redis_limiter(settings.model_copy(update={"redis_url": None})) is None
    limiter = redis_limiter(settings)
    assert isinstance(limiter, RedisRateLimiter)
    with pytest.raises(CountUnavailable):
        await limiter(SHARED, "one")
    await limiter.close()
    monkeypatch.setitem(sys.modules, "jobr_adapters.redis.rate_limits", None)
    with pytest.raises(SettingInvalid, match=r"jobr\[redis\]"):
        redis_limiter(settings)
