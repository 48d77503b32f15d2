"""What becomes of somebody another service vouches for, case by case (security: A11)."""

from dataclasses import replace
from typing import Any

import pytest

from builders import NOON, a_user
from jobr_core.accounts.errors import (
    AccountDisabled,
    EmailNeeded,
    IdentityTaken,
    LinkRequired,
)
from jobr_core.accounts.linking import (
    Link,
    Open,
    ProvedIdentity,
    SignIn,
    TakeOver,
    outcome_of,
)

EMAIL = "ada@gmail.com"
ADA = replace(a_user(EMAIL), email_verified_at=NOON)
UNVERIFIED = replace(ADA, email_verified_at=None)
CLOSED = replace(ADA, disabled_at=NOON)
EVE = a_user("eve@example.org")
GOOGLE = ProvedIdentity(
    provider="google", issuer="https://accounts.google.com", subject="1", email=EMAIL,
    is_email_verified=True, is_authoritative=True,
)  # fmt: skip
LAX = replace(GOOGLE, is_authoritative=False)
"""Of an issuer that does not give this mailbox: it was confirmed there some day."""
SILENT = replace(GOOGLE, is_email_verified=False)
NAMELESS = replace(GOOGLE, email=None, is_email_verified=False, is_authoritative=False)

CASES: list[tuple[str, ProvedIdentity, dict[str, Any], object]] = [
    ("known", GOOGLE, {"owner": ADA}, SignIn(ADA)),
    ("known, its address is another's now", GOOGLE, {"owner": EVE, "holder": ADA}, SignIn(EVE)),
    ("known, without an address now", NAMELESS, {"owner": ADA}, SignIn(ADA)),
    ("known, the account is closed", GOOGLE, {"owner": CLOSED}, AccountDisabled),
    ("new", GOOGLE, {}, Open(EMAIL, is_verified=True)),
    ("new, of an issuer without mailboxes", LAX, {}, Open(EMAIL, is_verified=True)),
    ("new, the address not verified", SILENT, {}, Open(EMAIL, is_verified=False)),
    ("new, without an address", NAMELESS, {}, EmailNeeded),
    ("the address has an account", GOOGLE, {"holder": ADA}, Link(ADA)),
    ("the same, not the issuer's to give", LAX, {"holder": ADA}, LinkRequired),
    ("the same, not verified there", SILENT, {"holder": ADA}, LinkRequired),
    ("the same, closed", GOOGLE, {"holder": CLOSED}, AccountDisabled),
    ("opened before by whoever", GOOGLE, {"holder": UNVERIFIED}, TakeOver(UNVERIFIED)),
    ("the same, not the issuer's to give", LAX, {"holder": UNVERIFIED}, LinkRequired),
    ("the same, not verified there", SILENT, {"holder": UNVERIFIED}, LinkRequired),
    ("added", GOOGLE, {"signed_in": ADA}, Link(ADA)),
    ("added with another's address", GOOGLE, {"signed_in": EVE, "holder": ADA}, Link(EVE)),
    ("added without an address", NAMELESS, {"signed_in": ADA}, Link(ADA)),
    ("added again", GOOGLE, {"signed_in": ADA, "owner": ADA}, SignIn(ADA)),
    ("added, but another's", GOOGLE, {"signed_in": EVE, "owner": ADA}, IdentityTaken),
    ("added to a closed account", GOOGLE, {"signed_in": CLOSED}, AccountDisabled),
]  # fmt: skip


@pytest.mark.parametrize(
    ("proved", "who", "outcome"),
    [pytest.param(*case, id=f"{number} {name}") for number, (name, *case) in enumerate(CASES)],
)
def test_what_becomes_of_an_identity(
    proved: ProvedIdentity, who: dict[str, Any], outcome: object
) -> None:
    known = {"owner": None, "holder": None, "signed_in": None, **who}
    if isinstance(outcome, type) and issubclass(outcome, Exception):
        with pytest.raises(outcome):
            outcome_of(proved, **known)
    else:
        assert outcome_of(proved, **known) == outcome
