"""Every storage, for contracts that all of them must pass."""

from dataclasses import dataclass

import pytest

from builders import a_clock_at, an_id
from jobr_adapters.memory.accounts import MemoryUsers
from jobr_adapters.memory.cvs import MemoryCvs
from jobr_adapters.memory.database import MemoryDatabase
from jobr_adapters.memory.jobs import MemoryPostings
from jobr_adapters.memory.unit_of_work import MemoryUnitOfWork
from jobr_adapters.postgres.accounts import PostgresUsers
from jobr_adapters.postgres.cvs import PostgresCvs
from jobr_adapters.postgres.jobs import PostgresPostings
from jobr_adapters.postgres.pool import PostgresPool
from jobr_adapters.postgres.unit_of_work import PostgresUnitOfWork
from jobr_core.accounts.ports import Users
from jobr_core.cvs.ports import Cvs
from jobr_core.jobs.ports import JobPostings

NOW = a_clock_at()


@dataclass(frozen=True)
class Storage:
    """What is committed, by collection, and units of work on it."""

    users: Users
    cvs: Cvs
    postings: JobPostings
    pool: PostgresPool | None = None
    database: MemoryDatabase | None = None

    def begin(self) -> MemoryUnitOfWork | PostgresUnitOfWork:
        if self.pool is not None:
            return PostgresUnitOfWork(self.pool, now=NOW, new_id=an_id)
        assert self.database is not None
        return MemoryUnitOfWork(self.database, now=NOW, new_id=an_id)


class OnMemory:
    @pytest.fixture
    def storage(self) -> Storage:
        database = MemoryDatabase()
        return Storage(
            users=MemoryUsers(lambda: database.tables),
            cvs=MemoryCvs(lambda: database.tables),
            postings=MemoryPostings(lambda: database.tables, now=NOW, new_id=an_id),
            database=database,
        )


@pytest.mark.postgres
class OnPostgres:
    @pytest.fixture
    def storage(self, pool: PostgresPool) -> Storage:
        return Storage(
            users=PostgresUsers(pool.autocommit),
            cvs=PostgresCvs(pool.autocommit),
            postings=PostgresPostings(pool.autocommit, now=NOW, new_id=an_id),
            pool=pool,
        )
