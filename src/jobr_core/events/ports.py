"""What events need from outside."""

from abc import abstractmethod
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol, TypeVar
from uuid import UUID

from jobr_core.events.model import DomainEvent, LoggedEvent, Position
from jobr_core.events.subscribers import Checkpoint, Listener, ParkedEvent, Period, Replay
from jobr_core.shared.unit_of_work import UnitOfWork

AnyWork = TypeVar("AnyWork")


class EventRecorder(Protocol):
    """The log as a unit of work writes it."""

    @abstractmethod
    def record(self, *told: DomainEvent) -> None:
        """Kept if and only if the unit of work commits, in the order told."""


class EventsWork(UnitOfWork, Protocol):
    """A unit of work that can tell what happened."""

    @property
    def events(self) -> EventRecorder: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFilter:
    """Which events: empty and None stand for all. Times are those of `occurred_at`."""

    names: frozenset[str] = frozenset()
    subject: str = ""
    actor: str = ""
    since: datetime | None = None
    until: datetime | None = None


EVERYTHING: Final = EventFilter()


def wanted_by(subscriber: Listener[AnyWork], period: Period | None = None) -> EventFilter:
    """The events a subscriber wants, of all times or of a period."""
    if period is None:
        return EventFilter(names=subscriber.wants)
    return EventFilter(names=subscriber.wants, since=period.since, until=period.until)


class EventLog(Protocol):
    """All events, in one order for all readers.

    A reader sees an event only when no event can appear before it any more. Old versions are
    read as current ones.
    """

    @abstractmethod
    async def after(
        self,
        position: Position,
        limit: int,
        *,
        wanted: EventFilter = EVERYTHING,
        through: Position | None = None,
    ) -> tuple[LoggedEvent, ...]:
        """The next events behind a position, at most `limit`; `through` is the last to give."""

    @abstractmethod
    async def before(
        self, position: Position | None, limit: int, *, wanted: EventFilter = EVERYTHING
    ) -> tuple[LoggedEvent, ...]:
        """The newest events before a position (None: of all), newest first."""

    @abstractmethod
    async def of_person(
        self, user_id: UUID, position: Position, limit: int
    ) -> tuple[LoggedEvent, ...]:
        """The next events behind a position that are about a person (`user:<id>` as subject, or
        `user_id` in the data) or that they caused; also the newest, before which another one may
        still appear."""

    @abstractmethod
    async def at(self, position: Position) -> LoggedEvent | None:
        """The event at a position."""

    @abstractmethod
    async def end(self) -> Position:
        """The last position readers may see now; later events stand behind it."""

    @abstractmethod
    async def held_up_since(self) -> datetime | None:
        """When the first event was told that readers may not see yet, because a transaction older
        than its own is still open somewhere on that server; None if there is none."""

    @abstractmethod
    async def count_after(
        self,
        position: Position,
        most: int,
        *,
        wanted: EventFilter = EVERYTHING,
        through: Position | None = None,
    ) -> int:
        """How many events `after` would give, counted up to `most`."""

    @abstractmethod
    async def counts(self, wanted: EventFilter = EVERYTHING) -> Mapping[str, int]:
        """How many events there are of each name; names without any are left out."""

    @abstractmethod
    async def is_newer(self, names: frozenset[str], position: Position) -> bool:
        """Whether an event of these names was told behind a position, also one that may not be
        read yet."""


class EventStore(Protocol):
    """Where the log is kept."""

    @abstractmethod
    async def prepare_months(self) -> None:
        """Makes room for the coming months; doing it again changes nothing."""


class Subscriptions(Protocol):
    """Checkpoints and parked events of all subscribers."""

    @abstractmethod
    async def checkpoints(self) -> tuple[Checkpoint, ...]:
        """Of every subscriber there has been, by name."""

    @abstractmethod
    async def checkpoint(self, subscriber: str) -> Checkpoint:
        """Raises SubscriberUnknown."""

    @abstractmethod
    async def parked(
        self, subscriber: str | None = None, *, due: datetime | None = None, limit: int = 100
    ) -> tuple[ParkedEvent, ...]:
        """Parked events in order; with `due` those to be tried again by then."""


class DeliveryState(Subscriptions, Protocol):
    """The same inside a unit of work, which may move them."""

    @abstractmethod
    async def begin(self, subscriber: str, at: Position) -> None:
        """Gives a new subscriber its checkpoint; a known one keeps its own."""

    @abstractmethod
    async def advance(self, subscriber: str, *, since: Position, to: Position) -> None:
        """Raises DeliveredElsewhere if the checkpoint is not at `since`, or is replayed."""

    @abstractmethod
    async def replay(self, subscriber: str, *, since: Replay | None, to: Replay | None) -> None:
        """Starts, moves or ends a replay. Raises DeliveredElsewhere if it is not at `since`."""

    @abstractmethod
    async def park(self, event: ParkedEvent) -> None:
        """Sets an event aside, or notes that it failed again."""

    @abstractmethod
    async def unpark(self, event: ParkedEvent) -> None:
        """Takes one back as it was read. Raises DeliveredElsewhere if it has changed."""

    @abstractmethod
    async def unpark_all(self, subscriber: str, period: Period) -> None:
        """Forgets the parked events of a period: a replay delivers them again."""

    @abstractmethod
    async def retry(self, subscriber: str, at: datetime, event_id: UUID | None = None) -> int:
        """Has parked events (one, or all) tried from the beginning at `at`; says how many."""


class DeliveryWork(EventsWork, Protocol):
    """A unit of work deliveries take place in."""

    @property
    def deliveries(self) -> DeliveryState: ...


BeginDeliveryWork = Callable[[], DeliveryWork]


NextBatch = Callable[[], Awaitable[int]]
"""Hands a subscriber its next events; answers how many, 0 if none is due."""


class TimeLimit(Protocol):
    """Ends work that takes too long."""

    @abstractmethod
    async def __call__(self, work: Awaitable[None], seconds: float) -> None:
        """Raises TookTooLong, the work cancelled."""
