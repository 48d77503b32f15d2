"""The schema goes up, down and up again, and is what the tables describe."""

import asyncio
import re
from uuid import UUID

import psycopg
import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory

from builders import a_clock_at, an_id
from jobr_adapters.postgres import migrating, schema
from jobr_adapters.postgres.events import PostgresEventLog
from jobr_adapters.postgres.migrating import RevisionUnknown
from jobr_adapters.postgres.pool import PostgresPool
from jobr_adapters.postgres.unit_of_work import PostgresUnitOfWork
from jobr_core.events.catalogue import UserRegistered
from jobr_core.events.model import START, Position
from jobr_core.shared.unit_of_work import DatabaseUnavailable

pytestmark = pytest.mark.postgres


def test_every_migration_can_be_taken_back(database_url: str) -> None:
    migrating.downgrade(database_url, "base")
    assert schema.schema_state(database_url).current is None
    migrating.upgrade(database_url)
    migrating.downgrade(database_url, "-1")
    migrating.upgrade(database_url)
    assert schema.schema_state(database_url).is_current


def test_a_database_without_tables_has_no_revision(database_url: str) -> None:
    bare = re.sub(r"@/\w+\?", "@/postgres?", database_url)
    assert schema.schema_state(bare) == schema.SchemaState(None, schema.head())


def test_the_newest_file_is_the_head_alembic_finds() -> None:
    config = Config()
    config.set_main_option("script_location", "jobr_adapters.postgres:migrations")
    assert schema.head() == ScriptDirectory.from_config(config).get_current_head()


def test_the_migrated_schema_is_the_one_described(database_url: str) -> None:
    assert migrating.differences(database_url) == []


def test_an_unknown_revision_is_refused(database_url: str) -> None:
    with pytest.raises(RevisionUnknown):
        migrating.upgrade(database_url, "nope")


def test_a_database_that_is_away_is_said_to_be() -> None:
    with pytest.raises(DatabaseUnavailable):
        schema.schema_state("postgresql://nobody@127.0.0.1:1/nothing")


async def test_a_checkpoint_restored_in_another_cluster_counts_too(
    database_url: str, pool: PostgresPool
) -> None:
    """Of a subscriber that has had all events, and stands behind quiet transactions."""
    async with PostgresUnitOfWork(pool, now=a_clock_at(), new_id=an_id) as work:
        await work.deliveries.begin("quiet", Position(2**40, 1))
        await work.commit()
    assert not schema.schema_state(database_url).is_current
    migrating.upgrade(database_url)
    assert schema.schema_state(database_url).is_current
    end = await PostgresEventLog(pool.autocommit).end()
    assert end > Position(2**40, 1)


async def test_a_log_restored_in_another_cluster_goes_on_behind_its_last_event(
    database_url: str, pool: PostgresPool
) -> None:
    """Its transactions have numbers this cluster has yet to come to."""
    with psycopg.connect(database_url) as connection:
        connection.execute(
            "INSERT INTO events SELECT event_transaction(pg_current_xact_id()) + 1000000, 1, "
            "gen_random_uuid(), 'user.registered', 1, now(), 'system', 'user:1', '{}', ''"
        )
    restored = schema.schema_state(database_url)
    assert not restored.is_current
    assert "restored from elsewhere" in str(restored)
    migrating.upgrade(database_url)
    assert schema.schema_state(database_url).is_current
    async with PostgresUnitOfWork(pool, now=a_clock_at(), new_id=an_id) as work:
        work.events.record(UserRegistered(user_id=UUID(int=2)))
        await work.commit()
    log = PostgresEventLog(pool.autocommit)
    async with asyncio.timeout(20):
        while len(told := await log.after(START, 10)) < 2:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    assert [logged.event.subject for logged in told] == ["user:1", f"user:{UUID(int=2)}"]
    migrating.upgrade(database_url)
    assert await log.after(START, 10) == told
