"""CVs in memory."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from jobr_adapters.memory.database import Tables
from jobr_core.accounts.model import UserId
from jobr_core.cvs.errors import CvChanged, CvNotFound, NoCv
from jobr_core.cvs.ports import Cvs
from jobr_core.cvs.stored import CvId, CvStatus, CvVersion, Shelf, StoredCv

_MOST_VERSIONS: Final = 50


def _said(stored: StoredCv) -> tuple[object, str]:
    return stored.cv.profile, stored.cv.text


class MemoryCvs(Cvs):
    def __init__(self, tables: Callable[[], Tables]) -> None:
        self._tables = tables

    async def shelf_of(self, owner: UserId) -> Shelf:
        own = self._of(owner)
        files = {stored.original for stored in own if stored.original}
        return Shelf(cvs=len(own), bytes=sum(original.size for original in files))

    async def key_of(self, owner: UserId, digest: str) -> str | None:
        files = (stored.original for stored in self._of(owner) if stored.original)
        return next((original.key for original in files if original.digest == digest), None)

    async def keys_of(self, owner: UserId) -> tuple[str, ...]:
        files = {stored.original.key for stored in self._of(owner) if stored.original}
        return tuple(sorted(files))

    async def add(self, stored: StoredCv) -> None:
        self._tables().ensure_user(stored.owner)
        self._tables().cvs[stored.id] = stored

    async def by_id(self, cv_id: CvId, *, owner: UserId) -> StoredCv:
        stored = self._tables().cvs.get(cv_id)
        if stored is None or stored.owner != owner:
            raise CvNotFound
        return stored

    async def newest_of(
        self, owner: UserId, limit: int, *, before: CvId | None = None
    ) -> tuple[StoredCv, ...]:
        own = [stored for stored in self._of(owner) if before is None or stored.id < before]
        return tuple(sorted(own, key=lambda stored: stored.id, reverse=True)[:limit])

    async def default_of(self, owner: UserId) -> StoredCv:
        for stored in self._of(owner):
            if stored.is_default:
                return stored
        raise NoCv

    async def replace(self, stored: StoredCv, *, version: int) -> None:
        former = await self.by_id(stored.id, owner=stored.owner)
        if former.version != version:
            raise CvChanged
        if former.status is CvStatus.READY and _said(former) != _said(stored):
            kept = CvVersion(
                number=version, engine=former.engine, cv=former.cv, created_at=former.updated_at
            )
            versions = self._tables().cv_versions
            versions[stored.id] = (kept, *versions.get(stored.id, ()))[:_MOST_VERSIONS]
        self._tables().cvs[stored.id] = replace(
            stored, is_default=former.is_default, original=former.original
        )

    async def ensure_default(self, owner: UserId) -> CvId | None:
        def rank(stored: StoredCv) -> tuple[bool, bool, CvId]:
            was_read = stored.status is CvStatus.READY
            return (stored.is_default and was_read, was_read, stored.id)

        best = max(self._of(owner), key=rank, default=None)
        if best is not None and not best.is_default:
            await self.make_default(best.id, owner=owner)
        return best.id if best else None

    async def make_default(self, cv_id: CvId, *, owner: UserId) -> None:
        await self.by_id(cv_id, owner=owner)
        for stored in self._of(owner):
            self._tables().cvs[stored.id] = replace(stored, is_default=stored.id == cv_id)

    async def versions_of(self, cv_id: CvId, *, owner: UserId) -> tuple[CvVersion, ...]:
        own = {stored.id for stored in self._of(owner)}
        return self._tables().cv_versions.get(cv_id, ()) if cv_id in own else ()

    async def remove(self, cv_id: CvId, *, owner: UserId) -> str | None:
        unneeded = await self.release(cv_id, owner=owner)
        del self._tables().cvs[cv_id]
        self._tables().cv_versions.pop(cv_id, None)
        return unneeded

    async def release(self, cv_id: CvId, *, owner: UserId) -> str | None:
        stored = await self.by_id(cv_id, owner=owner)
        self._tables().cvs[cv_id] = replace(stored, original=None)
        key = stored.original.key if stored.original else None
        return key if key and await self.unneeded([key]) else None

    async def unneeded(self, keys: Sequence[str]) -> tuple[str, ...]:
        originals = (stored.original for stored in self._tables().cvs.values())
        needed = {original.key for original in originals if original}
        return tuple(key for key in keys if key not in needed)

    def _of(self, owner: UserId) -> list[StoredCv]:
        return [stored for stored in self._tables().cvs.values() if stored.owner == owner]
