"""The promise of Mailer, kept by every implementation; and that of the welcome, which uses it."""

import asyncio
import re
import socket
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from importlib.resources import as_file, files
from typing import Protocol
from urllib.parse import quote
from uuid import UUID

import pytest
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from hypothesis import given
from hypothesis import strategies as st

from builders import a_clock_at, a_user, an_id
from jobr_adapters.mail.console import ConsoleMailer
from jobr_adapters.mail.rendering import render
from jobr_adapters.mail.smtp import SmtpMailer
from jobr_adapters.memory.accounts import MemoryUsers
from jobr_adapters.memory.database import MemoryDatabase
from jobr_adapters.memory.unit_of_work import MemoryUnitOfWork
from jobr_core.accounts.model import User
from jobr_core.messages.errors import MailInDoubt, MailRefused, MailUnavailable
from jobr_core.messages.model import Claim, Message, Template
from jobr_core.messages.ports import Mailer
from jobr_core.messages.use_cases.welcome import SendWelcome

SENDER = "Jobr <no-reply@example.com>"
TAKEN = "250 2.0.0 OK"
HANGS_UP = ""
HANGS = "…"
_OTHER_NAME = "127.0.0.2"
"""This machine too, but not by a name that is sure to be."""
HOSTILE_NAMES = [
    "Eve\r\nBcc: mallory@example.org",
    "Eve\n\nSubject: You have won\nTo: mallory@example.org\n\nClick here",
    "Eve\r\n.\r\nMAIL FROM:<eve@example.org>\r\nRCPT TO:<mallory@example.org>",
    ".\n..\n...\n.",
    "Eve\rBcc: mallory@example.org\u2028Bcc: mallory@example.org\x85Bcc: mallory@example.org",
    "=?utf-8?q?Eve=0d=0aBcc=3a_mallory=40example=2eorg?=",
    "{{ 7 * 7 }}{% raw %}{{ self }}<b>Eve</b>",
    "Zoë 陳大文 – “Ada” 👩‍🚀",
    "From Eve " * 200,
]


@dataclass(frozen=True)
class Letter:
    """A message as it lies in somebody's mailbox."""

    to: list[str]
    subject: str
    text: str


class Mailbox(Protocol):
    """A mailer, and what it has sent."""

    @property
    def mailer(self) -> Mailer: ...

    def letters(self) -> list[Letter]: ...


@dataclass
class Provider:
    """A mail server that keeps what it takes; `answers` are given first, once, by command."""

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
            Letter(envelope.rcpt_tos, email["Subject"], email.get_content().replace("\r\n", "\n"))
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


@asynccontextmanager
async def _a_provider(
    *, starttls: ssl.SSLContext | None = None, tls: ssl.SSLContext | None = None
) -> AsyncIterator[Provider]:
    provider = Provider()
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
        return [Letter([to], subject, text) for to, subject, text in found]


@pytest.fixture
async def provider() -> AsyncIterator[Provider]:
    async with _a_provider() as provider:
        yield provider


def _welcome(name: str = "Ada") -> Message:
    return Message(
        id=an_id(), to="ada@example.org", template=Template.WELCOME, facts={"name": name}
    )


class MailerContract:
    async def test_a_message_arrives(self, mailbox: Mailbox) -> None:
        await mailbox.mailer(_welcome("Ada King"))
        [letter] = mailbox.letters()
        assert (letter.to, letter.subject) == (["ada@example.org"], "Welcome to Jobr")
        assert letter.text.startswith("Hello Ada King,\n\nyour account is open.")
        assert letter.text.endswith("\nJobr\n")

    async def test_who_gave_no_name_is_greeted_too(self, mailbox: Mailbox) -> None:
        await mailbox.mailer(_welcome(""))
        [letter] = mailbox.letters()
        assert letter.text.startswith("Hello,\n\n")

    @pytest.mark.parametrize("name", HOSTILE_NAMES)
    async def test_a_name_is_only_a_name(self, mailbox: Mailbox, name: str) -> None:
        await mailbox.mailer(_welcome(name))
        [letter] = mailbox.letters()
        assert (letter.to, letter.subject) == (["ada@example.org"], "Welcome to Jobr")
        assert letter.text.split() == render(_welcome(name)).text.split()


class TestSmtpMailer(MailerContract):
    @pytest.fixture
    def mailbox(self, provider: Provider) -> Mailbox:
        return provider


class TestConsoleMailer(MailerContract):
    @pytest.fixture
    def mailbox(self, capsys: pytest.CaptureFixture[str]) -> Mailbox:
        return Console(capsys)


@given(st.text())
def test_a_name_changes_nothing_but_the_greeting(name: str) -> None:
    rendered = render(_welcome(name))
    greeting = f"Hello {name}," if name else "Hello,"
    assert rendered.subject == "Welcome to Jobr"
    assert rendered.text == render(_welcome("Ada")).text.replace("Hello Ada,", greeting)


@given(st.text(st.sampled_from('\r\n.: ,;<>@=?"\\\t\x00\x0b\x85\u2028éBcTo')))
def test_no_name_adds_a_header_or_a_recipient(name: str) -> None:
    async def sent() -> Provider:
        async with _a_provider() as provider:
            await provider.mailer(_welcome(name))
        return provider

    provider = asyncio.run(sent())
    [envelope], [email] = provider.taken, provider.emails()
    assert (envelope.mail_from, envelope.rcpt_tos) == ("no-reply@example.com", ["ada@example.org"])
    assert set(email.keys()) == {
        "From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted",
        "Content-Type", "Content-Transfer-Encoding", "MIME-Version",
    }  # fmt: skip
    assert not email.defects


async def test_an_email_says_who_sent_it_and_that_nobody_did(provider: Provider) -> None:
    message = _welcome()
    await provider.mailer(message)
    [email] = provider.emails()
    assert (email["From"], email["To"]) == (SENDER, "ada@example.org")
    assert email["Auto-Submitted"] == "auto-generated"
    assert email["Message-ID"] == f"<{message.id}.welcome@jobr>"


async def test_every_try_has_the_same_message_id(provider: Provider) -> None:
    message = _welcome()
    await provider.mailer(message)
    await provider.mailer(message)
    first, second = provider.emails()
    assert first["Message-ID"] == second["Message-ID"]


@pytest.mark.parametrize(
    ("command", "answer", "error"),
    [
        ("RCPT", "550 5.1.1 No such user", MailRefused),
        ("RCPT", "451 4.3.0 Try again later", MailUnavailable),
        ("DATA", "554 5.6.0 Looks like spam", MailRefused),
        ("DATA", "452 4.3.1 No space left", MailUnavailable),
        ("MAIL", "421 4.3.2 Going down", MailUnavailable),
        ("MAIL", "530 5.7.0 Authentication required", MailUnavailable),
        ("DATA", HANGS_UP, MailInDoubt),
        ("MAIL", HANGS_UP, MailUnavailable),
        ("RCPT", HANGS_UP, MailUnavailable),
    ],
)
async def test_what_a_provider_may_answer(
    provider: Provider, command: str, answer: str, error: type[Exception]
) -> None:
    provider.answers[command] = answer
    with pytest.raises(error):
        await provider.mailer(_welcome())
    assert not provider.taken


async def test_a_server_that_turns_us_away_is_the_operators_to_mend() -> None:
    async def turn_away(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"554 5.7.1 Your address is blocked\r\n")
        writer.close()

    server = await asyncio.start_server(turn_away, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        with pytest.raises(MailUnavailable):
            await SmtpMailer(f"smtp://127.0.0.1:{port}", SENDER)(_welcome())


async def test_a_password_goes_to_other_machines_through_tls_only(provider: Provider) -> None:
    mailer = SmtpMailer(f"smtp://ada:secret@{_OTHER_NAME}:{provider.port}", SENDER)
    with pytest.raises(MailUnavailable):
        await mailer(_welcome())
    assert not provider.taken


async def test_nobody_listens() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        mailer = SmtpMailer(f"smtp://127.0.0.1:{taken.getsockname()[1]}", SENDER)
        with pytest.raises(MailUnavailable):
            await mailer(_welcome())


async def test_a_login_may_hold_any_character(provider: Provider) -> None:
    user, password = "ada@example.org", "p:/@ss %é?#"
    provider.login = LoginPassword(user.encode(), password.encode())
    login = f"{quote(user, safe='')}:{quote(password, safe='')}"
    await SmtpMailer(f"smtp://{login}@127.0.0.1:{provider.port}", SENDER)(_welcome())
    assert len(provider.taken) == 1


async def test_a_refused_login_is_the_operators_to_mend(provider: Provider) -> None:
    mailer = SmtpMailer(f"smtp://ada:wrong@127.0.0.1:{provider.port}", SENDER)
    with pytest.raises(MailUnavailable, match="SMTP_URL"):
        await mailer(_welcome())
    assert not provider.taken


@pytest.mark.parametrize(("scheme", "upgrade"), [("smtp", "starttls"), ("smtps", "tls")])
async def test_a_server_that_cannot_prove_its_name_gets_nothing(scheme: str, upgrade: str) -> None:
    certificate = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    with as_file(files("aiosmtpd.tests.certs")) as folder:
        certificate.load_cert_chain(folder / "server.crt", folder / "server.key")
    async with _a_provider(**{upgrade: certificate}) as provider:
        mailer = SmtpMailer(f"{scheme}://127.0.0.1:{provider.port}", SENDER)
        with pytest.raises(MailUnavailable) as caught:
            await mailer(_welcome())
    assert "CERTIFICATE_VERIFY_FAILED" in str(caught.value.__cause__)
    assert not provider.taken


class Accounts:
    """Accounts in memory, and the welcome that is sent to them."""

    def __init__(self) -> None:
        self._database = MemoryDatabase()
        self._users = MemoryUsers(lambda: self._database.tables)

    def _begin(self) -> MemoryUnitOfWork:
        return MemoryUnitOfWork(self._database, now=a_clock_at(), new_id=an_id)

    async def opened(self) -> User:
        user = a_user("ada@example.org")
        async with self._begin() as work:
            await work.users.add(user)
            await work.commit()
        return user

    async def claimed(self, event_id: UUID) -> Claim:
        async with self._begin() as work:
            claim = await work.messages.claim(event_id, Template.WELCOME)
            await work.commit()
        return claim

    def welcome_by(self, mailer: Mailer) -> SendWelcome:
        return SendWelcome(begin=self._begin, users=self._users, mail=mailer)


class Stopped(Mailer):
    """Jobr is told to stop while it waits for a connection."""

    async def __call__(self, message: Message) -> None:
        raise asyncio.CancelledError


@pytest.fixture
def accounts() -> Accounts:
    return Accounts()


async def test_who_opens_an_account_is_welcomed(accounts: Accounts, provider: Provider) -> None:
    user, event_id = await accounts.opened(), an_id()
    await accounts.welcome_by(provider.mailer)(user_id=user.id, event_id=event_id)
    [letter], [email] = provider.letters(), provider.emails()
    assert letter.to == [user.email]
    assert letter.text.startswith("Hello A Person,")
    assert str(event_id) in email["Message-ID"]
    assert await accounts.claimed(event_id) is Claim.SETTLED


async def test_one_event_is_one_welcome(accounts: Accounts, provider: Provider) -> None:
    user, event_id = await accounts.opened(), an_id()
    welcome = accounts.welcome_by(provider.mailer)
    at_once = (welcome(user_id=user.id, event_id=event_id) for _ in range(5))
    outcomes = await asyncio.gather(*at_once, return_exceptions=True)
    assert sum(isinstance(outcome, MailInDoubt) for outcome in outcomes) == 4
    await welcome(user_id=user.id, event_id=event_id)
    assert len(provider.taken) == 1


async def test_a_provider_that_failed_is_tried_again(
    accounts: Accounts, provider: Provider
) -> None:
    user, event_id = await accounts.opened(), an_id()
    welcome = accounts.welcome_by(provider.mailer)
    provider.answers["DATA"] = "452 4.3.1 No space left"
    with pytest.raises(MailUnavailable):
        await welcome(user_id=user.id, event_id=event_id)
    await welcome(user_id=user.id, event_id=event_id)
    assert len(provider.taken) == 1


async def test_a_welcome_refused_for_good_is_not_sent(
    accounts: Accounts, provider: Provider
) -> None:
    user, event_id = await accounts.opened(), an_id()
    provider.answers["RCPT"] = "550 5.1.1 No such user"
    with pytest.raises(MailRefused):
        await accounts.welcome_by(provider.mailer)(user_id=user.id, event_id=event_id)
    assert not provider.taken
    assert await accounts.claimed(event_id) is Claim.GRANTED


async def test_who_has_gone_meanwhile_is_not_welcomed(
    accounts: Accounts, provider: Provider
) -> None:
    await accounts.welcome_by(provider.mailer)(user_id=an_id(), event_id=an_id())
    assert not provider.taken


async def test_what_may_have_been_sent_is_never_sent_again(
    accounts: Accounts, provider: Provider
) -> None:
    """Killed between claim and settlement, Jobr cannot know."""
    user, event_id = await accounts.opened(), an_id()
    assert await accounts.claimed(event_id) is Claim.GRANTED
    for _ in range(2):
        with pytest.raises(MailInDoubt):
            await accounts.welcome_by(provider.mailer)(user_id=user.id, event_id=event_id)
    assert not provider.taken


async def test_a_welcome_stopped_before_the_server_had_it_is_sent_later(
    accounts: Accounts, provider: Provider
) -> None:
    user, event_id = await accounts.opened(), an_id()
    with pytest.raises(asyncio.CancelledError):
        await accounts.welcome_by(Stopped())(user_id=user.id, event_id=event_id)
    await accounts.welcome_by(provider.mailer)(user_id=user.id, event_id=event_id)
    assert len(provider.taken) == 1


@pytest.mark.parametrize("ended_by", [HANGS_UP, HANGS])
async def test_a_welcome_that_ends_while_the_server_has_it_is_not_sent_again(
    accounts: Accounts, provider: Provider, ended_by: str
) -> None:
    user, event_id = await accounts.opened(), an_id()
    provider.answers["DATA"] = ended_by
    welcome = accounts.welcome_by(provider.mailer)
    sending = asyncio.create_task(welcome(user_id=user.id, event_id=event_id))
    if ended_by == HANGS:
        await provider.has_data.wait()
        sending.cancel()
    with pytest.raises(MailInDoubt):
        await sending
    with pytest.raises(MailInDoubt):
        await welcome(user_id=user.id, event_id=event_id)
    assert not provider.taken


async def test_a_mailer_with_a_defect_leaves_nothing_in_doubt(
    accounts: Accounts, provider: Provider
) -> None:
    class Defective(Mailer):
        async def __call__(self, message: Message) -> None:
            raise ZeroDivisionError

    user, event_id = await accounts.opened(), an_id()
    with pytest.raises(ZeroDivisionError):
        await accounts.welcome_by(Defective())(user_id=user.id, event_id=event_id)
    await accounts.welcome_by(provider.mailer)(user_id=user.id, event_id=event_id)
    assert len(provider.taken) == 1
