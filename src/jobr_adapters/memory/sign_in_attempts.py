"""Attempts to sign in, in memory."""

from collections.abc import Callable
from datetime import datetime

from jobr_adapters.memory.database import Tables
from jobr_core.accounts.lockout import LOCKOUT, Attempts, Claim
from jobr_core.accounts.ports import SignInAttempts


class MemorySignInAttempts(SignInAttempts):
    def __init__(self, tables: Callable[[], Tables]) -> None:
        self._tables = tables

    async def claim(self, key: str, now: datetime) -> Claim:
        rows = self._tables().sign_in_attempts
        rows[key] = LOCKOUT.claimed(rows.get(key), now)
        return LOCKOUT.judged(rows[key])

    async def of(self, key: str) -> Attempts | None:
        return self._tables().sign_in_attempts.get(key)

    async def clear(self, key: str) -> Attempts | None:
        return self._tables().sign_in_attempts.pop(key, None)

    async def forget_ended(self, now: datetime) -> None:
        rows = self._tables().sign_in_attempts
        for key, attempts in tuple(rows.items()):
            if LOCKOUT.are_over(attempts, now):
                del rows[key]
