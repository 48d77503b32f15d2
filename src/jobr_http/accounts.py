"""Accounts over HTTP."""

from litestar import Router, get, post
from litestar.params import JSONBody
from pydantic import BaseModel, ConfigDict

from jobr_core.accounts.ports import Users
from jobr_core.accounts.use_cases.login import LogIn
from jobr_core.accounts.use_cases.registration import Register
from jobr_http.requests import SignedRequest, Text
from jobr_http.security import PUBLIC, USER, problems
from jobr_http.sessions import UNCACHED, AnyRequest, SessionStories, SignedInView, UserView


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


def account_routes(
    register: Register, log_in: LogIn, users: Users, sessions: SessionStories
) -> Router:
    """Registration, login and one's own account."""

    @post("/auth/register", cache_control=UNCACHED, **PUBLIC)
    async def register_account(data: JSONBody[Registration], request: AnyRequest) -> SignedInView:
        """Open an account. 409 `email_taken` if the address has one."""
        return await sessions.signed_in(await register(**data.model_dump()), request)

    @post(
        "/auth/login",
        status_code=200,
        cache_control=UNCACHED,
        **{**PUBLIC, "responses": {**PUBLIC["responses"], **problems(401, 423)}},
    )
    async def log_in_to_account(data: JSONBody[Credentials], request: AnyRequest) -> SignedInView:
        """Sign in. 401 `wrong_credentials` for a wrong password and an unknown address alike; after
        five of them 423 `account_locked`, `Retry-After` seconds from a further try."""
        user = await log_in(email=data.email, password=data.password)
        return await sessions.signed_in(user, request)

    @get("/me", **USER)
    async def show_me(request: SignedRequest) -> UserView:
        """The account signed in."""
        return UserView.of(await users.by_id(request.user.user_id))

    return Router(
        "/api", route_handlers=[register_account, log_in_to_account, show_me], tags=["accounts"]
    )
