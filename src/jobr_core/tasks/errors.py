"""What can go wrong with tasks."""

from jobr_core.shared.errors import Conflict, NotFound, Unavailable


class TaskNotFound(NotFound):
    """There is no such task; those that succeeded are forgotten."""


class TaskNotRetriable(Conflict):
    """Only a task that failed, was cancelled or waits for its next attempt can be tried again."""


class TaskNotCancellable(Conflict):
    """Only a task that is queued or running can be cancelled."""


class TaskTimedOut(Unavailable):
    """The task did not end within its time limit."""
