"""Network addresses sign-ins have failed from, in memory."""

from collections.abc import Callable
from datetime import datetime

from jobr_adapters.memory.database import Tables
from jobr_core.accounts.ports import SignInSources
from jobr_core.accounts.throttling import Source


class MemorySignInSources(SignInSources):
    """Units of work take turns, so whoever holds one is alone with it."""

    def __init__(self, tables: Callable[[], Tables]) -> None:
        self._tables = tables

    async def held(self, key: str) -> Source:
        return await self.of(key)

    async def of(self, key: str) -> Source:
        source, _ = self._tables().sign_in_sources.get(key, (Source(), None))
        return source

    async def keep(self, key: str, source: Source, now: datetime) -> None:
        self._tables().sign_in_sources[key] = (source, now)

    async def forget_before(self, moment: datetime) -> None:
        sources = self._tables().sign_in_sources
        for key in [key for key, (_, kept_at) in sources.items() if kept_at < moment]:
            del sources[key]
