"""A person sets up a second factor, and proves by it that they are there."""

from dataclasses import dataclass, replace
from datetime import datetime

from jobr_core.accounts.errors import (
    AccountLocked,
    CodeWrong,
    NoSecondFactor,
    SecondFactorThere,
    SessionNotFound,
    TokenInvalid,
)
from jobr_core.accounts.model import Client, Principal, User, UserId, normalised_email
from jobr_core.accounts.ports import (
    BeginSessionsWork,
    NewBytes,
    ProveOwner,
    Seal,
    Sessions,
    SessionsWork,
)
from jobr_core.accounts.proof import Proof, ensure_holds
from jobr_core.accounts.pseudonyms import Pseudonyms
from jobr_core.accounts.second_factor import (
    RECOVERY_BYTES,
    RECOVERY_CODES,
    SECRET_BYTES,
    Enrolment,
    SecondFactor,
    SecondFactorState,
    address_for_app,
    looks_like_recovery_code,
    plain_recovery_code,
    recovery_code,
    shown,
    step_of,
)
from jobr_core.accounts.sessions import Session, digest_of
from jobr_core.events.catalogue import (
    UserRecoveryCodeUsed,
    UserSecondFactorAdded,
    UserSecondFactorFailed,
    UserSecondFactorRemoved,
)
from jobr_core.shared.clock import Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolSecondFactor:
    """Makes what the app needs; nothing is asked for until `ConfirmSecondFactor`. Raises what
    ProveOwner does, SecondFactorThere."""

    begin: BeginSessionsWork
    prove: ProveOwner
    seal: Seal
    new_bytes: NewBytes
    now: Clock

    async def __call__(
        self, principal: Principal, *, password: str | None, client: Client
    ) -> Enrolment:
        proof = await self.prove(principal, password=password, client=client)
        secret, owner = self.new_bytes(SECRET_BYTES), principal.user_id
        sealed = self.seal.seal(secret, bound_to=str(owner))
        factor = SecondFactor(user_id=owner, sealed=sealed, last_step=0, created_at=self.now())
        async with self.begin() as work:
            user = await _held(work, proof, self.now())
            if user.second_factor_since is not None:
                raise SecondFactorThere
            await work.second_factors.keep(factor)
            await work.commit()
        return Enrolment(
            secret=shown(secret), address=address_for_app(secret, user.email or user.full_name)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmSecondFactor:
    """From a first right code on it is asked for; all other sessions end. Raises NoSecondFactor,
    SecondFactorThere, CodeWrong, TokenInvalid."""

    begin: BeginSessionsWork
    sessions: Sessions
    seal: Seal
    new_bytes: NewBytes
    now: Clock

    async def __call__(self, principal: Principal, *, code: str) -> tuple[str, ...]:
        """The recovery codes, shown once."""
        session, _ = await _standing(self.sessions, principal)
        codes, now = _fresh_codes(self.new_bytes), self.now()
        async with self.begin() as work:
            user = await work.users.held(principal.user_id)
            if user.second_factor_since is not None:
                raise SecondFactorThere
            if not await _take_app_code(work, self.seal, user.id, code, now):
                raise CodeWrong
            await work.users.change(replace(user, second_factor_since=now))
            await work.second_factors.replace_codes(user.id, _digests(codes))
            await work.sessions.end_others(user.id, now, session.id)
            await work.sessions.prove(session.proved(now))
            work.events.record(UserSecondFactorAdded(user_id=user.id))
            await work.commit()
        return codes


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveSecondFactor:
    """Finishes a sign-in, or proves once more that the owner is there. Guesses are counted and
    lock like those at a password, in a row of their own. Raises NoSecondFactor, CodeWrong,
    AccountLocked, TokenInvalid."""

    begin: BeginSessionsWork
    sessions: Sessions
    seal: Seal
    pseudonyms: Pseudonyms
    now: Clock

    async def __call__(self, principal: Principal, *, code: str) -> None:
        session, user = await _standing(self.sessions, principal)
        if user.second_factor_since is None:
            raise NoSecondFactor
        row = self.pseudonyms(f"second factor of {user.id}")
        await self._claim(row)
        async with self.begin() as work:
            if not await self._take(work, user.id, code):
                work.events.record(UserSecondFactorFailed(user_id=user.id))
                await work.commit()
                raise CodeWrong
            await work.sign_in_attempts.clear(row)
            await work.sessions.prove(session.proved(self.now()))
            await work.commit()

    async def _claim(self, row: str) -> None:
        now = self.now()
        async with self.begin() as work:
            claim = await work.sign_in_attempts.claim(row, now)
            await work.commit()
        if not claim.may_try:
            raise AccountLocked(retry_after=claim.seconds_left(now))

    async def _take(self, work: SessionsWork, owner: UserId, code: str) -> bool:
        if not looks_like_recovery_code(code):
            return await _take_app_code(work, self.seal, owner, code.strip(), self.now())
        digest = digest_of(plain_recovery_code(code))
        if not await work.second_factors.take_code(owner, digest):
            return False
        left = await work.second_factors.codes_left(owner)
        work.events.record(UserRecoveryCodeUsed(user_id=owner, left=left))
        return True


@dataclass(frozen=True, slots=True, kw_only=True)
class RenewRecoveryCodes:
    """New ones in place of all there were. Raises NoSecondFactor and what ProveOwner does."""

    begin: BeginSessionsWork
    prove: ProveOwner
    new_bytes: NewBytes
    now: Clock

    async def __call__(
        self, principal: Principal, *, password: str | None, client: Client
    ) -> tuple[str, ...]:
        proof = await self.prove(principal, password=password, client=client)
        codes = _fresh_codes(self.new_bytes)
        async with self.begin() as work:
            user = await _held(work, proof, self.now())
            if user.second_factor_since is None:
                raise NoSecondFactor
            await work.second_factors.replace_codes(user.id, _digests(codes))
            await work.commit()
        return codes


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveSecondFactor:
    """Asks for it no more. Raises NoSecondFactor and what ProveOwner does."""

    begin: BeginSessionsWork
    prove: ProveOwner
    now: Clock

    async def __call__(self, principal: Principal, *, password: str | None, client: Client) -> None:
        proof = await self.prove(principal, password=password, client=client)
        async with self.begin() as work:
            user = await _held(work, proof, self.now())
            await _remove(work, user, by="owner")
            await work.commit()


@dataclass(frozen=True, slots=True, kw_only=True)
class LiftSecondFactor:
    """An operator lets somebody in who has lost app and recovery codes, and whom they know; all
    sessions end. Raises UserNotFound, NoSecondFactor."""

    begin: BeginSessionsWork
    now: Clock

    async def __call__(self, *, email: str) -> User:
        async with self.begin() as work:
            found = await work.users.by_email(normalised_email(email))
            user = await _remove(work, await work.users.held(found.id), by="operator")
            await work.sessions.end(user.id, self.now())
            await work.commit()
        return user


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowSecondFactor:
    """Whether there is one. Raises UserNotFound."""

    begin: BeginSessionsWork

    async def __call__(self, owner: UserId) -> SecondFactorState:
        async with self.begin() as work:
            user = await work.users.by_id(owner)
            left = await work.second_factors.codes_left(owner)
        return SecondFactorState(since=user.second_factor_since, recovery_codes_left=left)


async def _standing(sessions: Sessions, principal: Principal) -> tuple[Session, User]:
    try:
        return await sessions.with_user(principal.session_id)
    except SessionNotFound as error:
        raise TokenInvalid from error


async def _held(work: SessionsWork, proof: Proof, now: datetime) -> User:
    """Whoever gave the proof, if it holds still."""
    user = await work.users.held(proof.user.id)
    session, _ = await work.sessions.with_user(proof.session.id)
    ensure_holds(proof, user, session, now)
    return user


async def _take_app_code(
    work: SessionsWork, seal: Seal, owner: UserId, code: str, now: datetime
) -> bool:
    """Whether it is good; then neither it nor one before it is good again."""
    factor = await work.second_factors.held(owner)
    if factor is None:
        raise NoSecondFactor
    secret = seal.open(factor.sealed, bound_to=str(owner))
    step = step_of(code, secret, now, factor.last_step)
    if step is None:
        return False
    await work.second_factors.keep(factor.used(step))
    return True


async def _remove(work: SessionsWork, user: User, *, by: str) -> User:
    if user.second_factor_since is None:
        raise NoSecondFactor
    user = replace(user, second_factor_since=None)
    await work.users.change(user)
    await work.second_factors.remove(user.id)
    work.events.record(UserSecondFactorRemoved(user_id=user.id, by=by))
    return user


def _fresh_codes(new_bytes: NewBytes) -> tuple[str, ...]:
    return tuple(recovery_code(new_bytes(RECOVERY_BYTES)) for _ in range(RECOVERY_CODES))


def _digests(codes: tuple[str, ...]) -> list[bytes]:
    return [digest_of(plain_recovery_code(code)) for code in codes]
