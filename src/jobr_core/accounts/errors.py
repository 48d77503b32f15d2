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


class SecondFactorNeeded(Forbidden):
    """Give the code your app shows, or a recovery code, to finish signing in
    (POST /api/auth/second-factor)."""


class SecondFactorRequired(Forbidden):
    """Administrators need a second factor here; set one up first (POST /api/me/second-factor)."""


class StepUpNeeded(Forbidden):
    """Give the code your app shows once more (POST /api/auth/second-factor); the last one is more
    than 10 minutes ago."""


class CodeWrong(Unauthenticated):
    """The code is wrong, used up or too old."""


class NoSecondFactor(Conflict):
    """Your account has no second factor; set one up first."""


class SecondFactorThere(Conflict):
    """Your account has a second factor already; remove it first."""


class PhoneInvalid(Refused):
    """This is not a mobile number Jobr can send to; give it with its country, as +49 151 23456789,
    and none of a service or an internet telephone."""


class PhoneCountryRefused(Refused):
    """Jobr sends no messages to numbers of this country; sign in otherwise."""


class CodeInvalid(Unauthenticated):
    """The code is wrong, used up, too old, or another one was sent since; ask for another."""


class OneTimeCodeUnknown(NotFound):
    """There is no such code."""


class TooManyCodes(TooMany):
    """A code was asked for a moment ago, or too often; wait and ask again."""


class NumberLocked(Locked):
    """There were too many wrong codes for this number; wait up to 15 minutes and ask for
    another."""


class CodesUsedUp(Unavailable):
    """Jobr sends no more codes for now; sign in otherwise, or try again later."""


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


class ProviderNotFound(NotFound):
    """Jobr does not sign in by this service."""


class ProviderUnavailable(Unavailable):
    """The service you sign in by does not answer; try again in a moment, or sign in otherwise."""


class SignInRefused(Unauthenticated):
    """This sign-in did not work out: it was begun elsewhere or more than 10 minutes ago, was used
    already, or what the service says of it cannot be believed. Begin again."""

    def __init__(self, reason: str = "") -> None:
        """`reason` is for the log; who asks is not told."""
        super().__init__()
        self.reason = reason


class SignInFlowUnknown(NotFound):
    """There is no such sign-in under way."""


class IdentityUnknown(NotFound):
    """Nobody here is known by this identity."""


class IdentityTaken(Conflict):
    """With this you sign in to another account already; remove it there first."""


class LinkRequired(Conflict):
    """There is an account with this address already; sign in to it as before, then add this way of
    signing in."""


class EmailNeeded(Refused):
    """The service did not tell your e-mail address, and an account needs one; allow it there, or
    register with a password."""


class AdminOnly(Forbidden):
    """Only an administrator may do this."""


class UserNotFound(NotFound):
    """There is no such account."""
