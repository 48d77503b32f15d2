"""Everybody who wants events, in one place."""

from typing import Any

from jobr_adapters.wiring.settings import SettingInvalid, Settings
from jobr_core.events.subscribers import Listener, Relay
from jobr_core.insight.use_cases.counting import DAILY_COUNTS
from jobr_core.matching.ports import NEW_FEATURES
from jobr_core.matching.use_cases.features import INDEX_CHANGES, ComputeNewFeatures
from jobr_core.matching.use_cases.rematching import REMATCHING
from jobr_core.messages.use_cases.mailing import NOTICE_MAILS, WELCOME_MAIL


def subscribers(settings: Settings, compute: ComputeNewFeatures) -> tuple[Listener[Any], ...]:
    """`compute` is who computes features for new postings."""
    features = Relay(name=NEW_FEATURES, send=compute, wants=INDEX_CHANGES, from_start=False)
    return (DAILY_COUNTS, WELCOME_MAIL, NOTICE_MAILS, REMATCHING, *_kafka(settings), features)


def _kafka(settings: Settings) -> tuple[Relay, ...]:
    """Raises SettingInvalid where Kafka is asked for and its extra is not installed."""
    servers = settings.kafka_bootstrap_servers
    if servers is None:
        return ()
    try:
        from jobr_adapters.kafka.relay import KafkaRelay
    except ImportError as error:
        raise SettingInvalid(
            "KAFKA_BOOTSTRAP_SERVERS is set, but the client is not installed: "
            "pip install 'jobr[kafka]'"
        ) from error
    send = KafkaRelay(servers, settings.kafka_topic, settings.kafka_options)
    return (Relay(name="kafka", send=send),)
