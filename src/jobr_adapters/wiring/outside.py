"""What is the same with every storage: clock, ids, documents, passwords, mail."""

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from typing import Final, TypeVar
from uuid import UUID

from cachetools import TTLCache
from dependency_injector import containers, providers
from uuid_utils.compat import uuid7

from jobr_adapters.documents.reader import SandboxedReader
from jobr_adapters.files.key_ring import KeyRing
from jobr_adapters.job_boards.stream import ParallelStream
from jobr_adapters.match_index.computing import FeatureComputing
from jobr_adapters.match_index.concerned import ByIndexRows, StandingRows
from jobr_adapters.memory.rate_limits import MemoryRateLimiter
from jobr_adapters.passwords.argon2 import Argon2Hasher
from jobr_adapters.passwords.common import is_common
from jobr_adapters.rates.ecb import in_euro
from jobr_adapters.sms.numbers import PhoneNumbers
from jobr_adapters.wiring.encryption_keys import (
    code_macs,
    key_ring,
    phone_subjects,
    pseudonyms,
    receipt_keys,
    seal,
)
from jobr_adapters.wiring.files import originals, scanner
from jobr_adapters.wiring.home import index_folder
from jobr_adapters.wiring.importing import describe, fetcher, gazetteer
from jobr_adapters.wiring.limiting import redis_limiter
from jobr_adapters.wiring.processes import LazyWorkers
from jobr_adapters.wiring.sending import link_to, mailer, sms_sender
from jobr_adapters.wiring.settings import Settings
from jobr_adapters.wiring.sign_in_services import sign_in_services
from jobr_core.accounts.model import UserId
from jobr_core.accounts.one_time_codes import CodeMacs, SendPolicy
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
from jobr_core.jobs.addresses import BoardAddresses
from jobr_core.jobs.facts import Describe, InEuro
from jobr_core.jobs.places import FindCity
from jobr_core.jobs.ports import Fetcher, PostingsStream
from jobr_core.jobs.use_cases.searching import PageCache
from jobr_core.matching.ports import ComputeFeatures, Concerned, JudgeByAi, StandingRow
from jobr_core.matching.receipts import Key
from jobr_core.matching.use_cases.best import EvidenceCache
from jobr_core.matching.use_cases.ranking import MatchesCache
from jobr_core.messages.ports import LinkTo, Mailer, SmsSender
from jobr_core.shared.clock import Clock
from jobr_core.shared.ids import IdSource
from jobr_core.shared.rate_limits import RateLimiter

HALF_AN_HOUR: Final = 1_800
"""Seconds that listings and matches are kept at hand (specification: job_listings, job_matches),
and what is read out of a CV, of which nothing may stay for long once it is removed."""

Result = TypeVar("Result")


def utc_now() -> datetime:
    return datetime.now(UTC)


def fresh_secret() -> str:
    """`NewSecret`."""
    return secrets.token_urlsafe(32)


def fresh_code() -> str:
    """`NewCode`: 20 bits (ASVS V6.5.4)."""
    return f"{secrets.randbelow(10**6):06d}"


def random_id() -> UUID:
    """128 random bits; what is made in order of time could be guessed."""
    return UUID(bytes=secrets.token_bytes(16))


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


async def everybody_free(_: UserId) -> Plan:
    """`PlanOf` for as long as nobody can subscribe."""
    return Plan.FREE


class Outside(containers.DeclarativeContainer):
    """Clock, ids, documents, passwords, tokens: the same with every storage."""

    settings = providers.Dependency(instance_of=Settings)
    now: providers.Provider[Clock] = providers.Object(utc_now)
    new_id: providers.Provider[IdSource] = providers.Object(uuid7)
    new_code_id: providers.Provider[IdSource] = providers.Object(random_id)
    new_secret: providers.Provider[NewSecret] = providers.Object(fresh_secret)
    new_code: providers.Provider[NewCode] = providers.Object(fresh_code)
    new_bytes: providers.Provider[NewBytes] = providers.Object(secrets.token_bytes)
    aside = providers.Object(run_in_thread)
    within: providers.Provider[TimeLimit] = providers.Object(within)

    key_ring: providers.Provider[KeyRing] = providers.Callable(key_ring, settings)
    pseudonyms: providers.Provider[Pseudonyms] = providers.Singleton(pseudonyms, key_ring)
    second_factor_seal: providers.Provider[Seal] = providers.Singleton(
        seal, key_ring, "second factors"
    )
    phone_seal: providers.Provider[Seal] = providers.Singleton(seal, key_ring, "telephone numbers")
    phone_subjects: providers.Provider[PhoneSubjects] = providers.Singleton(
        phone_subjects, key_ring
    )
    code_macs: providers.Provider[CodeMacs] = providers.Singleton(code_macs, key_ring)
    receipt_keys: providers.Provider[Mapping[str, Key]] = providers.Singleton(
        receipt_keys, key_ring
    )

    hasher: providers.Provider[PasswordHasher] = providers.Singleton(Argon2Hasher)
    is_common: providers.Provider[IsCommonPassword] = providers.Object(is_common)
    throttle: providers.Provider[ThrottlePolicy] = providers.Singleton(
        ThrottlePolicy, most=settings.provided.sign_in_failures_per_ip
    )
    own_limiter: providers.Provider[RateLimiter] = providers.Singleton(MemoryRateLimiter, now)
    redis_limiter: providers.Provider[RateLimiter | None] = providers.Singleton(
        redis_limiter, settings
    )
    admins_need_second_factor = settings.provided.admin_second_factor
    sign_in_services: providers.Provider[OutsideServices] = providers.Singleton(
        sign_in_services, settings, now
    )
    read_phone: providers.Provider[ReadPhone] = providers.Singleton(
        PhoneNumbers, settings.provided.sms_countries
    )
    send_policy: providers.Provider[SendPolicy] = providers.Singleton(
        SendPolicy, most_in_all=settings.provided.sms_daily_most
    )
    sms: providers.Provider[SmsSender] = providers.Singleton(sms_sender, settings)
    mail: providers.Provider[Mailer] = providers.Singleton(mailer, settings)
    link_to: providers.Provider[LinkTo] = providers.Singleton(link_to, settings)

    plan_of: providers.Provider[PlanOf] = providers.Object(everybody_free)
    documents: providers.Provider[DocumentReader] = providers.Singleton(
        SandboxedReader, size_limit=settings.provided.file_size_limit
    )
    scan: providers.Provider[MalwareScanner] = providers.Singleton(scanner, settings)
    originals: providers.Provider[Originals] = providers.Singleton(originals, settings)
    ai_parsing: providers.Provider[AiParsing | None] = providers.Object(None)

    find_city: providers.Provider[FindCity] = providers.Callable(gazetteer)
    in_euro: providers.Provider[InEuro] = providers.Object(in_euro)
    describe: providers.Provider[Describe] = providers.Callable(describe, find_city)
    stream: providers.Provider[PostingsStream] = providers.Singleton(ParallelStream, describe)
    fetch: providers.Provider[Fetcher] = providers.Singleton(fetcher, settings)
    boards: providers.Provider[BoardAddresses] = providers.Singleton(
        BoardAddresses,
        greenhouse=settings.provided.greenhouse_api_base,
        lever=settings.provided.lever_api_base,
        lever_eu=settings.provided.lever_eu_api_base,
        ashby=settings.provided.ashby_api_base,
    )

    page_cache: providers.Provider[PageCache] = providers.Singleton(
        TTLCache, maxsize=1_000, ttl=HALF_AN_HOUR
    )
    matches_cache: providers.Provider[MatchesCache] = providers.Singleton(
        TTLCache, maxsize=500, ttl=HALF_AN_HOUR
    )
    evidence_cache: providers.Provider[EvidenceCache] = providers.Singleton(
        TTLCache, maxsize=500, ttl=HALF_AN_HOUR
    )
    feature_workers = providers.Singleton(LazyWorkers)
    compute_features: providers.Provider[ComputeFeatures] = providers.Singleton(
        FeatureComputing, aside, feature_workers
    )
    concerned: providers.Provider[Concerned] = providers.Singleton(ByIndexRows, aside)
    standing_row: providers.Provider[StandingRow] = providers.Singleton(StandingRows, aside)
    index_folder = providers.Callable(index_folder, settings)
    match_ai: providers.Provider[JudgeByAi | None] = providers.Object(None)
