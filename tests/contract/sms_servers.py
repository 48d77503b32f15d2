"""A provider of short messages that keeps what it takes, in its own wire format."""

import asyncio
import json
import re
from asyncio import StreamReader, StreamWriter
from base64 import b64encode
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Final, Protocol
from urllib.parse import parse_qsl

import pytest

from builders import an_id
from jobr_adapters.sms.console import ConsoleSms
from jobr_adapters.sms.twilio import TwilioSms
from jobr_core.accounts.model import Language
from jobr_core.accounts.phone_numbers import PhoneNumber
from jobr_core.messages.model import CodeText
from jobr_core.messages.ports import SmsSender

HOST: Final = "jobr.example.com"
NUMBER: Final = PhoneNumber("+919876543210")
ACCOUNT: Final = "AC0123456789abcdef0123456789abcdef"
TOKEN: Final = "not-a-real-token"
FROM: Final = "+15005550006"
SERVICE: Final = "MG0123456789abcdef0123456789abcdef"
HANGS: Final = "…"
HALF: Final = "HTTP/1.1 201 Cre"


def a_text(language: Language = Language.ENGLISH, *, code: str = "012345") -> CodeText:
    return CodeText(id=an_id(), to=NUMBER, code=code, language=language, seconds=300)


@dataclass(frozen=True)
class Received:
    """A short message as it lies in somebody's telephone."""

    to: str
    body: str


class Phone(Protocol):
    """A sender, and what it has sent."""

    @property
    def sender(self) -> SmsSender: ...

    def received(self) -> list[Received]: ...


class Console:
    """Standard output, read as short messages; numbers are masked there."""

    sender = ConsoleSms(HOST)

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def received(self) -> list[Received]:
        written = self._capsys.readouterr().out
        found = re.findall(r"─{72}\nSMS to: (.*)\n\n([^─]*)\n─{72}\n", written)
        return [Received(to, body) for to, body in found]


@dataclass
class Twilio:
    """POST /2010-04-01/Accounts/{sid}/Messages.json, as Twilio checks and answers it. `answer` is
    a status, the words of one that breaks off, or HANGS."""

    port: int = 0
    answer: int | str = 201
    code: int = 21211
    """What its errors are about."""
    lost: bool = False
    """It says that it has taken a message, and failed with it."""
    hangs_up_before: bool = False
    asked: list[str] = field(default_factory=list)
    forms: list[dict[str, str]] = field(default_factory=list)
    has_message: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def sender(self) -> TwilioSms:
        return self.sender_with()

    def sender_with(
        self, *, token: str = TOKEN, sender: str = FROM, account: str = ACCOUNT, seconds: float = 30
    ) -> TwilioSms:
        base = f"http://127.0.0.1:{self.port}"
        return TwilioSms(account, token, sender, host=HOST, base=base, seconds=seconds)

    def received(self) -> list[Received]:
        return [Received(form["To"], form["Body"]) for form in self.forms]

    async def serve(self, reader: StreamReader, writer: StreamWriter) -> None:
        try:
            if not self.hangs_up_before:
                await self._answer(reader, writer)
        finally:
            writer.close()

    async def _answer(self, reader: StreamReader, writer: StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        [length] = re.findall(r"(?i)\r\ncontent-length: (\d+)\r\n", head)
        body = (await reader.readexactly(int(length))).decode("ascii")
        self.asked.append(head)
        self.has_message.set()
        if self.answer == HANGS:
            await reader.read()  # until the other side leaves
        elif isinstance(self.answer, str):
            writer.write(self.answer.encode())
        else:
            writer.write(self._said(head, body))

    def _said(self, head: str, body: str) -> bytes:
        status, said = self._judged(head, body)
        content = json.dumps(said)
        lines = f"HTTP/1.1 {status} Said\r\nContent-Type: application/json\r\n"
        return f"{lines}Content-Length: {len(content)}\r\n\r\n{content}".encode()

    def _judged(self, head: str, body: str) -> tuple[int, dict[str, Any]]:
        path = re.match(r"POST /2010-04-01/Accounts/(\w+)/Messages\.json HTTP/1\.1\r\n", head)
        if path is None or path[1] != ACCOUNT:
            return 404, _error(404, 20404)
        if f"\r\nauthorization: Basic {_basic()}\r\n" not in head.replace("Author", "author"):
            return 401, _error(401, 20003)
        form = dict(parse_qsl(body, strict_parsing=True))
        if (
            not {"To", "Body"} <= form.keys()
            or len({"From", "MessagingServiceSid"} & form.keys()) != 1
        ):
            return 400, _error(400, 21604)
        if self.answer != 201:
            assert isinstance(self.answer, int)
            return self.answer, _error(self.answer, self.code)
        self.forms.append(form)
        failed = {"status": "failed", "error_code": 30003}
        queued = {"status": "queued", "error_code": None}
        return 201, {"sid": f"SM{'0' * 32}", **(failed if self.lost else queued)}


def _basic() -> str:
    return b64encode(f"{ACCOUNT}:{TOKEN}".encode()).decode()


def _error(status: int, code: int) -> dict[str, Any]:
    more = f"https://www.twilio.com/docs/errors/{code}"
    message = f"The 'To' number {NUMBER.e164} is not good."
    return {"code": code, "message": message, "more_info": more, "status": status}


@asynccontextmanager
async def a_twilio() -> AsyncIterator[Twilio]:
    provider = Twilio()
    server = await asyncio.start_server(provider.serve, "127.0.0.1", 0)
    async with server:
        provider.port = server.sockets[0].getsockname()[1]
        yield provider
