"""Which pages of other origins may read what Jobr answers (CORS, Fetch §3.2).

Origins are compared as they are: no pattern can let in another one. Cookies may come along, for
sign-in by other services is bound to one; nothing else is decided by them.
"""

from collections.abc import Callable, Collection
from typing import Final

from litestar.datastructures import Headers
from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send

METHODS: Final = "GET, POST, PUT, PATCH, DELETE"
ACCEPTED: Final = "Authorization, Content-Type, Idempotency-Key, X-Request-ID, traceparent"
EXPOSED: Final = (
    "Content-Disposition, Idempotency-Replayed, Link, Location, RateLimit, RateLimit-Policy, "
    "Retry-After, X-Request-ID, traceparent"
)
_REMEMBERED: Final = 600
"""Seconds a browser need not ask again."""


def sharing(origins: Collection[str]) -> Callable[[ASGIApp], ASGIApp]:
    """Middleware; without origins, only Jobr's own pages read its answers."""

    def middleware(app: ASGIApp) -> ASGIApp:
        async def shared(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] != ScopeType.HTTP:
                await app(scope, receive, send)
                return
            request = Headers.from_scope(scope)
            origin = request.get("origin", "")
            allowed = _allowed(origin) if origin in origins else []
            if allowed and _asks_first(scope, request):
                headers = [*allowed, *_FIRST, _VARY]
                await send({"type": "http.response.start", "status": 204, "headers": headers})
                await send({"type": "http.response.body", "body": b"", "more_body": False})
                return

            async def send_shared(message: Message) -> None:
                if message["type"] == "http.response.start":
                    message["headers"] = [*message.get("headers", ()), *allowed, _VARY]
                await send(message)

            await app(scope, receive, send_shared)

        return shared if origins else app

    return middleware


def _asks_first(scope: Scope, headers: Headers) -> bool:
    return scope.get("method") == "OPTIONS" and "access-control-request-method" in headers


def _allowed(origin: str) -> list[tuple[bytes, bytes]]:
    return [
        (b"access-control-allow-origin", origin.encode()),
        (b"access-control-allow-credentials", b"true"),
        (b"access-control-expose-headers", EXPOSED.encode()),
    ]


_VARY: Final = (b"vary", b"Origin")
_FIRST: Final = (
    (b"access-control-allow-methods", METHODS.encode()),
    (b"access-control-allow-headers", ACCEPTED.encode()),
    (b"access-control-max-age", str(_REMEMBERED).encode()),
)
