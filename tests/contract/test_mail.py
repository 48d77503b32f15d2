"""The promise of Mailer, kept by every implementation; and what each of them does beside it."""

import asyncio
import socket
import ssl
from collections.abc import AsyncIterator
from importlib.resources import as_file, files
from urllib.parse import quote

import pytest
from aiosmtpd.smtp import LoginPassword
from http_servers import HANGS
from hypothesis import given
from hypothesis import strategies as st
from mail_servers import (
    HALF,
    HANGS_UP,
    KEY,
    LINK,
    SENDER,
    Console,
    Mailbox,
    Page,
    SendGrid,
    SmtpServer,
    a_message,
    a_sendgrid,
    an_smtp_server,
)

from jobr_adapters.mail.rendering import render
from jobr_adapters.mail.sendgrid import SendGridMailer
from jobr_adapters.mail.smtp import SmtpMailer
from jobr_core.accounts.model import Language
from jobr_core.messages.errors import MailInDoubt, MailRefused, MailUnavailable
from jobr_core.messages.model import Template

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
    '"><img src=x onerror=alert(1)><a href="//evil.example">',
    "\x1b]0;Eve\x07\x1b[2J\x9b31m \u202egnp.exe \u2066Eve\ud800",
]


@pytest.fixture
async def smtp() -> AsyncIterator[SmtpServer]:
    async with an_smtp_server() as server:
        yield server


@pytest.fixture
async def sendgrid() -> AsyncIterator[SendGrid]:
    async with a_sendgrid() as server:
        yield server


class MailerContract:
    async def test_a_message_arrives(self, mailbox: Mailbox) -> None:
        await mailbox.mailer(a_message("Ada King"))
        [letter] = mailbox.letters()
        assert (letter.to, letter.subject) == (["ada@example.org"], "Welcome to Jobr")
        assert letter.text.startswith("Hello Ada King,\n\nYour account is open.")
        assert letter.text.endswith("\nJobr\n")
        assert f"\n{LINK}\n" in letter.text

    @pytest.mark.parametrize("language", Language)
    @pytest.mark.parametrize("template", Template)
    async def test_it_arrives_as_it_was_written(
        self, mailbox: Mailbox, template: Template, language: Language
    ) -> None:
        message = a_message("Zoë 陳", template=template, language=language, agent="Näve/1")
        await mailbox.mailer(message)
        [letter], rendered = mailbox.letters(), render(message)
        assert (letter.subject, letter.text) == (rendered.subject, rendered.text)
        assert letter.html in ("", rendered.html)

    @pytest.mark.parametrize("name", HOSTILE_NAMES)
    async def test_a_name_is_only_a_name(self, mailbox: Mailbox, name: str) -> None:
        await mailbox.mailer(a_message(name))
        [letter] = mailbox.letters()
        assert (letter.to, letter.subject) == (["ada@example.org"], "Welcome to Jobr")
        assert letter.text == render(a_message(name)).text
        assert letter.text.count("\n") == render(a_message()).text.count("\n")
        assert all(c.isprintable() or c in "\n\u200d" for c in letter.text)

    @pytest.mark.parametrize("name", HOSTILE_NAMES)
    async def test_a_name_adds_no_tags_and_no_links(self, mailbox: Mailbox, name: str) -> None:
        await mailbox.mailer(a_message("Ada"))
        await mailbox.mailer(a_message(name))
        plain, hostile = (Page(letter.html) for letter in mailbox.letters())
        assert (hostile.tags, hostile.links) == (plain.tags, plain.links)


class TestSmtpMailer(MailerContract):
    @pytest.fixture
    def mailbox(self, smtp: SmtpServer) -> Mailbox:
        return smtp


class TestSendGridMailer(MailerContract):
    @pytest.fixture
    def mailbox(self, sendgrid: SendGrid) -> Mailbox:
        return sendgrid


class TestConsoleMailer(MailerContract):
    @pytest.fixture
    def mailbox(self, capsys: pytest.CaptureFixture[str]) -> Mailbox:
        return Console(capsys)


@given(st.text(st.sampled_from('\r\n.: ,;<>@=?"\\\t\x00\x0b\x85\u2028éBcTo')))
def test_no_name_adds_a_header_or_a_recipient(name: str) -> None:
    async def sent() -> SmtpServer:
        async with an_smtp_server() as server:
            await server.mailer(a_message(name))
        return server

    server = asyncio.run(sent())
    [envelope], [email] = server.taken, server.emails()
    assert (envelope.mail_from, envelope.rcpt_tos) == ("no-reply@example.com", ["ada@example.org"])
    assert set(email.keys()) == {
        "From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "Content-Type",
        "MIME-Version",
    }  # fmt: skip
    assert not email.defects


async def test_an_email_says_who_sent_it_and_that_nobody_did(smtp: SmtpServer) -> None:
    message = a_message()
    await smtp.mailer(message)
    [email] = smtp.emails()
    assert (email["From"], email["To"]) == (SENDER, "ada@example.org")
    assert email["Auto-Submitted"] == "auto-generated"
    assert email["Message-ID"] == f"<{message.id}.welcome@jobr>"


async def test_every_try_has_the_same_message_id(smtp: SmtpServer) -> None:
    message = a_message()
    await smtp.mailer(message)
    await smtp.mailer(message)
    first, second = smtp.emails()
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
async def test_what_a_mail_server_may_answer(
    smtp: SmtpServer, command: str, answer: str, error: type[Exception]
) -> None:
    smtp.answers[command] = answer
    with pytest.raises(error):
        await smtp.mailer(a_message())
    assert not smtp.taken


async def test_a_message_stopped_while_the_server_has_it_is_in_doubt(smtp: SmtpServer) -> None:
    smtp.answers["DATA"] = HANGS
    sending = asyncio.ensure_future(smtp.mailer(a_message()))
    await smtp.has_data.wait()
    sending.cancel()
    with pytest.raises(MailInDoubt):
        await sending


async def test_a_server_that_turns_us_away_is_the_operators_to_mend() -> None:
    async def turn_away(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"554 5.7.1 Your address is blocked\r\n")
        writer.close()

    server = await asyncio.start_server(turn_away, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        with pytest.raises(MailUnavailable):
            await SmtpMailer(f"smtp://127.0.0.1:{port}", SENDER)(a_message())


async def test_a_password_goes_to_other_machines_through_tls_only(smtp: SmtpServer) -> None:
    mailer = SmtpMailer(f"smtp://ada:secret@{_OTHER_NAME}:{smtp.port}", SENDER)
    with pytest.raises(MailUnavailable):
        await mailer(a_message())
    assert not smtp.taken


async def test_nobody_listens() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        for mailer in (
            SmtpMailer(f"smtp://127.0.0.1:{port}", SENDER),
            SendGridMailer(KEY, SENDER, base=f"http://127.0.0.1:{port}"),
        ):
            with pytest.raises(MailUnavailable):
                await mailer(a_message())


async def test_a_login_may_hold_any_character(smtp: SmtpServer) -> None:
    user, password = "ada@example.org", "p:/@ss %é?#"
    smtp.login = LoginPassword(user.encode(), password.encode())
    login = f"{quote(user, safe='')}:{quote(password, safe='')}"
    await SmtpMailer(f"smtp://{login}@127.0.0.1:{smtp.port}", SENDER)(a_message())
    assert len(smtp.taken) == 1


async def test_a_refused_login_is_the_operators_to_mend(smtp: SmtpServer) -> None:
    mailer = SmtpMailer(f"smtp://ada:wrong@127.0.0.1:{smtp.port}", SENDER)
    with pytest.raises(MailUnavailable, match="SMTP_URL"):
        await mailer(a_message())
    assert not smtp.taken


@pytest.mark.parametrize(("scheme", "upgrade"), [("smtp", "starttls"), ("smtps", "tls")])
async def test_a_server_that_cannot_prove_its_name_gets_nothing(scheme: str, upgrade: str) -> None:
    certificate = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    with as_file(files("aiosmtpd.tests.certs")) as folder:
        certificate.load_cert_chain(folder / "server.crt", folder / "server.key")
    async with an_smtp_server(**{upgrade: certificate}) as server:
        mailer = SmtpMailer(f"{scheme}://127.0.0.1:{server.port}", SENDER)
        with pytest.raises(MailUnavailable) as caught:
            await mailer(a_message())
    assert "CERTIFICATE_VERIFY_FAILED" in str(caught.value.__cause__)
    assert not server.taken


async def test_what_sendgrid_is_asked(sendgrid: SendGrid) -> None:
    message = a_message(template=Template.RESET_PASSWORD)
    await sendgrid.mailer(message)
    [head], [asked], rendered = sendgrid.heads, sendgrid.asked, render(message)
    first, *headers = head.split("\r\n")
    assert first == "POST /v3/mail/send HTTP/1.1"
    assert {f"Authorization: Bearer {KEY}", "Content-Type: application/json"} <= set(headers)
    assert asked == {
        "personalizations": [
            {"to": [{"email": "ada@example.org"}], "custom_args": {"message_id": str(message.id)}}
        ],
        "from": {"email": "no-reply@example.com", "name": "Jobr"},
        "subject": "Choose a new password",
        "content": [
            {"type": "text/plain", "value": rendered.text},
            {"type": "text/html", "value": rendered.html},
        ],
        "categories": ["reset_password"],
        "headers": {"Auto-Submitted": "auto-generated"},
        "tracking_settings": {
            "click_tracking": {"enable": False, "enable_text": False},
            "open_tracking": {"enable": False},
        },
    }


@pytest.mark.parametrize("status", [200, 202])
async def test_sendgrid_takes_it_in_the_sandbox_too(sendgrid: SendGrid, status: int) -> None:
    sendgrid.answer = status
    await sendgrid.mailer(a_message())


@pytest.mark.parametrize(
    ("answer", "about", "error", "words"),
    [
        (400, "personalizations.0.to.0.email", MailRefused, "for good"),
        (400, None, MailRefused, "for good"),
        (400, "from.email", MailUnavailable, "MAIL_FROM"),
        (413, None, MailRefused, "for good"),
        (422, None, MailRefused, "for good"),
        (401, None, MailUnavailable, "SENDGRID_API_KEY"),
        (403, "from", MailUnavailable, "SENDGRID_API_KEY"),
        (404, None, MailUnavailable, "SENDGRID_API_BASE"),
        (301, None, MailUnavailable, "SENDGRID_API_BASE"),
        (429, None, MailUnavailable, "busy"),
        (500, None, MailUnavailable, "busy"),
        (503, None, MailUnavailable, "busy"),
        (HALF, None, MailInDoubt, "Nobody can tell"),
        (HANGS_UP, None, MailInDoubt, "Nobody can tell"),
        ("SMTP ready\r\n\r\n", None, MailInDoubt, "Nobody can tell"),
        ("HTTP/1.1 400 Bad\r\nContent-Length: 99\r\n\r\n{", None, MailRefused, "for good"),
        ("HTTP/1.1 400 Bad\r\nContent-Length: 2\r\n\r\n[]", None, MailRefused, "for good"),
        ("HTTP/1.1 400 Bad\r\n\r\n" + " " * 70_000, None, MailRefused, "for good"),
        ("HTTP/1.1 400 Bad\r\n\r\n" + "[" * 60_000, None, MailRefused, "for good"),
    ],
)
async def test_what_sendgrid_may_answer(
    sendgrid: SendGrid, answer: int | str, about: str | None, error: type[Exception], words: str
) -> None:
    sendgrid.answer, sendgrid.about = answer, about
    with pytest.raises(error, match=words) as caught:
        await sendgrid.mailer(a_message())
    assert not {KEY, "ada@example.org"} & set(str(caught.value).split())
    assert not sendgrid.taken


async def test_a_taken_message_is_taken_however_the_answer_ends(sendgrid: SendGrid) -> None:
    sendgrid.answer = "HTTP/1.1 202 Accepted\r\nContent-Length: 99\r\n\r\nhalf"
    await sendgrid.mailer(a_message())


async def test_sendgrid_that_does_not_answer_leaves_doubt(sendgrid: SendGrid) -> None:
    sendgrid.answer = HANGS
    with pytest.raises(MailInDoubt):
        await sendgrid.mailer_with(seconds=0.2)(a_message())


async def test_sendgrid_stopped_while_it_has_the_message_leaves_doubt(sendgrid: SendGrid) -> None:
    sendgrid.answer = HANGS
    sending = asyncio.ensure_future(sendgrid.mailer(a_message()))
    await sendgrid.has_message.wait()
    sending.cancel()
    with pytest.raises(MailInDoubt):
        await sending


async def test_who_is_stopped_before_it_connects_leaves_none() -> None:
    with socket.socket() as deaf:  # its queue is full: nobody is answered
        deaf.bind(("127.0.0.1", 0))
        deaf.listen(0)
        port = deaf.getsockname()[1]
        with socket.create_connection(("127.0.0.1", port)):
            mailer = SendGridMailer(KEY, SENDER, base=f"http://127.0.0.1:{port}")
            sending = asyncio.ensure_future(mailer(a_message()))
            await asyncio.sleep(0.1)
            sending.cancel()
            with pytest.raises(asyncio.CancelledError):
                await sending


async def test_the_key_is_in_no_repr_and_no_log(
    sendgrid: SendGrid, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    sendgrid.answer = 401
    mailer = sendgrid.mailer
    with pytest.raises(MailUnavailable) as caught:
        await mailer(a_message())
    assert KEY not in repr(mailer) + repr(caught.value) + caplog.text


@pytest.mark.parametrize("sender", ["Jobr", "", "Jobr <>"])
def test_a_sender_has_an_address(sender: str) -> None:
    with pytest.raises(ValueError, match="it should look like"):
        SendGridMailer(KEY, sender, base="https://api.sendgrid.com")


def test_a_sender_need_not_have_a_name() -> None:
    mailer = SendGridMailer(KEY, "no-reply@example.com", base="https://api.sendgrid.com")
    assert mailer._from == {"email": "no-reply@example.com"}
