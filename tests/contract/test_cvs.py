"""The promise of Cvs, kept by every storage."""

import pytest
from storages import OnMemory, OnPostgres, Storage

from builders import a_stored_cv, a_user
from jobr_core.accounts.model import UserId
from jobr_core.cvs.errors import CvNotFound
from jobr_core.cvs.model import StoredCv


async def _owner(storage: Storage) -> UserId:
    user = a_user()
    async with storage.begin() as work:
        await work.users.add(user)
        await work.commit()
    return user.id


async def _kept(storage: Storage, stored: StoredCv) -> StoredCv:
    async with storage.begin() as work:
        await work.cvs.add(stored)
        await work.commit()
    return stored


class CvsContract:
    async def test_a_cv_is_found_as_it_was_kept(self, storage: Storage) -> None:
        owner = await _owner(storage)
        kept = await _kept(storage, a_stored_cv(owner))
        found = await storage.cvs.by_id(kept.id, owner=owner)
        assert found == kept
        assert (found.cv.text, found.cv.passages) == (kept.cv.text, kept.cv.passages)
        assert found.cv.warnings == kept.cv.warnings

    async def test_somebody_elses_cv_is_not_found(self, storage: Storage) -> None:
        owner, other = await _owner(storage), await _owner(storage)
        kept = await _kept(storage, a_stored_cv(owner))
        with pytest.raises(CvNotFound):
            await storage.cvs.by_id(kept.id, owner=other)
        async with storage.begin() as work:
            with pytest.raises(CvNotFound):
                await work.cvs.remove(kept.id, owner=other)
        assert await storage.cvs.newest_of(other, 10) == ()

    async def test_the_newest_come_first(self, storage: Storage) -> None:
        owner = await _owner(storage)
        kept = [await _kept(storage, a_stored_cv(owner)) for _ in range(3)]
        assert await storage.cvs.newest_of(owner, 2) == (kept[2], kept[1])

    async def test_a_removed_cv_is_gone(self, storage: Storage) -> None:
        owner = await _owner(storage)
        kept = await _kept(storage, a_stored_cv(owner))
        async with storage.begin() as work:
            await work.cvs.remove(kept.id, owner=owner)
            await work.commit()
        with pytest.raises(CvNotFound):
            await storage.cvs.by_id(kept.id, owner=owner)


class TestCvsOnMemory(OnMemory, CvsContract): ...


class TestCvsOnPostgres(OnPostgres, CvsContract): ...
