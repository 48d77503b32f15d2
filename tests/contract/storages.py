"""Every storage, for contracts that all of them must pass."""

import asyncio
from dataclasses import dataclass

import pytest

from builders import a_clock_at, an_id
from jobr_adapters.memory.accounts import MemoryUsers
from jobr_adapters.memory.cvs import MemoryCvs
from jobr_adapters.memory.database import MemoryDatabase
from jobr_adapters.memory.deliveries import MemoryDeliveries
from jobr_adapters.memory.events import MemoryEventLog
from jobr_adapters.memory.features import MemoryFeatures
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
from jobr_adapters.memory.messages import MemorySentMessages
from jobr_adapters.memory.one_time_tokens import MemoryOneTimeTokens
from jobr_adapters.memory.sessions import MemorySessions, MemorySigningKeys
from jobr_adapters.memory.unit_of_work import MemoryUnitOfWork
from jobr_adapters.postgres.accounts import PostgresUsers
from jobr_adapters.postgres.cvs import PostgresCvs
from jobr_adapters.postgres.deliveries import PostgresDeliveries
from jobr_adapters.postgres.events import PostgresEventLog
from jobr_adapters.postgres.features import PostgresFeatures
from jobr_adapters.postgres.identities import PostgresIdentities
from jobr_adapters.postgres.import_runs import PostgresImportRuns
from jobr_adapters.postgres.insight import PostgresDailyCounts
from jobr_adapters.postgres.job_search import PostgresPostingIndex
from jobr_adapters.postgres.jobs import PostgresPostings
from jobr_adapters.postgres.matches import PostgresMatches, PostgresRematchRuns
from jobr_adapters.postgres.messages import PostgresSentMessages
from jobr_adapters.postgres.one_time_tokens import PostgresOneTimeTokens
from jobr_adapters.postgres.pool import PostgresPool
from jobr_adapters.postgres.sessions import PostgresSessions
from jobr_adapters.postgres.signing_keys import PostgresSigningKeys
from jobr_adapters.postgres.unit_of_work import PostgresUnitOfWork
from jobr_adapters.postgres.wishes import PostgresFeedback, PostgresStatedPreferences
from jobr_core.accounts.ports import Identities, OneTimeTokens, Sessions, SigningKeys, Users
from jobr_core.cvs.ports import Cvs
from jobr_core.events.ports import EventLog, Subscriptions
from jobr_core.insight.ports import DailyCounts
from jobr_core.jobs.ports import ImportRuns, JobPostings, PostingIndex
from jobr_core.matching.ports import (
    Features,
    Feedback,
    Matches,
    RematchRuns,
    StatedPreferences,
)
from jobr_core.messages.ports import SentMessages
from jobr_core.shared.clock import Clock

NOW = a_clock_at()


@dataclass(frozen=True)
class Storage:
    """What is committed, by collection, and units of work on it."""

    users: Users
    sessions: Sessions
    signing_keys: SigningKeys
    one_time_tokens: OneTimeTokens
    identities: Identities
    cvs: Cvs
    postings: JobPostings
    posting_index: PostingIndex
    import_runs: ImportRuns
    event_log: EventLog
    subscriptions: Subscriptions
    daily_counts: DailyCounts
    messages: SentMessages
    features: Features
    preferences: StatedPreferences
    feedback: Feedback
    matches: Matches
    rematch_runs: RematchRuns
    pool: PostgresPool | None = None
    database: MemoryDatabase | None = None

    def begin(self, now: Clock = NOW) -> MemoryUnitOfWork | PostgresUnitOfWork:
        if self.pool is not None:
            return PostgresUnitOfWork(self.pool, now=now, new_id=an_id)
        assert self.database is not None
        return MemoryUnitOfWork(self.database, now=now, new_id=an_id)

    async def settled(self) -> None:
        """Returns when readers see what was committed: tests beside this one write to the same
        server, and the log is read behind the oldest transaction of all."""
        if self.pool is None:
            return
        async with self.pool.autocommit() as connection:
            cursor = await connection.execute("SELECT pg_current_xact_id()::text::bigint AS now")
            [row] = await cursor.fetchall()
        while (await self.event_log.end()).transaction < row["now"]:  # noqa: ASYNC110
            await asyncio.sleep(0.002)


class OnMemory:
    @pytest.fixture
    def storage(self) -> Storage:
        database = MemoryDatabase()
        return Storage(
            users=MemoryUsers(lambda: database.tables),
            sessions=MemorySessions(lambda: database.tables),
            signing_keys=MemorySigningKeys(lambda: database.tables),
            one_time_tokens=MemoryOneTimeTokens(lambda: database.tables),
            identities=MemoryIdentities(lambda: database.tables),
            cvs=MemoryCvs(lambda: database.tables),
            postings=MemoryPostings(lambda: database.tables, now=NOW, new_id=an_id),
            posting_index=MemoryPostingIndex(lambda: database.tables, now=NOW),
            import_runs=MemoryImportRuns(lambda: database.tables),
            event_log=MemoryEventLog(database),
            subscriptions=MemoryDeliveries(lambda: database.tables, now=NOW),
            daily_counts=MemoryDailyCounts(lambda: database.tables),
            messages=MemorySentMessages(lambda: database.tables),
            features=MemoryFeatures(lambda: database.tables, now=NOW),
            preferences=MemoryStatedPreferences(lambda: database.tables),
            feedback=MemoryFeedback(lambda: database.tables),
            matches=MemoryMatches(lambda: database.tables),
            rematch_runs=MemoryRematchRuns(lambda: database.tables),
            database=database,
        )


@pytest.mark.postgres
class OnPostgres:
    @pytest.fixture
    def storage(self, pool: PostgresPool) -> Storage:
        return Storage(
            users=PostgresUsers(pool.autocommit),
            sessions=PostgresSessions(pool.autocommit),
            signing_keys=PostgresSigningKeys(pool.autocommit),
            one_time_tokens=PostgresOneTimeTokens(pool.autocommit),
            identities=PostgresIdentities(pool.autocommit),
            cvs=PostgresCvs(pool.autocommit),
            postings=PostgresPostings(pool.autocommit, now=NOW, new_id=an_id),
            posting_index=PostgresPostingIndex(pool.autocommit, now=NOW),
            import_runs=PostgresImportRuns(pool.autocommit),
            event_log=PostgresEventLog(pool.autocommit),
            subscriptions=PostgresDeliveries(pool.autocommit, now=NOW),
            daily_counts=PostgresDailyCounts(pool.autocommit),
            messages=PostgresSentMessages(pool.autocommit, now=NOW),
            features=PostgresFeatures(pool.autocommit, now=NOW),
            preferences=PostgresStatedPreferences(pool.autocommit, now=NOW),
            feedback=PostgresFeedback(pool.autocommit),
            matches=PostgresMatches(pool.autocommit),
            rematch_runs=PostgresRematchRuns(pool.autocommit),
            pool=pool,
        )
