"""What accounts need from outside."""

from abc import abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from jobr_core.accounts.lockout import Attempts, Claim
from jobr_core.accounts.model import Principal, Role, SessionId, User, UserId
from jobr_core.accounts.sessions import HeldToken, RefreshToken, Session
from jobr_core.accounts.signing_keys import SigningKey
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


class SignInAttempts(Protocol):
    """Rows of attempts to sign in, each under the key of its address (`AddressKey`)."""

    @abstractmethod
    async def claim(self, key: str, now: datetime) -> Claim:
        """Counts one more, before its password is looked at, by the policy in force (`LOCKOUT`).

        Of any number at the same moment, in any number of processes, at most the policy's threshold
        may be tried and exactly one of these locks.
        """

    @abstractmethod
    async def touch(self, key: str, now: datetime) -> None:
        """The last attempt was just now; its row, if any, is written again."""

    @abstractmethod
    async def clear(self, key: str) -> Attempts | None:
        """Ends the row and gives it; None if there was none."""

    @abstractmethod
    async def forget_ended(self, now: datetime) -> None:
        """Those the next attempt would not go on with."""


class UsersWork(EventsWork, Protocol):
    """A unit of work that can change accounts."""

    @property
    def users(self) -> Users: ...

    @property
    def sign_in_attempts(self) -> SignInAttempts: ...


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
    async def issue(self, principal: Principal) -> AccessToken: ...

    @abstractmethod
    async def read(self, token: str) -> Principal:
        """Raises TokenInvalid for anything but an unexpired token of our own."""


class Sessions(Protocol):
    """Who is signed in where."""

    @abstractmethod
    async def of_user(self, user_id: UserId) -> tuple[Session, ...]:
        """Those not revoked, at most 100, the last used first; some may have expired."""

    @abstractmethod
    async def by_id(self, session_id: SessionId) -> Session:
        """Raises SessionNotFound."""


class ChangingSessions(Sessions, Protocol):
    """The same inside a unit of work, which may open, use and end them."""

    @abstractmethod
    async def open(self, session: Session, first: RefreshToken) -> None:
        """Keeps a new one, and forgets those of the same user that can be used no more."""

    @abstractmethod
    async def held(self, digest: bytes) -> HeldToken:
        """The token and its session as they are now; others who ask wait for this unit of work.

        Raises RefreshTokenInvalid.
        """

    @abstractmethod
    async def rotate(self, used: HeldToken, following: RefreshToken) -> None:
        """Keeps a held token and its session as they are here, and the token that follows."""

    @abstractmethod
    async def end(self, user_id: UserId, at: datetime, session_id: SessionId | None = None) -> int:
        """Revokes one session of a user, or all; says how many were not revoked before."""


class SessionsWork(UsersWork, Protocol):
    """A unit of work that can change sessions."""

    @property
    def sessions(self) -> ChangingSessions: ...


BeginSessionsWork = Callable[[], SessionsWork]

NewSecret = Callable[[], str]
"""Returns 256 random bits in letters safe in URLs."""


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
