"""Somebody signed in shows that they are the owner, before what cannot be taken back."""

from dataclasses import dataclass

from jobr_core.accounts.errors import (
    FreshSignInNeeded,
    SessionNotFound,
    TokenInvalid,
    WrongCredentials,
    WrongPassword,
)
from jobr_core.accounts.model import Client, Principal
from jobr_core.accounts.ports import CheckPassword, ProveOwner, Sessions
from jobr_core.shared.clock import Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class ProveByPasswordOrSession(ProveOwner):
    """A wrong password here counts like one at the door: a stolen access token is no way to guess
    it."""

    sessions: Sessions
    check: CheckPassword
    now: Clock

    async def __call__(self, principal: Principal, *, password: str | None, client: Client) -> None:
        try:
            session, user = await self.sessions.with_user(principal.session_id)
        except SessionNotFound as error:
            raise TokenInvalid from error
        if password is None:
            if not session.is_fresh(self.now()):
                raise FreshSignInNeeded
            return
        try:
            await self.check(email=user.email, password=password, client=client)
        except WrongCredentials as error:
            raise WrongPassword from error
