"""Which passwords are accepted."""

from jobr_core.accounts.errors import PasswordTooLong, PasswordTooShort

SHORTEST = 8
LONGEST = 128
"""Bounds the work of hashing (security: long passwords are a lever for denial of service)."""


def ensure_acceptable(password: str) -> None:
    """Raises PasswordTooShort or PasswordTooLong; lengths are counted in characters."""
    if len(password) < SHORTEST:
        raise PasswordTooShort
    if len(password) > LONGEST:
        raise PasswordTooLong
