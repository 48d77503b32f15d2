"""How far sources were imported, in PostgreSQL."""

from dataclasses import asdict
from typing import Final

from jobr_adapters.postgres.statements import Connections, Statement, fetch
from jobr_core.jobs.imports import ImportRun
from jobr_core.jobs.ports import ImportRuns

_OF: Final = Statement("SELECT * FROM import_runs WHERE source = %(source)s")
_KEEP: Final = Statement(
    """
    INSERT INTO import_runs (source, version, through, last_modified)
    VALUES (%(source)s, %(version)s, %(through)s, %(last_modified)s)
    ON CONFLICT (source) DO UPDATE SET version = excluded.version, through = excluded.through,
        last_modified = excluded.last_modified
    """
)


class PostgresImportRuns(ImportRuns):
    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    async def of(self, source: str) -> ImportRun | None:
        rows = await fetch(self._connections, _OF, source=source)
        return ImportRun(**rows[0]) if rows else None

    async def keep(self, run: ImportRun) -> None:
        await fetch(self._connections, _KEEP, **asdict(run))
