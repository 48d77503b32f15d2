"""Messages through a mail server (RFC 5321)."""

from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from email.utils import formatdate
from typing import Final
from urllib.parse import SplitResult, unquote, urlsplit

import aiosmtplib

from jobr_adapters.mail.rendering import render
from jobr_core.messages.errors import MailRefused, MailUnavailable
from jobr_core.messages.model import Message
from jobr_core.messages.ports import Mailer

_SECONDS: Final = 30.0
_DEFAULT_PORTS: Final = {"smtp": 587, "smtps": 465}


class SmtpMailer(Mailer):
    """`smtp://user:password@host:587` uses STARTTLS where the server has it, `smtps://` TLS from
    the start."""

    def __init__(self, url: str, sender: str) -> None:
        self._server: SplitResult = urlsplit(url)
        self._sender = sender

    async def __call__(self, message: Message) -> None:
        server = self._server
        with _own_errors():
            await aiosmtplib.send(
                self._email(message),
                hostname=server.hostname,
                port=server.port or _DEFAULT_PORTS[server.scheme],
                username=unquote(server.username) if server.username else None,
                password=unquote(server.password) if server.password else None,
                use_tls=server.scheme == "smtps",
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
        return email


@contextmanager
def _own_errors() -> Iterator[None]:
    """A 5yz reply to the message or its recipient is final (RFC 5321 §4.2.1); a refused login is
    the operator's to mend, and what waits for it is sent then."""
    try:
        yield
    except aiosmtplib.SMTPAuthenticationError as error:
        raise MailUnavailable("The mail server refuses our login; check SMTP_URL.") from error
    except aiosmtplib.SMTPRecipientsRefused as error:
        final = all(refused.code >= 500 for refused in error.recipients)
        raise (MailRefused if final else MailUnavailable) from error
    except aiosmtplib.SMTPResponseException as error:
        raise (MailRefused if error.code >= 500 else MailUnavailable) from error
    except (aiosmtplib.SMTPException, OSError) as error:
        raise MailUnavailable from error
