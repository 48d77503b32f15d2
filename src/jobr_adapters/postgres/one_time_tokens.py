"""What links in mails are good for, in PostgreSQL."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from jobr_adapters.postgres.statements import Connections, Row, Statement, fetch
from jobr_core.accounts.errors import OneTimeTokenUnknown
from jobr_core.accounts.model import UserId
from jobr_core.accounts.one_time_tokens import OneTimeToken, Purpose
from jobr_core.accounts.ports import OneTimeTokens

_KEEP: Final = Statement(
    """
    INSERT INTO one_time_tokens (digest, user_id, purpose, email, created_at, expires_at)
    VALUES (%(digest)s, %(user_id)s, %(purpose)s, %(email)s, %(created_at)s, %(expires_at)s)
    """
)
_ALIVE: Final = Statement(
    """
    SELECT count(*) AS alive FROM one_time_tokens
    WHERE user_id = %(owner)s AND purpose = %(purpose)s AND expires_at > %(now)s
    """
)
_BY_DIGEST: Final = Statement(
    "SELECT * FROM one_time_tokens WHERE digest = %(digest)s AND purpose = %(purpose)s"
)
_TAKE: Final = Statement(
    """
    DELETE FROM one_time_tokens WHERE digest = %(digest)s AND purpose = %(purpose)s RETURNING *
    """
)
_WITHDRAW: Final = Statement("DELETE FROM one_time_tokens WHERE digest = %(digest)s")
_FORGET_ALL: Final = Statement(
    "DELETE FROM one_time_tokens WHERE user_id = %(owner)s AND purpose = %(purpose)s"
)
_FORGET: Final = Statement("DELETE FROM one_time_tokens WHERE expires_at <= %(now)s")


class PostgresOneTimeTokens(OneTimeTokens):
    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    async def keep(self, token: OneTimeToken) -> None:
        await fetch(
            self._connections,
            _KEEP,
            digest=token.digest,
            user_id=token.user_id,
            purpose=token.purpose.value,
            email=token.email,
            created_at=token.created_at,
            expires_at=token.expires_at,
        )

    async def alive(self, user_id: UserId, purpose: Purpose, now: datetime) -> int:
        wanted = {"owner": user_id, "purpose": purpose.value, "now": now}
        [row] = await fetch(self._connections, _ALIVE, **wanted)
        return int(row["alive"])

    async def by_digest(self, digest: bytes, purpose: Purpose) -> OneTimeToken:
        wanted = {"digest": digest, "purpose": purpose.value}
        return _only(await fetch(self._connections, _BY_DIGEST, **wanted))

    async def take(self, digest: bytes, purpose: Purpose) -> OneTimeToken:
        """Who comes second to the row finds it gone when the first has committed."""
        wanted = {"digest": digest, "purpose": purpose.value}
        taken = _only(await fetch(self._connections, _TAKE, **wanted))
        await self.forget(taken.user_id, purpose)
        return taken

    async def withdraw(self, digest: bytes) -> None:
        await fetch(self._connections, _WITHDRAW, digest=digest)

    async def forget(self, user_id: UserId, purpose: Purpose) -> None:
        wanted = {"owner": user_id, "purpose": purpose.value}
        await fetch(self._connections, _FORGET_ALL, **wanted)

    async def forget_ended(self, now: datetime) -> None:
        await fetch(self._connections, _FORGET, now=now)


def _only(rows: Sequence[Row]) -> OneTimeToken:
    if not rows:
        raise OneTimeTokenUnknown
    [row] = rows
    return OneTimeToken(
        digest=row["digest"],
        user_id=UserId(row["user_id"]),
        purpose=Purpose(row["purpose"]),
        email=row["email"],
        created_at=row["created_at"],
    )
