"""What a code in a short message proves: that the telephone is at hand (NIST SP 800-63B-4 §3.1.3).

A code is kept as a MAC only; the pepper protects it, for of a million codes all can be tried.
"""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Final, Self
from uuid import UUID

from jobr_core.accounts.errors import CodesUsedUp, NumberLocked, TooManyCodes
from jobr_core.accounts.lockout import seconds_until
from jobr_core.accounts.model import Language
from jobr_core.accounts.phone_numbers import PhoneNumber
from jobr_core.tasks.model import TaskKind, Urgency

LIFETIME: Final = timedelta(minutes=5)
TRIES: Final = 5
HOUR: Final = timedelta(hours=1)
MEMORY: Final = timedelta(days=1)
"""How long what was asked for is counted."""
_ALWAYS: Final = datetime.min.replace(tzinfo=UTC)

SEND_CODE: Final = TaskKind(name="send_code", urgency=Urgency.NOW, most_attempts=6)
"""A task, so that asking takes as long whatever becomes of the message. Its id: code_id."""


class CodePurpose(StrEnum):
    """What a code is good for; for nothing else."""

    SIGN_IN = "sign_in"


@dataclass(frozen=True, slots=True, kw_only=True)
class OneTimeCode:
    """A code that was asked for. `number` and `network` are pseudonyms, `sealed` is the number,
    bound to `id`. There is no code before `mac`, which is set when it is about to be sent."""

    id: UUID
    purpose: CodePurpose
    number: str
    sealed: bytes = field(repr=False)
    network: str
    language: Language
    created_at: datetime
    mac: bytes | None = field(default=None, repr=False)
    sent_at: datetime | None = None
    tries_left: int = TRIES
    tried_at: datetime | None = None
    used_at: datetime | None = None
    superseded_at: datetime | None = None

    @property
    def expires_at(self) -> datetime:
        return self.created_at + LIFETIME

    @property
    def is_burned(self) -> bool:
        """Whether all tries went wrong."""
        return self.used_at is None and not self.tries_left

    def is_live(self, now: datetime) -> bool:
        return (
            self.used_at is None
            and self.superseded_at is None
            and self.tries_left > 0
            and now < self.expires_at
        )

    def tried(self, mac: bytes, now: datetime) -> Self:
        """A live one after one try more. The try is used up whether or not it was right."""
        right = self.mac is not None and hmac.compare_digest(self.mac, mac)
        used_at = now if right else None
        return replace(self, tries_left=self.tries_left - 1, tried_at=now, used_at=used_at)


@dataclass(frozen=True, slots=True)
class CodeMacs:
    """What is kept of a code, bound to what it is for, to whom it goes, and to who asked.

    >>> mac = CodeMacs(bytes(32))(PhoneNumber("+919876543210"), "login", "chal_1", "123456")
    >>> mac.hex()[:16]
    '670f4d2dc214c864'
    """

    pepper: bytes = field(repr=False)

    def __call__(self, number: PhoneNumber, purpose: str, code_id: str, code: str) -> bytes:
        text = f"otp:v1|{purpose}|{number.e164}|{code_id}|{code}"
        return hmac.new(self.pepper, text.encode(errors="replace"), "sha256").digest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was asked for lately: codes for one number within a day, the newest first; when from
    one network within an hour, the oldest first; how many in all within a day."""

    for_number: tuple[OneTimeCode, ...] = ()
    from_network: tuple[datetime, ...] = ()
    in_all: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SendPolicy:
    """How often a code may be asked for. `most_in_all` bounds what a day can cost; 0: no limit.

    Numbers are counted alike whether or not they have an account.
    """

    pauses: tuple[timedelta, ...] = tuple(timedelta(seconds=s) for s in (30, 60, 120))
    most_an_hour: int = 5
    most_a_day: int = 10
    most_from_network: int = 10
    most_in_all: int = 1_000
    burned_in_row: int = 3
    lock: timedelta = timedelta(minutes=15)

    def ensure_may_ask(self, asked: Asked, now: datetime) -> None:
        """Raises NumberLocked, TooManyCodes, CodesUsedUp."""
        locked_until = self.locked_until(asked.for_number)
        if locked_until is not None and now < locked_until:
            raise NumberLocked(retry_after=seconds_until(locked_until, now))
        free_at = max(self._free_for_number(asked.for_number), self._free_for_network(asked))
        if now < free_at:
            raise TooManyCodes(retry_after=seconds_until(free_at, now))
        if self.most_in_all and asked.in_all >= self.most_in_all:
            raise CodesUsedUp(retry_after=int(HOUR.total_seconds()))

    def pause_after(self, times: int) -> timedelta:
        """Until another code may be asked for, after so many within the hour."""
        return self.pauses[min(times, len(self.pauses)) - 1]

    def locked_until(self, for_number: tuple[OneTimeCode, ...]) -> datetime | None:
        """A number is locked from when the last of several codes in a row was burned."""
        last = for_number[: self.burned_in_row]
        if len(last) < self.burned_in_row or not all(code.is_burned for code in last):
            return None
        return max(code.tried_at or code.created_at for code in last) + self.lock

    def _free_for_number(self, for_number: tuple[OneTimeCode, ...]) -> datetime:
        times = [code.created_at for code in reversed(for_number)]
        if not times:
            return _ALWAYS
        within = sum(times[-1] < at + HOUR for at in times)
        return max(
            times[-1] + self.pause_after(within),
            _free(times, self.most_an_hour, HOUR),
            _free(times, self.most_a_day, MEMORY),
        )

    def _free_for_network(self, asked: Asked) -> datetime:
        return _free(asked.from_network, self.most_from_network, HOUR)


def _free(times: Sequence[datetime], most: int, window: timedelta) -> datetime:
    """When fewer than `most` lie within the window; `times` are in order."""
    return times[-most] + window if len(times) >= most else _ALWAYS
