"""A person stays signed in, looks at where, and signs out."""

from dataclasses import dataclass, replace
from datetime import datetime

from jobr_core.accounts.clients import network_of, program_of
from jobr_core.accounts.errors import (
    AdminOnly,
    RefreshInProgress,
    RefreshTokenInvalid,
    SecondFactorNeeded,
    SecondFactorRequired,
    SessionNotFound,
    StepUpNeeded,
    TokenInvalid,
    UserNotFound,
    WrongCredentials,
)
from jobr_core.accounts.model import Client, Principal, Role, SessionId, User, UserId
from jobr_core.accounts.ports import (
    AccessToken,
    AccessTokens,
    BeginSessionsWork,
    NewSecret,
    Sessions,
    SessionsWork,
)
from jobr_core.accounts.pseudonyms import Pseudonyms
from jobr_core.accounts.sessions import HeldToken, RefreshToken, Session, Use, digest_of
from jobr_core.accounts.signing_in import Applicant, ensure_may_sign_in
from jobr_core.events.catalogue import UserLogin, UserNewDevice, UserTokenReused
from jobr_core.shared.clock import Clock
from jobr_core.shared.ids import IdSource


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """Who is signed in, and what proves it: `refresh_token` gets the next pair, once."""

    user: User
    access: AccessToken
    refresh_token: str
    awaits_second_factor: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenSession:
    """Signs in a person who has proved to be one, the account being as it was then: a password that
    was replaced meanwhile proves nothing any more. Raises WrongCredentials, AccountDisabled,
    AccountLocked."""

    begin: BeginSessionsWork
    tokens: AccessTokens
    pseudonyms: Pseudonyms
    now: Clock
    new_id: IdSource
    new_secret: NewSecret

    async def __call__(self, proved: User, *, client: Client) -> SignedIn:
        now, secret = self.now(), self.new_secret()
        session = Session(
            id=SessionId(self.new_id()),
            user_id=proved.id,
            agent=client.agent,
            created_at=now,
            last_used_at=now,
        )
        async with self.begin() as work:
            user = await _unchanged(work, proved)
            await _ensure_may_sign_in(work, user, self.pseudonyms, now)
            session = replace(session, awaits_second_factor=user.second_factor_since is not None)
            await self._tell(work, user, session, client)
            await work.sessions.open(session, _token(secret, session, now))
            await work.commit()
        return await _signed_in(self.tokens, user, session, secret)

    async def _tell(self, work: SessionsWork, user: User, session: Session, client: Client) -> None:
        program = program_of(client)
        work.events.record(
            UserLogin(
                user_id=user.id,
                source_id=self.pseudonyms.uuid(network_of(client)),
                agent_id=self.pseudonyms.uuid(program),
            )
        )
        known = {program_of(Client(agent=agent)) for agent in await work.sessions.agents(user.id)}
        if known and program not in known:
            work.events.record(UserNewDevice(user_id=user.id, session_id=session.id))


@dataclass(frozen=True, slots=True, kw_only=True)
class RefreshSession:
    """Takes a refresh token for the next pair of tokens.

    Raises RefreshTokenInvalid; RefreshInProgress if it was used within the last seconds;
    AccountDisabled; AccountLocked, which leaves the token good. A token used again later ends its
    session: of two who have it, nobody knows which is the thief.
    """

    begin: BeginSessionsWork
    tokens: AccessTokens
    pseudonyms: Pseudonyms
    now: Clock
    new_secret: NewSecret

    async def __call__(self, refresh_token: str) -> SignedIn:
        secret = self.new_secret()
        async with self.begin() as work:
            held = await work.sessions.held(digest_of(refresh_token))
            now = self.now()
            use = held.use(now)
            if use is Use.IN_PROGRESS:
                raise RefreshInProgress
            if use is Use.REUSED:
                await _end_family(work, held.session, now)
            if use is not Use.ROTATES:
                raise RefreshTokenInvalid
            user = await _user_of(work, held.session)
            await _ensure_may_sign_in(work, user, self.pseudonyms, now)
            used = HeldToken(token=held.token.consumed(now), session=held.session.used(now))
            await work.sessions.rotate(used, _token(secret, used.session, now))
            await work.commit()
        return await _signed_in(self.tokens, user, used.session, secret)


@dataclass(frozen=True, slots=True, kw_only=True)
class EndSessions:
    """Signs out of one session, or everywhere. Raises SessionNotFound for one that is over or
    somebody else's."""

    begin: BeginSessionsWork
    now: Clock

    async def __call__(self, owner: UserId, session_id: SessionId | None = None) -> None:
        async with self.begin() as work:
            ended = await work.sessions.end(owner, self.now(), session_id)
            if session_id is not None and not ended:
                raise SessionNotFound
            await work.commit()


@dataclass(frozen=True, slots=True, kw_only=True)
class EnsureSignedIn:
    """An access token is believed while its session lasts: who signed out, was closed or deleted
    is gone with the next request (ASVS V7.4.1, V7.4.2).

    Raises TokenInvalid; SecondFactorNeeded, unless `half` a sign-in will do.
    """

    sessions: Sessions
    now: Clock

    async def __call__(self, principal: Principal, *, half: bool = False) -> None:
        session, _ = await _standing(self.sessions, principal, self.now())
        if session.awaits_second_factor and not half:
            raise SecondFactorNeeded


@dataclass(frozen=True, slots=True, kw_only=True)
class EnsureAdmin:
    """Asks token and account; for `changing` something a second factor, where there is one, must
    have been given lately.

    Raises TokenInvalid, SecondFactorNeeded, AdminOnly, SecondFactorRequired, StepUpNeeded.
    """

    sessions: Sessions
    need_second_factor: bool
    now: Clock

    async def __call__(self, principal: Principal, *, changing: bool) -> None:
        session, user = await _standing(self.sessions, principal, self.now())
        if session.awaits_second_factor:
            raise SecondFactorNeeded
        if {principal.role, user.role} != {Role.ADMIN}:
            raise AdminOnly
        if user.second_factor_since is None:
            if self.need_second_factor:
                raise SecondFactorRequired
        elif changing and not session.is_fresh(self.now()):
            raise StepUpNeeded


async def _standing(
    sessions: Sessions, principal: Principal, now: datetime
) -> tuple[Session, User]:
    try:
        session, user = await sessions.with_user(principal.session_id)
    except SessionNotFound as error:
        raise TokenInvalid from error
    if user.id != principal.user_id or user.disabled_at is not None or not session.is_live(now):
        raise TokenInvalid
    return session, user


def _token(secret: str, session: Session, now: datetime) -> RefreshToken:
    return RefreshToken(digest=digest_of(secret), session_id=session.id, issued_at=now)


async def _signed_in(tokens: AccessTokens, user: User, session: Session, secret: str) -> SignedIn:
    principal = Principal(user_id=user.id, role=user.role, session_id=session.id)
    return SignedIn(
        user=user,
        access=await tokens.issue(principal),
        refresh_token=secret,
        awaits_second_factor=session.awaits_second_factor,
    )


async def _end_family(work: SessionsWork, session: Session, now: datetime) -> None:
    await work.sessions.end(session.user_id, now, session.id)
    work.events.record(UserTokenReused(user_id=session.user_id, session_id=session.id))
    await work.commit()


async def _unchanged(work: SessionsWork, proved: User) -> User:
    """Held. Raises WrongCredentials."""
    try:
        user = await work.users.held(proved.id)
    except UserNotFound as error:
        raise WrongCredentials from error
    # An account without a password is taken over by who verifies its address.
    was_taken_over = user.email_verified_at != proved.email_verified_at
    if user.password_hash != proved.password_hash or (not user.password_hash and was_taken_over):
        raise WrongCredentials
    return user


async def _user_of(work: SessionsWork, session: Session) -> User:
    """Not held: who closes or deletes an account holds it and waits for its sessions, never the
    other way round."""
    try:
        return await work.users.by_id(session.user_id)
    except UserNotFound as error:
        raise RefreshTokenInvalid from error


async def _ensure_may_sign_in(
    work: SessionsWork, user: User, pseudonyms: Pseudonyms, now: datetime
) -> None:
    attempts = await work.sign_in_attempts.of(pseudonyms(user.sign_in_name))
    ensure_may_sign_in(Applicant(user=user, attempts=attempts), now)
