"""Who is signed in where, and what proves it."""

from abc import abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from jobr_core.accounts.model import Principal, SessionId, User, UserId
from jobr_core.accounts.sessions import HeldToken, RefreshToken, Session
from jobr_core.accounts.signing_keys import SigningKey


class Sessions(Protocol):
    """Who is signed in where."""

    @abstractmethod
    async def of_user(self, user_id: UserId) -> tuple[Session, ...]:
        """Those not revoked, at most 100, the last used first; some may have expired."""

    @abstractmethod
    async def with_user(self, session_id: SessionId) -> tuple[Session, User]:
        """A session and whose it is. Raises SessionNotFound."""


class ChangingSessions(Sessions, Protocol):
    """The same inside a unit of work, which may open, use and end them."""

    @abstractmethod
    async def open(self, session: Session, first: RefreshToken) -> None:
        """Keeps a new one, and revokes those used longest ago of more than `MOST` of its user."""

    @abstractmethod
    async def agents(self, user_id: UserId) -> frozenset[str]:
        """What the clients of an account called themselves, those signed out too."""

    @abstractmethod
    async def held(self, digest: bytes) -> HeldToken:
        """The token and its session as they are now; others who ask wait for this unit of work.

        Raises RefreshTokenInvalid.
        """

    @abstractmethod
    async def rotate(self, used: HeldToken, following: RefreshToken) -> None:
        """Keeps a held token and its session as they are here, and the token that follows."""

    @abstractmethod
    async def prove(self, session: Session) -> None:
        """Keeps a session whose owner has shown that they are there, as it is here."""

    @abstractmethod
    async def end(self, user_id: UserId, at: datetime, session_id: SessionId | None = None) -> int:
        """Revokes one session of a user, or all; says how many were not revoked before."""

    @abstractmethod
    async def end_others(self, user_id: UserId, at: datetime, kept: SessionId) -> int:
        """Revokes all sessions of a user but one; says how many were not revoked before."""

    @abstractmethod
    async def forget_before(self, moment: datetime) -> None:
        """Those that began before; they are over for good."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessToken:
    """A bearer token (RFC 6750) and when it ends."""

    value: str
    expires_at: datetime


class AccessTokens(Protocol):
    """Issues and reads access tokens."""

    @abstractmethod
    async def issue(self, principal: Principal) -> AccessToken: ...

    @abstractmethod
    async def read(self, token: str) -> Principal:
        """Raises TokenInvalid for anything but an unexpired token of our own."""


class SigningKeys(Protocol):
    """The keys access tokens are signed with, the same for all servers."""

    @abstractmethod
    async def all(self) -> tuple[SigningKey, ...]: ...

    @abstractmethod
    async def add_first(self, key: SigningKey) -> None:
        """Keeps it if there is none, whoever was a moment faster."""

    @abstractmethod
    async def add(self, key: SigningKey) -> None:
        """Raises Conflict if another was added at the same moment."""

    @abstractmethod
    async def drop(self, key_id: str) -> None:
        """Forgets it; one that is not there is forgotten already."""


MakeSigningKey = Callable[[datetime], SigningKey]
"""Makes a new key that signs from then on."""
