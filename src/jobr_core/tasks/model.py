"""What is done in the background, and how a task stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from jobr_core.shared.backoff import pause_after
from jobr_core.shared.errors import Conflict, JobrError, Unavailable


class Urgency(StrEnum):
    """The queues. Each has workers of its own, so that none waits for a less urgent one."""

    NOW = "now"
    """A person is waiting for it."""
    SOON = "soon"
    """Within a minute or so."""
    BULK = "bulk"
    """Whenever there is time: re-ranking, sweeping, exporting."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskKind:
    """A use case that can be asked for: by name, with ids.

    It may be started more than once for one request (a worker can be killed at any moment), so
    the use case sees to it that a second run changes nothing.
    """

    name: str
    urgency: Urgency
    seconds: float = 60.0
    """Time limit of one attempt."""
    most_attempts: int = 8
    """A failed attempt is repeated after 1, 2, 4 … seconds, at most 5 minutes."""

    def pause_after(self, failures: int, error: BaseException) -> float | None:
        """Seconds until the next attempt; None: it has failed for good.

        What was refused by a rule is refused again; everything else is worth another attempt.
        """
        refused = isinstance(error, JobrError) and not isinstance(error, Unavailable | Conflict)
        if refused or failures >= self.most_attempts:
            return None
        return pause_after(failures).total_seconds()


class TaskState(StrEnum):
    """How a task stands. Succeeded ones are forgotten."""

    QUEUED = "queued"
    RUNNING = "running"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRecord:
    """A task as an operator sees it. `reason` tells of its last failure."""

    id: int
    name: str
    urgency: Urgency
    state: TaskState
    ids: Mapping[str, str]
    attempts: int
    due_at: datetime | None
    reason: str | None
