"""Accounts in memory."""

from collections.abc import Callable

from jobr_adapters.memory.database import Tables
from jobr_core.accounts.errors import EmailTaken, UserNotFound
from jobr_core.accounts.model import User, UserId
from jobr_core.accounts.ports import ChangingUsers


class MemoryUsers(ChangingUsers):
    def __init__(self, tables: Callable[[], Tables]) -> None:
        self._tables = tables

    async def add(self, user: User) -> None:
        users = self._tables().users
        if user.email and any(other.email == user.email for other in users.values()):
            raise EmailTaken
        users[user.id] = user

    async def by_email(self, email: str) -> User:
        for user in self._tables().users.values():
            if user.email == email:
                return user
        raise UserNotFound

    async def by_id(self, user_id: UserId) -> User:
        try:
            return self._tables().users[user_id]
        except KeyError:
            raise UserNotFound from None

    async def newest(self, limit: int, before: UserId | None = None) -> tuple[User, ...]:
        users = (user for user in self._tables().users.values() if not before or user.id < before)
        return tuple(sorted(users, key=lambda user: user.id, reverse=True)[:limit])

    async def held(self, user_id: UserId) -> User:
        return await self.by_id(user_id)

    async def change(self, user: User) -> None:
        self._tables().users[user.id] = user

    async def remove(self, user_id: UserId) -> None:
        await self.by_id(user_id)
        self._tables().forget_user(user_id)
