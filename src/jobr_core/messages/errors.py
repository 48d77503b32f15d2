"""What can go wrong with messages."""

from jobr_core.shared.errors import Refused, Unavailable


class MailUnavailable(Unavailable):
    """The mail server cannot be reached or is busy."""


class MailInDoubt(Refused):
    """Nobody can tell whether the mail server took this message, for it or Jobr went away
    meanwhile; it is not sent again."""


class MailRefused(Refused):
    """The mail server refuses this message or its recipient for good."""


class TextUnavailable(Unavailable):
    """The provider of short messages cannot be reached or is busy."""


class TextInDoubt(Refused):
    """Nobody can tell whether the provider took this short message, for it or Jobr went away
    meanwhile; it is not sent again."""


class TextRefused(Refused):
    """The provider refuses this short message or its number for good."""
