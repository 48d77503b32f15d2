"""When too many wrong passwords close an account for a while."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempts:
    """Attempts to sign in with one address, in a row. Each counts as failed until it succeeds,
    which ends the row."""

    count: int
    last_at: datetime
    locked_until: datetime | None = None

    def are_locked(self, now: datetime) -> bool:
        """Whether no further password is looked at."""
        return self.locked_until is not None and now < self.locked_until


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What became of one attempt before its password is looked at."""

    may_try: bool
    locks: bool
    """It may be tried, and is the one attempt that no other may follow unless it succeeds."""
    locked_until: datetime | None

    def seconds_left(self, now: datetime) -> int:
        """Until the lock is over."""
        return seconds_until(self.locked_until, now)


@dataclass(frozen=True, slots=True, kw_only=True)
class LockoutPolicy:
    """After `threshold` failures in a row, 5 as specified, no password is tried for `duration`, 15
    minutes. Success ends the row; so does the end of the lock.

    An attempt is counted before its password is looked at: counted afterwards, of a hundred
    attempts at the same moment all would be tried (CVE-2024-4629).

    >>> from datetime import UTC
    >>> noon, attempts, policy = datetime(2026, 11, 23, 12, tzinfo=UTC), None, LockoutPolicy()
    >>> for _ in range(6):
    ...     attempts = policy.claimed(attempts, noon)
    ...     print(attempts.count, policy.judged(attempts).may_try, attempts.are_locked(noon))
    1 True False
    2 True False
    3 True False
    4 True False
    5 True True
    6 False True
    >>> policy.claimed(attempts, noon + timedelta(minutes=15)).count
    1
    """

    threshold: int = 5
    duration: timedelta = timedelta(minutes=15)
    memory: timedelta = timedelta(days=1)
    """How long a row goes on without another attempt."""

    def claimed(self, before: Attempts | None, now: datetime) -> Attempts:
        """The row with one attempt more. It counts to one above the threshold, which stands for
        every attempt that is refused."""
        if before is None or self.are_over(before, now):
            before = Attempts(count=0, last_at=now)
        count = min(before.count + 1, self.threshold + 1)
        until = now + self.duration if count == self.threshold else before.locked_until
        return Attempts(count=count, last_at=now, locked_until=until)

    def judged(self, attempts: Attempts) -> Claim:
        """What the last attempt of a row may do."""
        return Claim(
            may_try=attempts.count <= self.threshold,
            locks=attempts.count == self.threshold,
            locked_until=attempts.locked_until,
        )

    def are_over(self, attempts: Attempts, now: datetime) -> bool:
        """Whether the next attempt begins a new row."""
        if attempts.locked_until is None:
            return attempts.last_at + self.memory <= now
        return attempts.locked_until <= now


def seconds_until(moment: datetime | None, now: datetime) -> int:
    """Rounded up, as `Retry-After` has it; 0 for never."""
    left = moment - now if moment else timedelta()
    return max(0, ceil(left.total_seconds()))


LOCKOUT: Final = LockoutPolicy()
"""The policy in force."""
