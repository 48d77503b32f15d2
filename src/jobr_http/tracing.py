"""A request id and a trace id on every answer and log line."""

import re
import secrets
import time
from typing import Final

import structlog
from litestar.datastructures import Headers, MutableScopeHeaders
from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send
from uuid_utils.compat import uuid7

_REQUEST_ID: Final = re.compile(r"[A-Za-z0-9._-]{8,64}")
# W3C Trace Context, level 1 §3.2; later versions may have more fields behind.
_TRACEPARENT: Final = re.compile(
    r"(?!ff)([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-([0-9a-f]{2})(-.*)?"
)
_log = structlog.get_logger("jobr.http")


def tracing(app: ASGIApp) -> ASGIApp:
    """Middleware: takes ids over from the client where they are well formed, else makes them."""

    async def traced(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP:
            await app(scope, receive, send)
            return
        headers = Headers.from_scope(scope)
        request_id = _request_id(headers.get("x-request-id", ""))
        trace_id = _trace_id(headers.get("traceparent", ""))
        scope.setdefault("state", {})["trace_id"] = trace_id
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request_id, trace_id=trace_id)
        started = time.perf_counter()

        async def send_with_ids(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer = MutableScopeHeaders.from_message(message)
                answer["X-Request-ID"] = request_id
                answer["traceparent"] = f"00-{trace_id}-{secrets.token_hex(8)}-01"
                took = round((time.perf_counter() - started) * 1000, 1)
                _log.info(
                    "request", method=scope["method"], path=scope["path"],
                    status=message["status"], ms=took,
                )  # fmt: skip
            await send(message)

        await app(scope, receive, send_with_ids)

    return traced


def _request_id(given: str) -> str:
    return given if _REQUEST_ID.fullmatch(given) else str(uuid7())


def _trace_id(traceparent: str) -> str:
    match = _TRACEPARENT.fullmatch(traceparent)
    well_formed = match is not None and (match[1] != "00" or match[4] is None)
    return match[2] if match and well_formed else secrets.token_hex(16)
