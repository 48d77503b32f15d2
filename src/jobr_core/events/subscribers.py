"""Who wants to know what, and how deliveries that fail are tried again."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final, Generic, TypeVar
from uuid import UUID

from jobr_core.events.errors import PeriodInvalid
from jobr_core.events.model import START, Event, LoggedEvent, Position
from jobr_core.shared.backoff import pause_after

Work_contra = TypeVar("Work_contra", contravariant=True)

HANDLER_SECONDS: Final = 5.0
"""What a batch or, alone, an event may take a handler. It only changes rows; slow things it asks
for as tasks."""
MOST_ATTEMPTS: Final = 6
"""Deliveries of one event that may fail before it stays parked: over 31 seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Whole days of UTC: from that of `since` to that of `until` (excluded, None: open).

    Read models count by day, so a replay covers days. Raises PeriodInvalid.
    """

    since: datetime
    until: datetime | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "since", _midnight(self.since))
        if self.until is not None:
            object.__setattr__(self, "until", _midnight(self.until))
            if self.until <= self.since:
                raise PeriodInvalid

    def covers(self, day: date) -> bool:
        """Whether a day of UTC belongs to it."""
        return self.since.date() <= day and (self.until is None or day < self.until.date())


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscriber(Generic[Work_contra]):
    """A handler and the events it wants; empty `wants` is all of them.

    `handle` changes things through the unit of work it is handed, in which its checkpoint moves
    too: each event has its effect once. It may be handed an event again in a replay, and after a
    failure later than its successors.
    """

    name: str
    handle: Callable[[Event, Work_contra], Awaitable[None]]
    wants: frozenset[str] = frozenset()
    from_start: bool = False
    """Where it begins when it is new: at the first event of the log, or at the next one."""
    forget: Callable[[Period, Work_contra], Awaitable[None]] | None = None
    """Of a read model: takes back the effects of a period; a replay then builds them anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relay:
    """Sends all events on to somewhere outside, in order; nothing is parked, nothing overtakes.

    `send` returns when all have arrived. They may arrive twice after a crash, with the same id.
    """

    name: str
    send: Callable[[Sequence[LoggedEvent]], Awaitable[None]]
    wants: frozenset[str] = frozenset()
    from_start: bool = True


Listener = Subscriber[Work_contra] | Relay


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """A replay under way: the period, and up to where it has come."""

    period: Period
    started_at: datetime
    at: Position = START


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """Up to where a subscriber has had its events."""

    subscriber: str
    at: Position
    updated_at: datetime
    replay: Replay | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ParkedEvent:
    """An event its handler has failed on. `retry_at` is None once it is left to an operator."""

    subscriber: str
    position: Position
    event_id: UUID
    name: str
    occurred_at: datetime
    attempts: int
    reason: str
    failed_at: datetime
    retry_at: datetime | None


def next_attempt(failures: int, now: datetime) -> datetime | None:
    """When an event that failed this often is tried again; None: not by itself."""
    return None if failures >= MOST_ATTEMPTS else now + pause_after(failures)


def _midnight(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
