"""Accounts, and what is kept under them."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import Protocol

from jobr_core.accounts.identities import LinkedIdentity
from jobr_core.accounts.model import User, UserId
from jobr_core.accounts.one_time_tokens import OneTimeToken
from jobr_core.accounts.second_factor import SecondFactor
from jobr_core.accounts.sessions import Session


class Users(Protocol):
    """All accounts."""

    @abstractmethod
    async def by_email(self, email: str) -> User:
        """Takes a normalised address. Raises UserNotFound."""

    @abstractmethod
    async def by_id(self, user_id: UserId) -> User:
        """Raises UserNotFound."""

    @abstractmethod
    async def newest(self, limit: int, before: UserId | None = None) -> tuple[User, ...]:
        """At most `limit` accounts, those opened before one, newest first."""


class ChangingUsers(Users, Protocol):
    """The same inside a unit of work, which may add, change and remove them."""

    @abstractmethod
    async def add(self, user: User) -> None:
        """Raises EmailTaken if the address is registered, whoever was a moment faster."""

    @abstractmethod
    async def held(self, user_id: UserId) -> User:
        """As it is now; others who ask wait for this unit of work. Raises UserNotFound."""

    @abstractmethod
    async def change(self, user: User) -> None:
        """Keeps a held account as it is here."""

    @abstractmethod
    async def remove(self, user_id: UserId) -> None:
        """Forgets it and everything that is kept under it. Raises UserNotFound."""


class Identities(Protocol):
    """Who is known by what at other services."""

    @abstractmethod
    async def of_user(self, user_id: UserId) -> tuple[LinkedIdentity, ...]:
        """The one linked first first."""

    @abstractmethod
    async def by_subject(self, issuer: str, subject: str) -> LinkedIdentity:
        """Raises IdentityUnknown."""


class ChangingIdentities(Identities, Protocol):
    """The same inside a unit of work. Whoever changes those of an account holds it."""

    @abstractmethod
    async def link(self, identity: LinkedIdentity) -> None:
        """Raises IdentityTaken if somebody has it, whoever was a moment faster."""

    @abstractmethod
    async def unlink(self, user_id: UserId, provider: str | None = None) -> int:
        """Those of a provider, or all; says how many there were."""


class SecondFactors(Protocol):
    """What apps share with Jobr, and digests of recovery codes."""

    @abstractmethod
    async def held(self, user_id: UserId) -> SecondFactor | None:
        """As it is now; others who ask wait for this unit of work."""

    @abstractmethod
    async def keep(self, factor: SecondFactor) -> None:
        """In place of the one there was."""

    @abstractmethod
    async def remove(self, user_id: UserId) -> None:
        """With all recovery codes."""

    @abstractmethod
    async def replace_codes(self, user_id: UserId, digests: Sequence[bytes]) -> None:
        """Recovery codes in place of all there were."""

    @abstractmethod
    async def take_code(self, user_id: UserId, digest: bytes) -> bool:
        """Whether there was such a one; it is used up."""

    @abstractmethod
    async def codes_left(self, user_id: UserId) -> int: ...


class AccountRecords(Protocol):
    """What is kept beside an account, also what is over."""

    @abstractmethod
    async def sessions(self, user_id: UserId) -> tuple[Session, ...]:
        """The newest first."""

    @abstractmethod
    async def one_time_tokens(self, user_id: UserId) -> tuple[OneTimeToken, ...]:
        """The newest first."""
