"""What administrators do."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from litestar import Router, get, post
from litestar.params import FromPath, FromQuery, QueryParameter

from jobr_core.accounts.model import User, UserId
from jobr_core.accounts.ports import Users
from jobr_core.accounts.use_cases.unlocking import Unlock
from jobr_http.lists import Items
from jobr_http.security import ADMIN


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountView:
    """An account as administrators see it."""

    id: UUID
    email: str | None
    full_name: str
    role: str
    email_verified: bool
    disabled: bool
    created_at: datetime

    @classmethod
    def of(cls, user: User) -> Self:
        return cls(
            id=user.id,
            email=user.email,
            full_name=user.full_name,
            role=user.role.value,
            email_verified=user.email_verified_at is not None,
            disabled=user.disabled_at is not None,
            created_at=user.created_at,
        )


def administration_routes(unlock: Unlock, users: Users) -> Router:
    """For administrators."""

    @get("/users", **ADMIN)
    async def list_accounts(
        cursor: FromQuery[UUID | None] = None,
        limit: Annotated[int, QueryParameter(ge=1, le=100)] = 50,
    ) -> Items[AccountView]:
        """Accounts, the newest first."""
        found = await users.newest(limit, before=UserId(cursor) if cursor else None)
        more = str(found[-1].id) if len(found) == limit else None
        return Items(items=tuple(map(AccountView.of, found)), next_cursor=more)

    @post("/users/{user_id:uuid}/unlock", status_code=204, **ADMIN)
    async def unlock_account(user_id: FromPath[UUID]) -> None:
        """Let an account sign in at once that too many wrong passwords have locked."""
        await unlock(user_id=UserId(user_id))

    return Router(
        "/api/admin", route_handlers=[list_accounts, unlock_account], tags=["administration"]
    )
