"""A person shows that they read the mail of their address."""

from dataclasses import dataclass, replace

from jobr_core.accounts.errors import (
    OneTimeTokenUnknown,
    UserNotFound,
    VerificationTokenInvalid,
)
from jobr_core.accounts.model import Principal, User
from jobr_core.accounts.one_time_tokens import SEND_VERIFICATION, Purpose
from jobr_core.accounts.ports import BeginUsersWork, UsersWork
from jobr_core.accounts.sessions import digest_of
from jobr_core.events.catalogue import UserEmailVerified
from jobr_core.shared.clock import Clock
from jobr_core.shared.ids import IdSource


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyEmail:
    """Takes the token of a mail. Raises VerificationTokenInvalid."""

    begin: BeginUsersWork
    now: Clock

    async def __call__(self, *, token: str) -> None:
        digest = digest_of(token)
        async with self.begin() as work:
            user = await self._take(work, digest)
            if user.email_verified_at is None:
                await work.users.change(replace(user, email_verified_at=self.now()))
                work.events.record(UserEmailVerified(user_id=user.id))
            await work.commit()

    async def _take(self, work: UsersWork, digest: bytes) -> User:
        try:
            found = await work.one_time_tokens.by_digest(digest, Purpose.VERIFY_EMAIL)
            user = await work.users.held(found.user_id)
            token = await work.one_time_tokens.take(digest, Purpose.VERIFY_EMAIL)
        except (OneTimeTokenUnknown, UserNotFound) as error:
            raise VerificationTokenInvalid from error
        if token.email != user.email or not token.is_live(self.now()):
            raise VerificationTokenInvalid
        return user


@dataclass(frozen=True, slots=True, kw_only=True)
class AskForVerification:
    """Sends another link to confirm the address."""

    begin: BeginUsersWork
    new_id: IdSource

    async def __call__(self, principal: Principal) -> None:
        async with self.begin() as work:
            work.tasks.enqueue(
                SEND_VERIFICATION,
                on_behalf_of=principal.user_id,
                user_id=principal.user_id,
                message_id=self.new_id(),
            )
            await work.commit()
