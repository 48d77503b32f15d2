"""The promise of the event log, kept by every storage."""

import asyncio
import random
from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

import psycopg
import pytest
from storages import OnMemory, OnPostgres, Storage

from builders import NOON, a_clock_at, an_id
from databases import ordinary_database
from jobr_adapters.memory.database import MemoryDatabase
from jobr_adapters.memory.events import MemoryEventLog
from jobr_adapters.postgres.events import PostgresEventLog
from jobr_adapters.postgres.pool import PostgresPool
from jobr_adapters.postgres.unit_of_work import PostgresUnitOfWork
from jobr_core.events.catalogue import CvUploaded, UserRegistered, UserRoleChanged
from jobr_core.events.model import START, DomainEvent, LoggedEvent, Position, Value
from jobr_core.events.ports import EventFilter, EventLog
from jobr_core.shared.origin import Origin, acting

SOMEBODY = UUID(int=1)


async def tell(storage: Storage, *told: DomainEvent) -> None:
    async with storage.begin() as work:
        work.events.record(*told)
        await work.commit()
    await storage.settled()


def registered(number: int = 1) -> UserRegistered:
    return UserRegistered(user_id=UUID(int=number))


async def everything(log: EventLog) -> tuple[LoggedEvent, ...]:
    return await log.after(START, 100_000)


def subjects(found: tuple[LoggedEvent, ...]) -> list[str]:
    return [logged.event.subject for logged in found]


class EventLogContract:
    async def test_what_was_told_is_read_as_it_was(self, storage: Storage) -> None:
        with acting(Origin(actor="operator", trace_id="abc")):
            await tell(storage, UserRoleChanged(user_id=SOMEBODY, role="admin"))
        [logged] = await everything(storage.event_log)
        event = logged.event
        assert (event.name, event.version) == ("user.role_changed", 1)
        assert event.subject == f"user:{SOMEBODY}"
        assert event.data == {"user_id": str(SOMEBODY), "role": "admin"}
        assert (event.occurred_at, event.actor, event.trace_id) == (NOON, "operator", "abc")
        assert await storage.event_log.at(logged.position) == logged

    async def test_what_was_not_committed_did_not_happen(self, storage: Storage) -> None:
        async with storage.begin() as work:
            work.events.record(registered())
        with pytest.raises(ZeroDivisionError):
            async with storage.begin() as work:
                work.events.record(registered())
                raise ZeroDivisionError
        assert await everything(storage.event_log) == ()

    async def test_events_are_read_in_order_and_page_by_page(self, storage: Storage) -> None:
        for start in range(0, 30, 3):
            await tell(storage, *(registered(start + n) for n in range(3)))
        told = await everything(storage.event_log)
        assert subjects(told) == [f"user:{UUID(int=n)}" for n in range(30)]
        assert [logged.position for logged in told] == sorted({logged.position for logged in told})
        pages: list[LoggedEvent] = []
        at = START
        while page := await storage.event_log.after(at, 7):
            pages += page
            at = page[-1].position
        assert tuple(pages) == told
        newest_first = await storage.event_log.before(None, 10)
        assert newest_first == told[::-1][:10]
        assert await storage.event_log.before(newest_first[-1].position, 100) == told[:20][::-1]

    async def test_a_reader_may_stop_at_a_position(self, storage: Storage) -> None:
        await tell(storage, *map(registered, range(5)))
        told = await everything(storage.event_log)
        third = told[2].position
        assert await storage.event_log.after(START, 100, through=third) == told[:3]
        assert await storage.event_log.count_after(START, 100, through=third) == 3
        assert await storage.event_log.count_after(START, 2) == 2

    async def test_the_end_is_before_everything_told_later(self, storage: Storage) -> None:
        await tell(storage, registered(1))
        end = await storage.event_log.end()
        await tell(storage, registered(2))
        assert subjects(await storage.event_log.after(end, 10)) == [registered(2).subject]

    @pytest.mark.parametrize(
        ("wanted", "count"),
        [
            (EventFilter(), 3),
            (EventFilter(names=frozenset(("user.registered",))), 2),
            (EventFilter(names=frozenset(("user.registered", "cv.uploaded"))), 3),
            (EventFilter(names=frozenset(("nothing",))), 0),
            (EventFilter(subject=registered(1).subject), 1),
            (EventFilter(actor="system"), 3),
            (EventFilter(actor="operator"), 0),
            (EventFilter(since=NOON), 3),
            (EventFilter(until=NOON), 0),
            (EventFilter(since=NOON, until=NOON + timedelta(seconds=1), actor="system"), 3),
        ],
    )
    async def test_filters(self, storage: Storage, wanted: EventFilter, count: int) -> None:
        uploaded = CvUploaded(cv_id=an_id(), user_id=SOMEBODY, media_type="text/plain")
        await tell(storage, registered(1), uploaded, registered(2))
        assert len(await storage.event_log.after(START, 10, wanted=wanted)) == count
        assert len(await storage.event_log.before(None, 10, wanted=wanted)) == count
        assert await storage.event_log.count_after(START, 10, wanted=wanted) == count

    async def test_events_are_counted_by_name(self, storage: Storage) -> None:
        uploaded = CvUploaded(cv_id=an_id(), user_id=SOMEBODY, media_type="text/plain")
        assert await storage.event_log.counts() == {}
        await tell(storage, registered(1), uploaded, registered(2))
        assert await storage.event_log.counts() == {"user.registered": 2, "cv.uploaded": 1}

    @pytest.mark.parametrize(
        ("wanted", "counts"),
        [
            (EventFilter(names=frozenset(("user.registered", "x"))), {"user.registered": 2}),
            (EventFilter(names=frozenset(("x",))), {}),
            (EventFilter(subject=registered(1).subject), {"user.registered": 1}),
            (EventFilter(actor="operator"), {}),
            (EventFilter(since=NOON, actor="system"), {"user.registered": 2, "cv.uploaded": 1}),
            (EventFilter(since=NOON + timedelta(microseconds=1)), {}),
            (EventFilter(until=NOON), {}),
            (
                EventFilter(
                    names=frozenset(("cv.uploaded", "user.registered")),
                    since=NOON,
                    until=NOON + timedelta(microseconds=1),
                ),
                {"user.registered": 2, "cv.uploaded": 1},
            ),
        ],
    )
    async def test_only_what_is_wanted_is_counted(
        self, storage: Storage, wanted: EventFilter, counts: dict[str, int]
    ) -> None:
        uploaded = CvUploaded(cv_id=an_id(), user_id=SOMEBODY, media_type="text/plain")
        await tell(storage, registered(1), uploaded, registered(2))
        assert await storage.event_log.counts(wanted) == counts

    async def test_there_is_nothing_at_another_position(self, storage: Storage) -> None:
        await tell(storage, registered())
        assert await storage.event_log.at(Position(0, 5)) is None


def with_a_role(data: Mapping[str, Value]) -> Mapping[str, Value]:
    return {**data, "role": "user"}


class TestEventLogOnMemory(OnMemory, EventLogContract):
    async def test_old_versions_are_read_as_current_ones(self, storage: Storage) -> None:
        assert isinstance(storage.database, MemoryDatabase)
        await tell(storage, registered())
        log = MemoryEventLog(storage.database, {("user.registered", 1): with_a_role})
        [logged] = await everything(log)
        assert (logged.event.version, logged.event.data["role"]) == (2, "user")


class TestEventLogOnPostgres(OnPostgres, EventLogContract):
    async def test_old_versions_are_read_as_current_ones(
        self, storage: Storage, pool: PostgresPool
    ) -> None:
        await tell(storage, registered())
        log = PostgresEventLog(pool.autocommit, {("user.registered", 1): with_a_role})
        [logged] = await everything(log)
        assert (logged.event.version, logged.event.data["role"]) == (2, "user")

    async def test_nothing_is_read_past_a_transaction_that_still_runs(
        self, storage: Storage, pool: PostgresPool
    ) -> None:
        """The slow one has written already; a reader that went on would never see it."""
        async with PostgresUnitOfWork(pool, now=a_clock_at(), new_id=an_id) as slow:
            slow.events.record(registered(1))
            await slow.events.write(slow._own_connection)
            async with storage.begin() as quick:
                quick.events.record(registered(2))
                await quick.commit()
            assert await everything(storage.event_log) == ()
            assert await storage.event_log.counts() == {}
            assert await storage.event_log.held_up_since() == NOON
            assert len(await storage.event_log.of_person(UUID(int=2), START, 10)) == 1
            await slow.commit()
        await storage.settled()
        assert await storage.event_log.held_up_since() is None
        assert subjects(await everything(storage.event_log)) == [
            registered(1).subject,
            registered(2).subject,
        ]

    async def test_readers_miss_nothing_of_writers_that_overtake_each_other(
        self, storage: Storage, pool: PostgresPool
    ) -> None:
        chance = random.Random(7)
        numbers = iter(range(1_000_000))
        writing = True

        async def write() -> None:
            for _ in range(40):
                async with PostgresUnitOfWork(pool, now=a_clock_at(), new_id=an_id) as work:
                    work.events.record(*(registered(next(numbers)) for _ in range(3)))
                    if chance.random() < 0.5:
                        await work.events.write(work._own_connection)
                    await asyncio.sleep(chance.choice((0, 0, 0.002, 0.02)))
                    await work.commit()

        async def read() -> list[LoggedEvent]:
            seen: list[LoggedEvent] = []
            at = START
            while (batch := await storage.event_log.after(at, 50)) or writing:
                seen += batch
                at = batch[-1].position if batch else at
                await asyncio.sleep(0)
            return seen

        readers = [asyncio.create_task(read()) for _ in range(3)]
        await asyncio.gather(*(write() for _ in range(8)))
        await storage.settled()
        writing = False
        told = list(await everything(storage.event_log))
        assert len(told) == 8 * 40 * 3
        assert [await reader for reader in readers] == [told] * 3

    async def test_months_are_prepared_once(self, storage: Storage, pool: PostgresPool) -> None:
        log = PostgresEventLog(pool.autocommit)
        await log.prepare_months()
        await log.prepare_months()
        async with pool.autocommit() as connection:
            cursor = await connection.execute(
                "SELECT count(*) AS parts FROM pg_inherits WHERE inhparent = 'events'::regclass"
            )
            [row] = await cursor.fetchall()
        assert row["parts"] == 4  # this month, the next two, and all others


@pytest.mark.postgres
@pytest.mark.parametrize(
    "change",
    [
        "UPDATE events SET actor = ''",
        "DELETE FROM events",
        "TRUNCATE events",
        "DELETE FROM events_rest",
    ],
)
def test_the_log_is_append_only_for_its_owner_and_for_a_superuser(
    database_url: str, change: str
) -> None:
    with (
        ordinary_database(database_url) as own,
        psycopg.connect(own) as owner,
        pytest.raises(psycopg.errors.InsufficientPrivilege, match="permission denied"),
    ):
        owner.execute(change)
    with (
        psycopg.connect(database_url) as superuser,
        pytest.raises(psycopg.errors.InsufficientPrivilege, match="append-only"),
    ):
        superuser.execute(change)
