"""Everything Jobr is made of, each thing named once.

Providers carry the port as their annotation, so that mypy holds each adapter to its port.
"""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeVar

from dependency_injector import containers, providers
from uuid_utils.compat import uuid7

from jobr_adapters.documents.reader import SandboxedReader
from jobr_adapters.job_boards.reader import ContentReader
from jobr_adapters.memory.accounts import MemoryUsers
from jobr_adapters.memory.cvs import MemoryCvs
from jobr_adapters.memory.database import MemoryDatabase
from jobr_adapters.memory.jobs import MemoryPostings
from jobr_adapters.memory.unit_of_work import MemoryUnitOfWork
from jobr_adapters.passwords.argon2 import Argon2Hasher
from jobr_adapters.postgres.accounts import PostgresUsers
from jobr_adapters.postgres.cvs import PostgresCvs
from jobr_adapters.postgres.jobs import PostgresPostings
from jobr_adapters.postgres.pool import PostgresPool
from jobr_adapters.postgres.unit_of_work import PostgresUnitOfWork
from jobr_adapters.tokens.jwt_tokens import JwtTokens
from jobr_adapters.wiring.settings import Settings, jwt_secret
from jobr_core.accounts.ports import AccessTokens, Users
from jobr_core.accounts.use_cases.administration import FindUser, SetRole
from jobr_core.accounts.use_cases.login import LogIn
from jobr_core.accounts.use_cases.registration import Register
from jobr_core.cvs.ports import Cvs, DocumentReader
from jobr_core.cvs.use_cases.removal import RemoveCv
from jobr_core.cvs.use_cases.upload import UploadCv
from jobr_core.jobs.ports import JobPostings, PostingsReader
from jobr_core.jobs.use_cases.importing import ImportPostings
from jobr_core.matching.use_cases.ranking import ExplainMatch, RankPostings
from jobr_core.shared.clock import Clock
from jobr_core.shared.ids import IdSource

Result = TypeVar("Result")


def utc_now() -> datetime:
    return datetime.now(UTC)


async def run_in_thread(work: Callable[[], Result]) -> Result:
    """`RunAside` for a server: other requests go on meanwhile."""
    return await asyncio.to_thread(work)


async def always_answering() -> bool:
    """Memory is never away."""
    return True


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


class Container(containers.DeclarativeContainer):
    """All of it."""

    settings = providers.Dependency(instance_of=Settings)
    outside = providers.Container(Outside, settings=settings)
    storage = providers.DependenciesContainer()
    use_cases = providers.Container(UseCases, outside=outside, storage=storage)


def memory_container(settings: Settings) -> Container:
    """Jobr without a database."""
    outside = Outside(settings=settings)
    return Container(settings=settings, outside=outside, storage=MemoryStorage(outside=outside))


def postgres_container(settings: Settings, url: str) -> Container:
    """Jobr on a PostgreSQL whose schema is current."""
    outside = Outside(settings=settings)
    storage = PostgresStorage(outside=outside, url=url)
    return Container(settings=settings, outside=outside, storage=storage)
