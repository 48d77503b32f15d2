"""The ways somebody has of signing in to an account."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from jobr_core.accounts.model import User
from jobr_core.shared.errors import Conflict, NotFound

PASSWORD: Final = "password"  # noqa: S105 - a way in, not a secret


class IdentityNotFound(NotFound):
    """You do not sign in this way."""


class LastIdentity(Conflict):
    """This is the only way you can sign in; add another one first, or delete the account."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """One way in: who vouches for it, the address it is known by there, and whether it was shown
    that mail to it is read."""

    provider: str
    email: str
    verified: bool
    linked_at: datetime


def identities_of(user: User) -> tuple[Identity, ...]:
    """All there are."""
    if user.password_hash is None:
        return ()
    return (
        Identity(
            provider=PASSWORD,
            email=user.email,
            verified=user.email_verified_at is not None,
            linked_at=user.created_at,
        ),
    )


def ensure_removable(provider: str, among: Sequence[Identity]) -> None:
    """Raises IdentityNotFound, LastIdentity."""
    if all(identity.provider != provider for identity in among):
        raise IdentityNotFound
    if len(among) == 1:
        raise LastIdentity
