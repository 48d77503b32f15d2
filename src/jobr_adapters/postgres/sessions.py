"""Sessions in PostgreSQL."""

from datetime import datetime
from typing import Final

from jobr_adapters.postgres.accounts import user_in
from jobr_adapters.postgres.statements import Connections, Row, Statement, fetch
from jobr_core.accounts.errors import RefreshTokenInvalid, SessionNotFound
from jobr_core.accounts.model import SessionId, User, UserId
from jobr_core.accounts.ports import ChangingSessions
from jobr_core.accounts.sessions import MOST, HeldToken, RefreshToken, Session

_OF_USER: Final = Statement(
    """
    SELECT * FROM sessions WHERE user_id = %(owner)s AND revoked_at IS NULL
    ORDER BY last_used_at DESC, id DESC LIMIT 100
    """
)
_WITH_USER: Final = Statement(
    """
    SELECT s.id AS session_id, s.agent, s.created_at AS session_created_at, s.last_used_at,
        s.revoked_at, s.awaits_second_factor, s.proved_at, u.*
    FROM sessions s JOIN users u ON u.id = s.user_id WHERE s.id = %(id)s
    """
)
_FORGET: Final = Statement("DELETE FROM sessions WHERE created_at < %(moment)s")
_END_OLDEST: Final = Statement(
    """
    UPDATE sessions SET revoked_at = %(at)s WHERE id IN (
        SELECT id FROM sessions WHERE user_id = %(owner)s AND revoked_at IS NULL
        ORDER BY last_used_at DESC, id DESC OFFSET %(most)s
    )
    """
)
_AGENTS: Final = Statement("SELECT DISTINCT agent FROM sessions WHERE user_id = %(owner)s")
_OPEN: Final = Statement(
    """
    INSERT INTO sessions (id, user_id, agent, created_at, last_used_at, awaits_second_factor)
    VALUES (%(id)s, %(user_id)s, %(agent)s, %(created_at)s, %(last_used_at)s, %(awaits)s)
    """
)
_HOLD: Final = Statement(
    """
    SELECT s.*, t.digest, t.issued_at, t.consumed_at
    FROM refresh_tokens t JOIN sessions s ON s.id = t.session_id
    WHERE t.digest = %(digest)s FOR UPDATE OF t, s
    """
)
_ADD_TOKEN: Final = Statement(
    """
    INSERT INTO refresh_tokens (digest, session_id, issued_at, consumed_at)
    VALUES (%(digest)s, %(session_id)s, %(issued_at)s, NULL)
    """
)
_CONSUME: Final = Statement(
    "UPDATE refresh_tokens SET consumed_at = %(at)s WHERE digest = %(digest)s"
)
_USE: Final = Statement("UPDATE sessions SET last_used_at = %(at)s WHERE id = %(id)s")
_PROVE: Final = Statement(
    "UPDATE sessions SET awaits_second_factor = %(awaits)s, proved_at = %(at)s WHERE id = %(id)s"
)
_END: Final = Statement(
    """
    UPDATE sessions SET revoked_at = %(at)s WHERE user_id = %(owner)s AND revoked_at IS NULL
    AND id = coalesce(%(session)s::uuid, id) RETURNING id
    """
)
_END_OTHERS: Final = Statement(
    """
    UPDATE sessions SET revoked_at = %(at)s WHERE user_id = %(owner)s AND revoked_at IS NULL
    AND id <> %(kept)s RETURNING id
    """
)


class PostgresSessions(ChangingSessions):
    """`held` reads and locks in one statement: what it waited for it sees."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    async def of_user(self, user_id: UserId) -> tuple[Session, ...]:
        return tuple(map(_session, await fetch(self._connections, _OF_USER, owner=user_id)))

    async def with_user(self, session_id: SessionId) -> tuple[Session, User]:
        rows = await fetch(self._connections, _WITH_USER, id=session_id)
        if not rows:
            raise SessionNotFound
        [row] = rows
        own = {"id": row["session_id"], "user_id": row["id"]}
        return _session({**row, **own, "created_at": row["session_created_at"]}), user_in(row)

    async def open(self, session: Session, first: RefreshToken) -> None:
        await fetch(
            self._connections,
            _OPEN,
            id=session.id,
            user_id=session.user_id,
            agent=session.agent,
            created_at=session.created_at,
            last_used_at=session.last_used_at,
            awaits=session.awaits_second_factor,
        )
        await self._add(first)
        ended = {"owner": session.user_id, "most": MOST, "at": session.created_at}
        await fetch(self._connections, _END_OLDEST, **ended)

    async def agents(self, user_id: UserId) -> frozenset[str]:
        rows = await fetch(self._connections, _AGENTS, owner=user_id)
        return frozenset(row["agent"] for row in rows)

    async def held(self, digest: bytes) -> HeldToken:
        rows = await fetch(self._connections, _HOLD, digest=digest)
        if not rows:
            raise RefreshTokenInvalid
        [row] = rows
        token = RefreshToken(
            digest=row["digest"],
            session_id=SessionId(row["id"]),
            issued_at=row["issued_at"],
            consumed_at=row["consumed_at"],
        )
        return HeldToken(token=token, session=_session(row))

    async def rotate(self, used: HeldToken, following: RefreshToken) -> None:
        token, session = used.token, used.session
        await fetch(self._connections, _CONSUME, digest=token.digest, at=token.consumed_at)
        await fetch(self._connections, _USE, id=session.id, at=session.last_used_at)
        await self._add(following)

    async def prove(self, session: Session) -> None:
        proved = {"awaits": session.awaits_second_factor, "at": session.proved_at}
        await fetch(self._connections, _PROVE, id=session.id, **proved)

    async def end(self, user_id: UserId, at: datetime, session_id: SessionId | None = None) -> int:
        ended = await fetch(self._connections, _END, owner=user_id, at=at, session=session_id)
        return len(ended)

    async def end_others(self, user_id: UserId, at: datetime, kept: SessionId) -> int:
        ended = await fetch(self._connections, _END_OTHERS, owner=user_id, at=at, kept=kept)
        return len(ended)

    async def forget_before(self, moment: datetime) -> None:
        await fetch(self._connections, _FORGET, moment=moment)

    async def _add(self, token: RefreshToken) -> None:
        await fetch(
            self._connections,
            _ADD_TOKEN,
            digest=token.digest,
            session_id=token.session_id,
            issued_at=token.issued_at,
        )


def _session(row: Row) -> Session:
    return Session(
        id=SessionId(row["id"]),
        user_id=UserId(row["user_id"]),
        agent=row["agent"],
        created_at=row["created_at"],
        last_used_at=row["last_used_at"],
        revoked_at=row["revoked_at"],
        awaits_second_factor=row["awaits_second_factor"],
        proved_at=row["proved_at"],
    )
