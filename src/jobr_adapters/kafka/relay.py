"""Events to Kafka (extra `kafka`): one topic, ordered per subject (docs/reference/events.md)."""

import asyncio
import json
import threading
import time
from collections.abc import Mapping, Sequence
from typing import Any, Final

import structlog
from confluent_kafka import KafkaError, KafkaException, Message, Producer

from jobr_core.events.model import LoggedEvent
from jobr_core.shared.errors import Unavailable

_POLL_SECONDS: Final = 0.5
_TELL_SECONDS: Final = 60.0
_log = structlog.get_logger("jobr.kafka")


class KafkaUnavailable(Unavailable):
    """Kafka does not take events now; they are sent when it does."""


class KafkaRelay:
    """Produces events with their subject as key, so that all of a subject stay in one partition.

    The producer is idempotent and gapless and its messages never expire: within a partition Kafka
    has them in order, without gaps and repetitions, however often the network fails. Only a batch
    that Kafka refused or that was interrupted on our side is sent again, whole and with the same
    ids.
    """

    def __init__(self, servers: str, topic: str, options: Mapping[str, str]) -> None:
        self._topic = topic
        self._options: dict[str, Any] = {
            "client.id": "jobr",
            "linger.ms": 5,
            **options,
            "bootstrap.servers": servers,
            "enable.idempotence": True,
            "enable.gapless.guarantee": True,
            "log_level": 2,  # what matters comes by the callback, in our own form
            "message.timeout.ms": 0,
        }
        self._producer: Producer | None = None

    async def __call__(self, events: Sequence[LoggedEvent]) -> None:
        """Returns when Kafka has all of them. Raises KafkaUnavailable."""
        interrupted = threading.Event()
        try:
            await asyncio.to_thread(self._send, events, interrupted)
        except BufferError as error:
            raise KafkaUnavailable from error
        except KafkaException as error:
            raise KafkaUnavailable(f"Kafka does not take events: {error.args[0].str()}.") from error
        finally:
            interrupted.set()

    def _send(self, events: Sequence[LoggedEvent], interrupted: threading.Event) -> None:
        batch = _Batch(len(events))
        producer, self._producer = self._producer or self._connected(), None
        for logged in events:
            event = logged.event
            producer.produce(
                self._topic,
                key=event.subject,
                value=json.dumps(event.to_json()),
                headers={"id": str(event.id), "name": event.name, "version": str(event.version)},
                timestamp=int(event.occurred_at.timestamp() * 1000),
                on_delivery=batch.delivered,
            )
        while batch.outstanding and not interrupted.is_set():
            producer.poll(_POLL_SECONDS)
            batch.raise_failure()
        if batch.outstanding:
            producer.purge()  # and not used again: the batch will be sent anew, whole
            producer.poll(0)  # hears of what was purged, so that nothing holds the producer back
        else:
            self._producer = producer

    def _connected(self) -> Producer:
        # Not a method of the relay: the two would keep each other, and the producer its threads.
        return Producer(self._options, error_cb=_Complaints().tell)


class _Complaints:
    """Logged once a minute each: a broker that is away is asked for again and again."""

    def __init__(self) -> None:
        self._told_at: dict[str, float] = {}

    def tell(self, error: KafkaError) -> None:
        now = time.monotonic()
        if now - self._told_at.get(error.name(), -_TELL_SECONDS) >= _TELL_SECONDS:
            self._told_at[error.name()] = now
            _log.warning("kafka", code=error.name(), reason=error.str())


class _Batch:
    """What has become of the messages of one batch."""

    def __init__(self, size: int) -> None:
        self.outstanding = size
        self._failure: KafkaError | None = None

    def delivered(self, error: KafkaError | None, _: Message) -> None:
        self.outstanding -= 1
        self._failure = self._failure or error

    def raise_failure(self) -> None:
        if self._failure is not None:
            raise KafkaException(self._failure)
