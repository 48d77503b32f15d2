"""An operator looks after accounts."""

from dataclasses import dataclass, replace

from jobr_core.accounts.model import Role, User, normalised_email
from jobr_core.accounts.ports import BeginSessionsWork, BeginUsersWork, Users, UsersWork
from jobr_core.events.catalogue import UserDisabled, UserEnabled, UserRoleChanged
from jobr_core.shared.clock import Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class SetRole:
    """Gives an account a role; it counts from the next access token. Raises UserNotFound."""

    begin: BeginUsersWork

    async def __call__(self, *, email: str, role: Role) -> User:
        async with self.begin() as work:
            user = replace(await _held(work, email), role=role)
            await work.users.change(user)
            work.events.record(UserRoleChanged(user_id=user.id, role=role.value))
            await work.commit()
        return user


@dataclass(frozen=True, slots=True, kw_only=True)
class Disable:
    """Closes an account: its sessions end, and nobody signs in to it. Raises UserNotFound."""

    begin: BeginSessionsWork
    now: Clock

    async def __call__(self, *, email: str) -> User:
        async with self.begin() as work:
            user = await _held(work, email)
            if user.disabled_at is None:
                user = replace(user, disabled_at=self.now())
                await work.users.change(user)
                work.events.record(UserDisabled(user_id=user.id))
            await work.sessions.end(user.id, self.now())
            await work.commit()
        return user


@dataclass(frozen=True, slots=True, kw_only=True)
class Enable:
    """Opens a closed account again. Raises UserNotFound."""

    begin: BeginUsersWork

    async def __call__(self, *, email: str) -> User:
        async with self.begin() as work:
            user = await _held(work, email)
            if user.disabled_at is not None:
                user = replace(user, disabled_at=None)
                await work.users.change(user)
                work.events.record(UserEnabled(user_id=user.id))
            await work.commit()
        return user


@dataclass(frozen=True, slots=True, kw_only=True)
class FindUser:
    """The account with this address. Raises UserNotFound, EmailInvalid."""

    users: Users

    async def __call__(self, *, email: str) -> User:
        return await self.users.by_email(normalised_email(email))


async def _held(work: UsersWork, email: str) -> User:
    found = await work.users.by_email(normalised_email(email))
    return await work.users.held(found.id)
