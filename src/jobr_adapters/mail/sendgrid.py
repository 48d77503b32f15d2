"""Messages through SendGrid (v3, POST /v3/mail/send)."""

import json
from email.utils import parseaddr
from typing import Final

import httpx2

from jobr_adapters.https.posting import InDoubt, NotTaken, a_client, posted, read
from jobr_adapters.mail.rendering import render
from jobr_core.messages.errors import MailInDoubt, MailRefused, MailUnavailable
from jobr_core.messages.model import Message
from jobr_core.messages.ports import Mailer

_FINAL: Final = (400, 413, 422)


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
        self._seconds = seconds

    async def __call__(self, message: Message) -> None:
        letter = json.dumps(self._letter(message)).encode()
        seconds = self._seconds
        try:
            async with posted(self._url, letter, self._headers, seconds=seconds) as response:
                if not response.is_success:  # 200 in the sandbox, else 202
                    raise await _refusal(response)
        except NotTaken as error:
            raise MailUnavailable(f"SendGrid {error}.") from error
        except InDoubt as error:
            raise MailInDoubt from error

    async def self_test(self) -> None:
        """Asks what the key may do, and sends nothing. Raises MailUnavailable."""
        try:
            async with a_client(self._seconds) as client:
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
    try:
        return [str(error.get("field")) for error in json.loads(await read(response))["errors"]]
    except (ValueError, RecursionError, LookupError, TypeError, AttributeError):
        return []
