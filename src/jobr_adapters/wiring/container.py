"""Everything Jobr is made of, each thing named once.

Providers carry the port as their annotation, so that mypy holds each adapter to its port.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any, TypeVar

from dependency_injector import containers, providers
from uuid_utils.compat import uuid7

from jobr_adapters.documents.reader import SandboxedReader
from jobr_adapters.job_boards.reader import ContentReader
from jobr_adapters.mail.console import ConsoleMailer
from jobr_adapters.mail.smtp import SmtpMailer
from jobr_adapters.memory.accounts import MemoryUsers
from jobr_adapters.memory.background import InlineTasks
from jobr_adapters.memory.cvs import MemoryCvs
from jobr_adapters.memory.database import MemoryDatabase
from jobr_adapters.memory.deliveries import MemoryDeliveries
from jobr_adapters.memory.events import MemoryEventLog
from jobr_adapters.memory.insight import MemoryDailyCounts
from jobr_adapters.memory.jobs import MemoryPostings
from jobr_adapters.memory.messages import MemorySentMessages
from jobr_adapters.memory.unit_of_work import MemoryUnitOfWork
from jobr_adapters.passwords.argon2 import Argon2Hasher
from jobr_adapters.postgres.accounts import PostgresUsers
from jobr_adapters.postgres.cvs import PostgresCvs
from jobr_adapters.postgres.deliveries import PostgresDeliveries
from jobr_adapters.postgres.events import PostgresEventLog
from jobr_adapters.postgres.insight import PostgresDailyCounts
from jobr_adapters.postgres.jobs import PostgresPostings
from jobr_adapters.postgres.messages import PostgresSentMessages
from jobr_adapters.postgres.pool import PostgresPool
from jobr_adapters.postgres.task_queue import PostgresTasks
from jobr_adapters.postgres.unit_of_work import PostgresUnitOfWork
from jobr_adapters.tokens.jwt_tokens import JwtTokens
from jobr_adapters.wiring.background import connect_inline
from jobr_adapters.wiring.settings import SettingInvalid, Settings, jwt_secret
from jobr_core.accounts.ports import AccessTokens, Users
from jobr_core.accounts.use_cases.administration import FindUser, SetRole
from jobr_core.accounts.use_cases.login import LogIn
from jobr_core.accounts.use_cases.registration import Register
from jobr_core.cvs.ports import Cvs, DocumentReader
from jobr_core.cvs.use_cases.removal import RemoveCv
from jobr_core.cvs.use_cases.upload import UploadCv
from jobr_core.events.errors import TookTooLong
from jobr_core.events.ports import EventLog, Subscriptions, TimeLimit
from jobr_core.events.subscribers import Listener, Relay
from jobr_core.events.use_cases.delivery import Subscribe
from jobr_core.events.use_cases.replay import (
    CountReplay,
    RetryParked,
    ReviewSubscribers,
    StartReplay,
)
from jobr_core.events.use_cases.upkeep import PrepareEventMonths
from jobr_core.insight.ports import DailyCounts
from jobr_core.insight.use_cases.counting import DAILY_COUNTS
from jobr_core.jobs.ports import JobPostings, PostingsReader
from jobr_core.jobs.use_cases.importing import ImportPostings
from jobr_core.matching.use_cases.ranking import ExplainMatch, RankPostings
from jobr_core.messages.ports import Mailer, SentMessages
from jobr_core.messages.use_cases.welcome import WELCOME_MAIL, SendWelcome
from jobr_core.shared.clock import Clock
from jobr_core.shared.ids import IdSource
from jobr_core.tasks.ports import Tasks
from jobr_core.tasks.use_cases.upkeep import ForgetEndedTasks

Result = TypeVar("Result")


def utc_now() -> datetime:
    return datetime.now(UTC)


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


async def always_answering() -> bool:
    """Memory is never away."""
    return True


def mailer(settings: Settings) -> Mailer:
    """By SMTP_URL; without it messages are printed."""
    if settings.smtp_url is None:
        return ConsoleMailer()
    return SmtpMailer(settings.smtp_url.get_secret_value(), settings.mail_from)


def subscribers(settings: Settings) -> tuple[Listener[Any], ...]:
    """Everybody who wants events, in one place."""
    return (DAILY_COUNTS, WELCOME_MAIL, *_kafka(settings))


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


class Outside(containers.DeclarativeContainer):
    """Clock, ids, documents, passwords, tokens: the same with every storage."""

    settings = providers.Dependency(instance_of=Settings)
    now: providers.Provider[Clock] = providers.Object(utc_now)
    new_id: providers.Provider[IdSource] = providers.Object(uuid7)
    aside = providers.Object(run_in_thread)
    hasher = providers.Singleton(Argon2Hasher)
    tokens: providers.Provider[AccessTokens] = providers.Singleton(
        JwtTokens, secret=providers.Callable(jwt_secret, settings), now=now, new_id=new_id
    )
    documents: providers.Provider[DocumentReader] = providers.Singleton(
        SandboxedReader, size_limit=settings.provided.file_size_limit
    )
    read_postings: providers.Provider[PostingsReader] = providers.Singleton(ContentReader)
    mail: providers.Provider[Mailer] = providers.Singleton(mailer, settings)
    within: providers.Provider[TimeLimit] = providers.Object(within)
    subscribers = providers.Singleton(subscribers, settings)


class MemoryStorage(containers.DeclarativeContainer):
    """For tests, and to describe the API without a database: nothing outlives the process."""

    outside = providers.DependenciesContainer()
    database = providers.Singleton(MemoryDatabase)
    _tables = providers.Callable(lambda database: lambda: database.tables, database)
    users: providers.Provider[Users] = providers.Singleton(MemoryUsers, _tables)
    cvs: providers.Provider[Cvs] = providers.Singleton(MemoryCvs, _tables)
    postings: providers.Provider[JobPostings] = providers.Singleton(
        MemoryPostings, _tables, now=outside.now, new_id=outside.new_id
    )
    event_log: providers.Provider[EventLog] = providers.Singleton(MemoryEventLog, database)
    subscriptions: providers.Provider[Subscriptions] = providers.Singleton(
        MemoryDeliveries, _tables, now=outside.now
    )
    daily_counts: providers.Provider[DailyCounts] = providers.Singleton(MemoryDailyCounts, _tables)
    messages: providers.Provider[SentMessages] = providers.Singleton(MemorySentMessages, _tables)
    tasks: providers.Provider[Tasks] = providers.Singleton(InlineTasks, database)
    work = providers.Factory(MemoryUnitOfWork, database, now=outside.now, new_id=outside.new_id)
    is_answering = providers.Object(always_answering)


class PostgresStorage(containers.DeclarativeContainer):
    """PostgreSQL, embedded or remote alike."""

    outside = providers.DependenciesContainer()
    url = providers.Dependency(instance_of=str)
    pool = providers.Singleton(PostgresPool, url)
    users: providers.Provider[Users] = providers.Singleton(PostgresUsers, pool.provided.autocommit)
    cvs: providers.Provider[Cvs] = providers.Singleton(PostgresCvs, pool.provided.autocommit)
    postings: providers.Provider[JobPostings] = providers.Singleton(
        PostgresPostings, pool.provided.autocommit, now=outside.now, new_id=outside.new_id
    )
    event_log: providers.Provider[EventLog] = providers.Singleton(
        PostgresEventLog, pool.provided.autocommit
    )
    subscriptions: providers.Provider[Subscriptions] = providers.Singleton(
        PostgresDeliveries, pool.provided.autocommit, now=outside.now
    )
    daily_counts: providers.Provider[DailyCounts] = providers.Singleton(
        PostgresDailyCounts, pool.provided.autocommit
    )
    messages: providers.Provider[SentMessages] = providers.Singleton(
        PostgresSentMessages, pool.provided.autocommit, now=outside.now
    )
    tasks: providers.Provider[Tasks] = providers.Singleton(PostgresTasks, pool.provided.autocommit)
    work = providers.Factory(PostgresUnitOfWork, pool, now=outside.now, new_id=outside.new_id)
    is_answering = pool.provided.is_answering


class UseCases(containers.DeclarativeContainer):
    """The stories, wired."""

    outside = providers.DependenciesContainer()
    storage = providers.DependenciesContainer()

    register = providers.Singleton(
        Register,
        begin=storage.work.provider,
        hasher=outside.hasher,
        now=outside.now,
        new_id=outside.new_id,
    )
    log_in = providers.Singleton(LogIn, users=storage.users, hasher=outside.hasher)
    set_role = providers.Singleton(SetRole, begin=storage.work.provider)
    find_user = providers.Singleton(FindUser, users=storage.users)
    upload_cv = providers.Singleton(
        UploadCv,
        begin=storage.work.provider,
        read=outside.documents,
        aside=outside.aside,
        now=outside.now,
        new_id=outside.new_id,
    )
    remove_cv = providers.Singleton(RemoveCv, begin=storage.work.provider)
    import_postings = providers.Singleton(
        ImportPostings,
        begin=storage.work.provider,
        read=outside.read_postings,
        aside=outside.aside,
    )
    rank_postings = providers.Singleton(
        RankPostings,
        cvs=storage.cvs,
        postings=storage.postings,
        aside=outside.aside,
        now=outside.now,
    )
    explain_match = providers.Singleton(
        ExplainMatch,
        cvs=storage.cvs,
        postings=storage.postings,
        aside=outside.aside,
        now=outside.now,
    )

    subscribe = providers.Singleton(
        Subscribe,
        begin=storage.work.provider,
        log=storage.event_log,
        subscriptions=storage.subscriptions,
        subscribers=outside.subscribers,
    )
    start_replay = providers.Singleton(
        StartReplay,
        begin=storage.work.provider,
        subscribers=outside.subscribers,
        now=outside.now,
    )
    count_replay = providers.Singleton(
        CountReplay,
        log=storage.event_log,
        subscriptions=storage.subscriptions,
        subscribers=outside.subscribers,
    )
    review_subscribers = providers.Singleton(
        ReviewSubscribers,
        log=storage.event_log,
        subscriptions=storage.subscriptions,
        subscribers=outside.subscribers,
    )
    retry_parked = providers.Singleton(
        RetryParked,
        begin=storage.work.provider,
        subscribers=outside.subscribers,
        now=outside.now,
    )
    prepare_event_months = providers.Singleton(PrepareEventMonths, store=storage.event_log)
    send_welcome = providers.Singleton(
        SendWelcome, begin=storage.work.provider, users=storage.users, mail=outside.mail
    )
    forget_ended_tasks = providers.Singleton(ForgetEndedTasks, tasks=storage.tasks)


class Container(containers.DeclarativeContainer):
    """All of it."""

    settings = providers.Dependency(instance_of=Settings)
    outside = providers.Container(Outside, settings=settings)
    storage = providers.DependenciesContainer()
    use_cases = providers.Container(UseCases, outside=outside, storage=storage)


def memory_container(settings: Settings) -> Container:
    """Jobr without a database."""
    outside = Outside(settings=settings)
    storage = MemoryStorage(outside=outside)
    container = Container(settings=settings, outside=outside, storage=storage)
    connect_inline(container)
    return container


def postgres_container(settings: Settings, url: str) -> Container:
    """Jobr on a PostgreSQL whose schema is current."""
    outside = Outside(settings=settings)
    storage = PostgresStorage(outside=outside, url=url)
    return Container(settings=settings, outside=outside, storage=storage)
