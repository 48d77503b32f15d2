"""How often somebody may ask, and how long who asks too often waits."""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from math import ceil
from typing import Final, Protocol

from jobr_core.shared.errors import TooMany, Unavailable

LONGEST_WAIT: Final = timedelta(hours=1)
"""Unless the window itself is longer."""
MEMORY: Final = timedelta(days=1)
"""How long after a stop the next one is longer."""
LONGEST_WINDOW: Final = timedelta(days=1)
REMEMBERED: Final = LONGEST_WINDOW + MEMORY
"""After so long without a request nothing of a client counts any more."""
_SHORTEST_WAIT: Final = timedelta(seconds=1)


class Counting(StrEnum):
    """Who counts, and what happens where the common count is away."""

    STRICT = "strict"
    """All processes together; nobody is let in uncounted."""
    SHARED = "shared"
    """All processes together, or else each for itself."""
    OWN = "own"
    """Each process for itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RateLimit:
    """At most `most` requests of one client are let in within any `window`, however they lie.

    Who asks for more is stopped until there is room again; with every stop within a day after the
    one before it lasts twice as long as it otherwise would, up to an hour.

    >>> from datetime import UTC
    >>> limit = RateLimit(name="default", most=2, window=timedelta(minutes=15))
    >>> noon, client = datetime(2026, 11, 23, 12, tzinfo=UTC), Asked()
    >>> for minute in (0, 1, 2, 15, 15, 31):
    ...     client, verdict = limit.asked(client, noon + timedelta(minutes=minute))
    ...     print(minute, verdict.let_in, verdict.left, verdict.seconds)
    0 True 1 900
    1 True 0 840
    2 False 0 780
    15 True 0 60
    15 False 0 120
    31 True 1 900
    """

    name: str
    most: int
    window: timedelta
    counting: Counting = Counting.SHARED

    def asked(self, before: "Asked", now: datetime) -> tuple["Asked", "Verdict"]:
        """What is known after one more request, and whether it is let in."""
        now = max((now, *before.let_in[-1:]))  # clocks are set back
        recent = before.let_in[bisect_right(before.let_in, now - self.window) :]
        until, stops = before.stopped_until, before.stops
        if until is not None and until + MEMORY <= now:
            stops = 0
        if until is not None and now < until:
            return Asked(recent, stops, until), Verdict.stopped(until - now)
        if len(recent) < self.most:
            recent = (*recent, now)
            left, wait = self.most - len(recent), recent[0] + self.window - now
            return Asked(recent, stops, until), Verdict(let_in=True, left=left, wait=wait)
        room = recent[len(recent) - self.most] + self.window - now
        wait = self._stop(room, stops)
        return Asked(recent, stops + 1, now + wait), Verdict.stopped(wait)

    def _stop(self, room: timedelta, stops: int) -> timedelta:
        longer: timedelta = max(room, _SHORTEST_WAIT) * 2 ** min(stops, 16)
        return max(room, min(longer, LONGEST_WAIT))


@dataclass(frozen=True, slots=True)
class Asked:
    """What is known of one client: when it was let in within the window, oldest first, how often it
    was stopped and until when."""

    let_in: tuple[datetime, ...] = ()
    stops: int = 0
    stopped_until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """`left` requests more are let in now; `wait` is until there is room for one more, of who is
    stopped until the stop ends."""

    let_in: bool
    left: int
    wait: timedelta

    @classmethod
    def stopped(cls, wait: timedelta) -> "Verdict":
        return cls(let_in=False, left=0, wait=wait)

    @property
    def seconds(self) -> int:
        """`wait`, rounded up."""
        return ceil(self.wait.total_seconds())


class RateLimiter(Protocol):
    """Counts a request of the client with this key and tells whether it is let in; requests at the
    same moment, from whatever process, are counted one after another.

    Raises Unavailable.
    """

    async def __call__(self, limit: RateLimit, key: str, /) -> Verdict: ...


class ForgetClients(Protocol):
    """Forgets who has not asked for so long."""

    async def __call__(self, unused: timedelta) -> None: ...


class RateLimited(TooMany):
    """You have asked for this too often; wait for as long as `Retry-After` says."""


class CountUnavailable(Unavailable):
    """Jobr cannot tell right now how often you have asked; try again in a moment."""
