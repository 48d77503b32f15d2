"""What somebody signed in has shown of being the owner, and whether it still holds."""

from dataclasses import dataclass
from datetime import datetime

from jobr_core.accounts.errors import TokenInvalid, WrongPassword
from jobr_core.accounts.model import User
from jobr_core.accounts.sessions import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """The account and the session as they were when it was shown."""

    user: User
    session: Session


def ensure_holds(proof: Proof, user: User, session: Session, now: datetime) -> None:
    """For the moment something is done on the strength of it, the account held: whoever took a new
    password meanwhile has ended what the old one proved. Raises TokenInvalid, WrongPassword."""
    if not session.is_live(now):
        raise TokenInvalid
    if user.password_hash != proof.user.password_hash:
        raise WrongPassword
