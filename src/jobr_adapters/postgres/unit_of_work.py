"""Units of work on PostgreSQL: one connection, one transaction, all slices."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from types import TracebackType
from typing import Self

import psycopg

from jobr_adapters.postgres.accounts import PostgresUsers
from jobr_adapters.postgres.cvs import PostgresCvs
from jobr_adapters.postgres.deliveries import PostgresDeliveries
from jobr_adapters.postgres.errors import core_errors
from jobr_adapters.postgres.events import PostgresEventRecorder
from jobr_adapters.postgres.identities import PostgresIdentities, PostgresSignInFlows
from jobr_adapters.postgres.import_runs import PostgresImportRuns
from jobr_adapters.postgres.insight import PostgresDailyCounts
from jobr_adapters.postgres.jobs import PostgresPostings
from jobr_adapters.postgres.matches import PostgresMatches
from jobr_adapters.postgres.messages import PostgresSentMessages
from jobr_adapters.postgres.one_time_codes import PostgresOneTimeCodes
from jobr_adapters.postgres.one_time_tokens import PostgresOneTimeTokens
from jobr_adapters.postgres.pool import PostgresPool
from jobr_adapters.postgres.second_factors import PostgresSecondFactors
from jobr_adapters.postgres.sessions import PostgresSessions
from jobr_adapters.postgres.sign_in_attempts import PostgresSignInAttempts
from jobr_adapters.postgres.sign_in_sources import PostgresSignInSources
from jobr_adapters.postgres.statements import Connection
from jobr_adapters.postgres.task_queue import PostgresTaskQueue
from jobr_adapters.postgres.waking import wake
from jobr_adapters.postgres.wishes import PostgresFeedback, PostgresStatedPreferences
from jobr_core.accounts.ports import SessionsWork
from jobr_core.cvs.ports import CvsWork
from jobr_core.events.ports import DeliveryWork
from jobr_core.insight.ports import CountsWork
from jobr_core.jobs.ports import PostingsWork
from jobr_core.matching.ports import MatchingWork
from jobr_core.messages.ports import MessagesWork
from jobr_core.shared.clock import Clock
from jobr_core.shared.ids import IdSource
from jobr_core.tasks.ports import TasksWork


class PostgresUnitOfWork(
    SessionsWork,
    CvsWork,
    PostingsWork,
    MatchingWork,
    TasksWork,
    MessagesWork,
    CountsWork,
    DeliveryWork,
):
    """A transaction in PostgreSQL's default isolation; uniqueness and races are its constraints."""

    def __init__(self, pool: PostgresPool, *, now: Clock, new_id: IdSource) -> None:
        self._pool = pool
        self._open = AsyncExitStack()
        self._connection: Connection | None = None
        self._users = PostgresUsers(self._own_connection)
        self._sessions = PostgresSessions(self._own_connection)
        self._sign_in_attempts = PostgresSignInAttempts(self._own_connection)
        self._sign_in_sources = PostgresSignInSources(self._own_connection)
        self._second_factors = PostgresSecondFactors(self._own_connection)
        self._one_time_tokens = PostgresOneTimeTokens(self._own_connection)
        self._one_time_codes = PostgresOneTimeCodes(self._own_connection)
        self._identities = PostgresIdentities(self._own_connection)
        self._sign_in_flows = PostgresSignInFlows(self._own_connection)
        self._cvs = PostgresCvs(self._own_connection)
        self._postings = PostgresPostings(self._own_connection, now=now, new_id=new_id)
        self._import_runs = PostgresImportRuns(self._own_connection)
        self._events = PostgresEventRecorder(now=now, new_id=new_id)
        self._tasks = PostgresTaskQueue()
        self._messages = PostgresSentMessages(self._own_connection, now=now)
        self._daily_counts = PostgresDailyCounts(self._own_connection)
        self._matches = PostgresMatches(self._own_connection)
        self._preferences = PostgresStatedPreferences(self._own_connection, now=now)
        self._feedback = PostgresFeedback(self._own_connection)
        self._deliveries = PostgresDeliveries(self._own_connection, now=now)

    @property
    def users(self) -> PostgresUsers:
        return self._users

    @property
    def sessions(self) -> PostgresSessions:
        return self._sessions

    @property
    def sign_in_attempts(self) -> PostgresSignInAttempts:
        return self._sign_in_attempts

    @property
    def sign_in_sources(self) -> PostgresSignInSources:
        return self._sign_in_sources

    @property
    def second_factors(self) -> PostgresSecondFactors:
        return self._second_factors

    @property
    def one_time_tokens(self) -> PostgresOneTimeTokens:
        return self._one_time_tokens

    @property
    def one_time_codes(self) -> PostgresOneTimeCodes:
        return self._one_time_codes

    @property
    def identities(self) -> PostgresIdentities:
        return self._identities

    @property
    def sign_in_flows(self) -> PostgresSignInFlows:
        return self._sign_in_flows

    @property
    def cvs(self) -> PostgresCvs:
        return self._cvs

    @property
    def postings(self) -> PostgresPostings:
        return self._postings

    @property
    def import_runs(self) -> PostgresImportRuns:
        return self._import_runs

    @property
    def events(self) -> PostgresEventRecorder:
        return self._events

    @property
    def tasks(self) -> PostgresTaskQueue:
        return self._tasks

    @property
    def messages(self) -> PostgresSentMessages:
        return self._messages

    @property
    def daily_counts(self) -> PostgresDailyCounts:
        return self._daily_counts

    @property
    def deliveries(self) -> PostgresDeliveries:
        return self._deliveries

    @property
    def matches(self) -> PostgresMatches:
        return self._matches

    @property
    def preferences(self) -> PostgresStatedPreferences:
        return self._preferences

    @property
    def feedback(self) -> PostgresFeedback:
        return self._feedback

    async def __aenter__(self) -> Self:
        with core_errors():
            async with AsyncExitStack() as opening:
                connection = await opening.enter_async_context(self._pool.autocommit())
                await connection.execute("BEGIN")
                self._open = opening.pop_all()
        self._connection = connection
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        connection, self._connection = self._connection, None
        try:
            if connection is not None and not connection.closed:
                with suppress(psycopg.Error):  # a lost connection has undone everything too
                    await connection.execute("ROLLBACK")
        finally:
            await self._open.aclose()

    async def commit(self) -> None:
        """Events stand last, so that their transaction is over at once."""
        await self._daily_counts.write()
        await self._tasks.write(self._own_connection)
        told = await self._events.write(self._own_connection)
        with core_errors():
            async with self._own_connection() as connection:
                committed = await connection.execute("COMMIT")
                if committed.statusmessage != "COMMIT":  # PostgreSQL rolls a failed one back
                    raise RuntimeError("a statement had failed before the commit; nothing is kept")
                if told:
                    await wake(connection)
        self._connection = None

    @asynccontextmanager
    async def _own_connection(self) -> AsyncIterator[Connection]:
        if self._connection is None:
            raise RuntimeError("a unit of work is used before it was entered or after its commit")
        yield self._connection
