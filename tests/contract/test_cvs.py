"""The promise of Cvs, kept by every storage."""

import asyncio
from dataclasses import replace

import pytest
from storages import OnMemory, OnPostgres, Storage

from builders import a_cv, a_moment, a_stored_cv, a_user, an_id
from jobr_core.accounts.model import UserId
from jobr_core.cvs.errors import CvChanged, CvNotFound, NoCv
from jobr_core.cvs.model import Cv
from jobr_core.cvs.stored import CvStatus, CvVersion, OriginalFile, Refusal, Shelf, StoredCv


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

    async def test_those_before_one_come_behind_it(self, storage: Storage) -> None:
        owner = await _owner(storage)
        kept = [await _kept(storage, a_stored_cv(owner)) for _ in range(3)]
        found = await storage.cvs.newest_of(owner, 10, before=kept[2].id)
        assert found == (kept[1], kept[0])

    async def test_a_refusal_is_kept(self, storage: Storage) -> None:
        owner = await _owner(storage)
        refused = replace(
            a_stored_cv(owner),
            status=CvStatus.REFUSED,
            refusal=Refusal(code="no_text", detail="There is no text."),
        )
        assert await storage.cvs.by_id((await _kept(storage, refused)).id, owner=owner) == refused

    async def test_a_shelf_counts_cvs_and_each_file_once(self, storage: Storage) -> None:
        owner, file = await _owner(storage), _a_file(7)
        for original in (file, file, _a_file(5), None):
            await _kept(storage, replace(a_stored_cv(owner), original=original))
        assert await storage.cvs.shelf_of(owner) == Shelf(cvs=4, bytes=12)
        assert await storage.cvs.key_of(owner, file.digest) == file.key
        assert await storage.cvs.key_of(await _owner(storage), file.digest) is None

    async def test_a_file_is_unneeded_once_its_last_cv_goes(self, storage: Storage) -> None:
        owner, file = await _owner(storage), _a_file(7)
        first, second = [
            await _kept(storage, replace(a_stored_cv(owner), original=file)) for _ in range(2)
        ]
        assert await _removed(storage, first) is None
        assert await storage.cvs.unneeded([file.key, "cvs/nobody"]) == ("cvs/nobody",)
        assert await _removed(storage, second) == file.key
        assert await storage.cvs.unneeded([file.key]) == (file.key,)

    async def test_a_cv_can_let_go_of_its_file(self, storage: Storage) -> None:
        owner, file = await _owner(storage), _a_file(7)
        kept = await _kept(storage, replace(a_stored_cv(owner), original=file))
        async with storage.begin() as work:
            assert await work.cvs.release(kept.id, owner=owner) == file.key
            await work.commit()
        assert (await storage.cvs.by_id(kept.id, owner=owner)).original is None

    async def test_one_cv_is_the_default(self, storage: Storage) -> None:
        owner = await _owner(storage)
        with pytest.raises(NoCv):
            await storage.cvs.default_of(owner)
        kept = [await _kept(storage, a_stored_cv(owner)) for _ in range(2)]
        for chosen in kept:
            async with storage.begin() as work:
                await work.cvs.make_default(chosen.id, owner=owner)
                await work.commit()
            assert (await storage.cvs.default_of(owner)).id == chosen.id
        other = await _owner(storage)
        async with storage.begin() as work:
            with pytest.raises(CvNotFound):
                await work.cvs.make_default(kept[0].id, owner=other)

    async def test_a_replaced_version_is_kept(self, storage: Storage) -> None:
        owner = await _owner(storage)
        first = await _kept(storage, a_stored_cv(owner))
        second = replace(
            first,
            version=2,
            engine="edited",
            cv=a_cv("Ada King\n\nSkills\nSQL"),
            updated_at=a_moment(),
        )
        await _replaced(storage, second, version=1)
        assert await storage.cvs.by_id(first.id, owner=owner) == second
        former = CvVersion(number=1, engine="rules@1", cv=first.cv, created_at=first.updated_at)
        assert await storage.cvs.versions_of(first.id, owner=owner) == (former,)
        assert await storage.cvs.versions_of(first.id, owner=await _owner(storage)) == ()

    async def test_a_version_that_is_not_there_is_not_replaced(self, storage: Storage) -> None:
        owner = await _owner(storage)
        first = await _kept(storage, a_stored_cv(owner))
        with pytest.raises(CvChanged):
            await _replaced(storage, replace(first, version=3), version=2)
        with pytest.raises(CvNotFound):
            await _replaced(storage, replace(first, owner=await _owner(storage)), version=1)
        assert await storage.cvs.by_id(first.id, owner=owner) == first

    async def test_what_was_never_read_is_no_version(self, storage: Storage) -> None:
        owner = await _owner(storage)
        unread = replace(a_stored_cv(owner), status=CvStatus.READING, cv=Cv.unread())
        await _kept(storage, unread)
        await _replaced(storage, replace(unread, version=2, status=CvStatus.READY), version=1)
        assert await storage.cvs.versions_of(unread.id, owner=owner) == ()

    async def test_of_many_at_once_none_passes_the_shelf_unseen(self, storage: Storage) -> None:
        """Each sees those before it, so that a limit holds."""
        owner = await _owner(storage)

        async def add_unless_full() -> None:
            async with storage.begin() as work:
                if (await work.cvs.shelf_of(owner)).cvs < 3:
                    await work.cvs.add(a_stored_cv(owner))
                    await work.commit()

        await asyncio.gather(*(add_unless_full() for _ in range(20)))
        assert (await storage.cvs.shelf_of(owner)).cvs == 3


def _a_file(size: int) -> OriginalFile:
    digest = an_id().hex * 2
    return OriginalFile(key=f"cvs/a/{digest}/{an_id()}", digest=digest, size=size)


async def _removed(storage: Storage, stored: StoredCv) -> str | None:
    async with storage.begin() as work:
        unneeded: str | None = await work.cvs.remove(stored.id, owner=stored.owner)
        await work.commit()
    return unneeded


async def _replaced(storage: Storage, stored: StoredCv, *, version: int) -> None:
    async with storage.begin() as work:
        await work.cvs.replace(stored, version=version)
        await work.commit()


class TestCvsOnMemory(OnMemory, CvsContract): ...


class TestCvsOnPostgres(OnPostgres, CvsContract): ...
