"""PostgreSQL for tests: one embedded server for the whole run, one database per worker."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from jobr_adapters.embedded.server import embedded_postgres
from jobr_adapters.postgres import migrating


@contextmanager
def worker_database(shared: Path) -> Iterator[str]:
    """The URL of a fresh database with the current schema; the server is shared by all workers."""
    name = f"test_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
    with embedded_postgres(shared, durable=False) as url:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
            connection.execute(f"CREATE DATABASE {name}")
        own = url.replace("@/jobr?", f"@/{name}?")
        migrating.upgrade(own)
        yield own


def emptied(url: str) -> None:
    """Forgets all rows."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")  # the log is append-only
        tables = connection.execute(
            "SELECT string_agg(oid::regclass::text, ', ') FROM pg_class WHERE relkind IN ('r', 'p') "
            "AND relnamespace = 'public'::regnamespace AND relname NOT IN ('alembic_version', 'event_log_shift')"
        ).fetchone()
        assert tables
        connection.execute(f"TRUNCATE {tables[0]}")
        connection.execute("UPDATE event_log_shift SET shift = 0")


@contextmanager
def ordinary_database(superusers: str) -> Iterator[str]:
    """The URL of a migrated database of a role with no more rights than a hosted one has."""
    name = f"ordinary_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
    own = re.sub(r"//\w+@/\w+\?", f"//{name}@/{name}?", superusers)
    with psycopg.connect(superusers, autocommit=True) as connection:
        connection.execute(f"CREATE ROLE {name} LOGIN")
        connection.execute(f"CREATE DATABASE {name} OWNER {name}")
        try:
            migrating.upgrade(own)
            yield own
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
            connection.execute(f"DROP ROLE {name}")
