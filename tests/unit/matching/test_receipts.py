"""Receipts of scores: signed, told as JSON, verified."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import BACKEND_CV, NOON, a_cv, a_posting
from jobr_core.matching import receipts, verification, weights
from jobr_core.matching.preferences import Preferences
from jobr_core.matching.receipts import (
    Key,
    Premises,
    Receipt,
    ReceiptInvalid,
    digest,
    is_genuine,
    premises_of,
    signed,
    weights_hash,
)
from jobr_core.matching.report import MatchReport
from jobr_core.matching.scoring import score
from jobr_core.matching.taste import NO_TASTE
from jobr_core.matching.verification import Cause, Verification, verified
from jobr_core.shared.errors import Malformed

TODAY = date(2026, 11, 22)
KEY = Key("2026-11", b"a secret of thirty-two bytes ....")
TASTE = digest(NO_TASTE.to_json())
CV, POSTING = a_cv(), a_posting()
REPORT = score(CV, POSTING, Preferences(), today=TODAY)
PREMISES = premises_of(CV, POSTING, Preferences(), taste_hash=TASTE, today=TODAY)
RECEIPT = signed(PREMISES, REPORT, computed_at=NOON, key=KEY)

DIGESTS = st.text("0123456789abcdef", min_size=64, max_size=64)
NAMES = st.from_regex(r"[A-Za-z0-9_.:@+-]{1,100}", fullmatch=True)
ZONES = st.integers(-14, 14).map(lambda hours: timezone(timedelta(hours=hours)))
RECEIPTS = st.builds(
    Receipt,
    premises=st.builds(
        Premises,
        cv=DIGESTS,
        posting=DIGESTS,
        preferences=DIGESTS,
        taste=DIGESTS,
        ruleset=NAMES,
        weights=DIGESTS,
        today=st.dates(),
    ),
    result=DIGESTS,
    score=st.none() | st.integers(0, 100),
    computed_at=st.datetimes(timezones=ZONES),
    key_id=NAMES,
    signature=DIGESTS,
)


def verify(receipt: Receipt = RECEIPT, **changed: object) -> Verification:
    given_now: dict[str, object] = {
        "keys": {KEY.id: KEY},
        "cv": CV,
        "posting": POSTING,
        "preferences": Preferences(),
        "taste_hash": TASTE,
        "recompute": lambda day: score(CV, POSTING, Preferences(), today=day),
    }
    return verified(receipt, **(given_now | changed))  # type: ignore[arg-type]


def causes(found: Verification) -> list[Cause]:
    return [difference.cause for difference in found.differences]


def never(day: date) -> MatchReport:
    raise AssertionError(day)


def test_what_is_unchanged_is_computed_again_and_equal() -> None:
    assert verify().equal
    assert RECEIPT.score == REPORT.score


def test_the_day_of_the_receipt_is_computed_for() -> None:
    days = []

    def recompute(day: date) -> MatchReport:
        days.append(day)
        return REPORT

    assert verify(recompute=recompute).equal
    assert days == [TODAY]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("cv", "0" * 64), ("posting", "0" * 64), ("preferences", "0" * 64), ("taste", "0" * 64),
        ("ruleset", "rules@1+00000000"), ("weights", "0" * 64), ("today", "2026-11-23"),
        ("result", "0" * 64), ("score", 100), ("score", None), ("signature", "0" * 64),
        ("computed_at", "2026-11-22T12:00:01+00:00"),
    ],
)  # fmt: skip
def test_a_changed_receipt_is_not_believed(field: str, value: object) -> None:
    forged = Receipt.from_json(dict(RECEIPT.to_json()) | {field: value})
    found = verify(forged, recompute=never)
    assert causes(found) == [Cause.SIGNATURE_WRONG]
    assert "signature is wrong" in str(found.differences[0])


def test_every_field_is_tampered_with_above() -> None:
    parameters = test_a_changed_receipt_is_not_believed.pytestmark[0].args[1]  # type: ignore[attr-defined]
    assert {field for field, _ in parameters} | {"key_id"} == RECEIPT.to_json().keys()


def test_a_key_that_is_not_here_verifies_nothing() -> None:
    found = verify(replace(RECEIPT, key_id="2020-01"), recompute=never)
    assert causes(found) == [Cause.KEY_UNKNOWN]
    assert "2020-01" in str(found.differences[0])


def test_the_id_of_another_key_does_not_fit() -> None:
    same_secret, other = Key("other", KEY.secret), Key("third", b"another secret")
    keys = {key.id: key for key in (KEY, same_secret, other)}
    for key in (same_secret, other):
        assert causes(verify(replace(RECEIPT, key_id=key.id), keys=keys)) == [Cause.SIGNATURE_WRONG]
    assert not is_genuine(RECEIPT, same_secret)


def test_keys_rotate() -> None:
    new = Key("2027-01", b"the next secret")
    keys = {KEY.id: KEY, new.id: new}
    later = signed(PREMISES, REPORT, computed_at=NOON, key=new)
    assert verify(keys=keys).equal
    assert verify(later, keys=keys).equal


@pytest.mark.parametrize(
    ("changed", "cause"),
    [
        ({"cv": a_cv(BACKEND_CV + "\nKafka")}, Cause.CV_CHANGED),
        ({"posting": a_posting(title="Cook")}, Cause.POSTING_CHANGED),
        ({"preferences": Preferences(remote=True)}, Cause.PREFERENCES_CHANGED),
        ({"taste_hash": digest({})}, Cause.TASTE_CHANGED),
    ],
)
def test_what_changed_since_is_named(changed: dict[str, object], cause: Cause) -> None:
    found = verify(RECEIPT, recompute=never, **changed)
    assert causes(found) == [cause]
    assert "since" in str(found.differences[0])


def test_all_that_changed_is_named() -> None:
    found = verify(cv=a_cv("Ada King\n\nSkills\nGo"), preferences=Preferences(remote=False))
    assert causes(found) == [Cause.CV_CHANGED, Cause.PREFERENCES_CHANGED]


def test_other_rules_are_named_both(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receipts, "ruleset", lambda: "rules@9+12345678")
    found = verify(recompute=never)
    assert causes(found) == [Cause.RULESET_DIFFERS]
    assert str(found.differences[0]) == (
        f"it was computed by {PREMISES.ruleset}, here is rules@9+12345678"
    )


def test_other_weights_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    before = weights_hash.__wrapped__()
    monkeypatch.setattr(weights, "TITLE", 5.5)
    monkeypatch.setattr(receipts, "weights_hash", weights_hash.__wrapped__)
    found = verify(recompute=never)
    assert causes(found) == [Cause.WEIGHTS_DIFFER]
    assert found.differences[0].then == before
    assert before[:8] in str(found.differences[0])


@pytest.mark.parametrize("number", [12, None])
def test_another_result_tells_both_scores(number: int | None) -> None:
    found = verify(recompute=lambda day: replace(REPORT, score=number))
    assert causes(found) == [Cause.RESULT_DIFFERS]
    told = "none" if number is None else number
    assert str(found.differences[0]) == (
        f"the score was {REPORT.score}, computed again it is {told}"
    )


def test_another_reason_for_the_same_score_is_another_result() -> None:
    lines = (replace(REPORT.lines[0], rule="because"), *REPORT.lines[1:])
    found = verify(recompute=lambda day: replace(REPORT, lines=lines))
    assert causes(found) == [Cause.RESULT_DIFFERS]


def test_every_cause_has_words() -> None:
    assert verification._SAID.keys() == set(Cause)


def test_a_secret_is_not_shown() -> None:
    assert "secret" not in repr(KEY)


@given(receipt=RECEIPTS)
def test_receipts_survive_json(receipt: Receipt) -> None:
    assert Receipt.from_json(json.loads(json.dumps(receipt.to_json()))) == receipt


@given(receipt=RECEIPTS, secret=st.binary(min_size=1))
def test_only_the_signer_is_believed(receipt: Receipt, secret: bytes) -> None:
    key = Key(receipt.key_id, secret)
    assert not is_genuine(receipt, key)
    again = replace(receipt, signature=receipts._signature(receipt, key))
    assert is_genuine(again, key)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("cv", "A" * 64), ("cv", "0" * 63), ("cv", "0" * 64 + "\n"), ("cv", 1), ("result", None),
        ("ruleset", ""), ("ruleset", "a b"), ("key_id", "é"), ("key_id", "k" * 101),
        ("today", "20261122"), ("today", "yesterday"), ("today", None), ("today", 5),
        ("score", 101), ("score", -1), ("score", True), ("score", 50.0), ("score", "50"),
        ("computed_at", "2026-11-22T12:00:00"), ("computed_at", "2026-11-22T12:00:00Z"),
        ("computed_at", "noon"), ("computed_at", None), ("signature", ""), ("more", 1),
    ],
)  # fmt: skip
def test_what_is_no_receipt_is_refused(field: str, value: object) -> None:
    with pytest.raises(ReceiptInvalid):
        Receipt.from_json(dict(RECEIPT.to_json()) | {field: value})


@pytest.mark.parametrize("lacking", list(RECEIPT.to_json()))
def test_a_receipt_has_all_of_its_fields(lacking: str) -> None:
    told = {name: value for name, value in RECEIPT.to_json().items() if name != lacking}
    with pytest.raises(ReceiptInvalid):
        Receipt.from_json(told)
    assert issubclass(ReceiptInvalid, Malformed)


def test_moments_are_signed_with_their_zone() -> None:
    utc = datetime(2026, 11, 22, 12, tzinfo=UTC)
    elsewhere = utc.astimezone(timezone(timedelta(hours=2)))
    signatures = {
        signed(PREMISES, REPORT, computed_at=moment, key=KEY).signature
        for moment in (utc, elsewhere)
    }
    assert len(signatures) == 2


def test_the_signature_is_what_it_always_was() -> None:
    """Receipts of last year must verify: this changes only with a reason."""
    old = Receipt(
        premises=Premises(
            cv="1" * 64, posting="2" * 64, preferences="3" * 64, taste="4" * 64,
            ruleset="rules@2+01234567", weights="5" * 64, today=TODAY,
        ),
        result="6" * 64, score=77, computed_at=NOON, key_id="k", signature="",
    )  # fmt: skip
    assert (
        receipts._signature(old, Key("k", b"secret"))
        == "4266a60bb488519ba194d86ef33ed05ab07aa752817d9853744f38be952e265f"
    )
