"""What can go wrong with accounts."""

from jobr_core.shared.errors import Conflict, Forbidden, NotFound, Refused, Unauthenticated


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


class TokenInvalid(Unauthenticated):
    """The access token is missing, expired or not one of ours; sign in again."""


class AdminOnly(Forbidden):
    """Only an administrator may do this."""


class UserNotFound(NotFound):
    """There is no such account."""
