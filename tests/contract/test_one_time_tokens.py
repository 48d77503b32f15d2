"""The promise of OneTimeTokens, kept by every storage and broken by what comes to mind first."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from storages import OnMemory, OnPostgres, Storage

from builders import NOON, a_user, address_of
from jobr_core.accounts.errors import OneTimeTokenUnknown
from jobr_core.accounts.model import User
from jobr_core.accounts.one_time_tokens import LIFETIME, OneTimeToken, Purpose

RESET, VERIFY = Purpose.RESET_PASSWORD, Purpose.VERIFY_EMAIL


async def a_person(storage: Storage) -> User:
    user = a_user()
    async with storage.begin() as work:
        await work.users.add(user)
        await work.commit()
    return user


def a_token(user: User, digest: bytes = b"digest", purpose: Purpose = RESET) -> OneTimeToken:
    return OneTimeToken(
        digest=digest, user_id=user.id, purpose=purpose, email=address_of(user), created_at=NOON
    )


async def kept(storage: Storage, *tokens: OneTimeToken) -> None:
    async with storage.begin() as work:
        for token in tokens:
            await work.one_time_tokens.keep(token)
        await work.commit()


async def taken(storage: Storage, user: User, digest: bytes = b"digest") -> OneTimeToken:
    async with storage.begin() as work:
        await work.users.held(user.id)
        token = await work.one_time_tokens.take(digest, RESET)
        await work.commit()
    return token


async def taken_naively(storage: Storage, digest: bytes = b"digest") -> OneTimeToken:
    """Looks whether it is there, and forgets it then."""
    token = await storage.one_time_tokens.by_digest(digest, RESET)
    await asyncio.sleep(0)
    async with storage.begin() as work:
        await work.one_time_tokens.forget(token.user_id, RESET)
        await work.commit()
    return token


class OneTimeTokensContract:
    async def test_a_token_is_found_by_its_digest_and_purpose(self, storage: Storage) -> None:
        token = a_token(await a_person(storage))
        await kept(storage, token)
        assert await storage.one_time_tokens.by_digest(b"digest", RESET) == token
        for digest, purpose in ((b"digest", VERIFY), (b"other", RESET)):
            with pytest.raises(OneTimeTokenUnknown):
                await storage.one_time_tokens.by_digest(digest, purpose)

    async def test_taking_one_forgets_all_of_its_kind(self, storage: Storage) -> None:
        user, other = await a_person(storage), await a_person(storage)
        token = a_token(user)
        await kept(
            storage, token, a_token(user, b"2"), a_token(user, b"3", VERIFY), a_token(other, b"4")
        )
        assert await taken(storage, user) == token
        for digest in (b"digest", b"2"):
            with pytest.raises(OneTimeTokenUnknown):
                await taken(storage, user, digest)
        await storage.one_time_tokens.by_digest(b"3", VERIFY)
        await storage.one_time_tokens.by_digest(b"4", RESET)

    async def test_withdrawing_one_leaves_the_others(self, storage: Storage) -> None:
        user = await a_person(storage)
        await kept(storage, a_token(user), a_token(user, b"2"))
        for _ in range(2):
            async with storage.begin() as work:
                await work.one_time_tokens.withdraw(b"digest")
                await work.commit()
        with pytest.raises(OneTimeTokenUnknown):
            await storage.one_time_tokens.by_digest(b"digest", RESET)
        await storage.one_time_tokens.by_digest(b"2", RESET)

    async def test_of_a_hundred_who_take_it_one_gets_it(self, storage: Storage) -> None:
        user = await a_person(storage)
        await kept(storage, *(a_token(user, digest) for digest in (b"digest", b"other")))
        takes = (taken(storage, user, digest) for digest in [b"digest", b"other"] * 50)
        outcomes = await asyncio.gather(*takes, return_exceptions=True)
        assert sum(isinstance(outcome, OneTimeToken) for outcome in outcomes) == 1
        assert sum(isinstance(outcome, OneTimeTokenUnknown) for outcome in outcomes) == 99

    async def test_looking_first_many_would_get_it(self, storage: Storage) -> None:
        await kept(storage, a_token(await a_person(storage)))
        takes = (taken_naively(storage) for _ in range(100))
        outcomes = await asyncio.gather(*takes, return_exceptions=True)
        assert sum(isinstance(outcome, OneTimeToken) for outcome in outcomes) > 1

    async def test_those_alive_are_counted_and_those_over_forgotten(self, storage: Storage) -> None:
        user, end = await a_person(storage), NOON + LIFETIME[RESET]
        later = replace(a_token(user, b"later"), created_at=NOON + timedelta(minutes=1))
        await kept(storage, a_token(user), later, a_token(user, b"verify", VERIFY))
        tokens = storage.one_time_tokens
        second = timedelta(seconds=1)
        for moment, alive in ((end - second, 2), (end, 1), (end + timedelta(minutes=1), 0)):
            assert await tokens.alive(user.id, RESET, moment) == alive
        async with storage.begin() as work:
            await work.one_time_tokens.forget_ended(end)
            await work.commit()
        with pytest.raises(OneTimeTokenUnknown):
            await tokens.by_digest(b"digest", RESET)
        assert await tokens.by_digest(b"later", RESET) == later
        assert await tokens.alive(user.id, VERIFY, NOON) == 1

    async def test_they_go_with_their_account(self, storage: Storage) -> None:
        user = await a_person(storage)
        await kept(storage, a_token(user))
        async with storage.begin() as work:
            await work.users.remove(user.id)
            await work.commit()
        with pytest.raises(OneTimeTokenUnknown):
            await storage.one_time_tokens.by_digest(b"digest", RESET)


class TestOneTimeTokensOnMemory(OnMemory, OneTimeTokensContract): ...


class TestOneTimeTokensOnPostgres(OnPostgres, OneTimeTokensContract): ...
