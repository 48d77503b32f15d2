"""What can go wrong with matches."""

from jobr_core.shared.errors import NotFound, Refused


class MatchNotStored(NotFound):
    """No match of yours is stored for this posting; only the best of a computation are."""


class RematchIncomplete(Refused):
    """The matches of some people could not be computed; of all others they are."""
