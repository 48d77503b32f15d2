"""What an `Idempotency-Key` stands for (draft-ietf-httpapi-idempotency-key-header-07)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final
from uuid import UUID

from jobr_core.accounts.model import UserId
from jobr_core.idempotency.errors import (
    AnswerNotKept,
    IdempotencyKeyInvalid,
    IdempotencyKeyMissing,
    IdempotencyKeyReused,
    RequestInFlight,
)

LEASE: Final = timedelta(seconds=60)
"""So long a key stays taken by a request of which nothing more is heard."""
LONGEST_WORK: Final = timedelta(seconds=50)
"""What takes longer is given up, before another may begin."""
KEPT: Final = timedelta(hours=24)
LARGEST_ANSWER: Final = 64 * 1024
_LONGEST_KEY: Final = 255
_STRING: Final = re.compile(r'"((?:[ !#-\[\]-~]|\\["\\])*)"')  # RFC 9651 §3.3.3
_TOKEN: Final = re.compile(r"[!#-+\--:<-\[\]-~]+")
_NOT_KEPT: Final = frozenset({401, 403, 429})


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyScope:
    """Where a key is one's own: another person, method or route has others."""

    owner: UserId
    method: str
    route: str
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One request under a key; `fingerprint` is of what it asks."""

    id: UUID
    scope: KeyScope
    fingerprint: bytes
    begun_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was answered; `body` is None where it was too large to keep."""

    status: int
    content_type: str = ""
    location: str | None = None
    body: bytes | None = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptAttempt:
    """What is kept under a key; without `answer` it is still being carried out."""

    attempt: Attempt
    answer: Answer | None = None

    def is_over(self, now: datetime) -> bool:
        """Whether the key is free again."""
        lasts = LEASE if self.answer is None else KEPT
        return self.attempt.begun_at + lasts <= now


def key_in(values: Sequence[str]) -> str:
    """The key of a header's values: a string of structured fields or a bare word. Raises
    IdempotencyKeyMissing, IdempotencyKeyInvalid."""
    if not values:
        raise IdempotencyKeyMissing
    given = values[0].strip()
    string = _STRING.fullmatch(given)
    key = re.sub(r"\\(.)", r"\1", string[1]) if string else given
    if len(values) > 1 or not (string or _TOKEN.fullmatch(given)):
        raise IdempotencyKeyInvalid
    if not 1 <= len(key) <= _LONGEST_KEY:
        raise IdempotencyKeyInvalid
    return key


def fingerprint(method: str, path: str, body: bytes) -> bytes:
    """Of a request; `body` in one form for all ways to write the same."""
    return sha256(b"|".join((method.encode(), path.encode(), body))).digest()


def is_to_be_kept(status: int) -> bool:
    """Whether asking again would be answered the same."""
    return status < 500 and status not in _NOT_KEPT


def answer_to(kept: KeptAttempt, attempt: Attempt) -> Answer:
    """What is answered to a later attempt under the same key. Raises IdempotencyKeyReused,
    RequestInFlight, AnswerNotKept."""
    if kept.attempt.fingerprint != attempt.fingerprint:
        raise IdempotencyKeyReused
    if kept.answer is None:
        raise RequestInFlight
    if kept.answer.body is None:
        raise AnswerNotKept(status_answered=kept.answer.status)
    return kept.answer
