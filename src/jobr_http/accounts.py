"""Accounts over HTTP."""

from dataclasses import dataclass
from typing import Annotated, Final

from litestar import Router, get, patch, post
from litestar.handlers import BaseRouteHandler
from litestar.params import JSONBody
from pydantic import BaseModel, ConfigDict, StringConstraints

from jobr_core.accounts.model import Language
from jobr_core.accounts.ports import CheckPassword, Users
from jobr_core.accounts.use_cases.profile import ChangeProfile
from jobr_core.accounts.use_cases.registration import Register
from jobr_http.requests import AnyRequest, SignedRequest, Text, client_of
from jobr_http.security import PUBLIC, USER, also
from jobr_http.sessions import UNCACHED, SessionStories, SignedInView, UserView

_Name = Annotated[Text, StringConstraints(max_length=200)]
_WRITTEN: Final = frozenset(map(str, Language))
_REGISTERING: Final = also(PUBLIC, 409)
_SIGNING_IN: Final = also(PUBLIC, 401, 403, 423, 429)


class Registration(BaseModel):
    """What opening an account takes. Messages come in `language`, or else in that of
    `Accept-Language` if Jobr writes it."""

    model_config = ConfigDict(extra="forbid")

    email: Text
    password: Text
    full_name: _Name = ""
    language: Language | None = None


class Credentials(BaseModel):
    """What signing in takes."""

    model_config = ConfigDict(extra="forbid")

    email: Text
    password: Text


class ProfileChange(BaseModel):
    """What is left out stays as it is."""

    model_config = ConfigDict(extra="forbid")

    full_name: _Name | None = None
    language: Language | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountStories:
    """What the routes need."""

    register: Register
    log_in: CheckPassword
    change_profile: ChangeProfile
    users: Users
    sessions: SessionStories


def language_of(request: AnyRequest) -> Language:
    """The first of `Accept-Language` (RFC 9110 §12.5.4) that Jobr writes, or else English."""
    accepted = request.headers.get("accept-language", "").lower().split(",")
    codes = (language.partition(";")[0].strip().partition("-")[0] for language in accepted)
    return next((Language(code) for code in codes if code in _WRITTEN), Language.ENGLISH)


def account_routes(stories: AccountStories, leave: BaseRouteHandler) -> Router:
    """Registration, login and one's own account; `leave` deletes it (routes of one path belong to
    one router)."""

    @post("/auth/register", cache_control=UNCACHED, **_REGISTERING)
    async def register_account(data: JSONBody[Registration], request: AnyRequest) -> SignedInView:
        """Open an account. 409 `email_taken` if the address has one; 422 `password_too_short`,
        `password_guessable`."""
        user = await stories.register(
            email=data.email,
            password=data.password,
            full_name=data.full_name,
            language=data.language or language_of(request),
        )
        return await stories.sessions.signed_in(user, request)

    @post("/auth/login", status_code=200, cache_control=UNCACHED, **_SIGNING_IN)
    async def log_in_to_account(data: JSONBody[Credentials], request: AnyRequest) -> SignedInView:
        """Sign in. 401 `wrong_credentials` for a wrong password and an unknown address alike; after
        five of them 423 `account_locked`, `Retry-After` seconds from a further try; 429
        `sign_in_stopped` where too many accounts failed from one network."""
        user = await stories.log_in(
            email=data.email, password=data.password, client=client_of(request)
        )
        return await stories.sessions.signed_in(user, request)

    @get("/me", **USER)
    async def show_me(request: SignedRequest) -> UserView:
        """The account signed in."""
        return UserView.of(await stories.users.by_id(request.user.user_id))

    @patch("/me", **USER)
    async def change_me(request: SignedRequest, data: JSONBody[ProfileChange]) -> UserView:
        """Change your name, or the language of messages to you (`en`, `de`)."""
        owner = request.user.user_id
        changed = await stories.change_profile(
            owner, full_name=data.full_name, language=data.language
        )
        return UserView.of(changed)

    handlers = [register_account, log_in_to_account, show_me, change_me, leave]
    return Router("/api", route_handlers=handlers, tags=["accounts"])
