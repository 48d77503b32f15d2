"""CVs in memory."""

from collections.abc import Callable

from jobr_adapters.memory.database import Tables
from jobr_core.accounts.model import UserId
from jobr_core.cvs.errors import CvNotFound
from jobr_core.cvs.model import CvId, StoredCv
from jobr_core.cvs.ports import Cvs


class MemoryCvs(Cvs):
    def __init__(self, tables: Callable[[], Tables]) -> None:
        self._tables = tables

    async def add(self, stored: StoredCv) -> None:
        self._tables().cvs[stored.id] = stored

    async def by_id(self, cv_id: CvId, *, owner: UserId) -> StoredCv:
        stored = self._tables().cvs.get(cv_id)
        if stored is None or stored.owner != owner:
            raise CvNotFound
        return stored

    async def newest_of(self, owner: UserId, limit: int) -> tuple[StoredCv, ...]:
        own = [stored for stored in self._tables().cvs.values() if stored.owner == owner]
        return tuple(sorted(own, key=lambda stored: stored.id, reverse=True)[:limit])

    async def remove(self, cv_id: CvId, *, owner: UserId) -> None:
        await self.by_id(cv_id, owner=owner)
        del self._tables().cvs[cv_id]
