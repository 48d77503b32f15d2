"""What is kept beside an account, in PostgreSQL."""

from typing import Final

from jobr_adapters.postgres.statements import Connections, Statement, fetch
from jobr_core.accounts.model import UserId
from jobr_core.accounts.one_time_tokens import OneTimeToken, Purpose
from jobr_core.accounts.ports import AccountRecords
from jobr_core.accounts.sessions import Session

_SESSIONS: Final = Statement(
    """
    SELECT id, user_id, agent, created_at, last_used_at, revoked_at FROM sessions
    WHERE user_id = %(owner)s ORDER BY created_at DESC, id DESC
    """
)
_TOKENS: Final = Statement(
    """
    SELECT digest, user_id, purpose, email, created_at FROM one_time_tokens
    WHERE user_id = %(owner)s ORDER BY created_at DESC
    """
)


class PostgresAccountRecords(AccountRecords):
    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    async def sessions(self, user_id: UserId) -> tuple[Session, ...]:
        rows = await fetch(self._connections, _SESSIONS, owner=user_id)
        return tuple(Session(**row) for row in rows)

    async def one_time_tokens(self, user_id: UserId) -> tuple[OneTimeToken, ...]:
        rows = await fetch(self._connections, _TOKENS, owner=user_id)
        return tuple(OneTimeToken(**{**row, "purpose": Purpose(row["purpose"])}) for row in rows)
