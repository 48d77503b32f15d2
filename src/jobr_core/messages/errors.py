"""What can go wrong with messages."""

from jobr_core.shared.errors import Refused, Unavailable


class MailUnavailable(Unavailable):
    """The mail server cannot be reached or is busy; the message is tried again later."""


class MailInDoubt(Refused):
    """The mail server went away while it had the message: it may have been sent, so it is not
    sent again."""


class MailRefused(Refused):
    """The mail server refuses this message or its recipient for good."""
