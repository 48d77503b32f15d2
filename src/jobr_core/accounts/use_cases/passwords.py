"""A person takes a new password."""

from dataclasses import dataclass, replace

from jobr_core.accounts.errors import (
    OneTimeTokenUnknown,
    ResetTokenInvalid,
    UserNotFound,
)
from jobr_core.accounts.model import Client, Principal, User, UserId, comparable_email
from jobr_core.accounts.one_time_tokens import SEND_PASSWORD_RESET, Purpose
from jobr_core.accounts.passwords import ensure_acceptable
from jobr_core.accounts.ports import (
    BeginSessionsWork,
    BeginUsersWork,
    IsCommonPassword,
    OneTimeTokens,
    PasswordHasher,
    ProveOwner,
    SessionsWork,
    Users,
)
from jobr_core.accounts.proof import ensure_holds
from jobr_core.accounts.pseudonyms import Pseudonyms
from jobr_core.accounts.sessions import digest_of
from jobr_core.accounts.signing_in import ensure_enabled
from jobr_core.events.catalogue import (
    UserIdentityUnlinked,
    UserPasswordChanged,
    UserSecondFactorRemoved,
)
from jobr_core.shared.clock import Clock
from jobr_core.shared.ids import IdSource


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePassword:
    """By somebody signed in who knows the old one; all their other sessions end.

    Raises WrongPassword, PasswordTooShort, PasswordTooLong, PasswordGuessable, AccountLocked,
    SignInStopped.
    """

    begin: BeginSessionsWork
    users: Users
    prove: ProveOwner
    hasher: PasswordHasher
    is_common: IsCommonPassword
    now: Clock

    async def __call__(
        self, principal: Principal, *, current: str, new: str, client: Client
    ) -> None:
        user = await self.users.by_id(principal.user_id)
        ensure_acceptable(new, of=_known_of(user), is_common=self.is_common)
        proof = await self.prove(principal, password=current, client=client)
        new_hash = await self.hasher.hashed(new)
        async with self.begin() as work:
            held = await work.users.held(user.id)
            session, _ = await work.sessions.with_user(principal.session_id)
            ensure_holds(proof, held, session, self.now())
            await _keep(work, replace(held, password_hash=new_hash), by="change")
            await work.sessions.end_others(held.id, self.now(), session.id)
            await work.commit()


@dataclass(frozen=True, slots=True, kw_only=True)
class AskForReset:
    """Sends a link to a new password to an address, if it has an account; who asks does not learn
    whether, neither by the answer nor by its time."""

    begin: BeginUsersWork
    users: Users
    new_id: IdSource

    async def __call__(self, *, email: str) -> None:
        user_id = await self._whoever_has(comparable_email(email))
        async with self.begin() as work:
            work.tasks.enqueue(
                SEND_PASSWORD_RESET,
                on_behalf_of=user_id,
                user_id=user_id,
                message_id=self.new_id(),
            )
            await work.commit()

    async def _whoever_has(self, address: str) -> UserId:
        """Nobody, where nobody has it."""
        nobody = UserId(self.new_id())
        try:
            return (await self.users.by_email(address)).id
        except UserNotFound:
            return nobody


@dataclass(frozen=True, slots=True, kw_only=True)
class ResetPassword:
    """By somebody who reads the mail of the account. All sessions end, and so does a lock: it is
    the mailbox that was proved, not a guess. Where it is proved for the first time, other ways in
    and a second factor are given up: whoever set them up had proved nothing.

    Raises ResetTokenInvalid, AccountDisabled, PasswordTooShort, PasswordTooLong,
    PasswordGuessable; the link stays good where the password was refused.
    """

    begin: BeginSessionsWork
    tokens: OneTimeTokens
    users: Users
    hasher: PasswordHasher
    is_common: IsCommonPassword
    pseudonyms: Pseudonyms
    now: Clock

    async def __call__(self, *, token: str, new: str) -> None:
        digest = digest_of(token)
        user = await self._user_of(digest)
        ensure_acceptable(new, of=_known_of(user), is_common=self.is_common)
        new_hash = await self.hasher.hashed(new)
        async with self.begin() as work:
            held = await work.users.held(user.id)
            await self._take(work, digest, held)
            if held.email_verified_at is None:
                held = await _given_up(work, held)
            verified = held.email_verified_at or self.now()
            await _keep(
                work, replace(held, password_hash=new_hash, email_verified_at=verified), by="reset"
            )
            await work.sessions.end(held.id, self.now())
            await work.sign_in_attempts.clear(self.pseudonyms(held.sign_in_name))
            await work.commit()

    async def _user_of(self, digest: bytes) -> User:
        """Before the costly hash is made."""
        try:
            token = await self.tokens.by_digest(digest, Purpose.RESET_PASSWORD)
            user = await self.users.by_id(token.user_id)
        except (OneTimeTokenUnknown, UserNotFound) as error:
            raise ResetTokenInvalid from error
        if not token.is_live(self.now()):
            raise ResetTokenInvalid
        return user

    async def _take(self, work: SessionsWork, digest: bytes, user: User) -> None:
        try:
            token = await work.one_time_tokens.take(digest, Purpose.RESET_PASSWORD)
        except OneTimeTokenUnknown as error:
            raise ResetTokenInvalid from error
        if token.email != user.email or not token.is_live(self.now()):
            raise ResetTokenInvalid
        ensure_enabled(user)


def _known_of(user: User) -> tuple[str, ...]:
    """What passwords of theirs must not be made of."""
    return (user.email or "", user.full_name)


async def _given_up(work: SessionsWork, user: User) -> User:
    """Who opened the account, and added other ways in, need not be who reads its mail."""
    for one in await work.identities.of_user(user.id):
        work.events.record(UserIdentityUnlinked(user_id=user.id, provider=one.provider))
    await work.identities.unlink(user.id)
    if user.second_factor_since is not None:
        work.events.record(UserSecondFactorRemoved(user_id=user.id, by="reset"))
    await work.second_factors.remove(user.id)
    return replace(user, second_factor_since=None)


async def _keep(work: SessionsWork, user: User, *, by: str) -> None:
    """Links to a new password that were sent before are good for nothing any more."""
    await work.users.change(user)
    await work.one_time_tokens.forget(user.id, Purpose.RESET_PASSWORD)
    work.events.record(UserPasswordChanged(user_id=user.id, by=by))
