"""A signed record of what a score was computed from, by which anybody with the key can compute it
again and see that it is the same, or why it is not."""

import hmac
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from functools import cache
from hashlib import sha256
from typing import Final, Self, TypedDict

from jobr_core.cvs.model import Cv
from jobr_core.jobs.model import JobPosting
from jobr_core.matching import weights
from jobr_core.matching.features import ruleset
from jobr_core.matching.preferences import Preferences
from jobr_core.matching.report import MatchReport
from jobr_core.shared.errors import Malformed

_DIGEST: Final = re.compile("[0-9a-f]{64}")
_NAME: Final = re.compile(r"[\w.:@+-]{1,100}", re.ASCII)


class ReceiptInvalid(Malformed):
    """This is not the receipt of a score."""


class ReceiptJson(TypedDict):
    """`Receipt` as JSON; hashes are SHA-256 in lower-case hexadecimal."""

    cv: str
    posting: str
    preferences: str
    taste: str
    ruleset: str
    weights: str
    today: str
    result: str
    score: int | None
    computed_at: str
    key_id: str
    signature: str


@dataclass(frozen=True, slots=True)
class Key:
    """What receipts are signed with. Old keys are kept under their ids to verify by."""

    id: str
    secret: bytes

    def __repr__(self) -> str:
        return f"Key({self.id!r}, …)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Premises:
    """Hashes of all a score depends on, and the day it is for."""

    cv: str
    posting: str
    preferences: str
    taste: str
    ruleset: str
    weights: str
    today: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """`result` is the hash of the report's JSON. Made by `signed`; believe it only if
    `is_genuine`."""

    premises: Premises
    result: str
    score: int | None
    computed_at: datetime
    key_id: str
    signature: str

    def to_json(self) -> ReceiptJson:
        of = self.premises
        return {
            "cv": of.cv,
            "posting": of.posting,
            "preferences": of.preferences,
            "taste": of.taste,
            "ruleset": of.ruleset,
            "weights": of.weights,
            "today": of.today.isoformat(),
            "result": self.result,
            "score": self.score,
            "computed_at": self.computed_at.isoformat(),
            "key_id": self.key_id,
            "signature": self.signature,
        }

    @classmethod
    def from_json(cls, document: Mapping[str, object]) -> Self:
        """The receipt again, from what `to_json` made of it and nothing else, whether or not its
        signature is right. Raises ReceiptInvalid."""
        if document.keys() != ReceiptJson.__annotations__.keys():
            raise ReceiptInvalid
        return cls(
            premises=Premises(
                **{name: _matching(_DIGEST, document[name]) for name in _HASHED},
                ruleset=_matching(_NAME, document["ruleset"]),
                today=_day(document["today"]),
            ),
            result=_matching(_DIGEST, document["result"]),
            score=_score(document["score"]),
            computed_at=_moment(document["computed_at"]),
            key_id=_matching(_NAME, document["key_id"]),
            signature=_matching(_DIGEST, document["signature"]),
        )


_HASHED: Final = ("cv", "posting", "preferences", "taste", "weights")


def premises_of(
    cv: Cv, posting: JobPosting, preferences: Preferences, *, taste_hash: str, today: date
) -> Premises:
    """As they are now, by the rules that are here."""
    return Premises(
        cv=digest({"text": cv.text, "profile": asdict(cv.profile)}),
        posting=posting.content_hash,
        preferences=digest(preferences.premise()),
        taste=taste_hash,
        ruleset=ruleset(),
        weights=weights_hash(),
        today=today,
    )


def signed(premises: Premises, report: MatchReport, *, computed_at: datetime, key: Key) -> Receipt:
    """HMAC-SHA256 (RFC 2104) over the canonical JSON of all the rest, the key's id with it.

    `computed_at` has a time zone.
    """
    unsigned = Receipt(
        premises=premises,
        result=digest(report.to_json()),
        score=report.score,
        computed_at=computed_at,
        key_id=key.id,
        signature="",
    )
    return replace(unsigned, signature=_signature(unsigned, key))


def is_genuine(receipt: Receipt, key: Key) -> bool:
    """Whether this key signed exactly this."""
    right = hmac.compare_digest(receipt.signature, _signature(receipt, key))
    return right and receipt.key_id == key.id


def digest(value: object) -> str:
    """SHA-256 of the canonical JSON: sorted keys, no blanks, ASCII only."""
    return sha256(_canonical(value)).hexdigest()


@cache
def weights_hash() -> str:
    """Of every number in `weights`, by name."""
    named = vars(weights).items()
    return digest({name: value for name, value in named if name.lstrip("_").isupper()})


def _signature(receipt: Receipt, key: Key) -> str:
    told = {name: told for name, told in receipt.to_json().items() if name != "signature"}
    return hmac.new(key.secret, _canonical(told), sha256).hexdigest()


def _canonical(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def _matching(pattern: re.Pattern[str], value: object) -> str:
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise ReceiptInvalid
    return value


def _score(value: object) -> int | None:
    if value is None or (type(value) is int and 0 <= value <= 100):
        return value
    raise ReceiptInvalid


def _day(value: object) -> date:
    """Only as `to_json` writes it: two spellings of one receipt would be two receipts."""
    try:
        day = date.fromisoformat(str(value))
    except ValueError:
        raise ReceiptInvalid from None
    if day.isoformat() != value:
        raise ReceiptInvalid
    return day


def _moment(value: object) -> datetime:
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError:
        raise ReceiptInvalid from None
    if moment.isoformat() != value or moment.tzinfo is None:
        raise ReceiptInvalid
    return moment
