"""Where things are kept: the same collections in memory and in PostgreSQL."""

from datetime import timedelta

from dependency_injector import containers, providers

from jobr_adapters.memory.account_records import MemoryAccountRecords
from jobr_adapters.memory.accounts import MemoryUsers
from jobr_adapters.memory.background import InlineTasks
from jobr_adapters.memory.cvs import MemoryCvs
from jobr_adapters.memory.database import MemoryDatabase
from jobr_adapters.memory.deliveries import MemoryDeliveries
from jobr_adapters.memory.events import MemoryEventLog
from jobr_adapters.memory.features import MemoryFeatures
from jobr_adapters.memory.idempotency import MemoryIdempotencyKeys
from jobr_adapters.memory.identities import MemoryIdentities
from jobr_adapters.memory.insight import MemoryDailyCounts
from jobr_adapters.memory.job_search import MemoryPostingIndex
from jobr_adapters.memory.jobs import MemoryImportRuns, MemoryPostings
from jobr_adapters.memory.matches import (
    MemoryFeedback,
    MemoryMatches,
    MemoryRematchRuns,
    MemoryStatedPreferences,
)
from jobr_adapters.memory.one_time_tokens import MemoryOneTimeTokens
from jobr_adapters.memory.originals import MemoryOriginals
from jobr_adapters.memory.sessions import MemorySessions, MemorySigningKeys
from jobr_adapters.memory.unit_of_work import MemoryUnitOfWork
from jobr_adapters.postgres.account_records import PostgresAccountRecords
from jobr_adapters.postgres.accounts import PostgresUsers
from jobr_adapters.postgres.cvs import PostgresCvs
from jobr_adapters.postgres.deliveries import PostgresDeliveries
from jobr_adapters.postgres.events import PostgresEventLog
from jobr_adapters.postgres.features import PostgresFeatures
from jobr_adapters.postgres.idempotency import PostgresIdempotencyKeys
from jobr_adapters.postgres.identities import PostgresIdentities
from jobr_adapters.postgres.import_runs import PostgresImportRuns
from jobr_adapters.postgres.insight import PostgresDailyCounts
from jobr_adapters.postgres.job_search import PostgresPostingIndex
from jobr_adapters.postgres.jobs import PostgresPostings
from jobr_adapters.postgres.matches import PostgresMatches, PostgresRematchRuns
from jobr_adapters.postgres.one_time_tokens import PostgresOneTimeTokens
from jobr_adapters.postgres.pool import PostgresPool
from jobr_adapters.postgres.rate_limits import PostgresRateLimiter
from jobr_adapters.postgres.sessions import PostgresSessions
from jobr_adapters.postgres.signing_keys import PostgresSigningKeys
from jobr_adapters.postgres.task_queue import PostgresTasks
from jobr_adapters.postgres.unit_of_work import PostgresUnitOfWork
from jobr_adapters.postgres.wishes import PostgresFeedback, PostgresStatedPreferences
from jobr_core.accounts.ports import (
    AccountRecords,
    Identities,
    OneTimeTokens,
    Sessions,
    SigningKeys,
    Users,
)
from jobr_core.cvs.ports import Cvs, Originals
from jobr_core.events.ports import EventLog, Subscriptions
from jobr_core.idempotency.ports import IdempotencyKeys
from jobr_core.insight.ports import DailyCounts
from jobr_core.jobs.ports import ImportRuns, JobPostings, PostingIndex
from jobr_core.matching.ports import (
    Features,
    Feedback,
    Matches,
    RematchRuns,
    StatedPreferences,
)
from jobr_core.shared.rate_limits import ForgetClients, RateLimiter
from jobr_core.tasks.ports import Tasks


async def nobody_to_forget(unused: timedelta) -> None:
    """Without a database each process counts by itself, and holds only so much."""


async def always_answering() -> bool:
    """Memory is never away."""
    return True


class MemoryStorage(containers.DeclarativeContainer):
    """For tests, and to describe the API without a database: nothing outlives the process."""

    outside = providers.DependenciesContainer()
    database = providers.Singleton(MemoryDatabase)
    _tables = providers.Callable(lambda database: lambda: database.tables, database)
    users: providers.Provider[Users] = providers.Singleton(MemoryUsers, _tables)
    sessions: providers.Provider[Sessions] = providers.Singleton(MemorySessions, _tables)
    signing_keys: providers.Provider[SigningKeys] = providers.Singleton(MemorySigningKeys, _tables)
    one_time_tokens: providers.Provider[OneTimeTokens] = providers.Singleton(
        MemoryOneTimeTokens, _tables
    )
    identities: providers.Provider[Identities] = providers.Singleton(MemoryIdentities, _tables)
    account_records: providers.Provider[AccountRecords] = providers.Singleton(
        MemoryAccountRecords, _tables
    )
    idempotency_keys: providers.Provider[IdempotencyKeys] = providers.Singleton(
        MemoryIdempotencyKeys, database
    )
    cvs: providers.Provider[Cvs] = providers.Singleton(MemoryCvs, _tables)
    postings: providers.Provider[JobPostings] = providers.Singleton(
        MemoryPostings, _tables, now=outside.now, new_id=outside.new_id
    )
    posting_index: providers.Provider[PostingIndex] = providers.Singleton(
        MemoryPostingIndex, _tables, now=outside.now
    )
    import_runs: providers.Provider[ImportRuns] = providers.Singleton(MemoryImportRuns, _tables)
    event_log: providers.Provider[EventLog] = providers.Singleton(MemoryEventLog, database)
    subscriptions: providers.Provider[Subscriptions] = providers.Singleton(
        MemoryDeliveries, _tables, now=outside.now
    )
    daily_counts: providers.Provider[DailyCounts] = providers.Singleton(MemoryDailyCounts, _tables)
    tasks: providers.Provider[Tasks] = providers.Singleton(InlineTasks, database)
    features: providers.Provider[Features] = providers.Singleton(
        MemoryFeatures, _tables, now=outside.now
    )
    preferences: providers.Provider[StatedPreferences] = providers.Singleton(
        MemoryStatedPreferences, _tables
    )
    feedback: providers.Provider[Feedback] = providers.Singleton(MemoryFeedback, _tables)
    matches: providers.Provider[Matches] = providers.Singleton(MemoryMatches, _tables)
    rematch_runs: providers.Provider[RematchRuns] = providers.Singleton(MemoryRematchRuns, _tables)
    work = providers.Factory(MemoryUnitOfWork, database, now=outside.now, new_id=outside.new_id)
    originals: providers.Provider[Originals] = providers.Singleton(MemoryOriginals, now=outside.now)
    rate_limiter: providers.Provider[RateLimiter | None] = providers.Object(None)
    forget_clients: providers.Provider[ForgetClients] = providers.Object(nobody_to_forget)
    is_answering = providers.Object(always_answering)


class PostgresStorage(containers.DeclarativeContainer):
    """PostgreSQL, embedded or remote alike."""

    outside = providers.DependenciesContainer()
    url = providers.Dependency(instance_of=str)
    pool = providers.Singleton(PostgresPool, url)
    users: providers.Provider[Users] = providers.Singleton(PostgresUsers, pool.provided.autocommit)
    sessions: providers.Provider[Sessions] = providers.Singleton(
        PostgresSessions, pool.provided.autocommit
    )
    signing_keys: providers.Provider[SigningKeys] = providers.Singleton(
        PostgresSigningKeys, pool.provided.autocommit
    )
    one_time_tokens: providers.Provider[OneTimeTokens] = providers.Singleton(
        PostgresOneTimeTokens, pool.provided.autocommit
    )
    identities: providers.Provider[Identities] = providers.Singleton(
        PostgresIdentities, pool.provided.autocommit
    )
    account_records: providers.Provider[AccountRecords] = providers.Singleton(
        PostgresAccountRecords, pool.provided.autocommit
    )
    idempotency_keys: providers.Provider[IdempotencyKeys] = providers.Singleton(
        PostgresIdempotencyKeys, pool.provided.autocommit
    )
    cvs: providers.Provider[Cvs] = providers.Singleton(PostgresCvs, pool.provided.autocommit)
    postings: providers.Provider[JobPostings] = providers.Singleton(
        PostgresPostings, pool.provided.autocommit, now=outside.now, new_id=outside.new_id
    )
    posting_index: providers.Provider[PostingIndex] = providers.Singleton(
        PostgresPostingIndex, pool.provided.autocommit, now=outside.now
    )
    import_runs: providers.Provider[ImportRuns] = providers.Singleton(
        PostgresImportRuns, pool.provided.autocommit
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
    tasks: providers.Provider[Tasks] = providers.Singleton(PostgresTasks, pool.provided.autocommit)
    features: providers.Provider[Features] = providers.Singleton(
        PostgresFeatures, pool.provided.autocommit, now=outside.now
    )
    preferences: providers.Provider[StatedPreferences] = providers.Singleton(
        PostgresStatedPreferences, pool.provided.autocommit, now=outside.now
    )
    feedback: providers.Provider[Feedback] = providers.Singleton(
        PostgresFeedback, pool.provided.autocommit
    )
    matches: providers.Provider[Matches] = providers.Singleton(
        PostgresMatches, pool.provided.autocommit
    )
    rematch_runs: providers.Provider[RematchRuns] = providers.Singleton(
        PostgresRematchRuns, pool.provided.autocommit
    )
    work = providers.Factory(PostgresUnitOfWork, pool, now=outside.now, new_id=outside.new_id)
    originals: providers.Provider[Originals] = outside.originals
    rate_limiter: providers.Provider[RateLimiter | None] = providers.Singleton(
        PostgresRateLimiter, pool.provided.autocommit
    )
    forget_clients: providers.Provider[ForgetClients] = rate_limiter.provided.forget
    is_answering = pool.provided.is_answering
