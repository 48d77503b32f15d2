"""Signing in by other services over HTTP."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Annotated, Final
from urllib.parse import urlsplit

import structlog
from litestar import Response, Router, get, post
from litestar.datastructures import Cookie
from litestar.params import FromPath, JSONBody
from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints

from jobr_core.accounts.errors import SignInRefused
from jobr_core.accounts.sign_in_flows import LASTS
from jobr_core.accounts.use_cases.outside_sign_in import FinishSignIn, Return, StartSignIn
from jobr_http.accounts import language_of
from jobr_http.lists import Items
from jobr_http.requests import AnyRequest, Text, client_of, storable
from jobr_http.security import PUBLIC, also, whoever_asks
from jobr_http.sessions import UNCACHED, SessionStories, SignedInView

_Code = Annotated[str, StringConstraints(min_length=1, max_length=4_096), AfterValidator(storable)]
"""Some services' are longer than other texts."""
_SECONDS: Final = int(LASTS.total_seconds())
_STARTING: Final = also(PUBLIC, 401, 403, 423, 429)
_COMING_BACK: Final = also(PUBLIC, 401, 403, 409, 423)
_log = structlog.get_logger("jobr.http")


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceView:
    """A service people sign in by."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartureView:
    """Where to send the browser, and for how many seconds it may take to come back."""

    authorization_url: str
    expires_in: int


class ComingBack(BaseModel):
    """What the page the service sends the browser to finds in its query."""

    model_config = ConfigDict(extra="forbid")

    code: _Code
    state: Text
    iss: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideSignInStories:
    """What the routes need."""

    start: StartSignIn
    finish: FinishSignIn
    sessions: SessionStories
    names: Iterable[str]


def flow_cookie(public_url: str) -> Cookie:
    """What binds a sign-in to the browser it began in. Other hosts cannot set one with `__Host-`,
    which browsers take through https only."""
    secure = urlsplit(public_url).scheme == "https"
    return Cookie(
        key="__Host-jobr-flow" if secure else "jobr-flow",
        secure=secure,
        httponly=True,
        samesite="lax",
        path="/",
        max_age=_SECONDS,
    )


def outside_sign_in_routes(stories: OutsideSignInStories, public_url: str) -> Router:
    """Going to other services and coming back."""
    cookie = flow_cookie(public_url)

    @get("/", **PUBLIC)
    async def list_services() -> Items[ServiceView]:
        """The services you can sign in by here."""
        return Items(items=tuple(ServiceView(name=name) for name in sorted(stories.names)))

    @get("/{provider:str}/start", cache_control=UNCACHED, **_STARTING)
    async def start_sign_in(
        request: AnyRequest, provider: FromPath[str]
    ) -> Response[DepartureView]:
        """Begin to sign in by another service: send the browser to `authorization_url`, within 10
        minutes it comes back to the page `/oidc/{provider}/callback`. With an access token the
        service is added to your account; 403 `fresh_sign_in_needed` more than 10 minutes after
        signing in. 404 `provider_not_found`, 503 `provider_unavailable`."""
        departure = await stories.start(
            provider=provider, principal=await whoever_asks(request), client=client_of(request)
        )
        view = DepartureView(authorization_url=departure.address, expires_in=_SECONDS)
        return Response(view, cookies=[replace(cookie, value=departure.browser_secret)])

    @post("/{provider:str}/callback", status_code=200, cache_control=UNCACHED, **_COMING_BACK)
    async def finish_sign_in(
        request: AnyRequest, provider: FromPath[str], data: JSONBody[ComingBack]
    ) -> Response[SignedInView]:
        """Sign in with what the service has put in the query of the page, from the browser it
        began in, once. 401 `sign_in_refused`: begin again; 409 `link_required`: sign in as before,
        then start with the access token; 409 `identity_taken`; 422 `email_needed`; 403
        `account_disabled`; 423 `account_locked`; 503 `provider_unavailable`."""
        back = Return(
            provider=provider,
            code=data.code,
            state=data.state,
            issuer=data.iss,
            browser_secret=request.cookies.get(cookie.key, ""),
        )
        try:
            user = await stories.finish(back, language=language_of(request))
        except SignInRefused as error:
            _log.info("sign-in refused", provider=provider, reason=error.reason)
            raise
        view = await stories.sessions.signed_in(user, request)
        return Response(view, cookies=[replace(cookie, value="", max_age=0)])

    handlers = [list_services, start_sign_in, finish_sign_in]
    return Router("/api/auth/oidc", route_handlers=handlers, tags=["accounts"])
