"""Units of work on the memory database."""

from types import TracebackType
from typing import Self

from jobr_adapters.memory.accounts import MemoryUsers
from jobr_adapters.memory.cvs import MemoryCvs
from jobr_adapters.memory.database import MemoryDatabase, Tables
from jobr_adapters.memory.jobs import MemoryPostings
from jobr_core.accounts.ports import UsersWork
from jobr_core.cvs.ports import CvsWork
from jobr_core.jobs.ports import PostingsWork
from jobr_core.shared.clock import Clock
from jobr_core.shared.ids import IdSource


class MemoryUnitOfWork(UsersWork, CvsWork, PostingsWork):
    """Works on a copy; `commit` publishes it, anything else forgets it."""

    def __init__(self, database: MemoryDatabase, *, now: Clock, new_id: IdSource) -> None:
        self._database = database
        self._draft = Tables()
        self._users = MemoryUsers(lambda: self._draft)
        self._cvs = MemoryCvs(lambda: self._draft)
        self._postings = MemoryPostings(lambda: self._draft, now=now, new_id=new_id)

    @property
    def users(self) -> MemoryUsers:
        return self._users

    @property
    def cvs(self) -> MemoryCvs:
        return self._cvs

    @property
    def postings(self) -> MemoryPostings:
        return self._postings

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

    async def commit(self) -> None:
        self._database.tables, self._draft = self._draft, Tables()
