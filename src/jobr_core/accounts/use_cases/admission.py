"""An account is found, linked or opened for somebody another service vouches for."""

from dataclasses import dataclass, replace
from typing import Final

from jobr_core.accounts.errors import (
    EmailTaken,
    IdentityTaken,
    IdentityUnknown,
    SessionNotFound,
    SignInRefused,
    UserNotFound,
)
from jobr_core.accounts.identities import LinkedIdentity, identities_of
from jobr_core.accounts.linking import (
    Link,
    Open,
    Outcome,
    ProvedIdentity,
    SignIn,
    TakeOver,
    outcome_of,
)
from jobr_core.accounts.model import Language, Role, SessionId, User, UserId
from jobr_core.accounts.one_time_tokens import Purpose
from jobr_core.accounts.ports import AdmitProved, BeginSessionsWork, SessionsWork
from jobr_core.accounts.pseudonyms import Pseudonyms
from jobr_core.accounts.signing_in import Applicant, ensure_may_sign_in
from jobr_core.events.catalogue import (
    UserEmailVerified,
    UserIdentityLinked,
    UserIdentityUnlinked,
    UserRegistered,
    UserSecondFactorRemoved,
)
from jobr_core.shared.clock import Clock
from jobr_core.shared.ids import IdSource

_TRIES: Final = 3
"""Several may come at the same moment with an identity or address nobody has yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Admit(AdmitProved):
    """By the rule `outcome_of`, of what is true while the account concerned is held."""

    begin: BeginSessionsWork
    pseudonyms: Pseudonyms
    now: Clock
    new_id: IdSource

    async def __call__(
        self, proved: ProvedIdentity, *, linking: SessionId | None, language: Language
    ) -> User:
        for _ in range(_TRIES - 1):
            try:
                return await self._admitted(proved, linking, language)
            except (EmailTaken, IdentityTaken, UserNotFound):
                continue
        return await self._admitted(proved, linking, language)

    async def _admitted(
        self, proved: ProvedIdentity, linking: SessionId | None, language: Language
    ) -> User:
        async with self.begin() as work:
            signed_in = await self._who_links(work, linking)
            outcome = await _outcome(work, proved, signed_in)
            if isinstance(outcome, Open):
                user = await self._opened(work, outcome, proved.full_name, language)
            else:
                user = await self._let_in(work, outcome)
            if not isinstance(outcome, SignIn):
                await self._link(work, user, proved)
            await work.commit()
        return user

    async def _who_links(self, work: SessionsWork, linking: SessionId | None) -> User | None:
        """Their session may have ended meanwhile, also while the account was waited for."""
        if linking is None:
            return None
        try:
            _, found = await work.sessions.with_user(linking)
            user = await work.users.held(found.id)
            session, _ = await work.sessions.with_user(linking)
        except SessionNotFound as error:
            raise SignInRefused("the session that links is gone") from error
        if not session.is_live(self.now()):
            raise SignInRefused("the session that links has ended")
        return user

    async def _opened(
        self, work: SessionsWork, outcome: Open, full_name: str, language: Language
    ) -> User:
        now = self.now()
        user = User(
            id=UserId(self.new_id()),
            email=outcome.email,
            full_name=full_name,
            password_hash=None,
            role=Role.USER,
            created_at=now,
            language=language,
            email_verified_at=now if outcome.is_verified else None,
        )
        await work.users.add(user)
        # Whoever guessed at this address before did so without an account to lock.
        await work.sign_in_attempts.clear(self.pseudonyms(user.sign_in_name))
        work.events.record(UserRegistered(user_id=user.id))
        if outcome.is_verified:
            work.events.record(UserEmailVerified(user_id=user.id))
        return user

    async def _let_in(self, work: SessionsWork, outcome: SignIn | Link | TakeOver) -> User:
        """The guard stands where sessions are opened; for whom it would not let in, nothing is
        changed here either."""
        user = outcome.user
        attempts = await work.sign_in_attempts.of(self.pseudonyms(user.sign_in_name))
        ensure_may_sign_in(Applicant(user=user, attempts=attempts), self.now())
        return await self._taken_over(work, user) if isinstance(outcome, TakeOver) else user

    async def _taken_over(self, work: SessionsWork, before: User) -> User:
        now = self.now()
        after = replace(before, password_hash=None, email_verified_at=now, second_factor_since=None)
        await work.users.change(after)
        await work.sessions.end(before.id, now)
        await work.second_factors.remove(before.id)
        if before.second_factor_since is not None:
            work.events.record(UserSecondFactorRemoved(user_id=before.id, by="owner"))
        for purpose in Purpose:
            await work.one_time_tokens.forget(before.id, purpose)
        linked = await work.identities.of_user(before.id)
        await work.identities.unlink(before.id)
        for provider in {one.provider: None for one in identities_of(before, linked)}:
            work.events.record(UserIdentityUnlinked(user_id=before.id, provider=provider))
        work.events.record(UserEmailVerified(user_id=before.id))
        return after

    async def _link(self, work: SessionsWork, user: User, proved: ProvedIdentity) -> None:
        await work.identities.link(
            LinkedIdentity(
                issuer=proved.issuer,
                subject=proved.subject,
                user_id=user.id,
                provider=proved.provider,
                email=proved.email,
                is_email_verified=proved.is_email_verified,
                linked_at=self.now(),
            )
        )
        work.events.record(UserIdentityLinked(user_id=user.id, provider=proved.provider))


async def _outcome(work: SessionsWork, proved: ProvedIdentity, signed_in: User | None) -> Outcome:
    """One account is held at most, so that nobody waits in a ring; what was found of others is
    looked up again behind it."""
    owner = await _owner(work, proved)
    if signed_in is not None:
        return outcome_of(proved, owner=owner, holder=None, signed_in=signed_in)
    if owner is not None:
        owner = await work.users.held(owner.id)
        if await _owner(work, proved) is None:
            raise UserNotFound  # unlinked while it was waited for
        return outcome_of(proved, owner=owner, holder=None, signed_in=None)
    holder = await _holder(work, proved)
    if holder is not None and await _owner(work, proved) is not None:
        raise IdentityTaken  # while it was waited for
    return outcome_of(proved, owner=None, holder=holder, signed_in=None)


async def _owner(work: SessionsWork, proved: ProvedIdentity) -> User | None:
    try:
        linked = await work.identities.by_subject(proved.issuer, proved.subject)
    except IdentityUnknown:
        return None
    return await work.users.by_id(linked.user_id)


async def _holder(work: SessionsWork, proved: ProvedIdentity) -> User | None:
    if proved.email is None:
        return None
    try:
        found = await work.users.by_email(proved.email)
    except UserNotFound:
        return None
    return await work.users.held(found.id)
