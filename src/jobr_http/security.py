"""Who may call a route. Every route declares one of PUBLIC, USER, ADMIN."""

from collections.abc import Callable
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
from jobr_core.accounts.model import Principal, Role
from jobr_core.accounts.ports import AccessTokens
from jobr_core.accounts.use_cases.sessions import EnsureSignedIn
from jobr_core.shared.origin import Origin, acting
from jobr_http.problems import PROBLEM_JSON, ProblemView

AnyConnection = ASGIConnection[Any, Any, Any, Any]


def anybody(_: AnyConnection, __: BaseRouteHandler) -> None:
    """Guard of public routes."""


async def signed_in(connection: AnyConnection, _: BaseRouteHandler) -> None:
    """Guard: raises TokenInvalid without a valid access token of a session that lasts."""
    await _ensure(connection, Role.USER)


async def administrator(connection: AnyConnection, _: BaseRouteHandler) -> None:
    """Guard: raises TokenInvalid, or AdminOnly, also where the role has ended since the access
    token was issued."""
    await _ensure(connection, Role.ADMIN)


async def _ensure(connection: AnyConnection, role: Role) -> None:
    if connection.scope["user"] is None:
        raise TokenInvalid
    ensure_signed_in: EnsureSignedIn = connection.scope["auth"]
    await ensure_signed_in(connection.user, role=role)


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
    "responses": problems(400, 404, 422, 503),
}
USER: Final[dict[str, Any]] = {
    "guards": [signed_in],
    "security": [{"bearer": []}],
    "responses": problems(400, 401, 404, 422, 503),
}
ADMIN: Final[dict[str, Any]] = {
    "guards": [administrator],
    "security": [{"bearer": ["admin"]}],
    "responses": problems(400, 401, 403, 404, 422, 503),
}


def also(policy: dict[str, Any], *statuses: int) -> dict[str, Any]:
    """A policy whose routes may refuse with these too."""
    return {**policy, "responses": {**policy["responses"], **problems(*statuses)}}


SCHEMES: Final = Components(
    security_schemes={"bearer": SecurityScheme(type="http", scheme="bearer", bearer_format="JWT")}
)


def authenticating(
    tokens: AccessTokens, ensure_signed_in: EnsureSignedIn
) -> Callable[[ASGIApp], ASGIApp]:
    """Middleware: puts the principal of a valid bearer token (RFC 6750 §2.1) on the connection,
    and on what is recorded meanwhile; beside it what the guards ask."""

    def middleware(app: ASGIApp) -> ASGIApp:
        async def authenticated(scope: Scope, receive: Receive, send: Send) -> None:
            principal = await _principal(tokens, Headers.from_scope(scope).get("authorization", ""))
            scope["user"], scope["auth"] = principal, ensure_signed_in
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
