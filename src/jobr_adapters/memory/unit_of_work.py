"""Units of work on the memory database."""

from types import TracebackType
from typing import Self
from uuid import UUID

from jobr_adapters.memory.accounts import MemoryUsers
from jobr_adapters.memory.cvs import MemoryCvs
from jobr_adapters.memory.database import Enqueued, MemoryDatabase, Tables
from jobr_adapters.memory.deliveries import MemoryDeliveries
from jobr_adapters.memory.identities import MemoryIdentities, MemorySignInFlows
from jobr_adapters.memory.insight import MemoryDailyCounts
from jobr_adapters.memory.jobs import MemoryImportRuns, MemoryPostings
from jobr_adapters.memory.matches import MemoryFeedback, MemoryMatches, MemoryStatedPreferences
from jobr_adapters.memory.messages import MemorySentMessages
from jobr_adapters.memory.one_time_codes import MemoryOneTimeCodes
from jobr_adapters.memory.one_time_tokens import MemoryOneTimeTokens
from jobr_adapters.memory.second_factors import MemorySecondFactors
from jobr_adapters.memory.sessions import MemorySessions
from jobr_adapters.memory.sign_in_attempts import MemorySignInAttempts
from jobr_adapters.memory.sign_in_sources import MemorySignInSources
from jobr_core.accounts.ports import SessionsWork
from jobr_core.cvs.ports import CvsWork
from jobr_core.events.model import LoggedEvent, Position
from jobr_core.events.ports import DeliveryWork
from jobr_core.events.recording import ToldEvents
from jobr_core.insight.ports import CountsWork
from jobr_core.jobs.ports import PostingsWork
from jobr_core.matching.ports import MatchingWork
from jobr_core.messages.ports import MessagesWork
from jobr_core.shared.clock import Clock
from jobr_core.shared.ids import IdSource
from jobr_core.tasks.model import TaskKind
from jobr_core.tasks.ports import TaskQueue, TasksWork


class MemoryTaskQueue(TaskQueue):
    """What a unit of work has asked for so far."""

    def __init__(self) -> None:
        self.enqueued: list[Enqueued] = []

    def enqueue(
        self,
        kind: TaskKind,
        *,
        on_behalf_of: UUID | None = None,  # noqa: ARG002 - nobody waits here
        **ids: UUID,
    ) -> None:
        self.enqueued.append(Enqueued(kind, ids))


class MemoryUnitOfWork(
    SessionsWork,
    CvsWork,
    PostingsWork,
    MatchingWork,
    TasksWork,
    MessagesWork,
    CountsWork,
    DeliveryWork,
):
    """Works on a copy; `commit` publishes it, anything else forgets it."""

    def __init__(self, database: MemoryDatabase, *, now: Clock, new_id: IdSource) -> None:
        self._database = database
        self._draft = Tables()
        self._committed = False
        self._events = ToldEvents(now=now, new_id=new_id)
        self._tasks = MemoryTaskQueue()
        self._users = MemoryUsers(lambda: self._draft)
        self._sessions = MemorySessions(lambda: self._draft)
        self._sign_in_attempts = MemorySignInAttempts(lambda: self._draft)
        self._sign_in_sources = MemorySignInSources(lambda: self._draft)
        self._second_factors = MemorySecondFactors(lambda: self._draft)
        self._one_time_tokens = MemoryOneTimeTokens(lambda: self._draft)
        self._one_time_codes = MemoryOneTimeCodes(lambda: self._draft)
        self._identities = MemoryIdentities(lambda: self._draft)
        self._sign_in_flows = MemorySignInFlows(lambda: self._draft)
        self._cvs = MemoryCvs(lambda: self._draft)
        self._postings = MemoryPostings(lambda: self._draft, now=now, new_id=new_id)
        self._import_runs = MemoryImportRuns(lambda: self._draft)
        self._messages = MemorySentMessages(lambda: self._draft)
        self._daily_counts = MemoryDailyCounts(lambda: self._draft)
        self._matches = MemoryMatches(lambda: self._draft)
        self._preferences = MemoryStatedPreferences(lambda: self._draft)
        self._feedback = MemoryFeedback(lambda: self._draft)
        self._deliveries = MemoryDeliveries(lambda: self._draft, now=now)

    @property
    def users(self) -> MemoryUsers:
        return self._users

    @property
    def sessions(self) -> MemorySessions:
        return self._sessions

    @property
    def sign_in_attempts(self) -> MemorySignInAttempts:
        return self._sign_in_attempts

    @property
    def sign_in_sources(self) -> MemorySignInSources:
        return self._sign_in_sources

    @property
    def second_factors(self) -> MemorySecondFactors:
        return self._second_factors

    @property
    def one_time_tokens(self) -> MemoryOneTimeTokens:
        return self._one_time_tokens

    @property
    def one_time_codes(self) -> MemoryOneTimeCodes:
        return self._one_time_codes

    @property
    def identities(self) -> MemoryIdentities:
        return self._identities

    @property
    def sign_in_flows(self) -> MemorySignInFlows:
        return self._sign_in_flows

    @property
    def cvs(self) -> MemoryCvs:
        return self._cvs

    @property
    def postings(self) -> MemoryPostings:
        return self._postings

    @property
    def import_runs(self) -> MemoryImportRuns:
        return self._import_runs

    @property
    def events(self) -> ToldEvents:
        return self._events

    @property
    def tasks(self) -> MemoryTaskQueue:
        return self._tasks

    @property
    def messages(self) -> MemorySentMessages:
        return self._messages

    @property
    def daily_counts(self) -> MemoryDailyCounts:
        return self._daily_counts

    @property
    def deliveries(self) -> MemoryDeliveries:
        return self._deliveries

    @property
    def matches(self) -> MemoryMatches:
        return self._matches

    @property
    def preferences(self) -> MemoryStatedPreferences:
        return self._preferences

    @property
    def feedback(self) -> MemoryFeedback:
        return self._feedback

    async def __aenter__(self) -> Self:
        await self._database.turn.acquire()
        self._draft = self._database.tables.copied()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._draft = Tables()
        self._database.turn.release()
        if self._committed:
            await self._database.after_commit(self._tasks.enqueued)

    async def commit(self) -> None:
        if self._committed:
            raise RuntimeError("a unit of work is used after its commit")
        database = self._database
        database.tables, self._draft = self._draft, Tables()
        database.commits += 1
        database.events += [
            LoggedEvent(Position(database.commits, number), event)
            for number, event in enumerate(self._events.taken(), 1)
        ]
        self._committed = True
