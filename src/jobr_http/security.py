"""Who may call a route. Every route declares one of PUBLIC, USER, ADMIN."""

from collections.abc import Callable
from typing import Any, Final

from litestar.connection import ASGIConnection
from litestar.datastructures import Headers
from litestar.handlers import BaseRouteHandler
from litestar.openapi.spec import Components, SecurityScheme
from litestar.types import ASGIApp, Receive, Scope, Send

from jobr_core.accounts.errors import AdminOnly, TokenInvalid
from jobr_core.accounts.model import Principal, Role
from jobr_core.accounts.ports import AccessTokens

AnyConnection = ASGIConnection[Any, Any, Any, Any]


def anybody(_: AnyConnection, __: BaseRouteHandler) -> None:
    """Guard of public routes."""


def signed_in(connection: AnyConnection, _: BaseRouteHandler) -> None:
    """Guard: raises TokenInvalid without a valid access token."""
    if connection.scope["user"] is None:
        raise TokenInvalid


def administrator(connection: AnyConnection, handler: BaseRouteHandler) -> None:
    """Guard: raises TokenInvalid or AdminOnly."""
    signed_in(connection, handler)
    if connection.user.role is not Role.ADMIN:
        raise AdminOnly


_BEARER: Final[list[dict[str, list[str]]]] = [{"bearer": []}]
PUBLIC: Final[dict[str, Any]] = {"guards": [anybody], "security": []}
USER: Final[dict[str, Any]] = {"guards": [signed_in], "security": _BEARER}
ADMIN: Final[dict[str, Any]] = {"guards": [administrator], "security": [{"bearer": ["admin"]}]}
SCHEMES: Final = Components(
    security_schemes={"bearer": SecurityScheme(type="http", scheme="bearer", bearer_format="JWT")}
)


def authenticating(tokens: AccessTokens) -> Callable[[ASGIApp], ASGIApp]:
    """Middleware: puts the principal of a valid bearer token (RFC 6750 §2.1) on the connection."""

    def middleware(app: ASGIApp) -> ASGIApp:
        async def authenticated(scope: Scope, receive: Receive, send: Send) -> None:
            scope["user"] = _principal(tokens, Headers.from_scope(scope).get("authorization", ""))
            scope["auth"] = None
            await app(scope, receive, send)

        return authenticated

    return middleware


def _principal(tokens: AccessTokens, authorization: str) -> Principal | None:
    scheme, _, token = authorization.partition(" ")
    if scheme.lower() != "bearer":
        return None
    try:
        return tokens.read(token.strip())
    except TokenInvalid:
        return None
