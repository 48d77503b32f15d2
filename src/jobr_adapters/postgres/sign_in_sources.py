"""Network addresses sign-ins have failed from, in PostgreSQL."""

from datetime import datetime
from typing import Final

from psycopg.types.json import Jsonb

from jobr_adapters.postgres.statements import Connections, Row, Statement, fetch
from jobr_core.accounts.ports import SignInSources
from jobr_core.accounts.throttling import Source

_OF: Final = Statement(
    "SELECT failed, stops, stopped_until FROM sign_in_sources WHERE key = %(key)s"
)
# The update of what is there already locks its row, also one another transaction has just added.
_HOLD: Final = Statement(
    """
    INSERT INTO sign_in_sources (key, failed, stops) VALUES (%(key)s, '{}', 0)
    ON CONFLICT (key) DO UPDATE SET key = excluded.key
    RETURNING failed, stops, stopped_until
    """
)
_KEEP: Final = Statement(
    """
    UPDATE sign_in_sources SET failed = %(failed)s, stops = %(stops)s,
        stopped_until = %(stopped_until)s, kept_at = %(now)s
    WHERE key = %(key)s
    """
)
_FORGET: Final = Statement(
    "DELETE FROM sign_in_sources WHERE kept_at IS NULL OR kept_at < %(moment)s"
)


class PostgresSignInSources(SignInSources):
    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    async def of(self, key: str) -> Source:
        rows = await fetch(self._connections, _OF, key=key)
        return _source(rows[0]) if rows else Source()

    async def held(self, key: str) -> Source:
        [row] = await fetch(self._connections, _HOLD, key=key)
        return _source(row)

    async def keep(self, key: str, source: Source, now: datetime) -> None:
        await fetch(
            self._connections,
            _KEEP,
            key=key,
            failed=Jsonb({account: at.isoformat() for account, at in source.failed.items()}),
            stops=source.stops,
            stopped_until=source.stopped_until,
            now=now,
        )

    async def forget_before(self, moment: datetime) -> None:
        await fetch(self._connections, _FORGET, moment=moment)


def _source(row: Row) -> Source:
    failed = {account: datetime.fromisoformat(at) for account, at in row["failed"].items()}
    return Source(failed=failed, stops=row["stops"], stopped_until=row["stopped_until"])
