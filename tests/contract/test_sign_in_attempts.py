"""The promise of SignInAttempts, kept by every storage and broken by what comes to mind first."""

import asyncio
from abc import abstractmethod
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest
from storages import OnMemory, OnPostgres, Storage

from builders import NOON
from jobr_adapters.postgres.pool import PostgresPool
from jobr_core.accounts.lockout import LOCKOUT, Attempts, Claim

KEY, OTHER, FIFTEEN = "ab" * 32, "cd" * 32, timedelta(minutes=15)
TRIES = 100

Look = Callable[[], Awaitable[None]]
"""The password is looked at, and is wrong."""
Try = Callable[[Look], Awaitable[bool]]
"""One attempt to sign in; whether it locked."""


async def raced(attempt: Try) -> tuple[int, int]:
    """Of a hundred wrong passwords at the same moment: how many were looked at, how many locked."""
    looked = 0

    async def look() -> None:
        nonlocal looked
        looked += 1
        await asyncio.sleep(0.02)

    locks = await asyncio.gather(*(attempt(look) for _ in range(TRIES)))
    return looked, sum(locks)


async def claim(storage: Storage, key: str = KEY, after: timedelta = timedelta()) -> Claim:
    async with storage.begin() as work:
        claim = await work.sign_in_attempts.claim(key, NOON + after)
        await work.commit()
    return claim


async def cleared(storage: Storage, key: str = KEY) -> Attempts | None:
    async with storage.begin() as work:
        attempts = await work.sign_in_attempts.clear(key)
        await work.commit()
    return attempts


class SignInAttemptsContract:
    async def test_of_a_hundred_at_once_five_may_try_and_one_locks(self, storage: Storage) -> None:
        async def attempt(look: Look) -> bool:
            made = await claim(storage)
            if made.may_try:
                await look()
            return made.locks

        assert await raced(attempt) == (5, 1)

    async def test_it_follows_the_policy(self, storage: Storage) -> None:
        """Step by step, with the clock moved."""
        attempts: Attempts | None = None
        minutes = (
            0,
            1,
            2,
            3,
            4,
            5,
            18,
            19,
            20,
            20 + 1_439,
            3_000,
            3_000,
            3_000,
            3_000,
            3_000,
            3_001,
        )
        for minute in minutes:
            after = timedelta(minutes=minute)
            attempts = LOCKOUT.claimed(attempts, NOON + after)
            assert await claim(storage, after=after) == LOCKOUT.judged(attempts), minute
        assert await cleared(storage) == attempts

    async def test_a_lock_that_is_over_begins_a_new_row(self, storage: Storage) -> None:
        claims = [await claim(storage) for _ in range(6)]
        assert [made.may_try for made in claims] == [True] * 5 + [False]
        assert claims[4].locked_until == claims[5].locked_until == NOON + FIFTEEN
        assert not (await claim(storage, after=FIFTEEN - timedelta(seconds=1))).may_try
        again = await claim(storage, after=FIFTEEN)
        assert (again.may_try, again.locks, again.locked_until) == (True, False, None)

    async def test_clearing_gives_the_row_and_begins_a_new_one(self, storage: Storage) -> None:
        assert await cleared(storage) is None
        for _ in range(5):
            await claim(storage)
        row = Attempts(count=5, last_at=NOON, locked_until=NOON + FIFTEEN)
        assert await cleared(storage) == row
        assert (await claim(storage)).may_try
        assert await cleared(storage) == Attempts(count=1, last_at=NOON)

    async def test_a_row_is_looked_at_as_it_is(self, storage: Storage) -> None:
        await claim(storage)
        async with storage.begin() as work:
            assert await work.sign_in_attempts.of(KEY) == Attempts(count=1, last_at=NOON)
            assert await work.sign_in_attempts.of(OTHER) is None
        assert await cleared(storage) == Attempts(count=1, last_at=NOON)

    async def test_addresses_are_counted_apart(self, storage: Storage) -> None:
        for _ in range(5):
            await claim(storage)
        other = await claim(storage, OTHER)
        assert (other.may_try, other.locks) == (True, False)

    async def test_what_is_not_committed_is_not_counted(self, storage: Storage) -> None:
        async with storage.begin() as work:
            await work.sign_in_attempts.claim(KEY, NOON)
        assert await cleared(storage) is None

    async def test_only_what_is_over_is_forgotten(self, storage: Storage) -> None:
        for _ in range(5):
            await claim(storage)
        await claim(storage, OTHER)
        for after, left in [
            (FIFTEEN - timedelta(seconds=1), {KEY, OTHER}),
            (FIFTEEN, {OTHER}),
            (timedelta(hours=23), {OTHER}),
            (timedelta(days=1), set[str]()),
        ]:
            async with storage.begin() as work:
                await work.sign_in_attempts.forget_ended(NOON + after)
                await work.commit()
            async with storage.begin() as work:  # left without a commit: only looked at
                found = {key for key in (KEY, OTHER) if await work.sign_in_attempts.clear(key)}
            assert found == left


class TestSignInAttemptsOnMemory(OnMemory, SignInAttemptsContract): ...


class TestSignInAttemptsOnPostgres(OnPostgres, SignInAttemptsContract): ...


class Naive:
    """Counts failures where the promise says attempts; `read` and `write` are a store's."""

    @abstractmethod
    async def read(self) -> int: ...

    @abstractmethod
    async def write(self, count: int) -> None: ...

    @abstractmethod
    async def add(self) -> int:
        """One more, in one step: what the count is now."""

    async def reads_then_writes(self, look: Look) -> bool:
        count = await self.read()
        if count >= LOCKOUT.threshold:
            return False
        await look()
        await self.write(count + 1)
        return count + 1 >= LOCKOUT.threshold

    async def adds_after_the_check(self, look: Look) -> bool:
        if await self.read() >= LOCKOUT.threshold:
            return False
        await look()
        return await self.add() >= LOCKOUT.threshold


class NaiveOnMemory(Naive):
    def __init__(self) -> None:
        self.count = 0

    async def read(self) -> int:
        return self.count

    async def write(self, count: int) -> None:
        self.count = count

    async def add(self) -> int:
        self.count += 1
        return self.count


class NaiveOnPostgres(Naive):
    def __init__(self, pool: PostgresPool) -> None:
        self.pool = pool

    async def _run(self, sql: str, *values: object) -> list[Any]:
        async with self.pool.autocommit() as connection:
            cursor = await connection.execute(sql.encode(), values)
            return await cursor.fetchall()

    async def read(self) -> int:
        rows = await self._run("SELECT count FROM sign_in_attempts WHERE key = %s", KEY)
        return rows[0]["count"] if rows else 0

    async def write(self, count: int) -> None:
        await self._run(
            "INSERT INTO sign_in_attempts VALUES (%s, %s, now()) "
            "ON CONFLICT (key) DO UPDATE SET count = excluded.count RETURNING count", KEY, count,
        )  # fmt: skip

    async def add(self) -> int:
        rows = await self._run(
            "INSERT INTO sign_in_attempts AS kept VALUES (%s, 1, now()) "
            "ON CONFLICT (key) DO UPDATE SET count = kept.count + 1 RETURNING count", KEY,
        )  # fmt: skip
        count: int = rows[0]["count"]
        return count


class NaiveContract:
    """The same race; what is measured here is why an attempt is claimed first."""

    async def test_reading_then_writing_looks_at_too_many(self, naive: Naive) -> None:
        looked, _ = await raced(naive.reads_then_writes)
        assert looked > 5

    async def test_adding_after_the_check_looks_at_too_many_and_locks_too_often(
        self, naive: Naive
    ) -> None:
        looked, locks = await raced(naive.adds_after_the_check)
        assert looked > 5
        assert locks > 1


class TestNaiveOnMemory(NaiveContract):
    @pytest.fixture
    def naive(self) -> Naive:
        return NaiveOnMemory()


@pytest.mark.postgres
class TestNaiveOnPostgres(NaiveContract):
    @pytest.fixture
    def naive(self, pool: PostgresPool) -> Naive:
        return NaiveOnPostgres(pool)
