"""The promise of OneTimeCodes, kept by every storage and broken by what comes to mind first."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from storages import OnMemory, OnPostgres, Storage

from builders import NOON, an_id
from jobr_core.accounts.errors import OneTimeCodeUnknown, TooManyCodes
from jobr_core.accounts.model import Language
from jobr_core.accounts.one_time_codes import (
    LIFETIME,
    MEMORY,
    TRIES,
    Asked,
    CodePurpose,
    OneTimeCode,
    SendPolicy,
)

SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)
NUMBER, NETWORK, OTHER = "ab" * 32, "cd" * 32, "ef" * 32
RIGHT, WRONG = b"right", b"wrong"


def a_code(at: datetime = NOON, **facts: object) -> OneTimeCode:
    code = OneTimeCode(
        id=an_id(),
        purpose=CodePurpose.SIGN_IN,
        number=NUMBER,
        sealed=b"sealed",
        network=NETWORK,
        language=Language.GERMAN,
        created_at=at,
        mac=RIGHT,
    )
    return replace(code, **facts)  # type: ignore[arg-type]


async def kept(storage: Storage, *codes: OneTimeCode) -> None:
    async with storage.begin() as work:
        for code in codes:
            await work.one_time_codes.keep(code)
        await work.commit()


async def found(storage: Storage, code_id: UUID) -> OneTimeCode:
    async with storage.begin() as work:
        return await work.one_time_codes.by_id(code_id)


async def tried(
    storage: Storage, code: OneTimeCode, mac: bytes, now: datetime = NOON
) -> OneTimeCode | None:
    async with storage.begin() as work:
        outcome = await work.one_time_codes.attempt(code.id, mac, now)
        await work.commit()
    return outcome


async def tried_naively(storage: Storage, code: OneTimeCode, mac: bytes) -> OneTimeCode | None:
    """Looks whether it is live, compares, and counts then."""
    async with storage.begin() as work:
        seen = await work.one_time_codes.by_id(code.id)
    await asyncio.sleep(0.01)
    if not seen.is_live(NOON):
        return None
    after = seen.tried(mac, NOON)
    await tried(storage, code, mac)
    return after


async def claimed(storage: Storage, code: OneTimeCode, mac: bytes, now: datetime = NOON) -> bool:
    async with storage.begin() as work:
        may_send = await work.one_time_codes.claim(code.id, mac, now)
        await work.commit()
    return may_send


async def asked_for(storage: Storage, number: str, now: datetime = NOON) -> Asked:
    async with storage.begin() as work:
        return await work.one_time_codes.asked(number, NETWORK, now)


def looked_at(outcomes: list[OneTimeCode | None]) -> int:
    return sum(outcome is not None for outcome in outcomes)


def right(outcomes: list[OneTimeCode | None]) -> int:
    return sum(outcome is not None and outcome.used_at is not None for outcome in outcomes)


class OneTimeCodesContract:
    async def test_a_code_is_kept_as_it_is(self, storage: Storage) -> None:
        code = a_code(mac=None)
        await kept(storage, code)
        assert await found(storage, code.id) == code
        with pytest.raises(OneTimeCodeUnknown):
            await found(storage, an_id())

    async def test_of_thirty_wrong_ones_at_once_five_are_looked_at(self, storage: Storage) -> None:
        code = a_code()
        await kept(storage, code)
        outcomes = await asyncio.gather(*(tried(storage, code, WRONG) for _ in range(30)))
        assert (looked_at(outcomes), right(outcomes)) == (TRIES, 0)
        assert await tried(storage, code, RIGHT) is None
        assert (await found(storage, code.id)).is_burned

    async def test_of_fifty_right_ones_at_once_one_is_right(self, storage: Storage) -> None:
        code = a_code()
        await kept(storage, code)
        outcomes = await asyncio.gather(*(tried(storage, code, RIGHT) for _ in range(50)))
        assert (looked_at(outcomes), right(outcomes)) == (1, 1)
        after = await found(storage, code.id)
        assert (after.used_at, after.tried_at, after.tries_left) == (NOON, NOON, TRIES - 1)

    async def test_looking_first_all_would_be_looked_at(self, storage: Storage) -> None:
        wrong, good = a_code(), a_code(number=OTHER)
        await kept(storage, wrong, good)
        guesses = await asyncio.gather(*(tried_naively(storage, wrong, WRONG) for _ in range(30)))
        assert looked_at(guesses) > TRIES
        outcomes = await asyncio.gather(*(tried_naively(storage, good, RIGHT) for _ in range(50)))
        assert right(outcomes) > 1

    async def test_each_try_is_that_of_the_rule(self, storage: Storage) -> None:
        code = a_code()
        await kept(storage, code)
        for second, mac in enumerate((WRONG, WRONG, WRONG, WRONG, RIGHT, RIGHT)):
            now = NOON + second * SECOND
            expected = code.tried(mac, now) if code.is_live(now) else None
            assert await tried(storage, code, mac, now) == expected
            code = expected or code
        assert (code.tries_left, code.is_burned) == (0, False)

    async def test_a_code_lasts_five_minutes(self, storage: Storage) -> None:
        code = a_code()
        await kept(storage, code)
        assert await tried(storage, code, RIGHT, NOON + LIFETIME) is None
        after = await tried(storage, code, RIGHT, NOON + LIFETIME - SECOND)
        assert right([after]) == 1

    async def test_only_the_newest_of_a_number_is_good(self, storage: Storage) -> None:
        first, other = a_code(), a_code(number=OTHER)
        newest = a_code(NOON + MINUTE)
        await kept(storage, first, other)
        await kept(storage, newest)
        assert (await found(storage, first.id)).superseded_at == newest.created_at
        assert await tried(storage, first, RIGHT, NOON + MINUTE) is None
        assert right([await tried(storage, newest, RIGHT, NOON + MINUTE)]) == 1
        assert right([await tried(storage, other, RIGHT, NOON + MINUTE)]) == 1

    async def test_before_it_is_sent_no_code_is_right(self, storage: Storage) -> None:
        code = a_code(mac=None)
        await kept(storage, code)
        after = await tried(storage, code, RIGHT)
        assert after is not None
        assert (after.used_at, after.tries_left) == (None, TRIES - 1)

    async def test_of_many_about_to_send_one_may(self, storage: Storage) -> None:
        code = a_code(mac=None)
        await kept(storage, code)
        macs = [f"{n}".encode() for n in range(20)]
        may = await asyncio.gather(*(claimed(storage, code, mac) for mac in macs))
        assert sum(may) == 1
        [mac] = [mac for mac, one in zip(macs, may, strict=True) if one]
        assert (await found(storage, code.id)).mac == mac

    async def test_what_nobody_has_got_is_claimed_again(self, storage: Storage) -> None:
        code = a_code(mac=None)
        await kept(storage, code)
        assert await claimed(storage, code, b"1")
        for mac, may in ((b"other", False), (b"1", True)):
            async with storage.begin() as work:
                await work.one_time_codes.release(code.id, mac)
                await work.commit()
            assert await claimed(storage, code, b"2") is may
        async with storage.begin() as work:
            await work.one_time_codes.settle(code.id, NOON + SECOND)
            await work.commit()
        after = await found(storage, code.id)
        assert (after.mac, after.sent_at) == (b"2", NOON + SECOND)

    async def test_what_is_not_live_is_not_claimed(self, storage: Storage) -> None:
        code, late = a_code(mac=None), a_code(mac=None, number=OTHER)
        await kept(storage, code, late)
        await kept(storage, a_code())
        assert not await claimed(storage, code, RIGHT)
        assert not await claimed(storage, late, RIGHT, NOON + LIFETIME)
        assert not await claimed(storage, a_code(), RIGHT)

    async def test_what_was_asked_for_is_counted(self, storage: Storage) -> None:
        early, later = a_code(NOON), a_code(NOON + MINUTE)
        elsewhere = a_code(NOON, network=OTHER)
        stranger = a_code(NOON, number=OTHER)
        await kept(storage, early, elsewhere, stranger, later)
        asked = await asked_for(storage, NUMBER, NOON + 2 * MINUTE)
        assert asked.for_number[0].id == later.id
        assert {code.id for code in asked.for_number} == {early.id, later.id, elsewhere.id}
        assert asked.from_network == (NOON, NOON, NOON + MINUTE)
        assert asked.in_all >= 4
        after_an_hour = await asked_for(storage, NUMBER, NOON + HOUR)
        assert after_an_hour.from_network == (NOON + MINUTE,)
        after_a_day = await asked_for(storage, NUMBER, NOON + MEMORY)
        assert [code.id for code in after_a_day.for_number] == [later.id]

    async def test_of_fifty_who_ask_at_once_for_a_number_one_may(self, storage: Storage) -> None:
        assert await self._let_through(storage, [NUMBER] * 50, self._ask) == 1

    async def test_of_fifty_who_ask_at_once_from_a_network_ten_may(self, storage: Storage) -> None:
        numbers = [f"{n:064x}" for n in range(50)]
        assert await self._let_through(storage, numbers, self._ask) == 10

    async def test_looking_first_more_would_be_sent(self, storage: Storage) -> None:
        assert await self._let_through(storage, [NUMBER] * 50, self._ask_naively) > 1

    async def test_those_of_before_are_forgotten(self, storage: Storage) -> None:
        old, new = a_code(), a_code(NOON + MINUTE)
        await kept(storage, old, new)
        async with storage.begin() as work:
            await work.one_time_codes.forget_before(NOON + MINUTE)
            await work.commit()
        with pytest.raises(OneTimeCodeUnknown):
            await found(storage, old.id)
        assert await found(storage, new.id) == new

    async def _let_through(self, storage: Storage, numbers: list[str], ask: object) -> int:
        assert callable(ask)
        asked = (ask(storage, number) for number in numbers)
        outcomes = await asyncio.gather(*asked, return_exceptions=True)
        assert {type(one) for one in outcomes} <= {type(None), TooManyCodes}
        return sum(one is None for one in outcomes)

    async def _ask(self, storage: Storage, number: str) -> None:
        async with storage.begin() as work:
            asked = await work.one_time_codes.asked(number, NETWORK, NOON)
            SendPolicy(most_in_all=0).ensure_may_ask(asked, NOON)
            await work.one_time_codes.keep(a_code(number=number))
            await work.commit()

    async def _ask_naively(self, storage: Storage, number: str) -> None:
        asked = await asked_for(storage, number)
        await asyncio.sleep(0.01)
        SendPolicy(most_in_all=0).ensure_may_ask(asked, NOON)
        await kept(storage, a_code(number=number))


class TestOneTimeCodesOnMemory(OnMemory, OneTimeCodesContract): ...


class TestOneTimeCodesOnPostgres(OnPostgres, OneTimeCodesContract): ...
