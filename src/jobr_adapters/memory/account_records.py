"""What is kept beside an account, in memory."""

from collections.abc import Callable

from jobr_adapters.memory.database import Tables
from jobr_core.accounts.model import UserId
from jobr_core.accounts.one_time_tokens import OneTimeToken
from jobr_core.accounts.ports import AccountRecords
from jobr_core.accounts.sessions import Session


class MemoryAccountRecords(AccountRecords):
    def __init__(self, tables: Callable[[], Tables]) -> None:
        self._tables = tables

    async def sessions(self, user_id: UserId) -> tuple[Session, ...]:
        own = (one for one in self._tables().sessions.values() if one.user_id == user_id)
        return tuple(sorted(own, key=lambda one: (one.created_at, one.id), reverse=True))

    async def one_time_tokens(self, user_id: UserId) -> tuple[OneTimeToken, ...]:
        own = (one for one in self._tables().one_time_tokens.values() if one.user_id == user_id)
        return tuple(sorted(own, key=lambda one: one.created_at, reverse=True))
