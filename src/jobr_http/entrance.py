"""By which methods, under which names and over what Jobr is asked."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from litestar.datastructures import Headers
from litestar.enums import ScopeType
from litestar.types import ASGIApp, Receive, Scope, Send

from jobr_http.problems import PROBLEM_JSON, problem

METHODS: Final = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
FOR_PEOPLE: Final = "/schema"
"""Only who follows a link is led on; a program that sends its token in the clear shall notice."""
FOR_MACHINES: Final = ("/health", "/metrics")
"""Load balancers ask these by address and within the own network."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entrance:
    """`hosts`: names in lower case, `*.` for all below one; none: any. `https_only` needs a
    `public_url` of https."""

    hosts: tuple[str, ...] = ()
    https_only: bool = False
    public_url: str = ""

    def knows(self, host: str) -> bool:
        name = host.lower().rpartition(":")[0] if _has_port(host) else host.lower()
        name = name.strip("[]").removesuffix(".")
        return any(
            name == allowed or (allowed.startswith("*.") and name.endswith(allowed[1:]))
            for allowed in self.hosts
        )


@dataclass(frozen=True, slots=True)
class Refusal:
    status: int
    code: str
    detail: str
    headers: tuple[tuple[str, str], ...] = ()


_METHOD: Final = Refusal(
    405, "method_not_allowed", "Jobr knows no such method.", (("Allow", ", ".join(METHODS)),)
)
_HOST: Final = Refusal(421, "host_refused", "Jobr is not known under this name.")
_HTTPS: Final = Refusal(
    403, "https_required", "Ask by https; a token sent by http has been readable on its way."
)


def entering(entrance: Entrance) -> Callable[[ASGIApp], ASGIApp]:
    """Middleware: refuses, or leads a person from http to https."""

    def middleware(app: ASGIApp) -> ASGIApp:
        async def entered(scope: Scope, receive: Receive, send: Send) -> None:
            refusal = _refusal(entrance, scope) if scope["type"] == ScopeType.HTTP else None
            if refusal is None:
                await app(scope, receive, send)
            elif refusal is _HTTPS and _is_for_people(scope):
                await _redirect(entrance.public_url, scope, send)
            else:
                await _refuse(refusal, scope, send)

        return entered

    return middleware


def _refusal(entrance: Entrance, scope: Scope) -> Refusal | None:
    if scope.get("method") not in METHODS:
        return _METHOD
    if scope["path"].startswith(FOR_MACHINES):
        return None
    if entrance.hosts and not entrance.knows(Headers.from_scope(scope).get("host", "")):
        return _HOST
    return _HTTPS if entrance.https_only and scope["scheme"] != "https" else None


def _is_for_people(scope: Scope) -> bool:
    return scope.get("method") in ("GET", "HEAD") and scope["path"].startswith(FOR_PEOPLE)


def _has_port(host: str) -> bool:
    return host.rpartition(":")[2].isdecimal() and not host.endswith("]") and ":" in host


async def _redirect(public_url: str, scope: Scope, send: Send) -> None:
    query = b"?" + scope["query_string"] if scope["query_string"] else b""
    location = public_url.encode() + scope["raw_path"] + query
    await _send(308, [(b"location", location)], b"", send)


async def _refuse(refusal: Refusal, scope: Scope, send: Send) -> None:
    trace_id = scope.get("state", {}).get("trace_id", "")
    body = problem(refusal.status, refusal.code, refusal.detail, trace_id=trace_id)
    headers = [(name.lower().encode(), value.encode()) for name, value in refusal.headers]
    content_type = (b"content-type", PROBLEM_JSON.encode())
    await _send(refusal.status, [content_type, *headers], json.dumps(body).encode(), send)


async def _send(status: int, headers: list[tuple[bytes, bytes]], body: bytes, send: Send) -> None:
    length = (b"content-length", str(len(body)).encode())
    await send({"type": "http.response.start", "status": status, "headers": [*headers, length]})
    await send({"type": "http.response.body", "body": body, "more_body": False})
