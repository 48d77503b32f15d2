"""What can go wrong with accounts."""

from jobr_core.shared.errors import (
    Conflict,
    Forbidden,
    Locked,
    NotFound,
    Refused,
    Unauthenticated,
)


class EmailInvalid(Refused):
    """This is not an e-mail address; it should look like name@example.org."""


class EmailTaken(Conflict):
    """An account with this e-mail address exists already; sign in instead."""


class PasswordTooShort(Refused):
    """The password is too short; use at least 8 characters."""


class PasswordTooLong(Refused):
    """The password is too long; use at most 128 characters."""


class WrongCredentials(Unauthenticated):
    """E-mail address or password is wrong."""


class AccountLocked(Locked):
    """There were too many wrong passwords in a row; wait up to 15 minutes and sign in again."""


class TokenInvalid(Unauthenticated):
    """The access token is missing, expired or not one of ours; sign in again."""


class RefreshTokenInvalid(Unauthenticated):
    """The refresh token is used up, expired or not one of ours; sign in again."""


class RefreshInProgress(Conflict):
    """This refresh token was used a moment ago; use the one that answer brought."""


class SessionNotFound(NotFound):
    """You have no such session."""


class AdminOnly(Forbidden):
    """Only an administrator may do this."""


class UserNotFound(NotFound):
    """There is no such account."""
