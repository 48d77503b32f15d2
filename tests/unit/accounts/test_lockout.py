"""When an account is locked, by example and by a model of it."""

from datetime import datetime, timedelta

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from builders import NOON
from jobr_core.accounts import LockoutPolicy
from jobr_core.accounts.lockout import Attempts
from jobr_core.accounts.pseudonyms import Pseudonyms

MINUTE, SECOND = timedelta(minutes=1), timedelta(seconds=1)
POLICY = LockoutPolicy()


def after(claims: int, at: datetime = NOON) -> Attempts:
    attempts = None
    for _ in range(claims):
        attempts = POLICY.claimed(attempts, at)
    assert attempts
    return attempts


def test_the_fifth_attempt_may_be_tried_and_locks() -> None:
    claim = POLICY.judged(after(5))
    assert (claim.may_try, claim.locks, claim.locked_until) == (True, True, NOON + 15 * MINUTE)


@pytest.mark.parametrize("claims", [6, 7, 1_000])
def test_no_further_attempt_may_and_none_locks_again(claims: int) -> None:
    claim = POLICY.judged(after(claims))
    assert (claim.may_try, claim.locks) == (False, False)


def test_an_attempt_on_a_locked_account_does_not_prolong_the_lock() -> None:
    later = POLICY.claimed(after(5), NOON + 14 * MINUTE)
    assert later.locked_until == NOON + 15 * MINUTE
    assert POLICY.judged(later).seconds_left(NOON + 14 * MINUTE) == 60


def test_a_lock_lasts_to_the_second() -> None:
    locked, end = after(5), NOON + 15 * MINUTE
    assert locked.are_locked(end - SECOND)
    assert not POLICY.judged(POLICY.claimed(locked, end - SECOND)).may_try
    assert not locked.are_locked(end)
    assert POLICY.claimed(locked, end) == Attempts(count=1, last_at=end)


def test_what_is_left_is_rounded_up_so_that_nobody_comes_too_early() -> None:
    claim = POLICY.judged(after(6))
    assert claim.seconds_left(NOON + timedelta(milliseconds=1)) == 900


def test_a_row_is_forgotten_after_a_day() -> None:
    four = after(4)
    assert POLICY.claimed(four, NOON + timedelta(hours=23)).count == 5
    assert POLICY.claimed(four, NOON + timedelta(days=1)).count == 1


def test_other_figures_are_kept_to() -> None:
    strict = LockoutPolicy(threshold=1, duration=MINUTE)
    first = strict.claimed(None, NOON)
    assert strict.judged(first).locks
    assert first.locked_until == NOON + MINUTE
    assert not strict.judged(strict.claimed(first, NOON)).may_try


def test_a_key_does_not_show_its_secret() -> None:
    assert "secret" not in repr(Pseudonyms(b"secret"))
    assert Pseudonyms(b"a")("x@y.z") != Pseudonyms(b"b")("x@y.z") != Pseudonyms(b"b")("x@y.w")


class Lockout(RuleBasedStateMachine):
    """Beside it a model as plain as the specification: a list of failures and an end."""

    def __init__(self) -> None:
        super().__init__()
        self.now = NOON
        self.attempts: Attempts | None = None
        self.failures: list[datetime] = []
        self.open_from = NOON

    @property
    def is_locked(self) -> bool:
        return self.now < self.open_from

    @rule(seconds=st.sampled_from([0, 1, 60, 14 * 60, 899, 900, 901, 86_399, 86_400]))
    def time_passes(self, seconds: int) -> None:
        self.now += seconds * SECOND

    @rule()
    def a_password_is_wrong(self) -> None:
        self.attempts = POLICY.claimed(self.attempts, self.now)
        claim = POLICY.judged(self.attempts)
        assert claim.may_try is not self.is_locked
        if self.is_locked:
            assert not claim.locks
            assert claim.locked_until == self.open_from
            return
        if self.failures and self.now >= self.failures[-1] + timedelta(days=1):
            self.failures = []
        self.failures.append(self.now)
        assert claim.locks is (len(self.failures) == 5)
        if claim.locks:
            self.failures, self.open_from = [], self.now + 15 * MINUTE

    @precondition(lambda self: not self.is_locked)
    @rule()
    def a_password_is_right(self) -> None:
        claim = POLICY.judged(POLICY.claimed(self.attempts, self.now))
        assert claim.may_try
        self.attempts, self.failures = None, []

    @rule()
    def an_operator_unlocks(self) -> None:
        self.attempts, self.failures, self.open_from = None, [], self.now

    @rule()
    def what_is_over_is_forgotten(self) -> None:
        if self.attempts and POLICY.are_over(self.attempts, self.now):
            assert not self.is_locked
            self.attempts, self.failures = None, []

    @invariant()
    def both_agree(self) -> None:
        locked = self.attempts is not None and self.attempts.are_locked(self.now)
        assert locked is self.is_locked
        assert len(self.failures) < 5


TestLockout = Lockout.TestCase
