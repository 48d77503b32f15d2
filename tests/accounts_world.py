"""Accounts on memory, by a clock that is moved."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from itertools import count
from secrets import token_bytes
from typing import Any

import pytest

from builders import NOON, an_id
from jobr_adapters.memory.accounts import MemoryUsers
from jobr_adapters.memory.database import Enqueued, MemoryDatabase
from jobr_adapters.memory.one_time_tokens import MemoryOneTimeTokens
from jobr_adapters.memory.sessions import MemorySessions
from jobr_adapters.memory.unit_of_work import MemoryUnitOfWork
from jobr_core.accounts.errors import WrongCredentials
from jobr_core.accounts.model import Client, Principal, Role, SessionId, User
from jobr_core.accounts.one_time_tokens import OneTimeToken, Purpose
from jobr_core.accounts.ports import AccessToken, AccessTokens, PasswordHasher, Seal
from jobr_core.accounts.pseudonyms import Pseudonyms
from jobr_core.accounts.sessions import digest_of
from jobr_core.accounts.throttling import ThrottlePolicy
from jobr_core.accounts.use_cases.administration import Disable, Enable, FindUser, SetRole
from jobr_core.accounts.use_cases.login import LogIn
from jobr_core.accounts.use_cases.passwords import AskForReset, ChangePassword, ResetPassword
from jobr_core.accounts.use_cases.profile import ChangeProfile
from jobr_core.accounts.use_cases.proving import ProveByPasswordOrSession
from jobr_core.accounts.use_cases.registration import Register
from jobr_core.accounts.use_cases.second_factor import (
    ConfirmSecondFactor,
    EnrolSecondFactor,
    GiveSecondFactor,
    LiftSecondFactor,
    RemoveSecondFactor,
    RenewRecoveryCodes,
    ShowSecondFactor,
)
from jobr_core.accounts.use_cases.sessions import (
    EndSessions,
    EnsureAdmin,
    EnsureSignedIn,
    OpenSession,
    RefreshSession,
    SignedIn,
)
from jobr_core.accounts.use_cases.unlocking import Unlock
from jobr_core.accounts.use_cases.upkeep import ForgetEndedSignIns
from jobr_core.accounts.use_cases.verification import AskForVerification, VerifyEmail

EMAIL, PASSWORD, NEW_PASSWORD = "ada@example.org", "long enough", "another engine"
PSEUDONYMS = Pseudonyms(b"secret")
HERE = Client(address="192.0.2.1", agent="a browser")


class ReversedPasswords(PasswordHasher):
    """A hash that is quick and plain to see; counts how often a password was looked at."""

    def __init__(self) -> None:
        self.looked = 0

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        yield

    async def hashed(self, password: str) -> str:
        return password[::-1]

    async def verifies(self, password: str, password_hash: str | None) -> bool:
        self.looked += 1
        return password_hash in (password[::-1], f"old {password}")

    def is_outdated(self, password_hash: str) -> bool:
        return password_hash.startswith("old ")


class PlainSeal(Seal):
    """Hides nothing, but knows what it belongs to."""

    def seal(self, content: bytes, *, bound_to: str) -> bytes:
        return bound_to.encode() + b"|" + content

    def open(self, sealed: bytes, *, bound_to: str) -> bytes:
        owner, _, content = sealed.partition(b"|")
        assert owner.decode() == bound_to
        return content


class PlainTokens(AccessTokens):
    """They prove nothing, and nobody asks them to."""

    async def issue(self, principal: Principal) -> AccessToken:
        return AccessToken(value=str(principal.session_id), expires_at=NOON)

    async def read(self, token: str) -> Principal:
        raise NotImplementedError


def is_common(password: str) -> bool:
    return password == "password"


class Accounts:
    """The stories of accounts."""

    def __init__(self) -> None:
        self.database = MemoryDatabase()
        self.at = NOON
        self.enqueued: list[Enqueued] = []
        self.database.after_commit = self.enqueue
        self.hasher = ReversedPasswords()
        self.users = MemoryUsers(lambda: self.database.tables)
        self.sessions = MemorySessions(lambda: self.database.tables)
        begin: dict[str, Any] = {"begin": self.begin}
        now: dict[str, Any] = {"now": self.now}
        hashing: dict[str, Any] = {"hasher": self.hasher, "is_common": is_common}
        throttle = ThrottlePolicy()
        named: dict[str, Any] = {"pseudonyms": PSEUDONYMS}
        numbers = count()
        opening: dict[str, Any] = {
            "tokens": PlainTokens(),
            "new_secret": lambda: f"secret {next(numbers)}",
        }
        self.register = Register(**begin, **hashing, **named, **now, new_id=an_id)
        self.log_in = LogIn(
            **begin, **named, **now, users=self.users, hasher=self.hasher, throttle=throttle
        )
        self.prove = ProveByPasswordOrSession(sessions=self.sessions, check=self.log_in, **now)
        self.change_password = ChangePassword(
            **begin, **hashing, **now, users=self.users, prove=self.prove
        )
        self.ask_for_reset = AskForReset(**begin, users=self.users, new_id=an_id)
        self.reset_password = ResetPassword(
            **begin, **hashing, **named, **now, users=self.users,
            tokens=MemoryOneTimeTokens(lambda: self.database.tables),
        )  # fmt: skip
        self.verify_email = VerifyEmail(**begin, **now)
        self.ask_for_verification = AskForVerification(**begin, new_id=an_id)
        self.change_profile = ChangeProfile(**begin)
        self.unlock = Unlock(**begin, **named, **now)
        self.forget = ForgetEndedSignIns(**begin, **now, throttle=throttle)
        self.open = OpenSession(**begin, **named, **now, **opening, new_id=an_id)
        self.refresh = RefreshSession(**begin, **named, **now, **opening)
        self.end = EndSessions(**begin, **now)
        self.ensure = EnsureSignedIn(sessions=self.sessions, **now)
        self.ensure_admin = EnsureAdmin(sessions=self.sessions, need_second_factor=False, **now)
        self.ensure_strong_admin = EnsureAdmin(
            sessions=self.sessions, need_second_factor=True, **now
        )
        seal: dict[str, Any] = {"seal": PlainSeal()}
        new_bytes: dict[str, Any] = {"new_bytes": token_bytes}
        prove: dict[str, Any] = {"prove": self.prove}
        at: dict[str, Any] = {"sessions": self.sessions}
        self.enrol = EnrolSecondFactor(**begin, **prove, **seal, **new_bytes, **now)
        self.confirm = ConfirmSecondFactor(**begin, **at, **seal, **new_bytes, **now)
        self.give = GiveSecondFactor(**begin, **at, **seal, **named, **now)
        self.renew = RenewRecoveryCodes(**begin, **prove, **new_bytes, **now)
        self.remove_factor = RemoveSecondFactor(**begin, **prove, **now)
        self.lift = LiftSecondFactor(**begin, **now)
        self.show_factor = ShowSecondFactor(**begin)
        self.set_role = SetRole(**begin)
        self.disable = Disable(**begin, **now)
        self.enable = Enable(**begin)
        self.find = FindUser(users=self.users)

    def now(self) -> datetime:
        return self.at

    def begin(self) -> MemoryUnitOfWork:
        return MemoryUnitOfWork(self.database, now=self.now, new_id=an_id)

    async def enqueue(self, tasks: Any) -> None:
        self.enqueued += tasks

    async def ada(self, role: Role = Role.USER) -> User:
        return await self.register(email=EMAIL, password=PASSWORD, role=role)

    async def signed_in(
        self, client: Client = HERE, password: str = PASSWORD
    ) -> tuple[SignedIn, Principal]:
        """Ada, and how her access token shows her."""
        user = await self.log_in(email=EMAIL, password=password, client=client)
        opened = await self.open(user, client=client)
        session_id = SessionId(list(self.database.tables.sessions)[-1])
        return opened, Principal(user_id=user.id, role=user.role, session_id=session_id)

    async def fails(self, times: int, email: str = EMAIL, client: Client = HERE) -> None:
        for _ in range(times):
            with pytest.raises(WrongCredentials):
                await self.log_in(email=email, password="wrong", client=client)

    async def token(self, user: User, purpose: Purpose, email: str | None = None) -> str:
        """One that was mailed."""
        secret = f"mailed {an_id()}"
        async with self.begin() as work:
            await work.one_time_tokens.keep(
                OneTimeToken(
                    digest=digest_of(secret),
                    user_id=user.id,
                    purpose=purpose,
                    email=email or user.email or "",
                    created_at=self.at,
                )
            )
            await work.commit()
        return secret

    def told(self) -> list[str]:
        return [logged.event.name for logged in self.database.events]
