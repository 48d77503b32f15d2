"""A person says who they are."""

from dataclasses import dataclass, replace

from jobr_core.accounts.model import Language, User, UserId
from jobr_core.accounts.ports import BeginUsersWork


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeProfile:
    """Changes name or language of messages; None leaves it as it is."""

    begin: BeginUsersWork

    async def __call__(
        self, owner: UserId, *, full_name: str | None = None, language: Language | None = None
    ) -> User:
        async with self.begin() as work:
            user = await work.users.held(owner)
            user = replace(
                user,
                full_name=user.full_name if full_name is None else full_name.strip(),
                language=language or user.language,
            )
            await work.users.change(user)
            await work.commit()
        return user
