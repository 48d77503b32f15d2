"""A person signs in."""

from dataclasses import dataclass

from jobr_core.accounts.errors import EmailInvalid, UserNotFound, WrongCredentials
from jobr_core.accounts.model import User, normalised_email
from jobr_core.accounts.ports import PasswordHasher, Users


@dataclass(frozen=True, slots=True, kw_only=True)
class LogIn:
    """Checks e-mail and password.

    An unknown address costs the same time and gives the same WrongCredentials as a wrong
    password, so that nobody learns who has an account.
    """

    users: Users
    hasher: PasswordHasher

    async def __call__(self, *, email: str, password: str) -> User:
        user = await self._find(email)
        known_hash = user.password_hash if user else None
        if not await self.hasher.verifies(password, known_hash) or user is None:
            raise WrongCredentials
        return user

    async def _find(self, email: str) -> User | None:
        try:
            return await self.users.by_email(normalised_email(email))
        except (EmailInvalid, UserNotFound):
            return None
