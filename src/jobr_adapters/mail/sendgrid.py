"""Messages through SendGrid (v3, POST /v3/mail/send)."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from email.utils import parseaddr
from functools import cache
from ssl import SSLContext
from typing import Final

import httpx2

from jobr_adapters.mail.rendering import render
from jobr_core.messages.errors import MailInDoubt, MailRefused, MailUnavailable
from jobr_core.messages.model import Message
from jobr_core.messages.ports import Mailer

_CONNECT_SECONDS: Final = 10.0
_FINAL: Final = (400, 413, 422)
_LONGEST_ANSWER: Final = 64 * 1024


class SendGridMailer(Mailer):
    """SendGrid has no idempotency key: what it may have taken is in doubt."""

    def __init__(self, key: str, sender: str, *, base: str, seconds: float = 30.0) -> None:
        """Raises ValueError for a sender that is not `Name <address>` or `address`."""
        name, address = parseaddr(sender)
        if "@" not in address:
            raise ValueError("it should look like Jobr <no-reply@example.com>")
        self._from = {"email": address} | ({"name": name} if name else {})
        self._url, self._test_url = f"{base}/v3/mail/send", f"{base}/v3/scopes"
        self._headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
        self._timeout = httpx2.Timeout(seconds, connect=_CONNECT_SECONDS)

    async def __call__(self, message: Message) -> None:
        body = _Body(json.dumps(self._letter(message)).encode())
        headers = {**self._headers, "Content-Length": str(len(body.content))}
        with _own_errors(body):
            async with (
                # A connection kept open could be closed while it is used again: needless doubt.
                httpx2.AsyncClient(verify=_certificates(), timeout=self._timeout) as client,
                client.stream("POST", self._url, headers=headers, content=body) as response,
            ):
                body.is_answered = True
                if not response.is_success:  # 200 in the sandbox, else 202
                    raise await _refusal(response)

    async def self_test(self) -> None:
        """Asks what the key may do, and sends nothing. Raises MailUnavailable."""
        try:
            async with httpx2.AsyncClient(verify=_certificates(), timeout=self._timeout) as client:
                answer = await client.get(self._test_url, headers=self._headers)
                scopes = answer.json().get("scopes", ()) if answer.is_success else ()
        except (httpx2.HTTPError, ValueError, AttributeError) as error:
            raise MailUnavailable("SendGrid cannot be reached.") from error
        if "mail.send" not in scopes:
            raise MailUnavailable(
                f"SendGrid does not let us send ({answer.status_code}); check SENDGRID_API_KEY."
            )

    def _letter(self, message: Message) -> dict[str, object]:
        """Links stay as they are: rewritten ones would lead through SendGrid, fragment and all."""
        rendered = render(message)
        return {
            "personalizations": [
                {"to": [{"email": message.to}], "custom_args": {"message_id": str(message.id)}}
            ],
            "from": self._from,
            "subject": rendered.subject,
            "content": [
                {"type": "text/plain", "value": rendered.text},
                {"type": "text/html", "value": rendered.html},
            ],
            "categories": [message.template.value],
            "headers": {"Auto-Submitted": "auto-generated"},  # RFC 3834: no out-of-office answers
            "tracking_settings": {
                "click_tracking": {"enable": False, "enable_text": False},
                "open_tracking": {"enable": False},
            },
        }


class _Body(httpx2.AsyncByteStream):
    """Knows how far the exchange has come."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.is_leaving = False
        self.is_answered = False

    async def __aiter__(self) -> AsyncIterator[bytes]:
        self.is_leaving = True
        yield self.content

    @property
    def may_be_taken(self) -> bool:
        return self.is_leaving and not self.is_answered


@contextmanager
def _own_errors(body: _Body) -> Iterator[None]:
    """Foreign ones hold the request, and so the key; they are causes, never words."""
    try:
        yield
    except (httpx2.WriteError, httpx2.WriteTimeout) as error:  # it has not all of it
        raise MailUnavailable("SendGrid hung up before it had the message.") from error
    except (httpx2.TransportError, asyncio.CancelledError) as error:
        if body.may_be_taken:
            raise MailInDoubt from error
        if isinstance(error, asyncio.CancelledError):
            raise
        raise MailUnavailable("SendGrid cannot be reached.") from error


async def _refusal(response: httpx2.Response) -> MailRefused | MailUnavailable:
    """Only what it says of the message itself is final; the rest is the operator's to mend, or
    passes."""
    status = response.status_code
    if status in (401, 403):
        return MailUnavailable(
            f"SendGrid does not let us send ({status}); check SENDGRID_API_KEY, and that MAIL_FROM "
            "is a sender verified there."
        )
    if status in _FINAL:
        fields = await _fields(response)
        if any(field.startswith("from") for field in fields):
            return MailUnavailable(f"SendGrid refuses our sender ({status}); check MAIL_FROM.")
        return MailRefused(f"SendGrid refuses this message for good ({status}).")
    if status == 429 or status >= 500:
        return MailUnavailable(f"SendGrid is busy ({status}).")
    return MailUnavailable(f"SendGrid answers {status}; check SENDGRID_API_BASE.")


async def _fields(response: httpx2.Response) -> list[str]:
    """What of our request its errors are about; none if it does not say so."""
    said = b""
    try:
        async for part in response.aiter_bytes():
            said += part
            if len(said) > _LONGEST_ANSWER:
                return []
        return [str(error.get("field")) for error in json.loads(said)["errors"]]
    except (httpx2.HTTPError, ValueError, LookupError, TypeError, AttributeError):
        return []


@cache
def _certificates() -> SSLContext:
    """What this machine trusts, or SSL_CERT_FILE."""
    return httpx2.create_ssl_context()
