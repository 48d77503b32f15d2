"""A person leaves."""

from dataclasses import dataclass

from jobr_core.accounts.model import Client, Principal
from jobr_core.accounts.ports import BeginSessionsWork, FilesOf, ProveOwner
from jobr_core.accounts.proof import ensure_holds
from jobr_core.accounts.pseudonyms import Pseudonyms
from jobr_core.events.catalogue import UserDeleted
from jobr_core.shared.clock import Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteAccount:
    """Removes an account and everything kept under it, at once and for good; of events, which hold
    ids only, none goes. Raises what ProveOwner raises, UserNotFound."""

    begin: BeginSessionsWork
    prove: ProveOwner
    files_of: FilesOf
    pseudonyms: Pseudonyms
    now: Clock

    async def __call__(self, principal: Principal, *, password: str | None, client: Client) -> None:
        proof = await self.prove(principal, password=password, client=client)
        remove_files = await self.files_of(principal.user_id)
        async with self.begin() as work:
            user = await work.users.held(principal.user_id)
            session, _ = await work.sessions.with_user(principal.session_id)
            ensure_holds(proof, user, session, self.now())
            await work.users.remove(user.id)
            await work.sign_in_attempts.clear(self.pseudonyms(user.sign_in_name))
            work.events.record(UserDeleted(user_id=user.id))
            await work.commit()
        await remove_files()
