"""Events reach their subscribers: once, whatever fails."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import NOON, an_id
from jobr_adapters.memory.database import MemoryDatabase
from jobr_adapters.memory.deliveries import MemoryDeliveries
from jobr_adapters.memory.events import MemoryEventLog
from jobr_adapters.memory.insight import MemoryDailyCounts
from jobr_adapters.memory.unit_of_work import MemoryUnitOfWork
from jobr_adapters.wiring.outside import within
from jobr_core.events.catalogue import CvDeleted, UserRegistered
from jobr_core.events.errors import (
    DeliveredElsewhere,
    PeriodInvalid,
    ReplayRunning,
    SubscriberUnknown,
    TookTooLong,
)
from jobr_core.events.model import START, DomainEvent, Event, LoggedEvent
from jobr_core.events.subscribers import MOST_ATTEMPTS, Period, Relay, Subscriber, next_attempt
from jobr_core.events.use_cases.delivery import (
    DeliverNext,
    RelayNext,
    Subscribe,
    due_for,
    end_replay,
)
from jobr_core.events.use_cases.replay import (
    CountReplay,
    RetryParked,
    ReviewSubscribers,
    StartReplay,
)
from jobr_core.insight.use_cases.counting import DAILY_COUNTS, count, forget
from jobr_core.shared.errors import Unavailable
from jobr_core.shared.unit_of_work import DatabaseUnavailable

Handler = Callable[[Event, MemoryUnitOfWork], Awaitable[None]]


@dataclass
class Jobr:
    """Events on memory, and a clock that can be turned."""

    now: datetime = NOON
    database: MemoryDatabase = field(default_factory=MemoryDatabase)

    def __post_init__(self) -> None:
        self.log = MemoryEventLog(self.database)
        self.subscriptions = MemoryDeliveries(lambda: self.database.tables, now=self.clock)

    def clock(self) -> datetime:
        return self.now

    def begin(self) -> MemoryUnitOfWork:
        return MemoryUnitOfWork(self.database, now=self.clock, new_id=an_id)

    async def tell(self, *told: DomainEvent) -> None:
        async with self.begin() as work:
            work.events.record(*told)
            await work.commit()

    async def subscribe(self, *subscribers: Subscriber[MemoryUnitOfWork] | Relay) -> None:
        await Subscribe(
            begin=self.begin,
            log=self.log,
            subscriptions=self.subscriptions,
            subscribers=subscribers,
        )()

    def delivery(self, subscriber: Subscriber[MemoryUnitOfWork]) -> DeliverNext[MemoryUnitOfWork]:
        return DeliverNext(
            subscriber=subscriber, begin=self.begin, log=self.log,
            subscriptions=self.subscriptions, within=quickly, now=self.clock,
        )  # fmt: skip

    async def deliver(self, subscriber: Subscriber[MemoryUnitOfWork]) -> int:
        deliver, delivered = self.delivery(subscriber), 0
        while handled := await deliver():
            delivered += handled
        return delivered

    async def counts(self) -> dict[tuple[date, str], int]:
        counts = await MemoryDailyCounts(lambda: self.database.tables).all()
        return {(counted.day, counted.name): counted.count for counted in counts}

    async def told(self) -> dict[tuple[date, str], int]:
        """What the counts must be, from the log itself."""
        log = await self.log.after(START, 100_000)
        return Counter((e.event.occurred_at.date(), e.event.name) for e in log)


async def quickly(work: Awaitable[None], seconds: float) -> None:
    await within(work, seconds / 100)


@pytest.fixture
def jobr() -> Jobr:
    return Jobr()


def registered(number: int = 1) -> UserRegistered:
    return UserRegistered(user_id=UUID(int=number))


def subscriber(handle: Handler, *wants: str) -> Subscriber[MemoryUnitOfWork]:
    return Subscriber(name="test", handle=handle, wants=frozenset(wants), from_start=True)


async def heard_by(jobr: Jobr, *wants: str) -> tuple[list[UUID], Subscriber[MemoryUnitOfWork]]:
    heard: list[UUID] = []

    async def hear(event: Event, _: MemoryUnitOfWork) -> None:
        heard.append(UUID(str(event.data["user_id"])))

    listener = subscriber(hear, *wants)
    await jobr.subscribe(listener)
    return heard, listener


async def test_every_event_is_handed_over_once_and_in_order(jobr: Jobr) -> None:
    heard, listener = await heard_by(jobr)
    await jobr.tell(*(registered(n) for n in range(250)))
    assert await jobr.deliver(listener) == 250
    assert heard == [UUID(int=n) for n in range(250)]
    assert await jobr.deliver(listener) == 0


async def test_a_subscriber_hears_what_it_wants(jobr: Jobr) -> None:
    heard, listener = await heard_by(jobr, UserRegistered.name)
    await jobr.tell(CvDeleted(cv_id=UUID(int=5), user_id=UUID(int=6)), registered(7))
    await jobr.deliver(listener)
    assert heard == [UUID(int=7)]


async def test_a_new_subscriber_begins_where_it_says(jobr: Jobr) -> None:
    await jobr.tell(registered(1))

    async def ignore(_: Event, __: MemoryUnitOfWork) -> None: ...

    first = Subscriber(name="all", handle=ignore, from_start=True)
    next_one = Subscriber(name="new", handle=ignore)
    await jobr.subscribe(first, next_one)
    await jobr.tell(registered(2))
    await jobr.subscribe(first, next_one)  # a later start moves nothing
    assert await jobr.deliver(first) == 2
    assert await jobr.deliver(next_one) == 1


async def test_effect_and_checkpoint_move_together(jobr: Jobr) -> None:
    """A handler that fails leaves nothing behind; the others of its batch are not repeated."""

    async def count_some(event: Event, work: MemoryUnitOfWork) -> None:
        await count(event, work)
        if event.data["user_id"] == str(UUID(int=3)):
            raise ZeroDivisionError

    listener = subscriber(count_some)
    await jobr.subscribe(listener)
    await jobr.tell(*(registered(n) for n in range(10)))
    await jobr.deliver(listener)
    assert await jobr.counts() == {(NOON.date(), UserRegistered.name): 9}
    [parked] = await jobr.subscriptions.parked()
    assert (parked.name, parked.attempts) == (UserRegistered.name, 1)
    assert parked.reason.startswith("ZeroDivisionError at ")


async def test_a_failing_event_is_tried_again_then_left_to_an_operator(jobr: Jobr) -> None:
    heard: list[str] = []
    broken = True

    async def hear(event: Event, _: MemoryUnitOfWork) -> None:
        heard.append(event.subject)
        if broken and event.subject == registered(1).subject:
            raise KeyError(event.subject)

    listener = subscriber(hear)
    await jobr.subscribe(listener)
    await jobr.tell(registered(1), registered(2))
    await jobr.deliver(listener)
    assert registered(2).subject in heard  # the rest goes on
    for _ in range(MOST_ATTEMPTS + 2):
        jobr.now += timedelta(minutes=10)
        await jobr.deliver(listener)
    [parked] = await jobr.subscriptions.parked()
    assert (parked.attempts, parked.retry_at) == (MOST_ATTEMPTS, None)

    retry = RetryParked(begin=jobr.begin, subscribers=(listener,), now=jobr.clock)
    with pytest.raises(SubscriberUnknown):
        await retry(subscriber="nobody")
    broken = False
    assert await retry(subscriber="test", event_id=parked.event_id) == 1
    await jobr.deliver(listener)
    assert await jobr.subscriptions.parked() == ()
    assert heard.count(registered(2).subject) == 1


def test_attempts_are_further_and_further_apart() -> None:
    pauses = [next_attempt(failures, NOON) for failures in range(1, MOST_ATTEMPTS + 1)]
    assert [p and (p - NOON).total_seconds() for p in pauses] == [1, 2, 4, 8, 16, None]


async def test_a_handler_that_hangs_is_ended(jobr: Jobr) -> None:
    async def hang(_: Event, __: MemoryUnitOfWork) -> None:
        await asyncio.Event().wait()

    listener = subscriber(hang)
    await jobr.subscribe(listener)
    await jobr.tell(registered())
    for attempt in range(2):  # and its subscriber pauses
        with pytest.raises(TookTooLong):
            await jobr.deliver(listener)
        jobr.now += timedelta(seconds=attempt + 1)
    [parked] = await jobr.subscriptions.parked()
    assert parked.attempts == 2
    assert parked.reason == "took_too_long: The handler did not end within 0.05 s."


async def test_a_storage_that_is_away_parks_nothing(jobr: Jobr) -> None:
    async def find_it_away(_: Event, __: MemoryUnitOfWork) -> None:
        raise DatabaseUnavailable

    listener = subscriber(find_it_away)
    await jobr.subscribe(listener)
    await jobr.tell(registered())
    with pytest.raises(DatabaseUnavailable):
        await jobr.deliver(listener)
    assert await jobr.subscriptions.parked() == ()
    assert (await jobr.subscriptions.checkpoint("test")).at == START


async def test_a_handler_that_finds_something_else_away_is_parked(jobr: Jobr) -> None:
    async def find_a_provider_away(_: Event, __: MemoryUnitOfWork) -> None:
        raise Unavailable

    listener = subscriber(find_a_provider_away)
    await jobr.subscribe(listener)
    await jobr.tell(registered())
    await jobr.deliver(listener)
    assert len(await jobr.subscriptions.parked()) == 1


async def test_a_retry_that_fails_after_another_process_succeeded_changes_nothing(
    jobr: Jobr,
) -> None:
    """Two processes have taken the same parked event; the slower one fails."""
    fails = True

    async def count_unless_failing(event: Event, work: MemoryUnitOfWork) -> None:
        if fails:
            raise ZeroDivisionError
        await count(event, work)

    listener = subscriber(count_unless_failing)
    await jobr.subscribe(listener)
    await jobr.tell(registered())
    await jobr.deliver(listener)
    [parked] = await jobr.subscriptions.parked()
    jobr.now += timedelta(seconds=2)
    slower = jobr.delivery(listener)
    fails = False
    await jobr.deliver(listener)
    with pytest.raises(DeliveredElsewhere):
        await slower._park_again(parked, ZeroDivisionError())
    assert await jobr.subscriptions.parked() == ()


async def test_an_old_look_does_not_end_a_later_replay_of_the_same_days(jobr: Jobr) -> None:
    await jobr.subscribe(DAILY_COUNTS)
    period = Period(since=NOON)
    await replay(jobr, DAILY_COUNTS, period)
    old = await due_for(DAILY_COUNTS, jobr.log, jobr.subscriptions)
    await jobr.deliver(DAILY_COUNTS)
    await jobr.tell(registered())
    await jobr.deliver(DAILY_COUNTS)
    jobr.now += timedelta(seconds=1)
    await replay(jobr, DAILY_COUNTS, period)
    with pytest.raises(DeliveredElsewhere):
        await end_replay(old, jobr.begin)
    await jobr.deliver(DAILY_COUNTS)
    assert await jobr.counts() == await jobr.told()


async def replay(jobr: Jobr, listener: Subscriber[MemoryUnitOfWork], period: Period) -> None:
    await StartReplay(begin=jobr.begin, subscribers=(listener,), now=jobr.clock)(
        subscriber=listener.name, period=period
    )


async def test_a_replayed_model_is_the_live_one(jobr: Jobr) -> None:
    await jobr.subscribe(DAILY_COUNTS)
    for day in range(5):
        jobr.now = NOON + timedelta(days=day)
        await jobr.tell(*map(registered, range(day + 1)))
    await jobr.deliver(DAILY_COUNTS)
    live = await jobr.counts()
    assert live == await jobr.told()
    async with jobr.begin() as work:  # a model gone wrong
        work.daily_counts.add(date(2026, 11, 23), "user.registered")
        await work.commit()
    period = Period(since=NOON + timedelta(days=1), until=NOON + timedelta(days=3))
    await replay(jobr, DAILY_COUNTS, period)
    left: CountReplay[MemoryUnitOfWork] = CountReplay(
        log=jobr.log, subscriptions=jobr.subscriptions, subscribers=(DAILY_COUNTS,)
    )
    assert await left(subscriber="daily_counts") == 2 + 3
    with pytest.raises(ReplayRunning):
        await replay(jobr, DAILY_COUNTS, period)
    await jobr.tell(registered(99))  # waits until the replay is over
    assert await jobr.deliver(DAILY_COUNTS) == 2 + 3
    assert await left(subscriber="daily_counts") is None
    assert await jobr.deliver(DAILY_COUNTS) == 1
    assert await jobr.counts() == await jobr.told()


async def test_a_replay_hands_over_what_was_parked_too_and_only_once(jobr: Jobr) -> None:
    broken = True

    async def count_when_mended(event: Event, work: MemoryUnitOfWork) -> None:
        await count(event, work)
        if broken:
            raise ZeroDivisionError

    listener = Subscriber(name="test", handle=count_when_mended, from_start=True, forget=forget)
    await jobr.subscribe(listener)
    await jobr.tell(registered(1), registered(2))
    await jobr.deliver(listener)
    assert len(await jobr.subscriptions.parked()) == 2
    broken = False
    await replay(jobr, listener, Period(since=NOON))
    assert await jobr.subscriptions.parked() == ()
    await jobr.deliver(listener)
    jobr.now += timedelta(minutes=1)
    await jobr.deliver(listener)
    assert await jobr.counts() == await jobr.told()


def test_a_period_is_whole_days_and_not_empty() -> None:
    assert Period(since=NOON).since == datetime(2026, 11, 22, tzinfo=UTC)
    with pytest.raises(PeriodInvalid):
        Period(since=NOON, until=NOON + timedelta(hours=1))


async def test_an_operator_sees_who_is_behind(jobr: Jobr) -> None:
    heard, listener = await heard_by(jobr)
    await jobr.tell(registered(1), registered(2))
    review = ReviewSubscribers(
        log=jobr.log, subscriptions=jobr.subscriptions, subscribers=(listener,)
    )
    [standing] = await review()
    assert (standing.behind, standing.parked, heard) == (2, 0, [])
    await jobr.deliver(listener)
    [standing] = await review()
    assert standing.behind == 0


async def test_a_relay_moves_on_when_everything_has_arrived(jobr: Jobr) -> None:
    sent: list[LoggedEvent] = []
    is_away = True

    async def send(events: object) -> None:
        if is_away:
            raise Unavailable
        sent.extend(events)  # type: ignore[arg-type]

    relay = Relay(name="kafka", send=send)
    await jobr.subscribe(relay)
    deliver = RelayNext(
        relay=relay, begin=jobr.begin, log=jobr.log, subscriptions=jobr.subscriptions
    )
    await jobr.tell(*map(registered, range(150)))
    with pytest.raises(Unavailable):
        await deliver()
    is_away = False
    assert [await deliver() for _ in range(3)] == [100, 50, 0]
    await StartReplay(begin=jobr.begin, subscribers=(relay,), now=jobr.clock)(
        subscriber="kafka", period=Period(since=NOON)
    )
    assert [await deliver() for _ in range(4)] == [100, 50, 0, 0]
    assert len(sent) == 300


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("tell"), st.integers(1, 5)),
        st.tuples(st.just("next day"), st.just(0)),
        st.tuples(st.just("deliver"), st.integers(1, 3)),
        st.tuples(st.just("break"), st.integers(1, 4)),
        st.tuples(st.just("replay"), st.integers(0, 3)),
    ),
    max_size=30,
)


@given(steps=STEPS)
@settings(max_examples=100)
async def test_counts_equal_the_log_whatever_fails_and_is_replayed(  # noqa: C901
    steps: list[tuple[str, int]],
) -> None:
    jobr, failures = Jobr(), 0

    async def count_or_fail(event: Event, work: MemoryUnitOfWork) -> None:
        nonlocal failures
        await count(event, work)
        if failures:
            failures -= 1
            raise ZeroDivisionError

    listener = Subscriber(name="test", handle=count_or_fail, from_start=True, forget=forget)
    await jobr.subscribe(listener)
    deliver = jobr.delivery(listener)
    for step, number in steps:
        if step == "tell":
            await jobr.tell(*map(registered, range(number)))
        elif step == "next day":
            jobr.now += timedelta(days=1)
        elif step == "deliver":
            for _ in range(number):
                await deliver()
        elif step == "break":
            failures = number
        elif (await jobr.subscriptions.checkpoint("test")).replay is None:
            await replay(jobr, listener, Period(since=jobr.now - timedelta(days=number)))
    failures = 0
    for _ in range(3):
        jobr.now += timedelta(minutes=10)
        await jobr.deliver(listener)
    assert await jobr.subscriptions.parked() == ()
    assert await jobr.counts() == await jobr.told()
