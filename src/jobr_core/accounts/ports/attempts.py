"""What is kept of ways in that are under way, and of those that failed."""

from abc import abstractmethod
from datetime import datetime
from typing import Protocol
from uuid import UUID

from jobr_core.accounts.lockout import Attempts, Claim
from jobr_core.accounts.model import UserId
from jobr_core.accounts.one_time_codes import Asked, OneTimeCode
from jobr_core.accounts.one_time_tokens import OneTimeToken, Purpose
from jobr_core.accounts.sign_in_flows import SignInFlow
from jobr_core.accounts.throttling import Source


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


class OneTimeCodes(Protocol):
    """Codes asked for by telephone, for a day."""

    @abstractmethod
    async def asked(self, number: str, network: str, now: datetime) -> Asked:
        """What was asked for lately; whoever asks too waits for this unit of work."""

    @abstractmethod
    async def keep(self, code: OneTimeCode) -> None:
        """A new one: those before of its number and purpose are superseded by it."""

    @abstractmethod
    async def by_id(self, code_id: UUID) -> OneTimeCode:
        """Raises OneTimeCodeUnknown."""

    @abstractmethod
    async def for_number(self, number: str, now: datetime) -> tuple[OneTimeCode, ...]:
        """Those asked for within a day, the newest first."""

    @abstractmethod
    async def claim(self, code_id: UUID, mac: bytes, now: datetime) -> bool:
        """Makes the code of this MAC the right one, if it is live and has none: of any number who
        are about to send it one may."""

    @abstractmethod
    async def release(self, code_id: UUID, mac: bytes) -> None:
        """Nobody has got it; it may be claimed again."""

    @abstractmethod
    async def settle(self, code_id: UUID, now: datetime) -> None:
        """It is sent."""

    @abstractmethod
    async def attempt(self, code_id: UUID, mac: bytes, now: datetime) -> OneTimeCode | None:
        """The code after one try more; None where it is not live, and the try was not looked at.

        Of any number at the same moment no more than its tries are looked at, and one is right.
        """

    @abstractmethod
    async def forget_before(self, moment: datetime) -> None:
        """Those asked for before."""


class SignInFlows(Protocol):
    """Sign-ins by other services that are under way."""

    @abstractmethod
    async def keep(self, flow: SignInFlow) -> None: ...

    @abstractmethod
    async def take(self, digest: bytes) -> SignInFlow:
        """The flow, which is forgotten: of any number who take it one gets it. Raises
        SignInFlowUnknown."""

    @abstractmethod
    async def forget_before(self, moment: datetime) -> None:
        """Those begun before."""
