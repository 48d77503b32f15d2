"""What can go wrong with accounts."""

from jobr_core.shared.errors import (
    Conflict,
    Forbidden,
    Locked,
    NotFound,
    Refused,
    TooMany,
    Unauthenticated,
    Unavailable,
)


class EmailInvalid(Refused):
    """This is not an e-mail address; it should look like name@example.org."""


class EmailTaken(Conflict):
    """An account with this e-mail address exists already; sign in instead."""


class PasswordTooShort(Refused):
    """The password is too short; use at least 8 characters, better 15 or more."""


class PasswordTooLong(Refused):
    """The password is too long; use at most 128 characters."""


class PasswordGuessable(Refused):
    """This password is one of the first somebody would try: it is a common one, or made of your
    name, your address or ours. Take another, best some words of your own choice."""


class PasswordsBusy(Unavailable):
    """Too many people sign in at this moment; try again in a moment."""


class WrongCredentials(Unauthenticated):
    """E-mail address or password is wrong."""


class AccountLocked(Locked):
    """There were too many wrong passwords in a row; wait up to 15 minutes and sign in again."""


class SignInStopped(TooMany):
    """From your network too many sign-ins have failed; wait and try again."""


class AccountDisabled(Forbidden):
    """This account is closed; write to us if that is a mistake."""


class WrongPassword(Forbidden):
    """The password is wrong; nothing was changed."""


class FreshSignInNeeded(Forbidden):
    """Give your password, or sign in again within the last 10 minutes, for this cannot be taken
    back."""


class OneTimeTokenUnknown(NotFound):
    """There is no such token, or it is used up."""


class ResetTokenInvalid(Refused):
    """This link to a new password is used up, has expired or is not one of ours; ask for
    another."""


class VerificationTokenInvalid(Refused):
    """This link to confirm an address is used up, has expired or is not one of ours; ask for
    another."""


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
