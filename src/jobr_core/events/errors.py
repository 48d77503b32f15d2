"""What can go wrong with events."""

from jobr_core.shared.errors import Conflict, NotFound, Refused


class SubscriberUnknown(NotFound):
    """There is no subscriber under that name; `jobr events subscribers` lists them."""


class DeliveredElsewhere(Conflict):
    """Another process has delivered these events meanwhile."""


class ReplayRunning(Conflict):
    """This subscriber is being replayed already; wait for it to end."""


class PeriodInvalid(Refused):
    """The period ends before it begins."""


class TookTooLong(Refused):
    """The handler did not end in time."""
