"""The promise of IdempotencyKeys, kept by every storage and broken by what comes to mind first."""

import asyncio
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest
from storages import OnMemory, OnPostgres, Storage

from builders import NOON, a_user, an_id
from jobr_adapters.memory.idempotency import MemoryIdempotencyKeys
from jobr_adapters.postgres.idempotency import PostgresIdempotencyKeys
from jobr_core.accounts.model import UserId
from jobr_core.idempotency.errors import RequestInFlight
from jobr_core.idempotency.model import (
    KEPT,
    LEASE,
    Answer,
    Attempt,
    KeptAttempt,
    KeyScope,
    answer_to,
)
from jobr_core.idempotency.ports import IdempotencyKeys
from jobr_core.shared.errors import Conflict

DONE = Answer(status=201, content_type="application/json", location="/api/x/1", body=b'{"id": 1}')


@pytest.fixture
def keys(storage: Storage) -> IdempotencyKeys:
    if storage.pool is not None:
        return PostgresIdempotencyKeys(storage.pool.autocommit)
    assert storage.database is not None
    return MemoryIdempotencyKeys(storage.database)


async def a_person(storage: Storage) -> UserId:
    user = a_user()
    async with storage.begin() as work:
        await work.users.add(user)
        await work.commit()
    return user.id


def an_attempt(owner: UserId, key: str = "key", after: timedelta = timedelta()) -> Attempt:
    scope = KeyScope(owner=owner, method="POST", route="/api/payments", key=key)
    return Attempt(id=an_id(), scope=scope, fingerprint=b"asked", begun_at=NOON + after)


@dataclass
class Till:
    """Counts what was really done."""

    keys: IdempotencyKeys
    done: list[int] = field(default_factory=list)

    async def asked(self, attempt: Attempt) -> Answer:
        kept = await self.keys.claim(attempt)
        if kept is not None:
            return answer_to(kept, attempt)
        return await self.carried_out(attempt)

    async def asked_naively(self, attempt: Attempt) -> Answer:
        """Looks for an answer, does it, and keeps the answer then."""
        kept = await self.keys.claim(replace(attempt, scope=replace(attempt.scope, key="look")))
        await self.keys.release(replace(attempt, scope=replace(attempt.scope, key="look")))
        if kept is not None and kept.answer is not None:
            return kept.answer
        return await self.carried_out(attempt)

    async def carried_out(self, attempt: Attempt) -> Answer:
        await asyncio.sleep(0)
        self.done.append(1)
        await self.keys.settle(attempt, DONE)
        return DONE


class IdempotencyKeysContract:
    async def test_the_first_carries_it_out_and_the_others_hear_of_it(
        self, storage: Storage, keys: IdempotencyKeys
    ) -> None:
        first, second = (an_attempt(owner) for owner in [await a_person(storage)] * 2)
        assert await keys.claim(first) is None
        assert await keys.claim(second) == KeptAttempt(attempt=first)
        await keys.settle(first, DONE)
        assert await keys.claim(second) == KeptAttempt(attempt=first, answer=DONE)

    async def test_of_a_hundred_at_once_one_carries_it_out(
        self, storage: Storage, keys: IdempotencyKeys
    ) -> None:
        owner, till = await a_person(storage), Till(keys)
        asked = (till.asked(an_attempt(owner)) for _ in range(100))
        outcomes = await asyncio.gather(*asked, return_exceptions=True)
        assert len(till.done) == 1
        assert all(one == DONE or isinstance(one, RequestInFlight) for one in outcomes)
        assert DONE in outcomes
        assert await till.asked(an_attempt(owner)) == DONE

    async def test_looking_first_many_would_carry_it_out(
        self, storage: Storage, keys: IdempotencyKeys
    ) -> None:
        owner, till = await a_person(storage), Till(keys)
        asked = (till.asked_naively(an_attempt(owner)) for _ in range(100))
        await asyncio.gather(*asked, return_exceptions=True)
        assert len(till.done) > 1

    async def test_a_key_is_of_a_person_a_method_and_a_route(
        self, storage: Storage, keys: IdempotencyKeys
    ) -> None:
        own = an_attempt(await a_person(storage))
        others = [
            an_attempt(await a_person(storage)),
            an_attempt(own.scope.owner, "other"),
            replace(own, id=an_id(), scope=replace(own.scope, method="PUT")),
            replace(own, id=an_id(), scope=replace(own.scope, route="/api/refunds")),
        ]
        for attempt in (own, *others):
            assert await keys.claim(attempt) is None

    async def test_one_never_heard_of_again_frees_its_key(
        self, storage: Storage, keys: IdempotencyKeys
    ) -> None:
        owner = await a_person(storage)
        lost, second = an_attempt(owner), timedelta(seconds=1)
        assert await keys.claim(lost) is None
        assert await keys.claim(an_attempt(owner, after=LEASE - second)) is not None
        following = an_attempt(owner, after=LEASE)
        assert await keys.claim(following) is None
        await keys.settle(lost, DONE)
        await keys.release(lost)
        kept = await keys.claim(an_attempt(owner, after=LEASE + second))
        assert kept == KeptAttempt(attempt=following)

    async def test_what_is_released_may_be_tried_again(
        self, storage: Storage, keys: IdempotencyKeys
    ) -> None:
        owner = await a_person(storage)
        first = an_attempt(owner)
        assert await keys.claim(first) is None
        await keys.release(first)
        second = an_attempt(owner)
        assert await keys.claim(second) is None
        await keys.settle(second, DONE)
        await keys.release(second)
        assert await keys.claim(an_attempt(owner)) == KeptAttempt(attempt=second, answer=DONE)

    async def test_an_answer_is_kept_for_a_day(
        self, storage: Storage, keys: IdempotencyKeys
    ) -> None:
        owner, large = await a_person(storage), Answer(status=201, body=None)
        first, later = an_attempt(owner), an_attempt(owner, "later", timedelta(minutes=1))
        for attempt in (first, later):
            await keys.claim(attempt)
            await keys.settle(attempt, large)
        await keys.forget_ended(NOON + KEPT)
        kept = await keys.claim(an_attempt(owner, "later", timedelta(minutes=2)))
        assert kept == KeptAttempt(attempt=later, answer=large)
        assert await keys.claim(an_attempt(owner)) is None
        assert await keys.claim(an_attempt(owner, "later", KEPT + timedelta(minutes=1))) is None

    async def test_they_go_with_their_account(
        self, storage: Storage, keys: IdempotencyKeys
    ) -> None:
        attempt = an_attempt(await a_person(storage))
        await keys.claim(attempt)
        async with storage.begin() as work:
            await work.users.remove(attempt.scope.owner)
            await work.commit()
        await keys.settle(attempt, DONE)
        with pytest.raises(Conflict):
            await keys.claim(attempt)


class TestIdempotencyKeysOnMemory(OnMemory, IdempotencyKeysContract): ...


class TestIdempotencyKeysOnPostgres(OnPostgres, IdempotencyKeysContract): ...
