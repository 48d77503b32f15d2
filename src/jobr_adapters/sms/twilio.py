"""Short messages through Twilio (Programmable Messaging, 2010-04-01)."""

import json
from typing import Final
from urllib.parse import quote, urlencode

import httpx2

from jobr_adapters.https.posting import InDoubt, NotTaken, a_client, posted, read
from jobr_adapters.sms.wording import worded
from jobr_core.messages.errors import TextInDoubt, TextRefused, TextUnavailable
from jobr_core.messages.model import CodeText
from jobr_core.messages.ports import SmsSender

_HEADERS: Final = {
    "Accept": "application/json",
    "Content-Type": "application/x-www-form-urlencoded",
}
_LOST: Final = ("failed", "undelivered", "canceled")
_OURS: Final = (20003, 20404, 21212, 21603, 21606, 21659, 21660, 21703, 21704, 21705)
"""What its errors say of our account or sender rather than of the message."""


class TwilioSms(SmsSender):
    """Twilio has no idempotency key: what it may have taken is in doubt."""

    def __init__(
        self, account: str, token: str, sender: str, *, host: str, base: str, seconds: float = 15.0
    ) -> None:
        """`sender` is a number or the id of a messaging service; `host` is where codes are typed
        in."""
        own = f"{base}/2010-04-01/Accounts/{quote(account, safe='')}"
        self._url, self._test_url = f"{own}/Messages.json", f"{own}.json"
        self._auth = httpx2.BasicAuth(account, token)
        self._from = {"MessagingServiceSid" if sender.startswith("MG") else "From": sender}
        self._host = host
        self._seconds = seconds

    async def __call__(self, text: CodeText) -> None:
        form = urlencode(self._form(text)).encode()
        try:
            async with posted(
                self._url, form, _HEADERS, seconds=self._seconds, auth=self._auth
            ) as response:
                answer = _understood(await read(response))
        except NotTaken as error:
            raise TextUnavailable(f"Twilio {error}.") from error
        except InDoubt as error:
            raise TextInDoubt from error
        if response.status_code != 201:
            raise _refusal(response.status_code, answer)
        if answer.get("error_code") or answer.get("status") in _LOST:
            raise TextRefused(f"Twilio has failed to send ({answer.get('error_code')}).")

    async def self_test(self) -> None:
        """Looks at the account, and sends nothing. Raises TextUnavailable."""
        try:
            async with a_client(self._seconds, self._auth) as client:
                answer = await client.get(self._test_url)
        except httpx2.HTTPError as error:
            raise TextUnavailable("Twilio cannot be reached.") from error
        if not answer.is_success:
            raise TextUnavailable(
                f"Twilio does not know us ({answer.status_code}); check TWILIO_ACCOUNT_SID and "
                "TWILIO_AUTH_TOKEN."
            )

    def _form(self, text: CodeText) -> dict[str, str]:
        return {
            "To": text.to.e164,
            **self._from,
            "Body": worded(text, self._host),
            "ValidityPeriod": str(max(1, text.seconds)),
        }


def _understood(said: bytes) -> dict[str, object]:
    """What it says, as far as it can be read; the status has told what became of the message."""
    try:
        answer = json.loads(said)
    except (ValueError, RecursionError):
        return {}
    return answer if isinstance(answer, dict) else {}


def _refusal(status: int, answer: dict[str, object]) -> TextRefused | TextUnavailable:
    """Only what it says of the message itself is final; the rest is the operator's to mend, or
    passes. Its words are left out: they quote the number."""
    code = answer.get("code")
    what = f"{status}, {code}" if isinstance(code, int) else str(status)
    if status in (401, 403, 404) or code in _OURS:
        return TextUnavailable(
            f"Twilio does not let us send ({what}); check TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN "
            "and TWILIO_FROM."
        )
    if status == 429 or status >= 500:
        return TextUnavailable(f"Twilio is busy ({what}).")
    if 400 <= status < 500:
        return TextRefused(f"Twilio refuses this message for good ({what}).")
    return TextUnavailable(f"Twilio answers {what}; check TWILIO_API_BASE.")
