"""A person leaves."""

from dataclasses import dataclass

from jobr_core.accounts.model import Client, Principal
from jobr_core.accounts.ports import BeginUsersWork, FilesOf, ProveOwner
from jobr_core.accounts.pseudonyms import Pseudonyms
from jobr_core.events.catalogue import UserDeleted


@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteAccount:
    """Removes an account and everything kept under it, at once and for good; of events, which hold
    ids only, none goes. Raises what ProveOwner raises, UserNotFound."""

    begin: BeginUsersWork
    prove: ProveOwner
    files_of: FilesOf
    pseudonyms: Pseudonyms

    async def __call__(self, principal: Principal, *, password: str | None, client: Client) -> None:
        await self.prove(principal, password=password, client=client)
        remove_files = await self.files_of(principal.user_id)
        async with self.begin() as work:
            user = await work.users.held(principal.user_id)
            await work.users.remove(user.id)
            await work.sign_in_attempts.clear(self.pseudonyms(user.email))
            work.events.record(UserDeleted(user_id=user.id))
            await work.commit()
        await remove_files()
