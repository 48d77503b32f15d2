"""What a plan does not include."""

from jobr_core.shared.errors import LimitedByPlan


class LimitReached(LimitedByPlan):
    """Your plan does not allow more of this."""
