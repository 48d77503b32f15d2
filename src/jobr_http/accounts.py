"""Accounts over HTTP."""

from dataclasses import dataclass
from datetime import datetime
from typing import Self
from uuid import UUID

from litestar import Router, get, post
from litestar.params import JSONBody
from pydantic import BaseModel, ConfigDict

from jobr_core.accounts.model import Principal, User
from jobr_core.accounts.ports import AccessTokens, Users
from jobr_core.accounts.use_cases.login import LogIn
from jobr_core.accounts.use_cases.registration import Register
from jobr_core.shared.clock import Clock
from jobr_http.requests import SignedRequest, Text
from jobr_http.security import PUBLIC, USER


class Registration(BaseModel):
    """What opening an account takes."""

    model_config = ConfigDict(extra="forbid")

    email: Text
    password: Text
    full_name: Text = ""


class Credentials(BaseModel):
    """What signing in takes."""

    model_config = ConfigDict(extra="forbid")

    email: Text
    password: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class UserView:
    """An account as its owner sees it."""

    id: UUID
    email: str
    full_name: str
    role: str
    created_at: datetime

    @classmethod
    def of(cls, user: User) -> Self:
        return cls(
            id=user.id,
            email=user.email,
            full_name=user.full_name,
            role=user.role.value,
            created_at=user.created_at,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """A fresh access token and whose it is; `expires_in` counts seconds."""

    user: UserView
    access_token: str
    token_type: str
    expires_in: int


def account_routes(
    register: Register, log_in: LogIn, users: Users, tokens: AccessTokens, now: Clock
) -> Router:
    """Registration, login and one's own account."""

    def signed_in(user: User) -> SignedIn:
        token = tokens.issue(Principal(user_id=user.id, role=user.role))
        return SignedIn(
            user=UserView.of(user),
            access_token=token.value,
            token_type="Bearer",  # noqa: S106 - a scheme, not a secret
            expires_in=round((token.expires_at - now()).total_seconds()),
        )

    @post("/auth/register", **PUBLIC)
    async def register_account(data: JSONBody[Registration]) -> SignedIn:
        """Open an account. 409 `email_taken` if the address has one."""
        return signed_in(await register(**data.model_dump()))

    @post("/auth/login", status_code=200, **PUBLIC)
    async def log_in_to_account(data: JSONBody[Credentials]) -> SignedIn:
        """Sign in. 401 `wrong_credentials` for a wrong password and an unknown address alike."""
        return signed_in(await log_in(email=data.email, password=data.password))

    @get("/me", **USER)
    async def show_me(request: SignedRequest) -> UserView:
        """The account signed in."""
        return UserView.of(await users.by_id(request.user.user_id))

    return Router(
        "/api", route_handlers=[register_account, log_in_to_account, show_me], tags=["accounts"]
    )
