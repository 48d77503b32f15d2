"""An operator looks after accounts."""

from dataclasses import dataclass, replace

from jobr_core.accounts.model import Role, User, normalised_email
from jobr_core.accounts.ports import BeginUsersWork, Users
from jobr_core.events.catalogue import UserRoleChanged


@dataclass(frozen=True, slots=True, kw_only=True)
class SetRole:
    """Gives an account a role; it counts from the next access token. Raises UserNotFound."""

    begin: BeginUsersWork

    async def __call__(self, *, email: str, role: Role) -> User:
        async with self.begin() as work:
            user = await work.users.by_email(normalised_email(email))
            await work.users.set_role(user.id, role)
            work.events.record(UserRoleChanged(user_id=user.id, role=role.value))
            await work.commit()
        return replace(user, role=role)


@dataclass(frozen=True, slots=True, kw_only=True)
class FindUser:
    """The account with this address. Raises UserNotFound, EmailInvalid."""

    users: Users

    async def __call__(self, *, email: str) -> User:
        return await self.users.by_email(normalised_email(email))
