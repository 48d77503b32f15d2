"""Who may call a route. Every route declares one of PUBLIC, HALF_SIGNED_IN, USER, ADMIN."""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final, cast

from litestar.connection import ASGIConnection
from litestar.datastructures import Headers
from litestar.enums import MediaType
from litestar.handlers import BaseRouteHandler
from litestar.openapi.datastructures import ResponseSpec
from litestar.openapi.spec import Components, SecurityScheme
from litestar.types import ASGIApp, Receive, Scope, Send

from jobr_core.accounts.errors import TokenInvalid
from jobr_core.accounts.model import Principal
from jobr_core.accounts.ports import AccessTokens
from jobr_core.accounts.use_cases.sessions import EnsureAdmin, EnsureSignedIn
from jobr_core.shared.origin import Origin, acting
from jobr_http.problems import PROBLEM_JSON, ProblemView
from jobr_http.requests import AnyRequest

AnyConnection = ASGIConnection[Any, Any, Any, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Doors:
    """What guards ask."""

    ensure_signed_in: EnsureSignedIn
    ensure_admin: EnsureAdmin


def anybody(_: AnyConnection, __: BaseRouteHandler) -> None:
    """Guard of public routes."""


async def signed_in(connection: AnyConnection, _: BaseRouteHandler) -> None:
    """Guard: raises TokenInvalid without a valid access token of a session that lasts."""
    principal, doors = _known(connection)
    await doors.ensure_signed_in(principal)


async def half_signed_in(connection: AnyConnection, _: BaseRouteHandler) -> None:
    """Guard: the same, also of a session that awaits its second factor."""
    principal, doors = _known(connection)
    await doors.ensure_signed_in(principal, half=True)


async def administrator(connection: AnyConnection, _: BaseRouteHandler) -> None:
    """Guard: raises TokenInvalid, or AdminOnly, also where the role has ended since the access
    token was issued, and what a second factor is missing for."""
    principal, doors = _known(connection)
    reading = connection.scope.get("method") in ("GET", "HEAD")
    await doors.ensure_admin(principal, changing=not reading)


def _known(connection: AnyConnection) -> tuple[Principal, Doors]:
    """Raises TokenInvalid."""
    principal: Principal | None = connection.scope["user"]
    if principal is None:
        raise TokenInvalid
    doors: Doors = connection.scope["auth"]
    return principal, doors


async def whoever_asks(request: AnyRequest) -> Principal | None:
    """For public routes that do something else for who is signed in. Raises TokenInvalid for an
    access token that is none: who meant to add a way in does not sign in by it instead."""
    if "authorization" not in request.headers:
        return None
    await signed_in(request, request.route_handler)
    principal: Principal = request.user
    return principal


def problems(*statuses: int) -> dict[int, ResponseSpec]:
    """How a route documents what it may refuse."""
    return {
        status: ResponseSpec(
            data_container=ProblemView,
            description=HTTPStatus(status).phrase,
            media_type=cast("MediaType", PROBLEM_JSON),
            generate_examples=False,
        )
        for status in statuses
    }


PUBLIC: Final[dict[str, Any]] = {
    "guards": [anybody],
    "security": [],
    "responses": problems(400, 404, 422, 429, 503),
}
USER: Final[dict[str, Any]] = {
    "guards": [signed_in],
    "security": [{"bearer": []}],
    "responses": problems(400, 401, 403, 404, 422, 429, 503),
}
HALF_SIGNED_IN: Final[dict[str, Any]] = {**USER, "guards": [half_signed_in]}
"""For what finishes a sign-in, or gives it up."""
ADMIN: Final[dict[str, Any]] = {
    "guards": [administrator],
    "security": [{"bearer": ["admin"]}],
    "responses": problems(400, 401, 403, 404, 422, 429, 503),
}


def also(policy: dict[str, Any], *statuses: int) -> dict[str, Any]:
    """A policy whose routes may refuse with these too."""
    return {**policy, "responses": {**policy["responses"], **problems(*statuses)}}


SCHEMES: Final = Components(
    security_schemes={"bearer": SecurityScheme(type="http", scheme="bearer", bearer_format="JWT")}
)


def authenticating(tokens: AccessTokens, doors: Doors) -> Callable[[ASGIApp], ASGIApp]:
    """Middleware: puts the principal of a valid bearer token (RFC 6750 §2.1) on the connection,
    and on what is recorded meanwhile; beside it what the guards ask."""

    def middleware(app: ASGIApp) -> ASGIApp:
        async def authenticated(scope: Scope, receive: Receive, send: Send) -> None:
            principal = await _principal(tokens, Headers.from_scope(scope).get("authorization", ""))
            scope["user"], scope["auth"] = principal, doors
            actor = f"user:{principal.user_id}" if principal else "anybody"
            with acting(Origin(actor=actor, trace_id=scope.get("state", {}).get("trace_id", ""))):
                await app(scope, receive, send)

        return authenticated

    return middleware


async def _principal(tokens: AccessTokens, authorization: str) -> Principal | None:
    scheme, _, token = authorization.partition(" ")
    if scheme.lower() != "bearer":
        return None
    try:
        return await tokens.read(token.strip())
    except TokenInvalid:
        return None
