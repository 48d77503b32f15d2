"""What accounts need from outside."""

from abc import abstractmethod
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from jobr_core.accounts.lockout import Attempts, Claim
from jobr_core.accounts.model import Client, Principal, SessionId, User, UserId
from jobr_core.accounts.one_time_tokens import OneTimeToken, Purpose
from jobr_core.accounts.sessions import HeldToken, RefreshToken, Session
from jobr_core.accounts.signing_keys import SigningKey
from jobr_core.accounts.throttling import Source
from jobr_core.events.ports import EventsWork
from jobr_core.tasks.ports import TasksWork


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


class SignInAttempts(Protocol):
    """Rows of attempts to sign in, each under the key of its address (`AddressKey`)."""

    @abstractmethod
    async def claim(self, key: str, now: datetime) -> Claim:
        """Counts one more, before its password is looked at, by the policy in force (`LOCKOUT`).

        Of any number at the same moment, in any number of processes, at most the policy's threshold
        may be tried and exactly one of these locks.
        """

    @abstractmethod
    async def of(self, key: str) -> Attempts | None:
        """The row as it is now."""

    @abstractmethod
    async def clear(self, key: str) -> Attempts | None:
        """Ends the row and gives it; None if there was none."""

    @abstractmethod
    async def forget_ended(self, now: datetime) -> None:
        """Those the next attempt would not go on with."""


class SignInSources(Protocol):
    """Network addresses sign-ins have failed from, each under its pseudonym."""

    @abstractmethod
    async def of(self, key: str) -> Source:
        """As it is now; an empty one where it was never seen."""

    @abstractmethod
    async def held(self, key: str) -> Source:
        """The same; others who ask to hold it wait for this unit of work."""

    @abstractmethod
    async def keep(self, key: str, source: Source, now: datetime) -> None:
        """Keeps a held one as it is here."""

    @abstractmethod
    async def forget_before(self, moment: datetime) -> None:
        """Those not kept since."""


class OneTimeTokens(Protocol):
    """What links in mails are good for."""

    @abstractmethod
    async def keep(self, token: OneTimeToken) -> None: ...

    @abstractmethod
    async def alive(self, user_id: UserId, purpose: Purpose, now: datetime) -> int:
        """How many of an account are good for this."""

    @abstractmethod
    async def by_digest(self, digest: bytes, purpose: Purpose) -> OneTimeToken:
        """Raises OneTimeTokenUnknown."""

    @abstractmethod
    async def take(self, digest: bytes, purpose: Purpose) -> OneTimeToken:
        """The token, which is forgotten with all others of this account and purpose: of any number
        who take it one gets it. Raises OneTimeTokenUnknown.

        Whoever takes one holds its account, so that nobody waits in a ring.
        """

    @abstractmethod
    async def withdraw(self, digest: bytes) -> None:
        """Forgets one that nobody has got."""

    @abstractmethod
    async def forget(self, user_id: UserId, purpose: Purpose) -> None:
        """All of an account and purpose."""

    @abstractmethod
    async def forget_ended(self, now: datetime) -> None: ...


class UsersWork(TasksWork, EventsWork, Protocol):
    """A unit of work that can change accounts."""

    @property
    def users(self) -> ChangingUsers: ...

    @property
    def sign_in_attempts(self) -> SignInAttempts: ...

    @property
    def sign_in_sources(self) -> SignInSources: ...

    @property
    def one_time_tokens(self) -> OneTimeTokens: ...


BeginUsersWork = Callable[[], UsersWork]


class PasswordHasher(Protocol):
    """Turns passwords into hashes that are slow to guess, as many at once as there are cores."""

    @abstractmethod
    def turn(self) -> AbstractAsyncContextManager[None]:
        """Entered before an attempt is counted: what was true then is true when its password is
        looked at. Raises PasswordsBusy where too many wait already."""

    @abstractmethod
    async def hashed(self, password: str) -> str:
        """A fresh salted hash, made without holding up other requests. Raises PasswordsBusy."""

    @abstractmethod
    async def verifies(self, password: str, password_hash: str | None) -> bool:
        """Whether they belong together, within a turn. None takes the same time and answers
        False."""

    @abstractmethod
    def is_outdated(self, password_hash: str) -> bool:
        """Whether `hashed` would make a stronger one today."""


IsCommonPassword = Callable[[str], bool]
"""Whether a password is among those most used, in any case of its letters."""


class CheckPassword(Protocol):
    """Whose password it is."""

    @abstractmethod
    async def __call__(self, *, email: str, password: str, client: Client) -> User:
        """Raises WrongCredentials, AccountLocked, SignInStopped, PasswordsBusy."""


class ProveOwner(Protocol):
    """Asks whoever holds an access token to show that it is theirs."""

    @abstractmethod
    async def __call__(self, principal: Principal, *, password: str | None, client: Client) -> None:
        """By the password, or without one by a session that began in the last 10 minutes. Raises
        FreshSignInNeeded, WrongPassword, AccountLocked, SignInStopped."""


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
    async def end(self, user_id: UserId, at: datetime, session_id: SessionId | None = None) -> int:
        """Revokes one session of a user, or all; says how many were not revoked before."""

    @abstractmethod
    async def end_others(self, user_id: UserId, at: datetime, kept: SessionId) -> int:
        """Revokes all sessions of a user but one; says how many were not revoked before."""

    @abstractmethod
    async def forget_before(self, moment: datetime) -> None:
        """Those that began before; they are over for good."""


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


class AccountRecords(Protocol):
    """What is kept beside an account, also what is over."""

    @abstractmethod
    async def sessions(self, user_id: UserId) -> tuple[Session, ...]:
        """The newest first."""

    @abstractmethod
    async def one_time_tokens(self, user_id: UserId) -> tuple[OneTimeToken, ...]:
        """The newest first."""


ReadFacts = Callable[[UserId], Awaitable[Mapping[str, object]]]
"""What a part of Jobr keeps of a person once, as JSON."""

ReadItems = Callable[[UserId], AsyncIterator[Mapping[str, object]]]
"""The same of what it keeps many of, one by one."""

ReadFiles = Callable[[UserId], AsyncIterator[tuple[str, bytes]]]
"""The files it keeps of a person, one by one, each with its path in an archive."""

RemoveFiles = Callable[[], Awaitable[None]]
"""Removes files that belong to nobody any more; what cannot be removed now goes later."""

FilesOf = Callable[[UserId], Awaitable[RemoveFiles]]
"""Finds the files of a person, for when the rows that name them are gone."""
