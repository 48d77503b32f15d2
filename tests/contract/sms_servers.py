"""A provider of short messages that keeps what it takes, in its own wire format."""

import re
from base64 import b64encode
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from typing import Any, Final, Protocol
from urllib.parse import parse_qsl

import pytest
from http_servers import Service, in_json, serving

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
class Twilio(Service):
    """POST /2010-04-01/Accounts/{sid}/Messages.json, as Twilio checks and answers it."""

    answer: int | str = 201
    code: int = 21211
    """What its errors are about."""
    lost: bool = False
    """It says that it has taken a message, and failed with it."""
    forms: list[dict[str, str]] = field(default_factory=list)

    @property
    def sender(self) -> TwilioSms:
        return self.sender_with()

    def sender_with(
        self, *, token: str = TOKEN, sender: str = FROM, account: str = ACCOUNT, seconds: float = 30
    ) -> TwilioSms:
        return TwilioSms(account, token, sender, host=HOST, base=self.base, seconds=seconds)

    def received(self) -> list[Received]:
        return [Received(form["To"], form["Body"]) for form in self.forms]

    def say(self, status: int, head: str, body: bytes) -> bytes:
        return in_json(*self._judged(status, head, body.decode("ascii")))

    def _judged(self, status: int, head: str, body: str) -> tuple[int, dict[str, Any]]:
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
        if status != 201:
            return status, _error(status, self.code)
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


def a_twilio() -> AbstractAsyncContextManager[Twilio]:
    return serving(Twilio())
