"""Which ways in there are, and which may be given up."""

from dataclasses import replace

import pytest

from builders import NOON, a_user
from jobr_core.accounts.identities import (
    Identity,
    IdentityNotFound,
    LastIdentity,
    ensure_removable,
    identities_of,
)

PASSWORD = Identity(provider="password", email="a@example.org", verified=True, linked_at=NOON)
GOOGLE = replace(PASSWORD, provider="google")


def test_a_password_is_a_way_in() -> None:
    user = a_user()
    [identity] = identities_of(user)
    assert (identity.provider, identity.email) == ("password", user.email)
    assert (identity.verified, identity.linked_at) == (False, user.created_at)
    assert identities_of(replace(user, email_verified_at=NOON))[0].verified
    assert identities_of(replace(user, password_hash=None)) == ()


def test_the_last_way_in_stays() -> None:
    ensure_removable("google", (PASSWORD, GOOGLE))
    with pytest.raises(LastIdentity):
        ensure_removable("password", (PASSWORD,))
    for among in ((), (PASSWORD,), (PASSWORD, GOOGLE)):
        with pytest.raises(IdentityNotFound):
            ensure_removable("replit", among)
