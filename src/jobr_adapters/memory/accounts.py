"""Accounts in memory."""

from collections.abc import Callable
from dataclasses import replace

from jobr_adapters.memory.database import Tables
from jobr_core.accounts.errors import EmailTaken, UserNotFound
from jobr_core.accounts.model import Role, User, UserId
from jobr_core.accounts.ports import Users


class MemoryUsers(Users):
    def __init__(self, tables: Callable[[], Tables]) -> None:
        self._tables = tables

    async def add(self, user: User) -> None:
        users = self._tables().users
        if any(other.email == user.email for other in users.values()):
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

    async def set_role(self, user_id: UserId, role: Role) -> None:
        self._tables().users[user_id] = replace(await self.by_id(user_id), role=role)

    async def newest(self, limit: int) -> tuple[User, ...]:
        users = sorted(self._tables().users.values(), key=lambda user: user.id, reverse=True)
        return tuple(users[:limit])
