"""An administrator looks at how people sign in, and who else tries."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from jobr_core.events.catalogue import UserLocked
from jobr_core.events.errors import PeriodInvalid
from jobr_core.events.model import LoggedEvent
from jobr_core.events.ports import EventFilter, EventLog
from jobr_core.insight.sign_ins import OUTCOMES, Outcome, Sighting
from jobr_core.insight.suspicion import Finding
from jobr_core.insight.suspicion_rules import MOST_FINDINGS, RULES, findings
from jobr_core.shared.clock import Clock
from jobr_core.shared.unit_of_work import RunAside

USUAL: Final = timedelta(days=1)
MOST_EXAMINED: Final = 10_000
"""Events the rules look at, the newest of the period: an attack may leave a million in a day."""
MOST_RECENT: Final = 20
_PAGE: Final = 1_000
_EXAMINED: Final = frozenset(OUTCOMES) | frozenset().union(*(rule.reads for rule in RULES))


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInReview:
    """How people signed in from `since` to `until` (excluded). `attempts` and `locks` count all of
    them; `findings` are of the `examined` newest events, which are all if it is `complete`."""

    since: datetime
    until: datetime
    attempts: Mapping[Outcome, int]
    locks: int
    recent: tuple[Sighting, ...]
    findings: tuple[Finding, ...]
    examined: int
    complete: bool

    @property
    def total(self) -> int:
        return sum(self.attempts.values())

    @property
    def successes(self) -> int:
        return self.attempts[Outcome.SIGNED_IN]

    @property
    def success_rate(self) -> float | None:
        """From 0 to 1; None without attempts."""
        return self.successes / self.total if self.total else None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewSignIns:
    """Until now and over the last 24 hours, unless told. Raises PeriodInvalid."""

    log: EventLog
    aside: RunAside
    now: Clock

    async def __call__(
        self, *, since: datetime | None = None, until: datetime | None = None
    ) -> SignInReview:
        until = until or self.now()
        since = since or _day_before(until)
        if until <= since:
            raise PeriodInvalid
        counts = await self._counts(since, until)
        newest = await self._newest(since, until)
        seen = [Sighting.of(logged.event) for logged in newest[:MOST_EXAMINED]]
        found = await self.aside(lambda: findings(seen))
        attempts = (sighting for sighting in seen if sighting.name in OUTCOMES)
        return SignInReview(
            since=since,
            until=until,
            attempts={outcome: counts.get(name, 0) for name, outcome in OUTCOMES.items()},
            locks=counts.get(UserLocked.name, 0),
            recent=tuple(sorted(attempts, key=lambda s: s.at, reverse=True)[:MOST_RECENT]),
            findings=found[:MOST_FINDINGS],
            examined=len(seen),
            complete=len(newest) == len(seen),
        )

    async def _counts(self, since: datetime, until: datetime) -> Mapping[str, int]:
        names = frozenset({*OUTCOMES, UserLocked.name})
        return await self.log.counts(EventFilter(names=names, since=since, until=until))

    async def _newest(self, since: datetime, until: datetime) -> list[LoggedEvent]:
        """One more than is examined, if there is one."""
        wanted = EventFilter(names=_EXAMINED, since=since, until=until)
        newest: list[LoggedEvent] = []
        while len(newest) <= MOST_EXAMINED:
            behind = newest[-1].position if newest else None
            most = min(_PAGE, MOST_EXAMINED + 1 - len(newest))
            page = await self.log.before(behind, most, wanted=wanted)
            newest += page
            if len(page) < most:
                break
        return newest


def _day_before(moment: datetime) -> datetime:
    try:
        return moment - USUAL
    except OverflowError:
        raise PeriodInvalid from None
