"""Messages through a mail server (RFC 5321)."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from email.utils import formatdate
from typing import Any, Final
from urllib.parse import SplitResult, unquote, urlsplit

import aiosmtplib

from jobr_adapters.mail.rendering import render
from jobr_core.messages.errors import MailInDoubt, MailRefused, MailUnavailable
from jobr_core.messages.model import Message
from jobr_core.messages.ports import Mailer

_SECONDS: Final = 30.0
_DEFAULT_PORTS: Final = {"smtp": 587, "smtps": 465}
_THIS_MACHINE: Final = ("localhost", "127.0.0.1", "::1")


class SmtpMailer(Mailer):
    """`smtps://user:password@host` speaks TLS from the start, `smtp://` changes to it (STARTTLS)
    where the server can; a password goes to another machine only through TLS."""

    def __init__(self, url: str, sender: str) -> None:
        self._server: SplitResult = urlsplit(url)
        self._sender = sender
        self._port = self._server.port or _DEFAULT_PORTS[self._server.scheme]

    async def __call__(self, message: Message) -> None:
        email = self._email(message)
        with _own_errors(f"{self._server.hostname}:{self._port}"):
            async with self._client() as client:
                await client.send_message(email)

    async def self_test(self) -> None:
        """Connects and signs in, and sends nothing. Raises MailUnavailable."""
        with _own_errors(f"{self._server.hostname}:{self._port}"):
            async with self._client() as client:
                await client.noop()

    def _client(self) -> "_Client":
        server = self._server
        tls_from_the_start = server.scheme == "smtps"
        must_upgrade = server.username and server.hostname not in _THIS_MACHINE
        return _Client(
            hostname=server.hostname,
            port=self._port,
            username=unquote(server.username) if server.username else None,
            password=unquote(server.password) if server.password else None,
            use_tls=tls_from_the_start,
            start_tls=True if must_upgrade and not tls_from_the_start else None,
            timeout=_SECONDS,
        )

    def _email(self, message: Message) -> EmailMessage:
        """The id of the message is its Message-ID: the same however often it is tried."""
        rendered = render(message)
        email = EmailMessage()
        email["From"] = self._sender
        email["To"] = message.to
        email["Subject"] = rendered.subject
        email["Date"] = formatdate(usegmt=True)
        email["Message-ID"] = f"<{message.id}.{message.template.value}@jobr>"
        email["Auto-Submitted"] = "auto-generated"  # RFC 3834: no out-of-office answers
        email.set_content(rendered.text)
        email.add_alternative(rendered.html, subtype="html")  # the best one last (RFC 2046 §5.1.4)
        return email


class _Client(aiosmtplib.SMTP):
    """Tells an end while the server had the message from one before."""

    async def data(self, message: str | bytes, /, **options: Any) -> aiosmtplib.SMTPResponse:
        try:
            return await super().data(message, **options)
        except (
            aiosmtplib.SMTPServerDisconnected,
            aiosmtplib.SMTPTimeoutError,
            asyncio.CancelledError,
        ) as error:
            self.close()  # without the farewell such a server would not hear
            raise MailInDoubt from error


@contextmanager
def _own_errors(server: str) -> Iterator[None]:
    """Only what the server says of the recipient or the message itself is final, if it is a 5yz
    reply (RFC 5321 §4.2.1); everything else is the operator's to mend, and what waits for it is
    sent then."""
    try:
        yield
    except aiosmtplib.SMTPAuthenticationError as error:
        raise MailUnavailable("The mail server refuses our login; check SMTP_URL.") from error
    except aiosmtplib.SMTPRecipientsRefused as error:
        raise _answered(min(refused.code for refused in error.recipients), server) from error
    except aiosmtplib.SMTPDataError as error:
        raise _answered(error.code, server) from error
    except aiosmtplib.SMTPNotSupported as error:
        raise MailRefused("The mail server does not take such an address.") from error
    except aiosmtplib.SMTPResponseException as error:
        raise MailUnavailable(f"The mail server {server} answers {error.code}.") from error
    except (aiosmtplib.SMTPException, OSError) as error:
        raise MailUnavailable(f"The mail server {server} cannot be reached.") from error


def _answered(code: int, server: str) -> MailRefused | MailUnavailable:
    if code >= 500:
        return MailRefused(f"The mail server {server} refuses this message for good ({code}).")
    return MailUnavailable(f"The mail server {server} is busy ({code}).")
