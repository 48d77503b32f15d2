"""A second proof of who signs in: codes an app shows (RFC 6238), and codes kept for its loss."""

import hmac
import re
from base64 import b32encode
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import quote

from jobr_core.accounts.model import UserId

STEP: Final = timedelta(seconds=30)
DIGITS: Final = 6
_STEPS_OFF: Final = 1
"""A code of the step before or after counts too: clocks differ and people type (RFC 6238 §5.2)."""
SECRET_BYTES: Final = 20
RECOVERY_CODES: Final = 10
RECOVERY_BYTES: Final = 15
"""120 bits: enough to be kept as SHA-256 (ASVS V6.5.2 asks for 112)."""
_CODE: Final = re.compile(r"[0-9]{6}")


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondFactor:
    """What the app and Jobr share, sealed. A code is good once: those of `last_step` and before are
    used up. It is asked for from when it was confirmed (`User.second_factor_since`)."""

    user_id: UserId
    sealed: bytes
    last_step: int
    created_at: datetime

    def used(self, step: int) -> "SecondFactor":
        return replace(self, last_step=step)


def step_at(moment: datetime) -> int:
    """How many steps there were since 1970.

    >>> from datetime import UTC
    >>> step_at(datetime(1970, 1, 1, 0, 0, 59, tzinfo=UTC))
    1
    """
    return int(moment.timestamp()) // int(STEP.total_seconds())


def code_of(secret: bytes, step: int) -> str:
    """The code of a step, by SHA-1 as every app has it (RFC 4226 §5.3).

    >>> code_of(b"12345678901234567890", 1)
    '287082'
    """
    mac = hmac.new(secret, step.to_bytes(8, "big"), "sha1").digest()
    start = mac[-1] & 15
    number = int.from_bytes(mac[start : start + 4], "big") & 0x7FFF_FFFF
    return str(number % 10**DIGITS).zfill(DIGITS)


def step_of(code: str, secret: bytes, now: datetime, last_step: int) -> int | None:
    """The step a code is of, if it is good now and not used up."""
    if not _CODE.fullmatch(code):
        return None
    current = step_at(now)
    for step in range(current - _STEPS_OFF, current + _STEPS_OFF + 1):
        if step > last_step and hmac.compare_digest(code_of(secret, step), code):
            return step
    return None


def address_for_app(secret: bytes, account: str) -> str:
    """What a QR code for the app says (Key URI format of Google Authenticator).

    >>> address_for_app(b"12345678901234567890", "ada@example.org")
    'otpauth://totp/Jobr:ada%40example.org?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Jobr'
    """
    return f"otpauth://totp/Jobr:{quote(account, safe='')}?secret={shown(secret)}&issuer=Jobr"


def shown(secret: bytes) -> str:
    """For typing in."""
    return b32encode(secret).decode().rstrip("=")


def recovery_code(random: bytes) -> str:
    """For writing down.

    >>> recovery_code(bytes(15))
    'aaaaaa-aaaaaa-aaaaaa-aaaaaa'
    """
    letters = b32encode(random).decode().lower()
    return "-".join(letters[start : start + 6] for start in range(0, len(letters), 6))


def plain_recovery_code(typed: str) -> str:
    """As it is kept, however it was typed.

    >>> plain_recovery_code(" ABCDEF ghijkl-")
    'abcdefghijkl'
    """
    return re.sub(r"[\s-]", "", typed).lower()


def looks_like_recovery_code(typed: str) -> bool:
    """Whether it is not one of the app's."""
    return not _CODE.fullmatch(typed.strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolment:
    """What somebody needs to set up their app."""

    secret: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondFactorState:
    """Whether one is asked for, and how many recovery codes are left."""

    since: datetime | None
    recovery_codes_left: int
