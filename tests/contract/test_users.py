"""The promise of Users and of units of work, kept by every storage."""

import asyncio
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import pytest
from storages import OnMemory, OnPostgres, Storage

from builders import NOON, a_user, address_of, an_id
from jobr_core.accounts.errors import EmailTaken, UserNotFound
from jobr_core.accounts.model import Language, Role, User, UserId


async def _add(storage: Storage, user: User) -> None:
    async with storage.begin() as work:
        await work.users.add(user)
        await work.commit()


async def _renamed(storage: Storage, *, held: bool) -> int:
    """How many letters a name has grown by in 20 changes at once that add one each."""
    user = a_user()
    await _add(storage, user)

    async def rename() -> None:
        async with storage.begin() as work:
            found = await (work.users.held if held else work.users.by_id)(user.id)
            await asyncio.sleep(0.001)
            await work.users.change(replace(found, full_name=f"{found.full_name}x"))
            await work.commit()

    await asyncio.gather(*(rename() for _ in range(20)))
    grown = await storage.users.by_id(user.id)
    return len(grown.full_name) - len(user.full_name)


class UsersContract:
    async def test_a_committed_account_is_found(self, storage: Storage) -> None:
        user = a_user()
        await _add(storage, user)
        assert await storage.users.by_email(address_of(user)) == user
        assert await storage.users.by_id(user.id) == user

    async def test_an_uncommitted_account_is_forgotten(self, storage: Storage) -> None:
        user = a_user()
        async with storage.begin() as work:
            await work.users.add(user)
            assert await work.users.by_id(user.id) == user
        with pytest.raises(UserNotFound):
            await storage.users.by_id(user.id)

    async def test_nothing_is_done_after_the_commit(self, storage: Storage) -> None:
        user = a_user()
        async with storage.begin() as work:
            await work.users.add(user)
            await work.commit()
            with pytest.raises(RuntimeError):
                await work.commit()
        assert await storage.users.by_id(user.id) == user

    async def test_an_error_undoes_everything(self, storage: Storage) -> None:
        user = a_user()
        with pytest.raises(ZeroDivisionError):
            async with storage.begin() as work:
                await work.users.add(user)
                raise ZeroDivisionError
        with pytest.raises(UserNotFound):
            await storage.users.by_email(address_of(user))

    async def test_what_is_not_there_is_not_found(self, storage: Storage) -> None:
        with pytest.raises(UserNotFound):
            await storage.users.by_id(UserId(an_id()))
        with pytest.raises(UserNotFound):
            await storage.users.by_email("nobody@example.org")
        async with storage.begin() as work:
            with pytest.raises(UserNotFound):
                await work.users.held(UserId(an_id()))
            with pytest.raises(UserNotFound):
                await work.users.remove(UserId(an_id()))

    async def test_an_address_is_taken_once(self, storage: Storage) -> None:
        await _add(storage, a_user("ada@example.org"))
        with pytest.raises(EmailTaken):
            await _add(storage, a_user("ada@example.org"))

    async def test_of_twenty_writers_one_wins(self, storage: Storage) -> None:
        outcomes = await asyncio.gather(
            *(_add(storage, a_user("race@example.org")) for _ in range(20)), return_exceptions=True
        )
        assert outcomes.count(None) == 1
        assert sum(isinstance(outcome, EmailTaken) for outcome in outcomes) == 19

    async def test_everything_but_id_and_age_is_changed(self, storage: Storage) -> None:
        user, other = a_user(), a_user()
        await _add(storage, user)
        await _add(storage, other)
        changed = replace(
            user,
            email="new@example.org",
            full_name="Another Name",
            password_hash=None,
            role=Role.ADMIN,
            language=Language.GERMAN,
            email_verified_at=NOON,
            disabled_at=NOON + timedelta(days=1),
        )
        async with storage.begin() as work:
            assert await work.users.held(user.id) == user
            await work.users.change(changed)
            await work.commit()
        assert await storage.users.by_id(user.id) == changed
        assert await storage.users.by_id(other.id) == other

    async def test_changes_of_one_account_do_not_overwrite_each_other(
        self, storage: Storage
    ) -> None:
        assert await _renamed(storage, held=True) == 20

    async def test_a_removed_account_is_gone(self, storage: Storage) -> None:
        user = a_user()
        await _add(storage, user)
        async with storage.begin() as work:
            await work.users.remove(user.id)
            await work.commit()
        with pytest.raises(UserNotFound):
            await storage.users.by_id(user.id)
        await _add(storage, a_user(user.email))

    async def test_the_newest_come_first(self, storage: Storage) -> None:
        users = [a_user() for _ in range(3)]
        for user in users:
            await _add(storage, user)
        assert await storage.users.newest(2) == (users[2], users[1])
        assert await storage.users.newest(2, before=users[1].id) == (users[0],)


class TestUsersOnMemory(OnMemory, UsersContract): ...


class TestUsersOnPostgres(OnPostgres, UsersContract):
    async def test_changes_that_do_not_hold_it_would_be_lost(self, storage: Storage) -> None:
        assert await _renamed(storage, held=False) < 20

    async def test_a_commit_after_a_swallowed_error_does_not_pretend(
        self, storage: Storage
    ) -> None:
        taken = a_user("ada@example.org")
        await _add(storage, taken)
        other = a_user()
        async with storage.begin() as work:
            await work.users.add(other)
            with suppress(EmailTaken):
                await work.users.change(replace(other, email="ada@example.org"))
            with pytest.raises(RuntimeError, match="nothing is kept"):
                await work.commit()
        with pytest.raises(UserNotFound):
            await storage.users.by_id(other.id)
