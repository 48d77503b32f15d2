"""The promise of Users and of units of work, kept by every storage."""

import asyncio
from contextlib import suppress

import pytest
from storages import OnMemory, OnPostgres, Storage

from builders import a_user, an_id
from jobr_core.accounts.errors import EmailTaken, UserNotFound
from jobr_core.accounts.model import Role, User, UserId


async def _add(storage: Storage, user: User) -> None:
    async with storage.begin() as work:
        await work.users.add(user)
        await work.commit()


class UsersContract:
    async def test_a_committed_account_is_found(self, storage: Storage) -> None:
        user = a_user()
        await _add(storage, user)
        assert await storage.users.by_email(user.email) == user
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
            await storage.users.by_email(user.email)

    async def test_what_is_not_there_is_not_found(self, storage: Storage) -> None:
        with pytest.raises(UserNotFound):
            await storage.users.by_id(UserId(an_id()))
        with pytest.raises(UserNotFound):
            await storage.users.by_email("nobody@example.org")
        async with storage.begin() as work:
            with pytest.raises(UserNotFound):
                await work.users.set_role(UserId(an_id()), Role.ADMIN)

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

    async def test_a_role_is_changed(self, storage: Storage) -> None:
        user = a_user()
        await _add(storage, user)
        async with storage.begin() as work:
            await work.users.set_role(user.id, Role.ADMIN)
            await work.commit()
        assert (await storage.users.by_id(user.id)).role is Role.ADMIN

    async def test_the_newest_come_first(self, storage: Storage) -> None:
        users = [a_user() for _ in range(3)]
        for user in users:
            await _add(storage, user)
        assert await storage.users.newest(2) == (users[2], users[1])


class TestUsersOnMemory(OnMemory, UsersContract): ...


class TestUsersOnPostgres(OnPostgres, UsersContract):
    async def test_a_commit_after_a_swallowed_error_does_not_pretend(
        self, storage: Storage
    ) -> None:
        taken = a_user("ada@example.org")
        await _add(storage, taken)
        other = a_user()
        async with storage.begin() as work:
            await work.users.add(other)
            with suppress(EmailTaken):
                await work.users.add(a_user("ada@example.org"))
            with pytest.raises(RuntimeError, match="nothing is kept"):
                await work.commit()
        with pytest.raises(UserNotFound):
            await storage.users.by_id(other.id)
