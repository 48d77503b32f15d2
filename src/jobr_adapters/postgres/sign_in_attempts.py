"""Attempts to sign in, in PostgreSQL."""
# ruff: noqa: S608 - statements are made of constants of this module

from datetime import datetime
from typing import Final

from jobr_adapters.postgres.statements import Connections, Statement, fetch
from jobr_core.accounts.lockout import LOCKOUT, Attempts, Claim
from jobr_core.accounts.ports import SignInAttempts

_OVER: Final = (
    "CASE WHEN kept.locked_until IS NULL THEN kept.last_at + %(memory)s <= %(now)s "
    "ELSE kept.locked_until <= %(now)s END"
)
_COUNT: Final = f"CASE WHEN {_OVER} THEN 1 ELSE least(kept.count + 1, %(threshold)s + 1) END"
_CLAIM: Final = Statement(
    f"""
    INSERT INTO sign_in_attempts AS kept (key, count, last_at, locked_until)
    VALUES (%(key)s, 1, %(now)s, CASE WHEN %(threshold)s = 1 THEN %(now)s + %(duration)s END)
    ON CONFLICT (key) DO UPDATE SET count = {_COUNT}, last_at = %(now)s,
        locked_until = CASE WHEN {_COUNT} = %(threshold)s THEN %(now)s + %(duration)s
            WHEN NOT {_OVER} THEN kept.locked_until END
    RETURNING count, last_at, locked_until
    """
)
"""`LockoutPolicy.claimed` as one statement: its row is locked from reading to writing, so that no
attempt is counted by a count another one has changed meanwhile."""
_OF: Final = Statement(
    "SELECT count, last_at, locked_until FROM sign_in_attempts WHERE key = %(key)s"
)
_CLEAR: Final = Statement(
    "DELETE FROM sign_in_attempts WHERE key = %(key)s RETURNING count, last_at, locked_until"
)
_FORGET: Final = Statement(f"DELETE FROM sign_in_attempts AS kept WHERE {_OVER}")


class PostgresSignInAttempts(SignInAttempts):
    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    async def claim(self, key: str, now: datetime) -> Claim:
        [row] = await fetch(
            self._connections,
            _CLAIM,
            key=key,
            now=now,
            threshold=LOCKOUT.threshold,
            duration=LOCKOUT.duration,
            memory=LOCKOUT.memory,
        )
        return LOCKOUT.judged(Attempts(**row))

    async def of(self, key: str) -> Attempts | None:
        rows = await fetch(self._connections, _OF, key=key)
        return Attempts(**rows[0]) if rows else None

    async def clear(self, key: str) -> Attempts | None:
        rows = await fetch(self._connections, _CLEAR, key=key)
        return Attempts(**rows[0]) if rows else None

    async def forget_ended(self, now: datetime) -> None:
        await fetch(self._connections, _FORGET, now=now, memory=LOCKOUT.memory)
