"""Somebody signed in shows that they are the owner, before what cannot be taken back."""

from dataclasses import dataclass

from jobr_core.accounts.errors import (
    FreshSignInNeeded,
    SessionNotFound,
    StepUpNeeded,
    TokenInvalid,
    WrongCredentials,
    WrongPassword,
)
from jobr_core.accounts.model import Client, Principal, User
from jobr_core.accounts.ports import CheckPassword, ProveOwner, Sessions
from jobr_core.accounts.proof import Proof
from jobr_core.shared.clock import Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class ProveByPasswordOrSession(ProveOwner):
    """A wrong password here counts like one at the door: a stolen access token is no way to guess
    it. Who has a second factor must have given it lately too. Raises StepUpNeeded besides."""

    sessions: Sessions
    check: CheckPassword
    now: Clock

    async def __call__(
        self, principal: Principal, *, password: str | None, client: Client
    ) -> Proof:
        try:
            session, user = await self.sessions.with_user(principal.session_id)
        except SessionNotFound as error:
            raise TokenInvalid from error
        fresh = session.is_fresh(self.now())
        if user.second_factor_since is not None and not fresh:
            raise StepUpNeeded
        if password is not None and user.email is not None:
            user = await self._by_password(user.email, password, client)
        elif not fresh:
            raise FreshSignInNeeded
        return Proof(user=user, session=session)

    async def _by_password(self, email: str, password: str, client: Client) -> User:
        try:
            return await self.check(email=email, password=password, client=client)
        except WrongCredentials as error:
            raise WrongPassword from error
