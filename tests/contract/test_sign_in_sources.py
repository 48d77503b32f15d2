"""The promise of SignInSources, kept by every storage."""

import asyncio
from datetime import datetime, timedelta

import pytest
from storages import OnMemory, OnPostgres, Storage

from builders import NOON
from jobr_core.accounts.throttling import Source, ThrottlePolicy

KEY, OTHER = "ab" * 32, "cd" * 32
STOPPED = Source(failed={"one": NOON}, stops=2, stopped_until=NOON + timedelta(minutes=1))


async def kept(storage: Storage, key: str, source: Source) -> None:
    async with storage.begin() as work:
        await work.sign_in_sources.held(key)
        await work.sign_in_sources.keep(key, source, NOON)
        await work.commit()


async def seen(storage: Storage, key: str = KEY) -> Source:
    async with storage.begin() as work:
        return await work.sign_in_sources.of(key)


async def stops_of_many(storage: Storage, *, held: bool) -> int:
    """How many accounts are counted of a hundred that fail at the same moment."""

    async def fail(account: str) -> None:
        async with storage.begin() as work:
            sources = work.sign_in_sources
            before = await (sources.held if held else sources.of)(KEY)
            after = ThrottlePolicy(most=1_000).failed(before, account, NOON)
            await sources.keep(KEY, after, NOON)
            await work.commit()

    await kept(storage, KEY, Source())
    await asyncio.gather(*(fail(f"account {number}") for number in range(100)))
    return len((await seen(storage)).failed)


class SignInSourcesContract:
    async def test_what_was_never_seen_is_empty(self, storage: Storage) -> None:
        assert await seen(storage) == Source()
        async with storage.begin() as work:
            assert await work.sign_in_sources.held(KEY) == Source()

    async def test_what_is_kept_is_found(self, storage: Storage) -> None:
        await kept(storage, KEY, STOPPED)
        await kept(storage, OTHER, Source())
        assert await seen(storage) == STOPPED
        assert await seen(storage, OTHER) == Source()

    async def test_failures_at_the_same_moment_are_all_counted(self, storage: Storage) -> None:
        assert await stops_of_many(storage, held=True) == 100

    @pytest.mark.parametrize(
        ("moment", "left"), [(NOON, STOPPED), (NOON + timedelta(seconds=1), Source())]
    )
    async def test_what_was_not_kept_since_is_forgotten(
        self, storage: Storage, moment: datetime, left: Source
    ) -> None:
        await kept(storage, KEY, STOPPED)
        async with storage.begin() as work:
            await work.sign_in_sources.forget_before(moment)
            await work.commit()
        assert await seen(storage) == left


class TestSignInSourcesOnMemory(OnMemory, SignInSourcesContract): ...


class TestSignInSourcesOnPostgres(OnPostgres, SignInSourcesContract):
    async def test_without_holding_it_some_would_be_lost(self, storage: Storage) -> None:
        assert await stops_of_many(storage, held=False) < 100
