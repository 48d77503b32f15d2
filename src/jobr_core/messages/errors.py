"""What can go wrong with messages."""

from jobr_core.shared.errors import Refused, Unavailable


class MailUnavailable(Unavailable):
    """The mail server cannot be reached or is busy."""


class MailInDoubt(Refused):
    """Nobody can tell whether the mail server took this message, for it or Jobr went away
    meanwhile; it is not sent again."""


class MailRefused(Refused):
    """The mail server refuses this message or its recipient for good."""
