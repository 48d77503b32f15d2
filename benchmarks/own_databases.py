"""Databases of benchmarks' own."""

import fcntl
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

from jobr_adapters.embedded.server import Files, embedded_postgres
from jobr_adapters.postgres import migrating, schema
from jobr_adapters.postgres.pool import PostgresPool


def wait_until_ended(home: Path) -> None:
    """Returns when the server of a folder has ended."""
    with Files(home).keeper_lock.open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)


@contextmanager
def migrated(home: Path, *, durable: bool = True) -> Iterator[str]:
    """The URL of a server in a folder, its schema current; ended afterwards."""
    with embedded_postgres(home, durable=durable) as url:
        if not schema.schema_state(url).is_current:
            migrating.upgrade(url)
        yield url
    wait_until_ended(home)


@contextmanager
def temporary() -> Iterator[str]:
    """The same in a folder that is removed."""
    with tempfile.TemporaryDirectory() as folder, migrated(Path(folder)) as url:
        yield url


@asynccontextmanager
async def connected(url: str) -> AsyncIterator[PostgresPool]:
    pool = PostgresPool(url)
    await pool.open()
    try:
        yield pool
    finally:
        await pool.close()
