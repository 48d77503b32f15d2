"""A person opens an account."""

from dataclasses import dataclass

from jobr_core.accounts.model import Role, User, UserId, normalised_email
from jobr_core.accounts.passwords import ensure_acceptable
from jobr_core.accounts.ports import BeginUsersWork, PasswordHasher
from jobr_core.events.catalogue import UserRegistered
from jobr_core.shared.clock import Clock
from jobr_core.shared.ids import IdSource


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """Opens an account. Raises EmailInvalid, PasswordTooShort, PasswordTooLong, EmailTaken."""

    begin: BeginUsersWork
    hasher: PasswordHasher
    now: Clock
    new_id: IdSource

    async def __call__(
        self, *, email: str, password: str, full_name: str = "", role: Role = Role.USER
    ) -> User:
        ensure_acceptable(password)
        user = User(
            id=UserId(self.new_id()),
            email=normalised_email(email),
            full_name=full_name.strip(),
            password_hash=await self.hasher.hashed(password),
            role=role,
            created_at=self.now(),
        )
        async with self.begin() as work:
            await work.users.add(user)
            work.events.record(UserRegistered(user_id=user.id))
            await work.commit()
        return user
