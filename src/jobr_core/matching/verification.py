"""Whether a score is still what its receipt says, or why not."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Final

from jobr_core.cvs.model import Cv
from jobr_core.jobs.model import JobPosting
from jobr_core.matching.preferences import Preferences
from jobr_core.matching.receipts import Key, Premises, Receipt, digest, is_genuine, premises_of
from jobr_core.matching.report import MatchReport

Recompute = Callable[[date], MatchReport]
"""Computes the report again, as on that day."""


class Cause(StrEnum):
    """Why a receipt does not hold."""

    KEY_UNKNOWN = "key_unknown"
    SIGNATURE_WRONG = "signature_wrong"
    CV_CHANGED = "cv_changed"
    POSTING_CHANGED = "posting_changed"
    PREFERENCES_CHANGED = "preferences_changed"
    TASTE_CHANGED = "taste_changed"
    RULESET_DIFFERS = "ruleset_differs"
    WEIGHTS_DIFFER = "weights_differ"
    RESULT_DIFFERS = "result_differs"


_CAUSES: Final = {
    "cv": Cause.CV_CHANGED,
    "posting": Cause.POSTING_CHANGED,
    "preferences": Cause.PREFERENCES_CHANGED,
    "taste": Cause.TASTE_CHANGED,
    "ruleset": Cause.RULESET_DIFFERS,
    "weights": Cause.WEIGHTS_DIFFER,
}
_SAID: Final = {
    Cause.KEY_UNKNOWN: "it was signed with a key that is not here: {then}",
    Cause.SIGNATURE_WRONG: "the signature is wrong: it was changed, or signed with another key",
    Cause.CV_CHANGED: "the CV has changed since",
    Cause.POSTING_CHANGED: "the posting has changed since",
    Cause.PREFERENCES_CHANGED: "the preferences have changed since",
    Cause.TASTE_CHANGED: "there is other feedback since",
    Cause.RULESET_DIFFERS: "it was computed by {then}, here is {now}",
    Cause.WEIGHTS_DIFFER: "it was computed with the weights {then:.8}, here are {now:.8}",
    Cause.RESULT_DIFFERS: "the score was {then}, computed again it is {now}",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """A cause, with what the receipt says and what is here."""

    cause: Cause
    then: str
    now: str

    def __str__(self) -> str:
        return _SAID[self.cause].format(then=self.then, now=self.now)


@dataclass(frozen=True, slots=True)
class Verification:
    """All that differs; nothing where the score was computed again and is the same."""

    differences: tuple[Difference, ...]

    @property
    def equal(self) -> bool:
        return not self.differences


def verified(
    receipt: Receipt,
    *,
    keys: Mapping[str, Key],
    cv: Cv,
    posting: JobPosting,
    preferences: Preferences,
    taste_hash: str,
    recompute: Recompute,
) -> Verification:
    """Looks at the signature first, then at what the score was computed from; only where all of
    that is the same does computing again tell anything. `keys` are by id."""
    day = receipt.premises.today
    if unsigned := _unsigned(receipt, keys):
        return Verification((unsigned,))
    now = premises_of(cv, posting, preferences, taste_hash=taste_hash, today=day)
    if changed := tuple(_changed(receipt.premises, now)):
        return Verification(changed)
    return Verification(tuple(_other_result(receipt, recompute(day))))


def _unsigned(receipt: Receipt, keys: Mapping[str, Key]) -> Difference | None:
    key = keys.get(receipt.key_id)
    if key is None:
        return Difference(Cause.KEY_UNKNOWN, receipt.key_id, "")
    return None if is_genuine(receipt, key) else Difference(Cause.SIGNATURE_WRONG, key.id, key.id)


def _changed(then: Premises, now: Premises) -> Iterator[Difference]:
    for name in (field.name for field in fields(Premises) if field.name in _CAUSES):
        was, here = getattr(then, name), getattr(now, name)
        if was != here:
            yield Difference(_CAUSES[name], was, here)


def _other_result(receipt: Receipt, report: MatchReport) -> Iterator[Difference]:
    if digest(report.to_json()) != receipt.result or report.score != receipt.score:
        yield Difference(Cause.RESULT_DIFFERS, _told(receipt.score), _told(report.score))


def _told(score: int | None) -> str:
    return "none" if score is None else str(score)
