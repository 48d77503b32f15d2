"""May this account sign in? Every way in asks here: passwords, refresh tokens, all to come."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from jobr_core.accounts.model import User

SignInRule = Callable[[User, datetime], None]
"""Raises what keeps an account from signing in."""

SIGN_IN_RULES: Final[tuple[SignInRule, ...]] = ()


def ensure_may_sign_in(
    user: User, now: datetime, rules: tuple[SignInRule, ...] = SIGN_IN_RULES
) -> None:
    """Raises what the first rule broken raises."""
    for rule in rules:
        rule(user, now)
