"""Tasks: use cases carried out in the background, called by name with ids."""

from jobr_core.tasks.model import TaskKind, Urgency

__all__ = ["TaskKind", "Urgency"]
