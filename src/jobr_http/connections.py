"""What uvicorn does not limit: how large a head may be, and how long it may take."""

import asyncio
import json
import secrets
from typing import Any, Final

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from jobr_http.problems import PROBLEM_JSON, problem

LARGEST_HEAD: Final = 64 * 1024
MOST_HEADERS: Final = 100


class HeadTooLarge(ValueError):
    """More headers than Jobr reads."""


class GuardedConnection(HttpToolsProtocol):
    """A connection whose requests begin within `head_seconds` and with a head of bounded size; what
    is no HTTP is answered by a problem too."""

    def __init__(self, *arguments: Any, head_seconds: float = 30.0, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._head_seconds = head_seconds
        self._head = 0
        self._in_body = False
        self._patience: asyncio.TimerHandle | None = None
        self._is_too_large = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)  # type: ignore[arg-type]
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_waiting()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if not self._in_body:
            self._head += len(data)
        super().data_received(data)
        if self._in_body or self.transport.is_closing():
            return
        if self._head > LARGEST_HEAD:
            self._is_too_large = True
            self.send_400_response("")
        elif self._patience is None and self._head:
            self._wait()

    def on_headers_complete(self) -> None:
        self._head = 0
        self._stop_waiting()
        size = sum(len(name) + len(value) for name, value in self.headers) + len(self.url)
        if len(self.headers) > MOST_HEADERS or size > LARGEST_HEAD:
            self._is_too_large = True
            raise HeadTooLarge
        self._in_body = True
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        self._in_body = False
        super().on_message_complete()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if self._in_body:  # whose rest nobody waits for
            self._wait()

    def send_400_response(self, msg: str) -> None:
        """Answers what is no request of HTTP, in place of uvicorn's plain text."""
        if self._is_too_large:
            self._refuse(431, "head_too_large", "The headers are larger than Jobr reads.")
        else:
            self._refuse(400, "malformed", msg)

    def _refuse(self, status: int, code: str, detail: str) -> None:
        refusal = problem(status, code, detail, trace_id=secrets.token_hex(16))
        body = json.dumps(refusal).encode()
        head = (
            f"HTTP/1.1 {status} {refusal['title']}\r\nContent-Type: {PROBLEM_JSON}\r\n"
            f"Content-Length: {len(body)}\r\nX-Content-Type-Options: nosniff\r\n"
            "Connection: close\r\n\r\n"
        )
        if not self._has_begun_to_answer():
            self.transport.write(head.encode() + body)
        self.transport.close()

    def _has_begun_to_answer(self) -> bool:
        return self._is_answering() and (self.cycle.response_started or bool(self.pipeline))

    def _is_answering(self) -> bool:
        cycle: RequestResponseCycle | None = self.cycle
        return cycle is not None and not cycle.response_complete

    def _wait(self) -> None:
        self._stop_waiting()
        self._patience = self.loop.call_later(self._head_seconds, self._lose_patience)

    def _stop_waiting(self) -> None:
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None

    def _lose_patience(self) -> None:
        self._patience = None
        if self._is_answering():
            self._wait()
        elif not self.transport.is_closing():
            self._refuse(408, "too_slow", "The request came too slowly.")
