"""What tasks need from outside."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from jobr_core.shared.unit_of_work import UnitOfWork
from jobr_core.tasks.model import TaskKind, TaskRecord, TaskState


class TaskQueue(Protocol):
    """The queue as a unit of work fills it."""

    @abstractmethod
    def enqueue(self, kind: TaskKind, *, on_behalf_of: UUID | None = None, **ids: UUID) -> None:
        """Queued if and only if the unit of work commits.

        Within a queue persons take turns: one's 500 tasks do not hold up another's one.
        """


class TasksWork(UnitOfWork, Protocol):
    """A unit of work that can ask for tasks."""

    @property
    def tasks(self) -> TaskQueue: ...


class Tasks(Protocol):
    """The queue as an operator sees it."""

    @abstractmethod
    async def listed(
        self, *, states: Sequence[TaskState] = tuple(TaskState), limit: int = 100
    ) -> tuple[TaskRecord, ...]:
        """The oldest first."""

    @abstractmethod
    async def retry(self, task_id: int) -> None:
        """Queues it again, or lets it start at once if it waits for its next attempt. Raises
        TaskNotFound, TaskNotRetriable."""

    @abstractmethod
    async def retry_failed(self, name: str | None = None) -> int:
        """Queues all failed ones again, or those of a name; says how many."""

    @abstractmethod
    async def cancel(self, task_id: int) -> None:
        """It does not start any more, or is interrupted. Raises TaskNotFound,
        TaskNotCancellable."""

    @abstractmethod
    async def forget_ended(self, days: int) -> None:
        """Forgets tasks that failed or were cancelled longer ago."""
