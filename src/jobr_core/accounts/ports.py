"""What accounts need from outside."""

from abc import abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from jobr_core.accounts.model import Principal, Role, User, UserId
from jobr_core.events.ports import EventsWork


class Users(Protocol):
    """All accounts."""

    @abstractmethod
    async def add(self, user: User) -> None:
        """Raises EmailTaken if the address is registered, whoever was a moment faster."""

    @abstractmethod
    async def by_email(self, email: str) -> User:
        """Takes a normalised address. Raises UserNotFound."""

    @abstractmethod
    async def by_id(self, user_id: UserId) -> User:
        """Raises UserNotFound."""

    @abstractmethod
    async def set_role(self, user_id: UserId, role: Role) -> None:
        """Raises UserNotFound."""

    @abstractmethod
    async def newest(self, limit: int) -> tuple[User, ...]:
        """At most `limit` accounts, newest first."""


class UsersWork(EventsWork, Protocol):
    """A unit of work that can change accounts."""

    @property
    def users(self) -> Users: ...


BeginUsersWork = Callable[[], UsersWork]


class PasswordHasher(Protocol):
    """Turns passwords into hashes that are slow to guess."""

    @abstractmethod
    async def hashed(self, password: str) -> str:
        """A fresh salted hash, made without holding up other requests."""

    @abstractmethod
    async def verifies(self, password: str, password_hash: str | None) -> bool:
        """Whether they belong together. None takes the same time and answers False."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessToken:
    """A bearer token (RFC 6750) and when it ends."""

    value: str
    expires_at: datetime


class AccessTokens(Protocol):
    """Issues and reads access tokens."""

    @abstractmethod
    def issue(self, principal: Principal) -> AccessToken: ...

    @abstractmethod
    def read(self, token: str) -> Principal:
        """Raises TokenInvalid for anything but an unexpired token of our own."""
