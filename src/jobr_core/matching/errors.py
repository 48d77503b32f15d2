"""What can go wrong with matches."""

from jobr_core.shared.errors import NotFound


class MatchNotStored(NotFound):
    """No match of yours is stored for this posting; only the best of a computation are."""
