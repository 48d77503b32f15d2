"""What is refused before a route looks at it: targets that are no text, bodies that do not come."""

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote_to_bytes

from litestar.datastructures import Headers, MutableScopeHeaders
from litestar.enums import ScopeType
from litestar.exceptions import HTTPException
from litestar.types import ASGIApp, HTTPReceiveMessage, HTTPScope, Message, Receive, Scope, Send

from jobr_core.shared.errors import Malformed, NotFound

_LONGEST_TARGET: Final = 16 * 1024
_SLOWEST: Final = 16 * 1024
"""Bytes a second; that many more give a body another second."""
_DRAINED: Final = 1024 * 1024
_DRAINING: Final = 2.0
_BAD_ESCAPE: Final = re.compile(rb"%(?![0-9A-Fa-f]{2})")


def guarding(seconds: float) -> Callable[[ASGIApp], ASGIApp]:
    """Middleware: a body has `seconds` to arrive, more the larger it is (408). What the answer does
    not wait for is taken in if it is little, or else the connection ends with the answer."""

    def middleware(app: ASGIApp) -> ASGIApp:
        async def guarded(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] != ScopeType.HTTP:
                await app(scope, receive, send)
                return
            ensure_readable(scope["raw_path"], scope["query_string"])
            body = _Body(receive, seconds, invited="expect" not in Headers.from_scope(scope))

            async def send_when_read(message: Message) -> None:
                if message["type"] == "http.response.start":
                    await _begin(MutableScopeHeaders.from_message(message), scope, body)
                await send(message)

            await app(scope, body.arriving, send_when_read)

        return guarded

    return middleware


def methods_of(scope: HTTPScope) -> set[str]:
    """All of the path; Litestar names those of the handlers it met first."""
    template = scope.get("path_template", "")
    routes = scope["litestar_app"].routes
    return {method for route in routes if route.path == template for method in route.methods}


async def _begin(headers: MutableScopeHeaders, scope: HTTPScope, body: "_Body") -> None:
    if scope["method"] == "OPTIONS":
        headers["Allow"] = ", ".join(sorted(methods_of(scope)))
    if not await body.is_drained():
        headers["Connection"] = "close"


def ensure_readable(path: bytes, query: bytes) -> None:
    """Raises NotFound for a path that is no text, Malformed for such a query, or 414."""
    if len(path) + len(query) > _LONGEST_TARGET:
        raise HTTPException(status_code=414, detail="The address is too long.")
    if not _is_text(path):
        raise NotFound
    if not _is_text(query):
        raise Malformed("The query is no percent-encoded UTF-8, or has NUL characters.")


def _is_text(encoded: bytes) -> bool:
    if b"%" not in encoded and encoded.isascii():
        return True
    try:
        text = unquote_to_bytes(encoded).decode()
    except UnicodeDecodeError:
        return False
    return "\x00" not in text and not _BAD_ESCAPE.search(encoded)


@dataclass
class _Body:
    """A body on its way; `invited`: the client does not wait to be asked for it."""

    receive: Receive
    seconds: float
    invited: bool
    _until: float | None = None
    _is_over: bool = False
    _is_late: bool = False

    async def arriving(self) -> HTTPReceiveMessage:
        if self._is_over:
            return await self._received()
        if self._until is None:
            self._until = asyncio.get_running_loop().time() + self.seconds
        try:
            async with asyncio.timeout_at(self._until):
                message = await self._received()
        except TimeoutError:
            self._is_late = True
            detail = "The body came too slowly."
            raise HTTPException(status_code=408, detail=detail) from None
        self.invited = True
        self._until += _size(message) / _SLOWEST
        return message

    async def is_drained(self) -> bool:
        """Whether the next request may follow on this connection."""
        if self._is_late or not (self._is_over or self.invited):
            return False
        taken = 0
        try:
            async with asyncio.timeout(_DRAINING):
                while not self._is_over and taken <= _DRAINED:
                    taken += _size(await self._received())
        except TimeoutError:
            return False
        return self._is_over

    async def _received(self) -> HTTPReceiveMessage:
        message: HTTPReceiveMessage = await self.receive()  # type: ignore[assignment]
        self._is_over = not message.get("more_body", False)
        return message


def _size(message: HTTPReceiveMessage) -> int:
    return len(message["body"]) if message["type"] == "http.request" else 0
