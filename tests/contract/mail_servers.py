"""Mail servers that keep what they take, each in its own wire format, and what may be sent."""

import asyncio
import json
import re
import ssl
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from html.parser import HTMLParser
from typing import Any, Final, Protocol

import pytest
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from http_servers import HANGS, Service, in_json, serving

from builders import an_id
from jobr_adapters.mail.console import ConsoleMailer
from jobr_adapters.mail.sendgrid import SendGridMailer
from jobr_adapters.mail.smtp import SmtpMailer
from jobr_core.accounts.model import Language
from jobr_core.messages.model import Facts, Message, Template
from jobr_core.messages.ports import Mailer

SENDER: Final = "Jobr <no-reply@example.com>"
KEY: Final = "SG.not-a-real.key"
LINK: Final = "https://jobr.example.com/verify-email#token=Zm9v-YmFy_"
TAKEN: Final = "250 2.0.0 OK"
HANGS_UP: Final = ""
HALF: Final = "HTTP/1.1 202 Acc"


def a_message(name: str = "Ada", *, template: Template = Template.WELCOME, **given: Any) -> Message:
    facts = Facts(name=name, link=given.pop("link", LINK), agent=given.pop("agent", ""))
    return Message(
        id=an_id(),
        to="ada@example.org",
        template=template,
        language=given.pop("language", Language.ENGLISH),
        facts=facts,
    )


@dataclass(frozen=True)
class Letter:
    """A message as it lies in somebody's mailbox; `html` is empty where there is none."""

    to: list[str]
    subject: str
    text: str
    html: str


class Mailbox(Protocol):
    """A mailer, and what it has sent."""

    @property
    def mailer(self) -> Mailer: ...

    def letters(self) -> list[Letter]: ...


class Page(HTMLParser):
    """What of HTML matters: its tags in order, where its links lead, what is read."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str | None] = []
        self.words = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value for name, value in attrs if name in ("href", "src")]

    def handle_data(self, data: str) -> None:
        self.words += data


@dataclass
class SmtpServer:
    """`answers` are given first, once, by command."""

    port: int = 0
    taken: list[Envelope] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    login: LoginPassword | None = None
    has_data: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def mailer(self) -> SmtpMailer:
        return SmtpMailer(f"smtp://127.0.0.1:{self.port}", SENDER)

    def emails(self) -> list[EmailMessage]:
        return [
            message_from_bytes(envelope.content, policy=policy.default)
            for envelope in self.taken
            if isinstance(envelope.content, bytes)
        ]

    def letters(self) -> list[Letter]:
        return [
            Letter(envelope.rcpt_tos, email["Subject"], *_bodies(email))
            for envelope, email in zip(self.taken, self.emails(), strict=True)
        ]

    async def handle_MAIL(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.mail_from = address
        return self._answer("MAIL", server)

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.rcpt_tos.append(address)
        return self._answer("RCPT", server)

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        answer = self._answer("DATA", server)
        if answer == HANGS:
            self.has_data.set()
            await asyncio.Event().wait()
        if answer == TAKEN:
            self.taken.append(envelope)
        return answer

    def authenticated(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, login: object
    ) -> AuthResult:
        return AuthResult(success=login == self.login, handled=False)

    def _answer(self, command: str, server: SMTP) -> str:
        answer = self.answers.pop(command, TAKEN)
        if answer == HANGS_UP and server.transport is not None:
            server.transport.close()
        return answer


def _bodies(email: EmailMessage) -> tuple[str, str]:
    assert email.get_content_type() == "multipart/alternative"
    text, html = email.iter_parts()
    assert (text.get_content_type(), html.get_content_type()) == ("text/plain", "text/html")
    return (
        text.get_content().replace("\r\n", "\n"),
        html.get_content().replace("\r\n", "\n"),
    )


@asynccontextmanager
async def an_smtp_server(
    *, starttls: ssl.SSLContext | None = None, tls: ssl.SSLContext | None = None
) -> AsyncIterator[SmtpServer]:
    provider = SmtpServer()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: SMTP(
            provider,
            loop=loop,
            hostname="mail.example.com",
            authenticator=provider.authenticated,
            auth_require_tls=False,
            tls_context=starttls,
        ),
        "127.0.0.1",
        0,
        ssl=tls,
    )
    async with server:
        provider.port = server.sockets[0].getsockname()[1]
        yield provider


class Console:
    """Standard output, read as letters."""

    mailer = ConsoleMailer()

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def letters(self) -> list[Letter]:
        written = self._capsys.readouterr().out
        found = re.findall(r"─{72}\nTo: (.*)\nSubject: (.*)\n\n([^─]*)─{72}\n", written)
        return [Letter([to], subject, text, "") for to, subject, text in found]


@dataclass
class SendGrid(Service):
    """POST /v3/mail/send."""

    answer: int | str = 202
    about: str | None = None
    """What of the request its errors are about."""
    taken: list[dict[str, Any]] = field(default_factory=list)

    @property
    def asked(self) -> list[dict[str, Any]]:
        """Also what it did not take."""
        return [json.loads(body) for body in self.bodies]

    @property
    def mailer(self) -> SendGridMailer:
        return self.mailer_with(seconds=30)

    def mailer_with(self, *, key: str = KEY, seconds: float) -> SendGridMailer:
        return SendGridMailer(key, SENDER, base=self.base, seconds=seconds)

    def letters(self) -> list[Letter]:
        return [
            Letter(
                [to["email"] for to in mail["personalizations"][0]["to"]],
                mail["subject"],
                *(part["value"] for part in mail["content"]),
            )
            for mail in self.taken
        ]

    def say(self, status: int, head: str, body: bytes) -> bytes:
        if status < 300:
            self.taken.append(json.loads(body))
            return f"HTTP/1.1 {status} OK\r\nX-Message-Id: 1\r\nContent-Length: 0\r\n\r\n".encode()
        error = {"message": "ada@example.org is bad", "field": self.about, "help": None}
        return in_json(status, {"errors": [error]})


def a_sendgrid() -> AbstractAsyncContextManager[SendGrid]:
    return serving(SendGrid())
