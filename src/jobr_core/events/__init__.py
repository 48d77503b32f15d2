"""Events: what has happened, in order, for whoever wants to know."""

from jobr_core.events.model import Event, Position

__all__ = ["Event", "Position"]
