"""A person signs in."""

from dataclasses import dataclass

from jobr_core.accounts.errors import AccountLocked, UserNotFound, WrongCredentials
from jobr_core.accounts.lockout import AddressKey, Claim
from jobr_core.accounts.model import User, comparable_email
from jobr_core.accounts.ports import BeginUsersWork, PasswordHasher, Users
from jobr_core.events.catalogue import UserLocked, UserLogin, UserLoginFailed
from jobr_core.shared.clock import Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class LogIn:
    """Checks e-mail and password, and locks after too many wrong ones (`LockoutPolicy`).

    An unknown address costs the same time, gives the same WrongCredentials and is locked like a
    known one, so that nobody learns who has an account. Raises AccountLocked without looking at
    the password.
    """

    begin: BeginUsersWork
    users: Users
    hasher: PasswordHasher
    key_of: AddressKey
    now: Clock

    async def __call__(self, *, email: str, password: str) -> User:
        address = comparable_email(email)
        claim = await self._claim(address)
        user = await self._find(address)
        known_hash = user.password_hash if user else None
        if not await self.hasher.verifies(password, known_hash) or user is None:
            await self._keep_failure(address, user, claim)
            raise WrongCredentials
        await self._end_row(user)
        return user

    async def _claim(self, address: str) -> Claim:
        """In a transaction of its own, over before the password is looked at."""
        async with self.begin() as work:
            claim = await work.sign_in_attempts.claim(self.key_of(address), self.now())
            await work.commit()
        if not claim.may_try:
            raise AccountLocked(retry_after=claim.seconds_left(self.now()))
        return claim

    async def _find(self, address: str) -> User | None:
        try:
            return await self.users.by_email(address)
        except UserNotFound:
            return None

    async def _keep_failure(self, address: str, user: User | None, claim: Claim) -> None:
        """Of an unknown address there is nothing to tell; something else is written instead, or it
        would be answered a millisecond sooner."""
        async with self.begin() as work:
            if user is None:
                await work.sign_in_attempts.touch(self.key_of(address), self.now())
            else:
                work.events.record(UserLoginFailed(user_id=user.id))
                if claim.locks:
                    work.events.record(UserLocked(user_id=user.id))
            await work.commit()

    async def _end_row(self, user: User) -> None:
        async with self.begin() as work:
            await work.sign_in_attempts.clear(self.key_of(user.email))
            work.events.record(UserLogin(user_id=user.id))
            await work.commit()
