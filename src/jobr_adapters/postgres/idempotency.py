"""Keys of requests, in PostgreSQL."""

from datetime import datetime
from typing import Any, Final

from jobr_adapters.postgres.statements import Connections, Row, Statement, fetch
from jobr_core.idempotency.model import KEPT, LEASE, Answer, Attempt, KeptAttempt
from jobr_core.idempotency.ports import IdempotencyKeys

_CLAIM: Final = Statement(
    """
    INSERT INTO idempotency_keys AS kept
        (user_id, method, route, key, fingerprint, attempt_id, begun_at)
    VALUES (%(owner)s, %(method)s, %(route)s, %(key)s, %(fingerprint)s, %(id)s, %(now)s)
    ON CONFLICT (user_id, method, route, key) DO UPDATE SET
        fingerprint = excluded.fingerprint, attempt_id = excluded.attempt_id,
        begun_at = excluded.begun_at,
        status = NULL, content_type = NULL, location = NULL, body = NULL
    WHERE kept.begun_at + CASE WHEN kept.status IS NULL THEN %(lease)s ELSE %(kept)s END <= %(now)s
    RETURNING attempt_id
    """,
    {"lease": LEASE, "kept": KEPT},
)
"""ON CONFLICT DO NOTHING, except for a key that is over."""
_OF: Final = Statement(
    """
    SELECT * FROM idempotency_keys
    WHERE user_id = %(owner)s AND method = %(method)s AND route = %(route)s AND key = %(key)s
    """
)
_SETTLE: Final = Statement(
    """
    UPDATE idempotency_keys SET status = %(status)s, content_type = %(content_type)s,
        location = %(location)s, body = %(body)s
    WHERE user_id = %(owner)s AND method = %(method)s AND route = %(route)s AND key = %(key)s
        AND attempt_id = %(id)s AND status IS NULL
    """
)
_RELEASE: Final = Statement(
    """
    DELETE FROM idempotency_keys
    WHERE user_id = %(owner)s AND method = %(method)s AND route = %(route)s AND key = %(key)s
        AND attempt_id = %(id)s AND status IS NULL
    """
)
_FORGET: Final = Statement("DELETE FROM idempotency_keys WHERE begun_at <= %(moment)s")


class PostgresIdempotencyKeys(IdempotencyKeys):
    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    async def claim(self, attempt: Attempt) -> KeptAttempt | None:
        where = _where(attempt)
        while True:
            own = {"id": attempt.id, "fingerprint": attempt.fingerprint, "now": attempt.begun_at}
            if await fetch(self._connections, _CLAIM, **where, **own):
                return None
            if rows := await fetch(self._connections, _OF, **where):
                return _kept(rows[0], attempt)
            # It was released in between.

    async def settle(self, attempt: Attempt, answer: Answer) -> None:
        await fetch(
            self._connections,
            _SETTLE,
            **_where(attempt),
            id=attempt.id,
            status=answer.status,
            content_type=answer.content_type,
            location=answer.location,
            body=answer.body,
        )

    async def release(self, attempt: Attempt) -> None:
        await fetch(self._connections, _RELEASE, **_where(attempt), id=attempt.id)

    async def forget_ended(self, now: datetime) -> None:
        await fetch(self._connections, _FORGET, moment=now - KEPT)


def _where(attempt: Attempt) -> dict[str, Any]:
    scope = attempt.scope
    return {
        "owner": scope.owner, "method": scope.method, "route": scope.route, "key": scope.key,
    }  # fmt: skip


def _kept(row: Row, attempt: Attempt) -> KeptAttempt:
    first = Attempt(
        id=row["attempt_id"],
        scope=attempt.scope,
        fingerprint=row["fingerprint"],
        begun_at=row["begun_at"],
    )
    if row["status"] is None:
        return KeptAttempt(attempt=first)
    answer = Answer(
        status=row["status"],
        content_type=row["content_type"],
        location=row["location"],
        body=row["body"],
    )
    return KeptAttempt(attempt=first, answer=answer)
