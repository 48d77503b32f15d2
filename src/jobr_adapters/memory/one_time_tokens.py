"""What links in mails are good for, in memory."""

from collections.abc import Callable
from datetime import datetime

from jobr_adapters.memory.database import Tables
from jobr_core.accounts.errors import OneTimeTokenUnknown
from jobr_core.accounts.model import UserId
from jobr_core.accounts.one_time_tokens import OneTimeToken, Purpose
from jobr_core.accounts.ports import OneTimeTokens


class MemoryOneTimeTokens(OneTimeTokens):
    def __init__(self, tables: Callable[[], Tables]) -> None:
        self._tables = tables

    async def keep(self, token: OneTimeToken) -> None:
        self._tables().one_time_tokens[token.digest] = token

    async def alive(self, user_id: UserId, purpose: Purpose, now: datetime) -> int:
        return sum(token.is_live(now) for token in self._of(user_id, purpose))

    async def by_digest(self, digest: bytes, purpose: Purpose) -> OneTimeToken:
        token = self._tables().one_time_tokens.get(digest)
        if token is None or token.purpose is not purpose:
            raise OneTimeTokenUnknown
        return token

    async def take(self, digest: bytes, purpose: Purpose) -> OneTimeToken:
        taken = await self.by_digest(digest, purpose)
        await self.forget(taken.user_id, purpose)
        return taken

    async def withdraw(self, digest: bytes) -> None:
        self._tables().one_time_tokens.pop(digest, None)

    async def forget(self, user_id: UserId, purpose: Purpose) -> None:
        for token in self._of(user_id, purpose):
            del self._tables().one_time_tokens[token.digest]

    async def forget_ended(self, now: datetime) -> None:
        tokens = self._tables().one_time_tokens
        for token in [token for token in tokens.values() if not token.is_live(now)]:
            del tokens[token.digest]

    def _of(self, user_id: UserId, purpose: Purpose) -> list[OneTimeToken]:
        tokens = self._tables().one_time_tokens.values()
        return [token for token in tokens if (token.user_id, token.purpose) == (user_id, purpose)]
