"""Deliveries as they run in a process: loops, leases, notifications, on a real PostgreSQL."""

import asyncio
import re
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from uuid import UUID

import pytest

from builders import an_id
from jobr_adapters.postgres.deliveries import PostgresDeliveries
from jobr_adapters.postgres.delivering import deliver_to
from jobr_adapters.postgres.events import PostgresEventLog
from jobr_adapters.postgres.insight import PostgresDailyCounts
from jobr_adapters.postgres.leases import SubscriberLeases
from jobr_adapters.postgres.pool import PostgresPool
from jobr_adapters.postgres.unit_of_work import PostgresUnitOfWork
from jobr_adapters.wiring.outside import utc_now, within
from jobr_core.events.catalogue import UserRegistered
from jobr_core.events.model import START, Event
from jobr_core.events.subscribers import Period, Subscriber
from jobr_core.events.use_cases.delivery import DeliverNext, Subscribe
from jobr_core.events.use_cases.replay import StartReplay
from jobr_core.insight.model import DailyCount, digest
from jobr_core.insight.use_cases.counting import DAILY_COUNTS, count
from waiting import end_connections, until

pytestmark = pytest.mark.postgres
Listener = Subscriber[PostgresUnitOfWork]


class Jobr:
    """One database, and processes that deliver from it."""

    def __init__(self, pool: PostgresPool, url: str) -> None:
        self.pool, self._url = pool, url
        self.log = PostgresEventLog(pool.autocommit)
        self.subscriptions = PostgresDeliveries(pool.autocommit, now=utc_now)

    def begin(self) -> PostgresUnitOfWork:
        return PostgresUnitOfWork(self.pool, now=utc_now, new_id=an_id)

    async def tell(self, number: int) -> None:
        async with self.begin() as work:
            work.events.record(*(UserRegistered(user_id=UUID(int=n)) for n in range(number)))
            await work.commit()

    async def subscribe(self, *listeners: Listener) -> None:
        await Subscribe(
            begin=self.begin, log=self.log, subscriptions=self.subscriptions, subscribers=listeners
        )()

    def delivery(self, listener: Listener) -> DeliverNext[PostgresUnitOfWork]:
        return DeliverNext(
            subscriber=listener, begin=self.begin, log=self.log,
            subscriptions=self.subscriptions, within=briefly, now=utc_now,
        )  # fmt: skip

    @asynccontextmanager
    async def process(self, *listeners: Listener) -> AsyncIterator[SubscriberLeases]:
        """Delivers to them meanwhile, as one process does."""
        leases = SubscriberLeases(self._url, [listener.name for listener in listeners])
        running = [asyncio.create_task(leases.keep())]
        running += [
            asyncio.create_task(deliver_to(listener.name, self.delivery(listener), leases))
            for listener in listeners
        ]
        try:
            yield leases
        finally:
            for task in running:
                task.cancel()
            await asyncio.gather(*running, return_exceptions=True)

    async def counted(self) -> int:
        counts = await PostgresDailyCounts(self.pool.autocommit).all()
        return sum(counted.count for counted in counts)


async def briefly(work: Awaitable[None], seconds: float) -> None:
    await within(work, seconds / 10)


@pytest.fixture
def jobr(pool: PostgresPool, database_url: str) -> Jobr:
    return Jobr(pool, database_url)


def listener(name: str, handle: Callable[[Event, PostgresUnitOfWork], Awaitable[None]]) -> Listener:
    return Subscriber(name=name, handle=handle, from_start=True)


async def test_a_handler_that_fails_hangs_or_is_slow_holds_nobody_up(jobr: Jobr) -> None:
    heard: Counter[str] = Counter()

    async def keep_up(_: Event, __: PostgresUnitOfWork) -> None:
        heard["well"] += 1

    async def fail(_: Event, __: PostgresUnitOfWork) -> None:
        heard["failing"] += 1
        raise ZeroDivisionError

    async def hang(_: Event, work: PostgresUnitOfWork) -> None:
        heard["hanging"] += 1
        work.daily_counts.add(utc_now().date(), "never written")
        await asyncio.Event().wait()

    async def be_slow(_: Event, __: PostgresUnitOfWork) -> None:
        await asyncio.sleep(0.05)
        heard["slow"] += 1

    listeners = [
        listener("well", keep_up), listener("failing", fail), listener("hanging", hang), listener("slow", be_slow),
    ]  # fmt: skip
    await jobr.subscribe(*listeners)
    async with jobr.process(*listeners):
        for round_ in range(1, 6):
            await jobr.tell(100)
            await until(lambda n=round_: reached(heard, "well", n * 100))  # type: ignore[misc]
            assert heard["hanging"] <= 5
            assert heard["slow"] < round_ * 100
        await until(lambda: reached(heard, "failing", 500))
        await until(lambda: parked_by(jobr, "hanging"))
    parked = await jobr.subscriptions.parked(limit=10_000)
    reasons = {event.subscriber: event.reason for event in parked}
    assert reasons.keys() == {"failing", "hanging"}
    assert re.match(r"ZeroDivisionError at \S*test_delivering:\d+$", reasons["failing"])
    assert reasons["hanging"] == "took_too_long: The handler did not end within 0.5 s."
    assert await jobr.counted() == 0


async def reached(heard: Counter[str], name: str, number: int) -> bool:
    return heard[name] >= number


async def parked_by(jobr: Jobr, name: str) -> bool:
    return bool(await jobr.subscriptions.parked(name))


async def test_one_process_delivers_and_another_takes_over(jobr: Jobr) -> None:
    by: list[str] = []

    def noting(process: str) -> Listener:
        async def note(_: Event, __: PostgresUnitOfWork) -> None:
            by.append(process)

        return listener("test", note)

    await jobr.subscribe(noting("first"))
    async with jobr.process(noting("second")) as second:
        await until(lambda: holding(second))
        async with jobr.process(noting("first")) as first:
            await jobr.tell(250)
            await until(lambda: length(by, 250))
            assert not first.holds("test")
        async with jobr.process(noting("first")) as first:
            await end_connections(jobr.pool, "LISTEN")
            await until(lambda: either_holds(first, second))
            await jobr.tell(50)
            await until(lambda: length(by, 300))
    async with jobr.process(noting("first")) as first:
        await jobr.tell(50)
        await until(lambda: length(by, 350))
    assert by[:250] == ["second"] * 250
    assert by[300:] == ["first"] * 50
    assert len(by) == 350


async def holding(leases: SubscriberLeases) -> bool:
    return leases.holds("test")


async def either_holds(*leases: SubscriberLeases) -> bool:
    return any(lease.holds("test") for lease in leases)


async def length(by: Sequence[str], number: int) -> bool:
    return len(by) >= number


async def test_a_notification_does_not_outdo_a_cancellation() -> None:
    """Both in one turn of the loop."""
    leases = SubscriberLeases("", ["test"])
    leases._held = frozenset(("test",))

    async def nothing_due() -> int:
        return 0

    for _ in range(20):
        delivering = asyncio.create_task(deliver_to("test", nothing_due, leases))
        await asyncio.sleep(0.005)
        leases._notify()
        delivering.cancel()
        await asyncio.wait([delivering], timeout=1)
        assert delivering.cancelled()


async def test_deliverers_without_leases_still_have_each_effect_once(jobr: Jobr) -> None:
    """Leases only spare work: the checkpoint decides."""
    await jobr.subscribe(DAILY_COUNTS)
    await jobr.tell(1_000)
    deliver = jobr.delivery(DAILY_COUNTS)

    async def race() -> None:
        for _ in range(30):
            await asyncio.gather(deliver(), return_exceptions=True)

    await asyncio.gather(race(), race(), race())
    assert await jobr.counted() == 1_000


async def test_a_replay_amid_deliveries_failures_and_new_events_ends_with_the_log(
    jobr: Jobr,
) -> None:
    failing = Counter[UUID]()

    async def count_at_second_try(event: Event, work: PostgresUnitOfWork) -> None:
        await count(event, work)
        failing[event.id] += 1
        if event.id.int % 10 == 0 and failing[event.id] == 1:
            raise ZeroDivisionError

    model = Subscriber(
        name="daily_counts", handle=count_at_second_try, from_start=True, forget=DAILY_COUNTS.forget
    )
    start = StartReplay(begin=jobr.begin, subscribers=(model,), now=utc_now)
    await jobr.subscribe(model)
    async with jobr.process(model), jobr.process(model):
        for _ in range(6):
            await jobr.tell(300)
            await asyncio.gather(
                start(subscriber="daily_counts", period=Period(since=utc_now())),
                jobr.tell(100),
                return_exceptions=True,
            )
            await asyncio.sleep(0.1)
        await until(lambda: all_counted(jobr))
    told = await jobr.log.after(START, 10_000)
    assert len(told) == 6 * 400
    by_day = Counter((e.event.occurred_at.date(), e.event.name) for e in told)
    from_the_log = [DailyCount(day, name, count) for (day, name), count in by_day.items()]
    live = await PostgresDailyCounts(jobr.pool.autocommit).all()
    assert digest(live) == digest(from_the_log)


async def all_counted(jobr: Jobr) -> bool:
    checkpoint = await jobr.subscriptions.checkpoint("daily_counts")
    return (
        checkpoint.replay is None
        and await jobr.log.count_after(checkpoint.at, 1) == 0
        and (await jobr.log.end()).transaction > checkpoint.at.transaction
        and not await jobr.subscriptions.parked()
        and await jobr.counted() >= 6 * 400
    )
