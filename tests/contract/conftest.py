"""Storages to hold to their contracts."""

import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from databases import emptied, worker_database
from jobr_adapters.postgres.pool import PostgresPool


@pytest.fixture(scope="session")
def database_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = tmp_path_factory.getbasetemp()
    shared: Path = root.parent if "PYTEST_XDIST_WORKER" in os.environ else root
    with worker_database(shared / "embedded") as url:
        yield url


@pytest.fixture
async def pool(database_url: str) -> AsyncIterator[PostgresPool]:
    emptied(database_url)
    pool = PostgresPool(database_url)
    await pool.open()
    yield pool
    await pool.close()
