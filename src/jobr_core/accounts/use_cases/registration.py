"""A person opens an account."""

from contextlib import suppress
from dataclasses import dataclass

from jobr_core.accounts.errors import EmailTaken, UserNotFound
from jobr_core.accounts.model import Language, Role, User, UserId, normalised_email
from jobr_core.accounts.passwords import ensure_acceptable
from jobr_core.accounts.ports import BeginUsersWork, IsCommonPassword, PasswordHasher
from jobr_core.accounts.pseudonyms import Pseudonyms
from jobr_core.events.catalogue import UserRegistered
from jobr_core.shared.clock import Clock
from jobr_core.shared.ids import IdSource


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """Opens an account. Raises EmailInvalid, PasswordTooShort, PasswordTooLong, PasswordGuessable,
    EmailTaken."""

    begin: BeginUsersWork
    hasher: PasswordHasher
    is_common: IsCommonPassword
    pseudonyms: Pseudonyms
    now: Clock
    new_id: IdSource

    async def __call__(
        self,
        *,
        email: str,
        password: str,
        full_name: str = "",
        role: Role = Role.USER,
        language: Language = Language.ENGLISH,
    ) -> User:
        address, name = normalised_email(email), full_name.strip()
        ensure_acceptable(password, of=(address, name), is_common=self.is_common)
        await self._ensure_free(address)
        user = User(
            id=UserId(self.new_id()),
            email=address,
            full_name=name,
            password_hash=await self.hasher.hashed(password),
            role=role,
            created_at=self.now(),
            language=language,
        )
        async with self.begin() as work:
            await work.users.add(user)
            # Whoever guessed at this address before did so without an account to lock.
            await work.sign_in_attempts.clear(self.pseudonyms(address))
            work.events.record(UserRegistered(user_id=user.id))
            await work.commit()
        return user

    async def _ensure_free(self, address: str) -> None:
        """Before the costly hash is made. Raises EmailTaken."""
        async with self.begin() as work:
            with suppress(UserNotFound):
                await work.users.by_email(address)
                raise EmailTaken
