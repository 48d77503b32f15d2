"""A person gives up a way of signing in."""

from dataclasses import dataclass

from jobr_core.accounts.identities import ensure_removable, identities_of
from jobr_core.accounts.model import UserId
from jobr_core.accounts.ports import Users


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveIdentity:
    """Raises UserNotFound, IdentityNotFound, LastIdentity. As long as a password is the only way
    there is, one of them always."""

    users: Users

    async def __call__(self, *, owner: UserId, provider: str) -> None:
        ensure_removable(provider, identities_of(await self.users.by_id(owner)))
