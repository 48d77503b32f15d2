"""Events reach their subscribers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final, Generic, TypeVar

from jobr_core.events.errors import DeliveredElsewhere, TookTooLong
from jobr_core.events.model import START, LoggedEvent, Position
from jobr_core.events.ports import (
    AnyWork,
    BeginDeliveryWork,
    DeliveryState,
    DeliveryWork,
    EventLog,
    Subscriptions,
    TimeLimit,
    wanted_by,
)
from jobr_core.events.subscribers import (
    HANDLER_SECONDS,
    Listener,
    ParkedEvent,
    Relay,
    Replay,
    Subscriber,
    next_attempt,
)
from jobr_core.shared.clock import Clock
from jobr_core.shared.failures import reason_of
from jobr_core.shared.unit_of_work import DatabaseUnavailable

Work = TypeVar("Work", bound=DeliveryWork)

ReportFailure = Callable[[ParkedEvent, Exception], None]
"""Is told of an event that is parked, for the log."""


def unreported(_: ParkedEvent, __: Exception) -> None:
    """`ReportFailure` for those without a log."""


BATCH: Final = 100
"""Events handled in one transaction, unless one of them fails."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscribe(Generic[Work]):
    """Gives new subscribers their checkpoints; from then on nothing passes them by."""

    begin: Callable[[], Work]
    log: EventLog
    subscriptions: Subscriptions
    subscribers: Sequence[Listener[Work]]

    async def __call__(self) -> None:
        known = {checkpoint.subscriber for checkpoint in await self.subscriptions.checkpoints()}
        new = [subscriber for subscriber in self.subscribers if subscriber.name not in known]
        if not new:
            return
        end = await self.log.end()
        async with self.begin() as work:
            for subscriber in new:
                await work.deliveries.begin(
                    subscriber.name, START if subscriber.from_start else end
                )
            await work.commit()


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """What a subscriber is handed next, and where it stands before: in the log or a replay."""

    subscriber: str
    events: Sequence[LoggedEvent]
    since: Position
    replay: Replay | None

    async def move(self, deliveries: DeliveryState, to: Position) -> None:
        """Raises DeliveredElsewhere if it stands somewhere else by now."""
        if self.replay is None:
            await deliveries.advance(self.subscriber, since=self.since, to=to)
        else:
            await deliveries.replay(
                self.subscriber,
                since=replace(self.replay, at=self.since),
                to=replace(self.replay, at=to),
            )

    def one_by_one(self) -> "Sequence[Due]":
        """The same, an event at a time."""
        starts = (self.since, *(logged.position for logged in self.events))
        return [
            replace(self, events=[logged], since=since)
            for logged, since in zip(self.events, starts, strict=False)
        ]


async def due_for(
    subscriber: Listener[AnyWork], log: EventLog, subscriptions: Subscriptions
) -> Due:
    """The next batch of the replay under way, else of the log."""
    checkpoint = await subscriptions.checkpoint(subscriber.name)
    replayed = checkpoint.replay
    if replayed is None:
        events = await log.after(checkpoint.at, BATCH, wanted=wanted_by(subscriber))
        return Due(subscriber=subscriber.name, events=events, since=checkpoint.at, replay=None)
    wanted = wanted_by(subscriber, replayed.period)
    events = await log.after(replayed.at, BATCH, wanted=wanted, through=checkpoint.at)
    return Due(subscriber=subscriber.name, events=events, since=replayed.at, replay=replayed)


async def end_replay(due: Due, begin: BeginDeliveryWork) -> None:
    """A replay that has come to where the checkpoint stands is over."""
    async with begin() as work:
        await work.deliveries.replay(due.subscriber, since=due.replay, to=None)
        await work.commit()


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliverNext(Generic[Work]):
    """Hands a subscriber what is due next: a parked event, else the next batch.

    Effects and checkpoint move in one transaction, so a crash at any moment neither loses an
    effect nor repeats it. An event whose handler fails is parked and tried again beside the
    others. Answers how many events were handled; 0: nothing is due. Raises DeliveredElsewhere
    where another process was first, DatabaseUnavailable; and TookTooLong once the event is parked,
    for then the subscriber should pause: its open transaction may have held up all readers.
    """

    subscriber: Subscriber[Work]
    begin: Callable[[], Work]
    log: EventLog
    subscriptions: Subscriptions
    within: TimeLimit
    now: Clock
    report: ReportFailure = unreported

    async def __call__(self) -> int:
        parked = await self.subscriptions.parked(self.subscriber.name, due=self.now(), limit=1)
        if parked:
            await self._retry(parked[0])
            return 1
        due = await due_for(self.subscriber, self.log, self.subscriptions)
        if due.events:
            await self._deliver(due)
        elif due.replay is not None:
            await end_replay(due, self.begin)
        return len(due.events)

    async def _deliver(self, due: Due) -> None:
        """All in one transaction or, where one fails, each in its own."""
        try:
            async with self.begin() as work:
                await self.within(self._handle(due.events, work), HANDLER_SECONDS)
                await due.move(work.deliveries, due.events[-1].position)
                await work.commit()
        except (DatabaseUnavailable, DeliveredElsewhere):
            raise
        except Exception as error:
            if len(due.events) > 1:
                for alone in due.one_by_one():
                    await self._deliver(alone)
                return
            await self._park(due, error)
            if isinstance(error, TookTooLong):
                raise

    async def _handle(self, events: Sequence[LoggedEvent], work: Work) -> None:
        for logged in events:
            await self.subscriber.handle(logged.event, work)

    async def _park(self, due: Due, error: Exception) -> None:
        [logged] = due.events
        event, now = logged.event, self.now()
        parked = ParkedEvent(
            subscriber=self.subscriber.name,
            position=logged.position,
            event_id=event.id,
            name=event.name,
            occurred_at=event.occurred_at,
            attempts=1,
            reason=reason_of(error),
            failed_at=now,
            retry_at=next_attempt(1, now),
        )
        self.report(parked, error)
        async with self.begin() as work:
            await work.deliveries.park(parked)
            await due.move(work.deliveries, logged.position)
            await work.commit()

    async def _retry(self, parked: ParkedEvent) -> None:
        logged = await self.log.at(parked.position)
        try:
            async with self.begin() as work:
                if logged is not None:
                    await self.within(self._handle([logged], work), HANDLER_SECONDS)
                await work.deliveries.unpark(parked)
                await work.commit()
        except (DatabaseUnavailable, DeliveredElsewhere):
            raise
        except Exception as error:
            await self._park_again(parked, error)
            if isinstance(error, TookTooLong):
                raise

    async def _park_again(self, parked: ParkedEvent, error: Exception) -> None:
        attempts, now = parked.attempts + 1, self.now()
        again = replace(
            parked,
            attempts=attempts,
            reason=reason_of(error),
            failed_at=now,
            retry_at=next_attempt(attempts, now),
        )
        self.report(again, error)
        async with self.begin() as work:
            await work.deliveries.unpark(parked)  # or another process has handled it meanwhile
            await work.deliveries.park(again)
            await work.commit()


@dataclass(frozen=True, slots=True, kw_only=True)
class RelayNext:
    """Sends the next batch on, and moves the checkpoint once all of it has arrived.

    Answers how many events were sent. Raises what `send` raises, DeliveredElsewhere,
    DatabaseUnavailable; then the same batch is due again.
    """

    relay: Relay
    begin: BeginDeliveryWork
    log: EventLog
    subscriptions: Subscriptions

    async def __call__(self) -> int:
        due = await due_for(self.relay, self.log, self.subscriptions)
        if due.events:
            await self.relay.send(due.events)
            async with self.begin() as work:
                await due.move(work.deliveries, due.events[-1].position)
                await work.commit()
        elif due.replay is not None:
            await end_replay(due, self.begin)
        return len(due.events)
