"""May this account sign in? Every way in asks here: passwords, refresh tokens, all to come."""

from dataclasses import dataclass
from datetime import datetime

from jobr_core.accounts.errors import AccountDisabled, AccountLocked
from jobr_core.accounts.lockout import Attempts, seconds_until
from jobr_core.accounts.model import User


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicant:
    """Who has proved to be `user`, by whatever way; `attempts` is the row of their address."""

    user: User
    attempts: Attempts | None


def ensure_enabled(user: User) -> None:
    """Raises AccountDisabled."""
    if user.disabled_at is not None:
        raise AccountDisabled


def ensure_may_sign_in(applicant: Applicant, now: datetime) -> None:
    """Raises AccountDisabled; AccountLocked: who has guessed at a password has no other door to
    try."""
    ensure_enabled(applicant.user)
    attempts = applicant.attempts
    if attempts is not None and attempts.are_locked(now):
        raise AccountLocked(retry_after=seconds_until(attempts.locked_until, now))
