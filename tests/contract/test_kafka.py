"""What KafkaRelay promises, kept on the mock cluster that librdkafka brings along."""

import asyncio
import ctypes
import gc
import json
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import suppress
from itertools import cycle, islice
from pathlib import Path

import pytest
from confluent_kafka import (
    OFFSET_BEGINNING,
    Consumer,
    KafkaError,
    Message,
    Producer,
    TopicPartition,
    cimpl,
)

from builders import NOON, a_clock_at, an_id
from jobr_adapters.kafka.relay import KafkaRelay, KafkaUnavailable
from jobr_adapters.memory.database import MemoryDatabase
from jobr_adapters.memory.deliveries import MemoryDeliveries
from jobr_adapters.memory.events import MemoryEventLog
from jobr_adapters.memory.unit_of_work import MemoryUnitOfWork
from jobr_core.events.catalogue import CvParsed
from jobr_core.events.model import START, EventJson, LoggedEvent
from jobr_core.events.subscribers import Relay
from jobr_core.events.use_cases.delivery import BATCH, RelayNext, Subscribe

Send = Callable[[Sequence[LoggedEvent]], Awaitable[None]]

TOPIC = "jobr.events"
PRODUCE = 0
ALL_BROKERS = -1
THREADS = Path("/proc/self/task")


class FaultyCluster:
    """The mock cluster by its C interface (rdkafka_mock.h), where it also fails on demand."""

    def __init__(self) -> None:
        self._c = ctypes.CDLL(cimpl.__file__)
        self._client = self._made("rd_kafka_new", 0, self._made("rd_kafka_conf_new"), None, 0)
        self._cluster = self._made("rd_kafka_mock_cluster_new", self._client, 3)
        servers = self._made("rd_kafka_mock_cluster_bootstraps", self._cluster).value
        self.servers = (ctypes.c_char_p(servers).value or b"").decode()

    def _made(self, function: str, *arguments: ctypes.c_void_p | int | None) -> ctypes.c_void_p:
        called = self._c[function]
        called.restype = ctypes.c_void_p
        return ctypes.c_void_p(called(*arguments))

    def answer_with(self, *errors: int) -> None:
        """To the next requests to produce, one each."""
        codes = (ctypes.c_int * len(errors))(*errors)
        self._c.rd_kafka_mock_push_request_errors_array(
            self._cluster, ctypes.c_int16(PRODUCE), ctypes.c_size_t(len(errors)), codes
        )

    def go_away(self) -> None:
        self._c.rd_kafka_mock_broker_set_down(self._cluster, ALL_BROKERS)

    def come_back(self) -> None:
        self._c.rd_kafka_mock_broker_set_up(self._cluster, ALL_BROKERS)

    def answer_after(self, milliseconds: int) -> None:
        self._c.rd_kafka_mock_broker_set_rtt(self._cluster, ALL_BROKERS, milliseconds)

    def end(self) -> None:
        self._c.rd_kafka_mock_cluster_destroy(self._cluster)
        self._c.rd_kafka_destroy(self._client)


class Log:
    """A log in memory, and the relay that sends it on."""

    def __init__(self) -> None:
        self._database = MemoryDatabase()
        self._log = MemoryEventLog(self._database)
        self._subscriptions = MemoryDeliveries(lambda: self._database.tables, now=a_clock_at())

    def _begin(self) -> MemoryUnitOfWork:
        return MemoryUnitOfWork(self._database, now=a_clock_at(), new_id=an_id)

    async def record(self, number: int) -> tuple[LoggedEvent, ...]:
        """Events of seven CVs in turns."""
        for cv_id in islice(cycle([an_id() for _ in range(7)]), number):
            async with self._begin() as work:
                work.events.record(CvParsed(cv_id=cv_id, user_id=an_id(), engine="rules@1"))
                await work.commit()
        return await self._log.after(START, number)

    async def relayed_by(self, send: Send) -> RelayNext:
        """As a new process has it: only the checkpoint is kept."""
        relay = Relay(name="kafka", send=send)
        await Subscribe(
            begin=self._begin,
            log=self._log,
            subscriptions=self._subscriptions,
            subscribers=[relay],
        )()
        return RelayNext(
            relay=relay, begin=self._begin, log=self._log, subscriptions=self._subscriptions
        )


@pytest.fixture
def servers() -> Iterator[str]:
    cluster = Producer({"bootstrap.servers": "mock", "test.mock.num.brokers": 3})
    brokers = cluster.list_topics(timeout=10).brokers.values()
    yield ",".join(f"{broker.host}:{broker.port}" for broker in brokers)
    del cluster


@pytest.fixture
def faulty() -> Iterator[FaultyCluster]:
    cluster = FaultyCluster()
    yield cluster
    cluster.end()


def _relay(servers: str, **options: str) -> KafkaRelay:
    return KafkaRelay(servers, TOPIC, {name.replace("_", "."): options[name] for name in options})


def _arrived(servers: str) -> list[Message]:
    """All that the topic holds, partition by partition."""
    consumer = Consumer({"bootstrap.servers": servers, "group.id": "test", "fetch.wait.max.ms": 10})
    topic = consumer.list_topics(TOPIC, timeout=10).topics[TOPIC]
    partitions = [TopicPartition(TOPIC, number, OFFSET_BEGINNING) for number in topic.partitions]
    ends = [consumer.get_watermark_offsets(partition, timeout=10) for partition in partitions]
    consumer.assign(partitions)
    messages: list[Message] = []
    while missing := sum(high for _, high in ends) - len(messages):
        found = consumer.consume(min(missing, 1000), timeout=10)
        assert found
        messages += found
    consumer.close()
    return messages


def _told(messages: Sequence[Message]) -> list[EventJson]:
    return [json.loads(message.value() or b"") for message in messages]


def _json(events: Sequence[LoggedEvent]) -> list[EventJson]:
    return [logged.event.to_json() for logged in events]


def _ids(events: Sequence[EventJson]) -> list[str]:
    return [event["id"] for event in events]


def _by_subject(events: Sequence[EventJson]) -> dict[str, list[str]]:
    """The ids of each subject in order, repetitions left out."""
    seen: dict[str, dict[str, None]] = {}
    for event in events:
        seen.setdefault(event["subject"], {})[event["id"]] = None
    return {subject: list(ids) for subject, ids in seen.items()}


def _kafka_threads() -> set[str]:
    """The threads of librdkafka, which Python does not list."""
    found = set()
    for thread in THREADS.iterdir():
        with suppress(OSError):
            if (thread / "comm").read_text().startswith("rdk:"):
                found.add(thread.name)
    return found


async def test_an_event_arrives_whole(servers: str) -> None:
    [logged] = await Log().record(1)
    await _relay(servers)([logged])
    [message] = _arrived(servers)
    event = logged.event
    assert message.key() == event.subject.encode()
    assert _told([message]) == [event.to_json()]
    assert dict(message.headers() or ()) == {
        "id": str(event.id).encode(),
        "name": b"cv.parsed",
        "version": b"1",
    }
    assert message.timestamp()[1] == NOON.timestamp() * 1000


async def test_nothing_is_sent_where_nothing_is_due(servers: str) -> None:
    await _relay(servers)([])
    assert _arrived(servers) == []


async def test_a_subject_stays_in_order_in_its_partition(servers: str) -> None:
    events = await Log().record(500)
    relay = _relay(servers)
    for begin in range(0, 500, BATCH):
        await relay(events[begin : begin + BATCH])
    messages = _arrived(servers)
    partitions = {(message.key(), message.partition()) for message in messages}
    assert len(partitions) == 7
    assert len({partition for _, partition in partitions}) > 1
    assert sorted(_ids(_told(messages))) == sorted(_ids(_json(events)))
    assert _by_subject(_told(messages)) == _by_subject(_json(events))


async def test_all_events_are_relayed_once(servers: str) -> None:
    log = Log()
    events = await log.record(250)
    relay_next = await log.relayed_by(_relay(servers))
    assert [await relay_next() for _ in range(4)] == [100, 100, 50, 0]
    told = _told(_arrived(servers))
    assert sorted(_ids(told)) == sorted(_ids(_json(events)))
    assert _by_subject(told) == _by_subject(_json(events))


async def test_a_new_process_goes_on_where_the_checkpoint_stands(servers: str) -> None:
    log = Log()
    events = await log.record(250)
    assert await (await log.relayed_by(_relay(servers)))() == 100
    relay_next = await log.relayed_by(_relay(servers))
    assert [await relay_next() for _ in range(3)] == [100, 50, 0]
    assert sorted(_ids(_told(_arrived(servers)))) == sorted(_ids(_json(events)))


async def test_a_batch_whose_arrival_was_not_noted_is_sent_again_with_the_same_ids(
    servers: str,
) -> None:
    log = Log()
    events = await log.record(250)
    relay = _relay(servers)

    async def killed_afterwards(batch: Sequence[LoggedEvent]) -> None:
        await relay(batch)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await (await log.relayed_by(killed_afterwards))()
    relay_next = await log.relayed_by(_relay(servers))
    assert [await relay_next() for _ in range(4)] == [100, 100, 50, 0]
    told = _told(_arrived(servers))
    assert sorted(_ids(told)) == sorted(_ids(_json(events)) + _ids(_json(events[:100])))
    assert _by_subject(told) == _by_subject(_json(events))


async def test_a_batch_cut_off_on_its_way_is_sent_again(faulty: FaultyCluster) -> None:
    log = Log()
    events = await log.record(250)
    relay = _relay(faulty.servers)
    relay_next = await log.relayed_by(relay)
    assert await relay_next() == 100
    faulty.answer_after(milliseconds=200)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(relay_next(), 0.1)
    faulty.answer_after(milliseconds=0)
    assert [await relay_next() for _ in range(3)] == [100, 50, 0]
    told = _told(_arrived(faulty.servers))
    assert set(_ids(told)) == set(_ids(_json(events)))
    assert _by_subject(told) == _by_subject(_json(events))


async def test_what_kafka_takes_at_the_second_try_arrives_once_and_in_order(
    faulty: FaultyCluster,
) -> None:
    events = await Log().record(100)
    faulty.answer_with(
        KafkaError.REQUEST_TIMED_OUT,
        KafkaError.NOT_LEADER_FOR_PARTITION,
        KafkaError.NOT_ENOUGH_REPLICAS,
    )
    await _relay(faulty.servers)(events)
    told = _told(_arrived(faulty.servers))
    assert sorted(_ids(told)) == sorted(_ids(_json(events)))
    assert _by_subject(told) == _by_subject(_json(events))


@pytest.mark.parametrize(
    "refusal", [KafkaError.TOPIC_AUTHORIZATION_FAILED, KafkaError.OUT_OF_ORDER_SEQUENCE_NUMBER]
)
async def test_what_kafka_refuses_is_sent_by_the_next_try(
    faulty: FaultyCluster, refusal: int
) -> None:
    events = await Log().record(100)
    relay = _relay(faulty.servers)
    faulty.answer_with(refusal)
    with pytest.raises(KafkaUnavailable):
        await relay(events)
    await relay(events)
    assert set(_ids(_told(_arrived(faulty.servers)))) == set(_ids(_json(events)))


async def test_nothing_overtakes_what_kafka_refused(faulty: FaultyCluster) -> None:
    """The batch goes out in twenty requests, of which the first is refused."""
    events = await Log().record(100)
    relay = _relay(faulty.servers, batch_num_messages="5")
    await relay(events[:1])
    faulty.answer_with(KafkaError.TOPIC_AUTHORIZATION_FAILED)
    with pytest.raises(KafkaUnavailable):
        await relay(events)
    await relay(events)
    assert _by_subject(_told(_arrived(faulty.servers))) == _by_subject(_json(events))


async def test_a_batch_the_producer_has_no_room_for_stays_due(servers: str) -> None:
    log = Log()
    await log.record(3)
    with pytest.raises(KafkaUnavailable):
        await (await log.relayed_by(_relay(servers, queue_buffering_max_messages="2")))()
    assert await (await log.relayed_by(_relay(servers)))() == 3


async def test_events_wait_for_brokers_that_are_away(faulty: FaultyCluster) -> None:
    events = await Log().record(100)
    faulty.go_away()
    sending = asyncio.ensure_future(_relay(faulty.servers, reconnect_backoff_max_ms="100")(events))
    await asyncio.sleep(0.5)
    assert not sending.done()
    faulty.come_back()
    await asyncio.wait_for(sending, 10)
    assert sorted(_ids(_told(_arrived(faulty.servers)))) == sorted(_ids(_json(events)))


@pytest.mark.skipif(not THREADS.exists(), reason="only Linux lists the threads of librdkafka")
async def test_waiting_for_brokers_ends_when_it_is_cancelled(faulty: FaultyCluster) -> None:
    events = await Log().record(10)
    faulty.go_away()
    gc.collect()  # producers of other tests, which may make new threads meanwhile
    before = _kafka_threads()
    relay = _relay(faulty.servers)
    sending = asyncio.ensure_future(relay(events))
    await asyncio.sleep(0.7)
    assert not sending.done()
    assert _kafka_threads() - before
    sending.cancel()
    try:
        with pytest.raises(asyncio.CancelledError):
            await asyncio.wait_for(sending, 1)
        async with asyncio.timeout(30):
            while _kafka_threads() - before:  # noqa: ASYNC110
                await asyncio.sleep(0.05)
    finally:
        faulty.come_back()  # or a thread that has not ended would hold up the tests for ever
