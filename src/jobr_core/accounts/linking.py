"""What becomes of somebody another service vouches for."""

from dataclasses import dataclass

from jobr_core.accounts.errors import EmailNeeded, IdentityTaken, LinkRequired
from jobr_core.accounts.model import User
from jobr_core.accounts.phone_numbers import TELEPHONE
from jobr_core.accounts.signing_in import ensure_enabled


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvedIdentity:
    """What an issuer, here called `provider`, has signed of somebody. They are known by `issuer`
    and `subject`, never by `email`, which is normalised; `is_authoritative`: it is the issuer that
    gives people this mailbox."""

    provider: str
    issuer: str
    subject: str
    email: str | None = None
    is_email_verified: bool = False
    is_authoritative: bool = False
    full_name: str = ""


@dataclass(frozen=True, slots=True)
class SignIn:
    """To the account that has the identity."""

    user: User


@dataclass(frozen=True, slots=True)
class Open:
    """A new account."""

    email: str | None
    is_verified: bool


@dataclass(frozen=True, slots=True)
class Link:
    """To an account, and sign in to it."""

    user: User


@dataclass(frozen=True, slots=True)
class TakeOver:
    """The same with one whose address nobody has verified: whoever opened it first keeps no way
    in."""

    user: User


Outcome = SignIn | Open | Link | TakeOver


def outcome_of(
    proved: ProvedIdentity,
    *,
    owner: User | None,
    holder: User | None,
    signed_in: User | None,
) -> Outcome:
    """`owner` has the identity already, `holder` the address, `signed_in` asked to link it. Raises
    IdentityTaken, EmailNeeded, LinkRequired, AccountDisabled."""
    if signed_in is not None:
        return _linked(signed_in, owner)
    if owner is not None:
        ensure_enabled(owner)
        return SignIn(owner)
    if proved.email is None:
        return _opened_without_address(proved)
    if holder is None:
        return Open(proved.email, proved.is_email_verified)
    if not (proved.is_email_verified and proved.is_authoritative):
        raise LinkRequired
    ensure_enabled(holder)
    return Link(holder) if holder.email_verified_at else TakeOver(holder)


def _opened_without_address(proved: ProvedIdentity) -> Outcome:
    """A number can be written to as well as an address."""
    if proved.issuer != TELEPHONE:
        raise EmailNeeded
    return Open(None, is_verified=False)


def _linked(signed_in: User, owner: User | None) -> Outcome:
    ensure_enabled(signed_in)
    if owner is None:
        return Link(signed_in)
    if owner.id != signed_in.id:
        raise IdentityTaken
    return SignIn(signed_in)
