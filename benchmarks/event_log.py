"""The event log while transactions commit out of order, and its cost beside bare INSERTs.

    nox -s bench -- event_log [--events 100000] [--seed 1]

On a PostgreSQL of its own, durable. Eight writers in two processes hold their transactions open
for random times, half of them with their events written already, while three processes read the
log. Ends with 1 unless each saw what the finished log holds, in its order. A fourth reader goes
by the highest number it has seen, to show what that skips. Then the same writers, without
holding and without readers, take turns with bare INSERTs: transactions of the same sizes into a
table with the same columns and nothing but a primary key. At last they write while one reader
is woken as subscribers are.
"""

import argparse
import asyncio
import gc
import random
import statistics
import sys
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, wait
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import get_context
from uuid import UUID

import psycopg
from own_databases import connected, temporary
from psycopg.types.json import Jsonb
from uuid_utils.compat import uuid7

from jobr_adapters.postgres.delivering import deliver_to
from jobr_adapters.postgres.events import PostgresEventLog
from jobr_adapters.postgres.leases import SubscriberLeases
from jobr_adapters.postgres.pool import PostgresPool
from jobr_adapters.postgres.statements import Connections
from jobr_adapters.postgres.unit_of_work import PostgresUnitOfWork
from jobr_adapters.postgres.waking import wake
from jobr_adapters.wiring.outside import utc_now
from jobr_core.events.catalogue import JobImported, UserRegistered
from jobr_core.events.model import START, Position
from jobr_core.events.use_cases.delivery import BATCH

PROCESSES, WRITERS, READERS, ROUNDS = 2, 8, 3, 9
LONGEST_TRANSACTION = 20
LEAD_SECONDS = 0.4
"""What processes get to connect before all writers begin at once."""
GIVE_UP_SECONDS = 30.0
"""A reader that sees nothing new for so long has missed the last event."""
BARE_TABLE = """
    CREATE TABLE bare_events (LIKE events INCLUDING DEFAULTS, PRIMARY KEY (transaction, number))
"""
BARE_INSERT = """
    INSERT INTO bare_events (id, name, version, occurred_at, actor, subject, data, trace_id)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s)
"""

Told = list[JobImported]
Moments = dict[str, float]
"""By the id of a job; `time.monotonic()` is the same clock in all processes."""
Writer = Callable[[PostgresPool, random.Random, Sequence[int]], Awaitable[Moments]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What the writers do, all from one moment on."""

    url: str
    writer: Writer
    events: int
    seed: int
    begin: float

    def of_writer(self, writer: int) -> tuple[random.Random, list[int]]:
        """Its dice, and the sizes of its transactions; the same for every kind of writer."""
        dice = random.Random(f"{self.seed}/{writer}")
        left = self.events * (writer + 1) // WRITERS - self.events * writer // WRITERS
        sizes = []
        while left:
            sizes.append(min(left, dice.randint(1, LONGEST_TRANSACTION)))
            left -= sizes[-1]
        return dice, sizes


@dataclass(frozen=True, slots=True)
class Written:
    """When COMMIT was sent, where the writer noted it, and when the last one was done."""

    commits: Moments
    ended: float


@dataclass(frozen=True, slots=True)
class Seen:
    """The events of one reader, in its order, and when it saw them."""

    ids: list[UUID]
    moments: Moments


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--events", type=int, default=100_000)
    arguments.add_argument("--seed", type=int, default=1)
    chosen = arguments.parse_args()
    with temporary() as url, _processes() as processes:
        bench = Bench(processes, url, chosen.seed)
        faults = bench.held(chosen.events)
        if not faults:
            bench.beside_bare_inserts(max(WRITERS, chosen.events // 5))
            faults = bench.delay(max(WRITERS, chosen.events // 5))
    sys.exit("\n".join(faults) or None)


@dataclass(frozen=True, slots=True)
class Bench:
    """The parts, each of which prints what it measured."""

    processes: ProcessPoolExecutor
    url: str
    seed: int

    def held(self, events: int) -> list[str]:
        """What was wrong with what the readers saw."""
        names = [f"reader {number + 1}" for number in range(READERS)]
        reading = [self.processes.submit(read, self.url, name, START) for name in names]
        begin, writing = self._begin(hold_and_commit, events)
        with psycopg.connect(self.url, autocommit=True) as connection:
            naive = NaiveReader(connection)
            while wait(writing, timeout=0.05).not_done:
                naive.look()
            took = max(writer.result().ended for writer in writing) - begin
            asyncio.run(tell_last(self.url))
            seen = [reader.result() for reader in reading]
            naive.look()
            log = _log(connection)
        transactions, skipped = len({row.transaction for row in log}), len(log) - naive.seen
        faults = _faults(events, [row.id for row in log], dict(zip(names, seen, strict=True)))
        print(f"{events:,} events in {transactions - 1:,} transactions held open for up to 200 ms, "
              f"{WRITERS} writers, seed {self.seed}: {took:.1f} s, {events / took:,.0f} events/s")  # fmt: skip
        print(f"{READERS} readers meanwhile: {len(faults) or 'no'} faults; "
              f"going by the highest number seen would have skipped {skipped:,} events")  # fmt: skip
        return faults

    def beside_bare_inserts(self, events: int) -> None:
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(BARE_TABLE)
        rounds = [(self._speed(commit, events), self._speed(insert, events)) for _ in range(ROUNDS)]
        ours, bare = (statistics.median(column) for column in zip(*rounds, strict=True))
        ratio = statistics.median(told / inserted for told, inserted in rounds)
        print(f"without holding {ours:,.0f} events/s, bare INSERTs {bare:,.0f}, ratio {ratio:.2f}; "
              f"{ROUNDS} rounds of {events:,} events each, median")  # fmt: skip

    def delay(self, events: int) -> list[str]:
        """What was wrong with what the reader saw."""
        with psycopg.connect(self.url, autocommit=True) as connection:
            before = _log(connection)
            start = Position(before[-1].transaction, before[-1].number)
            reading = self.processes.submit(read, self.url, "reader", start)
            begin, writing = self._begin(note_and_commit, events)
            written = [writer.result() for writer in writing]
            asyncio.run(tell_last(self.url))
            seen = reading.result()
            log = _log(connection)[len(before) :]
        faults = _faults(events, [row.id for row in log], {"reader": seen})
        if not faults:
            sent = [moment for done in written for moment in done.commits.items()]
            delays = [(seen.moments[job] - moment) * 1000 for job, moment in sent]
            speed = events / (max(done.ended for done in written) - begin)
            print(f"a reader saw an event {statistics.median(delays):.0f} ms after its COMMIT was sent, "
                  f"99th percentile {statistics.quantiles(delays, n=100)[-1]:.0f} ms, "
                  f"at {speed:,.0f} events/s")  # fmt: skip
        return faults

    def _speed(self, writer: Writer, events: int) -> float:
        begin, writing = self._begin(writer, events)
        return events / (max(done.result().ended for done in writing) - begin)

    def _begin(self, writer: Writer, events: int) -> "tuple[float, list[Future[Written]]]":
        begin = time.monotonic() + LEAD_SECONDS
        round_ = Round(url=self.url, writer=writer, events=events, seed=self.seed, begin=begin)
        return begin, [self.processes.submit(write, round_, part) for part in range(PROCESSES)]


def write(round_: Round, part: int) -> Written:
    """A process with its part of the writers."""
    return asyncio.run(_write(round_, range(part, WRITERS, PROCESSES)))


async def _write(round_: Round, writers: range) -> Written:
    async with connected(round_.url) as pool:
        await asyncio.gather(*(pool.is_answering() for _ in writers))
        await asyncio.sleep(round_.begin - time.monotonic())
        parts = [round_.writer(pool, *round_.of_writer(number)) for number in writers]
        commits = await asyncio.gather(*parts)
        return Written({job: at for part in commits for job, at in part.items()}, time.monotonic())


async def hold_and_commit(pool: PostgresPool, dice: random.Random, sizes: Sequence[int]) -> Moments:
    """Half of the transactions write their events before they are held, the others after."""
    for size in sizes:
        async with _unit(pool) as work, _connections(work)() as connection:
            work.events.record(*_told(dice, size))
            early, long = dice.random() < 0.5, dice.random() < 0.05
            if early:
                await work.events.write(_connections(work))
            await asyncio.sleep(dice.uniform(0.05, 0.2) if long else dice.uniform(0, 0.005))
            await work.commit()
            if early:
                await wake(connection)
    return {}


async def commit(pool: PostgresPool, dice: random.Random, sizes: Sequence[int]) -> Moments:
    """As use cases do it."""
    for size in sizes:
        async with _unit(pool) as work:
            work.events.record(*_told(dice, size))
            await work.commit()
    return {}


async def note_and_commit(pool: PostgresPool, dice: random.Random, sizes: Sequence[int]) -> Moments:
    """The statements of `commit`, one by one, to note when COMMIT is sent."""
    moments: Moments = {}
    for size in sizes:
        async with _unit(pool) as work, _connections(work)() as connection:
            told = _told(dice, size)
            work.events.record(*told)
            await work.events.write(_connections(work))
            moments.update(dict.fromkeys((str(event.job_id) for event in told), time.monotonic()))
            await work.commit()
            await wake(connection)
    return moments


async def insert(pool: PostgresPool, dice: random.Random, sizes: Sequence[int]) -> Moments:
    """Plain psycopg on one connection; `executemany` sends all rows before it waits."""
    async with pool.autocommit() as connection, connection.cursor() as cursor:
        for size in sizes:
            rows = [
                (uuid7(), event.name, event.version, utc_now(), "system", event.subject,
                 Jsonb(event.data), "")
                for event in _told(dice, size)
            ]  # fmt: skip
            await cursor.execute("BEGIN")
            await cursor.executemany(BARE_INSERT, rows)
            await cursor.execute("COMMIT")
    return {}


async def tell_last(url: str) -> None:
    """Behind all other events stands the one that ends the readers."""
    async with connected(url) as pool, _unit(pool) as work:
        work.events.record(UserRegistered(user_id=uuid7()))
        await work.commit()


def read(url: str, name: str, start: Position) -> Seen:
    """A process that reads the log to the last event."""
    return asyncio.run(_read(url, name, start))


async def _read(url: str, name: str, start: Position) -> Seen:
    async with connected(url) as pool:
        reader = Reader(PostgresEventLog(pool.autocommit), start)
        leases = SubscriberLeases(url, [name])
        delivering = deliver_to(name, reader.next_batch, leases)
        running = [asyncio.ensure_future(leases.keep()), asyncio.ensure_future(delivering)]
        await reader.until_last()
        for task in running:
            task.cancel()
        await asyncio.wait(running)
    return reader.seen


class Reader:
    """A subscriber that only notes what it is handed."""

    def __init__(self, log: PostgresEventLog, start: Position) -> None:
        self._log = log
        self._position = start
        self._ended = asyncio.Event()
        self.seen = Seen([], {})

    async def next_batch(self) -> int:
        found = await self._log.after(self._position, BATCH)
        self.seen.ids.extend(logged.event.id for logged in found)
        jobs = (str(logged.event.data.get("job_id")) for logged in found)
        self.seen.moments.update(dict.fromkeys(jobs, time.monotonic()))
        if found:
            self._position = found[-1].position
        if any(logged.event.name == UserRegistered.name for logged in found):
            self._ended.set()
        return len(found)

    async def until_last(self) -> None:
        before = -1
        while not self._ended.is_set() and before < len(self.seen.ids):
            before = len(self.seen.ids)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._ended.wait(), GIVE_UP_SECONDS)


class NaiveReader:
    """Takes numbers for the order of the log."""

    def __init__(self, connection: psycopg.Connection) -> None:
        self._connection = connection
        self._highest = 0
        self.seen = 0

    def look(self) -> None:
        found = self._connection.execute(
            "SELECT number FROM events WHERE number > %s ORDER BY number", (self._highest,)
        ).fetchall()
        self.seen += len(found)
        if found:
            self._highest = found[-1][0]


@dataclass(frozen=True, slots=True)
class LogRow:
    transaction: int
    number: int
    id: UUID


def _log(connection: psycopg.Connection) -> list[LogRow]:
    """The log as it stands when nobody writes."""
    rows = connection.execute("SELECT transaction, number, id FROM events ORDER BY 1, 2")
    return [LogRow(*row) for row in rows]


def _faults(events: int, log: list[UUID], readers: dict[str, Seen]) -> list[str]:
    faults = []
    if len(log) != events + 1:
        faults.append(f"the log has {len(log) - 1:,} of {events:,} events")
    for name, seen in readers.items():
        if seen.ids != log:
            skipped, twice = set(log) - set(seen.ids), len(seen.ids) - len(set(seen.ids))
            faults.append(f"{name} saw something else than the log in its order: "
                          f"{len(skipped):,} events skipped, {twice:,} seen again")  # fmt: skip
    return faults


def _told(dice: random.Random, size: int) -> Told:
    return [
        JobImported(job_id=UUID(int=dice.getrandbits(128)), source="benchmark") for _ in range(size)
    ]


def _unit(pool: PostgresPool) -> PostgresUnitOfWork:
    return PostgresUnitOfWork(pool, now=utc_now, new_id=uuid7)


def _connections(work: PostgresUnitOfWork) -> Connections:
    """For statements between those of the unit of work."""
    return work._own_connection  # noqa: SLF001 - no use case may, a benchmark must


@contextmanager
def _processes() -> Iterator[ProcessPoolExecutor]:
    """All started beforehand; looking for garbage among what is imported takes 0.1 s."""
    most, spawn = PROCESSES + READERS, get_context("spawn")
    with ProcessPoolExecutor(most, mp_context=spawn, initializer=gc.freeze) as processes:
        wait([processes.submit(time.sleep, 3) for _ in range(most)])
        yield processes


if __name__ == "__main__":
    main()
