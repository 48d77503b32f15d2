"""An operator has a subscriber handed events again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar
from uuid import UUID

from jobr_core.events.errors import DeliveredElsewhere, ReplayRunning, SubscriberUnknown
from jobr_core.events.ports import DeliveryWork, EventLog, Subscriptions, wanted_by
from jobr_core.events.subscribers import Checkpoint, Listener, Period, Replay, Subscriber
from jobr_core.shared.clock import Clock

Work = TypeVar("Work", bound=DeliveryWork)

_MOST_COUNTED: Final = 10_000_000


def named(name: str, subscribers: Sequence[Listener[Work]]) -> Listener[Work]:
    """Raises SubscriberUnknown."""
    for subscriber in subscribers:
        if subscriber.name == name:
            return subscriber
    raise SubscriberUnknown


@dataclass(frozen=True, slots=True, kw_only=True)
class StartReplay(Generic[Work]):
    """Has a subscriber handed the events of a period again, up to where it stands.

    A read model forgets the period first, in the same transaction. Whoever delivers to the
    subscriber carries the replay out, and takes it up again after a crash; new events wait until
    it is over. Raises SubscriberUnknown, ReplayRunning.
    """

    begin: Callable[[], Work]
    subscribers: Sequence[Listener[Work]]
    now: Clock

    async def __call__(self, *, subscriber: str, period: Period) -> None:
        replayed = named(subscriber, self.subscribers)
        try:
            await self._start(replayed, period)
        except DeliveredElsewhere as error:
            raise ReplayRunning from error

    async def _start(self, replayed: Listener[Work], period: Period) -> None:
        subscriber = replayed.name
        async with self.begin() as work:
            # The checkpoint first: from here on no delivery of this subscriber can commit.
            started = Replay(period=period, started_at=self.now())
            await work.deliveries.replay(subscriber, since=None, to=started)
            await work.deliveries.unpark_all(subscriber, period)
            if isinstance(replayed, Subscriber) and replayed.forget is not None:
                await replayed.forget(period, work)
            await work.commit()


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a subscriber stands: events it has not had yet (counted up to a limit), and parked."""

    checkpoint: Checkpoint
    behind: int
    parked: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewSubscribers(Generic[Work]):
    """How all subscribers stand, for an operator."""

    log: EventLog
    subscriptions: Subscriptions
    subscribers: Sequence[Listener[Work]]

    async def __call__(self, *, most: int = 10_000) -> tuple[Standing, ...]:
        return tuple([await self._standing(subscriber, most) for subscriber in self.subscribers])

    async def _standing(self, subscriber: Listener[Work], most: int) -> Standing:
        checkpoint = await self.subscriptions.checkpoint(subscriber.name)
        return Standing(
            checkpoint=checkpoint,
            behind=await self.log.count_after(checkpoint.at, most, wanted=wanted_by(subscriber)),
            parked=len(await self.subscriptions.parked(subscriber.name, limit=most)),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CountReplay(Generic[Work]):
    """How many events a replay still has to hand over; None when it is over."""

    log: EventLog
    subscriptions: Subscriptions
    subscribers: Sequence[Listener[Work]]

    async def __call__(self, *, subscriber: str) -> int | None:
        checkpoint = await self.subscriptions.checkpoint(subscriber)
        if checkpoint.replay is None:
            return None
        wanted = wanted_by(named(subscriber, self.subscribers), checkpoint.replay.period)
        return await self.log.count_after(
            checkpoint.replay.at, _MOST_COUNTED, wanted=wanted, through=checkpoint.at
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RetryParked(Generic[Work]):
    """Has parked events of a subscriber (one, or all) tried again; says how many."""

    begin: Callable[[], Work]
    subscribers: Sequence[Listener[Work]]
    now: Clock

    async def __call__(self, *, subscriber: str, event_id: UUID | None = None) -> int:
        named(subscriber, self.subscribers)
        async with self.begin() as work:
            count = await work.deliveries.retry(subscriber, self.now(), event_id)
            await work.commit()
        return count
