"""When one network address has failed with too many accounts."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from jobr_core.accounts.lockout import seconds_until


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A network address: the accounts it has lately failed to sign in to, each by its pseudonym and
    when last, and how often it was stopped for that."""

    failed: Mapping[str, datetime] = field(default_factory=dict)
    stops: int = 0
    stopped_until: datetime | None = None

    def is_stopped(self, now: datetime) -> bool:
        return self.stopped_until is not None and now < self.stopped_until

    def seconds_left(self, now: datetime) -> int:
        """Until it may try again."""
        return seconds_until(self.stopped_until, now)

    def without(self, account: str) -> "Source":
        """Its owner mistyped, and has succeeded now."""
        kept = {other: at for other, at in self.failed.items() if other != account}
        return replace(self, failed=kept)


@dataclass(frozen=True, slots=True, kw_only=True)
class ThrottlePolicy:
    """From one network address sign-ins to at most `most` accounts may fail within `window`; with
    one more nobody signs in from there for `first_stop`, the next time for twice as long, up to
    `longest_stop`. `most` of 0: no limit.

    Lockout protects an account from guesses; this keeps one who guesses at all of them from
    locking them all.

    >>> from datetime import UTC
    >>> noon, source = datetime(2026, 11, 23, 12, tzinfo=UTC), Source()
    >>> for account in ("ada", "ada", "eve", "bob"):
    ...     source = ThrottlePolicy(most=2).failed(source, account, noon)
    ...     print(account, source.seconds_left(noon))
    ada 0
    ada 0
    eve 0
    bob 60
    """

    most: int = 20
    window: timedelta = timedelta(minutes=15)
    first_stop: timedelta = timedelta(minutes=1)
    longest_stop: timedelta = timedelta(hours=1)
    memory: timedelta = timedelta(days=1)
    """How long after a stop the next one is longer."""

    def failed(self, source: Source, account: str, now: datetime) -> Source:
        """The source after one more failure with the account of this pseudonym."""
        if not self.most:
            return source
        source = self._kept(source, now)
        source = replace(source, failed={**source.failed, account: now})
        if len(source.failed) <= self.most or source.is_stopped(now):
            return source
        stop = min(self.first_stop * 2 ** min(source.stops, 16), self.longest_stop)
        return replace(source, stops=source.stops + 1, stopped_until=now + stop)

    def _kept(self, source: Source, now: datetime) -> Source:
        failed = {account: at for account, at in source.failed.items() if now < at + self.window}
        until = source.stopped_until
        if until is not None and until + self.memory <= now:
            return Source(failed=failed)
        return replace(source, failed=failed)
