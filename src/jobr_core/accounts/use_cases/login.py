"""A person signs in."""

from dataclasses import dataclass, replace

from jobr_core.accounts.clients import network_of, program_of
from jobr_core.accounts.errors import (
    AccountLocked,
    SignInStopped,
    UserNotFound,
    WrongCredentials,
)
from jobr_core.accounts.lockout import Claim, seconds_until
from jobr_core.accounts.model import Client, User, comparable_email
from jobr_core.accounts.ports import (
    BeginUsersWork,
    CheckPassword,
    PasswordHasher,
    Users,
    UsersWork,
)
from jobr_core.accounts.pseudonyms import Pseudonyms
from jobr_core.accounts.throttling import ThrottlePolicy
from jobr_core.events.catalogue import (
    SourceStopped,
    StrangerLoginFailed,
    UserLocked,
    UserLoginFailed,
)
from jobr_core.shared.clock import Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """Where somebody tries to sign in, from where, and with what."""

    address: str
    network: str
    program: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LogIn(CheckPassword):
    """Checks e-mail and password; stops networks that fail with too many accounts
    (`ThrottlePolicy`) and locks accounts after too many wrong ones (`LockoutPolicy`).

    An unknown address costs the same time, gives the same WrongCredentials and is locked like a
    known one, so that nobody learns who has an account. Raises SignInStopped or AccountLocked
    without looking at the password, PasswordsBusy without counting the attempt.
    """

    begin: BeginUsersWork
    users: Users
    hasher: PasswordHasher
    pseudonyms: Pseudonyms
    throttle: ThrottlePolicy
    now: Clock

    async def __call__(self, *, email: str, password: str, client: Client) -> User:
        attempt = Attempt(
            address=comparable_email(email),
            network=network_of(client),
            program=program_of(client),
        )
        await self._look_first(attempt)
        async with self.hasher.turn():
            claim = await self._claim(attempt)
            user = await self._find(attempt.address)
            known_hash = user.password_hash if user else None
            if not await self.hasher.verifies(password, known_hash) or user is None:
                await self._keep_failure(attempt, user, claim)
                raise WrongCredentials
            await self._keep_success(attempt)
        return await self._rehashed(user, password)

    async def _look_first(self, attempt: Attempt) -> None:
        """Who is stopped or locked waits for no turn, and keeps nobody from one. Counts nothing."""
        now = self.now()
        async with self.begin() as work:
            source = await work.sign_in_sources.of(self.pseudonyms(attempt.network))
            attempts = await work.sign_in_attempts.of(self.pseudonyms(attempt.address))
        if source.is_stopped(now):
            raise SignInStopped(retry_after=source.seconds_left(now))
        if attempts is not None and attempts.are_locked(now):
            raise AccountLocked(retry_after=seconds_until(attempts.locked_until, now))

    async def _claim(self, attempt: Attempt) -> Claim:
        """In a transaction of its own, over before the password is looked at."""
        now = self.now()
        async with self.begin() as work:
            source = await work.sign_in_sources.of(self.pseudonyms(attempt.network))
            if source.is_stopped(now):
                raise SignInStopped(retry_after=source.seconds_left(now))
            claim = await work.sign_in_attempts.claim(self.pseudonyms(attempt.address), now)
            await work.commit()
        if not claim.may_try:
            raise AccountLocked(retry_after=claim.seconds_left(now))
        return claim

    async def _find(self, address: str) -> User | None:
        try:
            return await self.users.by_email(address)
        except UserNotFound:
            return None

    async def _keep_failure(self, attempt: Attempt, user: User | None, claim: Claim) -> None:
        """Of an unknown address too, or it would be answered a millisecond sooner."""
        name = self.pseudonyms
        origin = {"source_id": name.uuid(attempt.network), "agent_id": name.uuid(attempt.program)}
        async with self.begin() as work:
            if user is None:
                stranger = name.uuid(attempt.address)
                work.events.record(StrangerLoginFailed(stranger_id=stranger, **origin))
            else:
                work.events.record(UserLoginFailed(user_id=user.id, **origin))
                if claim.locks:
                    work.events.record(UserLocked(user_id=user.id))
            await self._count_against_source(work, attempt)
            await work.commit()

    async def _count_against_source(self, work: UsersWork, attempt: Attempt) -> None:
        network, now = self.pseudonyms(attempt.network), self.now()
        before = await work.sign_in_sources.held(network)
        source = self.throttle.failed(before, self.pseudonyms(attempt.address), now)
        await work.sign_in_sources.keep(network, source, now)
        if source.stops > before.stops:
            source_id = self.pseudonyms.uuid(attempt.network)
            work.events.record(SourceStopped(source_id=source_id, stops=source.stops))

    async def _keep_success(self, attempt: Attempt) -> None:
        network, account = self.pseudonyms(attempt.network), self.pseudonyms(attempt.address)
        async with self.begin() as work:
            await work.sign_in_attempts.clear(account)
            if account in (await work.sign_in_sources.of(network)).failed:
                source = await work.sign_in_sources.held(network)
                await work.sign_in_sources.keep(network, source.without(account), self.now())
            await work.commit()

    async def _rehashed(self, user: User, password: str) -> User:
        """The account with a hash as strong as those made today."""
        if user.password_hash is None or not self.hasher.is_outdated(user.password_hash):
            return user
        stronger = await self.hasher.hashed(password)
        async with self.begin() as work:
            held = await work.users.held(user.id)
            if held.password_hash == user.password_hash:  # not changed meanwhile
                held = replace(held, password_hash=stronger)
                await work.users.change(held)
                await work.commit()
        return held
