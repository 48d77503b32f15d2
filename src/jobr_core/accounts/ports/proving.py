"""Who proves what to whom, and what proofs are made of."""

from abc import abstractmethod
from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager
from typing import Protocol

from jobr_core.accounts.linking import ProvedIdentity
from jobr_core.accounts.model import Client, Language, Principal, SessionId, User
from jobr_core.accounts.phone_numbers import PhoneNumber
from jobr_core.accounts.proof import Proof
from jobr_core.accounts.sign_in_flows import Exchange


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
    async def __call__(
        self, principal: Principal, *, password: str | None, client: Client
    ) -> Proof:
        """By the password, or without one by a session that began in the last 10 minutes. Raises
        FreshSignInNeeded, WrongPassword, AccountLocked, SignInStopped."""


class OutsideService(Protocol):
    """Another service people sign in by."""

    @abstractmethod
    async def address(self, *, state: str, exchange: Exchange) -> str:
        """Where a browser is sent to sign in there. Raises ProviderUnavailable."""

    @abstractmethod
    async def redeem(self, code: str, *, issuer: str | None, exchange: Exchange) -> ProvedIdentity:
        """Who signed in there; `issuer` is who the answer says it comes from (RFC 9207). Raises
        ProviderUnavailable, SignInRefused."""


OutsideServices = Mapping[str, OutsideService]
"""By the names they have here."""


class AdmitProved(Protocol):
    """Finds, links or opens the account of somebody another service vouches for."""

    @abstractmethod
    async def __call__(
        self, proved: ProvedIdentity, *, linking: SessionId | None, language: Language
    ) -> User:
        """`linking` is the session of who asked to add it. Raises SignInRefused, AccountDisabled,
        AccountLocked, IdentityTaken, LinkRequired, EmailNeeded."""


ReadPhone = Callable[[str, str | None], PhoneNumber]
"""What somebody typed, with the country (ISO 3166-1) it is of if it does not say so. Raises
PhoneInvalid, PhoneCountryRefused."""

NewCode = Callable[[], str]
"""Returns six random digits."""

NewSecret = Callable[[], str]
"""Returns 256 random bits in letters safe in URLs."""

NewBytes = Callable[[int], bytes]
"""Returns so many random bytes."""


class Seal(Protocol):
    """Keeps content unreadable without the keys, and bound to what it belongs to."""

    @abstractmethod
    def seal(self, content: bytes, *, bound_to: str) -> bytes: ...

    @abstractmethod
    def open(self, sealed: bytes, *, bound_to: str) -> bytes: ...
