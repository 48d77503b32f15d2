"""The ways somebody has of signing in to an account."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from jobr_core.accounts.model import User, UserId
from jobr_core.shared.errors import Conflict, NotFound

PASSWORD: Final = "password"  # noqa: S105 - a way in, not a secret


class IdentityNotFound(NotFound):
    """You do not sign in this way."""


class LastIdentity(Conflict):
    """This is the only way you can sign in; add another one first, or delete the account."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """One way in: who vouches for it, the address it is known by there, and whether it was shown
    that mail to it is read. Those of other services have an `issuer` and a `subject`."""

    provider: str
    email: str | None
    verified: bool
    linked_at: datetime
    issuer: str | None = None
    subject: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedIdentity:
    """By whom an account is known at another service: `subject` of `issuer`. `email` is what that
    service said when it was linked, and `is_email_verified` whether it vouched for it."""

    issuer: str
    subject: str
    user_id: UserId
    provider: str
    email: str | None
    is_email_verified: bool
    linked_at: datetime

    @property
    def identity(self) -> Identity:
        return Identity(
            provider=self.provider,
            email=self.email,
            verified=self.is_email_verified,
            linked_at=self.linked_at,
            issuer=self.issuer,
            subject=self.subject,
        )


def identities_of(user: User, linked: Sequence[LinkedIdentity] = ()) -> tuple[Identity, ...]:
    """All there are."""
    outside = tuple(one.identity for one in linked)
    if user.password_hash is None or user.email is None:
        return outside
    password = Identity(
        provider=PASSWORD,
        email=user.email,
        verified=user.email_verified_at is not None,
        linked_at=user.created_at,
    )
    return (password, *outside)


def ensure_removable(provider: str, among: Sequence[Identity]) -> None:
    """Raises IdentityNotFound, LastIdentity."""
    if all(identity.provider != provider for identity in among):
        raise IdentityNotFound
    if all(identity.provider == provider for identity in among):
        raise LastIdentity
