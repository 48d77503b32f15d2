"""What every answer says to browsers and caches, refusals and streams too."""

from collections.abc import Callable
from typing import Final

from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send

ALWAYS: Final = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
}
UNLESS_SAID: Final = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
}
"""Where a route says nothing else."""
_ALWAYS: Final = [(name.lower().encode(), value.encode()) for name, value in ALWAYS.items()]
_UNLESS_SAID: Final = [
    (name.lower().encode(), value.encode()) for name, value in UNLESS_SAID.items()
]


def headed(hsts_seconds: int) -> Callable[[ASGIApp], ASGIApp]:
    """Middleware: with `hsts_seconds`, browsers ask by https alone for so long (RFC 6797)."""
    hsts = (b"strict-transport-security", f"max-age={hsts_seconds}; includeSubDomains".encode())

    def middleware(app: ASGIApp) -> ASGIApp:
        async def with_headers(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] != ScopeType.HTTP:
                await app(scope, receive, send)
                return
            state = scope.setdefault("state", {})

            async def send_headed(message: Message) -> None:
                if message["type"] == "http.response.start":
                    headers = list(message.get("headers", ()))
                    said = {name.lower() for name, _ in headers}
                    headers += [field for field in _UNLESS_SAID if field[0] not in said]
                    headers += _ALWAYS
                    headers += [
                        (name.lower().encode(), value.encode())
                        for name, value in state.get("rate_limit", {}).items()
                    ]
                    if hsts_seconds and scope["scheme"] == "https":
                        headers.append(hsts)
                    message["headers"] = headers
                await send(message)

            await app(scope, receive, send_headed)

        return with_headers

    return middleware
