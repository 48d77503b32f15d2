"""Codes for telephones: what they are kept as, how often they are sent, when they are good."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from builders import NOON, an_id
from jobr_core.accounts.errors import CodesUsedUp, NumberLocked, TooManyCodes
from jobr_core.accounts.model import Language
from jobr_core.accounts.one_time_codes import (
    LIFETIME,
    MEMORY,
    TRIES,
    Asked,
    CodeMacs,
    CodePurpose,
    OneTimeCode,
    SendPolicy,
)
from jobr_core.accounts.phone_numbers import PhoneNumber, PhoneSubjects
from jobr_core.accounts.pseudonyms import Pseudonyms

SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)
NUMBER = PhoneNumber("+919876543210")
POLICY = SendPolicy()


def a_code(at: datetime = NOON, **facts: object) -> OneTimeCode:
    code = OneTimeCode(
        id=an_id(),
        purpose=CodePurpose.SIGN_IN,
        number="ab" * 32,
        sealed=b"sealed",
        network="cd" * 32,
        language=Language.ENGLISH,
        created_at=at,
        mac=b"right",
    )
    return replace(code, **facts)  # type: ignore[arg-type]


def burned(at: datetime) -> OneTimeCode:
    return a_code(at, tries_left=0, tried_at=at + MINUTE)


def asked(*times: datetime) -> Asked:
    """For one number, in any order."""
    return Asked(for_number=tuple(a_code(at) for at in sorted(times, reverse=True)))


def seconds_to_wait(policy: SendPolicy, before: Asked, now: datetime) -> int:
    try:
        policy.ensure_may_ask(before, now)
    except TooManyCodes as error:
        return error.retry_after
    return 0


def test_a_mac_is_that_of_the_reference() -> None:
    mac = CodeMacs(bytes(32))(NUMBER, "login", "chal_1", "123456")
    assert mac.hex() == "670f4d2dc214c864adda69d91eab4eef917d1c8f9cf2a34f1fcd4cebdc4a0ba2"


def test_a_mac_is_bound_to_all_it_is_made_of() -> None:
    made = {
        CodeMacs(pepper)(number, purpose, challenge, code)
        for pepper in (b"a", b"b")
        for number in (NUMBER, PhoneNumber("+4915123456789"))
        for purpose in ("sign_in", "other")
        for challenge in ("1", "2")
        for code in ("123456", "123457")
    }
    assert len(made) == 32


def test_no_number_code_or_pepper_is_shown() -> None:
    assert [f"{NUMBER}", f"{NUMBER!r}"] == ["+91******3210", "PhoneNumber(masked='+91******3210')"]
    shown = repr((CodeMacs(b"pepper"), a_code(mac=b"a mac", sealed=b"a number")))
    assert not any(secret in shown for secret in ("pepper", "a mac", "a number"))


def test_an_account_is_known_under_every_key() -> None:
    old, new = Pseudonyms(b"old"), Pseudonyms(b"new")
    assert PhoneSubjects((new, old))(NUMBER) == (new(NUMBER.e164), old(NUMBER.e164))


@pytest.mark.parametrize(("times", "pause"), [(1, 30), (2, 60), (3, 120), (4, 120)])
def test_each_further_code_takes_longer(times: int, pause: int) -> None:
    before = asked(*(NOON - n * 10 * MINUTE for n in range(times)))
    assert POLICY.pause_after(times) == pause * SECOND
    assert seconds_to_wait(POLICY, before, NOON) == pause
    assert seconds_to_wait(POLICY, before, NOON + pause * SECOND) == 0


def test_after_an_hour_the_pauses_begin_anew() -> None:
    assert seconds_to_wait(POLICY, asked(NOON - HOUR, NOON), NOON) == 30


def test_five_an_hour_and_ten_a_day_for_a_number() -> None:
    five = [NOON + n * 10 * MINUTE for n in range(5)]
    assert seconds_to_wait(POLICY, asked(*five), NOON + 50 * MINUTE) == 600
    assert seconds_to_wait(POLICY, asked(*five), NOON + HOUR) == 0
    ten = [NOON + n * HOUR for n in range(10)]
    assert seconds_to_wait(POLICY, asked(*ten), NOON + 10 * HOUR) == 14 * 3600
    assert seconds_to_wait(POLICY, asked(*ten), NOON + MEMORY) == 0


def test_ten_an_hour_from_a_network() -> None:
    times = tuple(NOON + n * SECOND for n in range(10))
    assert seconds_to_wait(POLICY, Asked(from_network=times[:9]), NOON + MINUTE) == 0
    assert seconds_to_wait(POLICY, Asked(from_network=times), NOON + MINUTE) == 3540
    assert seconds_to_wait(POLICY, Asked(from_network=times), NOON + HOUR) == 0


def test_what_a_day_can_cost_is_bounded() -> None:
    policy = SendPolicy(most_in_all=2)
    policy.ensure_may_ask(Asked(in_all=1), NOON)
    with pytest.raises(CodesUsedUp):
        policy.ensure_may_ask(Asked(in_all=2), NOON)
    SendPolicy(most_in_all=0).ensure_may_ask(Asked(in_all=10**6), NOON)


def test_three_burned_codes_in_a_row_lock_the_number() -> None:
    row = tuple(burned(NOON - n * 5 * MINUTE) for n in range(3))
    assert POLICY.locked_until(row) == NOON + 16 * MINUTE
    with pytest.raises(NumberLocked) as locked:
        POLICY.ensure_may_ask(Asked(for_number=row), NOON + 6 * MINUTE)
    assert locked.value.retry_after == 600
    POLICY.ensure_may_ask(Asked(for_number=row), NOON + 16 * MINUTE)
    for other in (a_code(NOON), a_code(NOON, tries_left=0, used_at=NOON)):
        assert POLICY.locked_until((row[0], other, row[2])) is None
    assert POLICY.locked_until(row[:2]) is None


@given(st.lists(st.integers(0, 3 * 86_400), max_size=60))
def test_whoever_waits_as_told_may_ask_and_the_bounds_hold(moments: list[int]) -> None:
    """Asking at any moments: what was let through keeps the bounds; what was not, may later."""
    sent: list[datetime] = []
    for moment in sorted(moments):
        now = NOON + moment * SECOND
        before = asked(*(at for at in sent if now < at + MEMORY))
        wait = seconds_to_wait(POLICY, before, now)
        if wait:
            later = now + wait * SECOND
            left = asked(*(at for at in sent if later < at + MEMORY))
            assert seconds_to_wait(POLICY, left, later) == 0
        else:
            sent.append(now)
    for at in sent:
        assert sum(at <= other < at + HOUR for other in sent) <= 5
        assert sum(at <= other < at + MEMORY for other in sent) <= 10


class Code(RuleBasedStateMachine):
    """One code, tried at will: what is looked at, and what gets in."""

    def __init__(self) -> None:
        super().__init__()
        self.now, self.code = NOON, a_code(mac=None)
        self.looked = self.right = 0

    @rule(seconds=st.integers(1, 100))
    def time_passes(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)

    @rule()
    @precondition(lambda self: self.code.is_live(self.now))
    def it_is_sent(self) -> None:
        self.code = replace(self.code, mac=b"right")

    @rule()
    def another_is_asked_for(self) -> None:
        self.code = replace(self.code, superseded_at=self.now)

    @rule(mac=st.sampled_from([b"right", b"wrong", b""]))
    def somebody_tries(self, mac: bytes) -> None:
        if not self.code.is_live(self.now):
            return
        assert self.code.superseded_at is None
        assert self.now < NOON + LIFETIME
        sent = self.code.mac is not None
        self.code = self.code.tried(mac, self.now)
        self.looked += 1
        self.right += self.code.used_at is not None
        assert (self.code.used_at is not None) is (sent and mac == b"right")

    @invariant()
    def never_more_than_its_tries_and_one_success(self) -> None:
        assert self.looked <= TRIES
        assert self.right <= 1
        assert self.code.is_burned is (self.looked == TRIES and not self.right)


TestCode = Code.TestCase
TestCode.settings = settings(max_examples=150, stateful_step_count=25, deadline=None)
