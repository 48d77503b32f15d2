"""A person gives up a way of signing in."""

from dataclasses import dataclass, replace

from jobr_core.accounts.identities import PASSWORD, ensure_removable, identities_of
from jobr_core.accounts.model import User, UserId
from jobr_core.accounts.one_time_tokens import Purpose
from jobr_core.accounts.ports import BeginUsersWork, UsersWork
from jobr_core.events.catalogue import UserIdentityUnlinked


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveIdentity:
    """The account is held, so that of its last two ways in at the same moment one stays. Raises
    UserNotFound, IdentityNotFound, LastIdentity."""

    begin: BeginUsersWork

    async def __call__(self, *, owner: UserId, provider: str) -> None:
        async with self.begin() as work:
            user = await work.users.held(owner)
            linked = await work.identities.of_user(owner)
            ensure_removable(provider, identities_of(user, linked))
            await _remove(work, user, provider)
            work.events.record(UserIdentityUnlinked(user_id=owner, provider=provider))
            await work.commit()


async def _remove(work: UsersWork, user: User, provider: str) -> None:
    if provider != PASSWORD:
        await work.identities.unlink(user.id, provider)
        return
    await work.users.change(replace(user, password_hash=None))
    await work.one_time_tokens.forget(user.id, Purpose.RESET_PASSWORD)
