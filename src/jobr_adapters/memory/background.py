"""Background work where there is no background: right after the commit that asked for it."""

from collections import deque
from collections.abc import Awaitable, Callable, Mapping, Sequence
from itertools import count

import structlog

from jobr_adapters.memory.database import Enqueued, MemoryDatabase
from jobr_core.events.model import START
from jobr_core.events.ports import NextBatch
from jobr_core.events.subscribers import Checkpoint
from jobr_core.shared.clock import Clock
from jobr_core.shared.failures import reason_of
from jobr_core.tasks.errors import TaskNotCancellable, TaskNotFound
from jobr_core.tasks.model import TaskRecord, TaskState
from jobr_core.tasks.ports import Tasks

_log = structlog.get_logger("jobr.background")

UseCase = Callable[..., Awaitable[None]]


class InlineTasks(Tasks):
    """Runs tasks and hands out events before the caller goes on; keeps the tasks that failed.

    A failure is not the caller's: its change is committed. It is logged and listed.
    """

    def __init__(self, database: MemoryDatabase) -> None:
        self._waiting: deque[Enqueued] = deque()
        self._failed: dict[int, tuple[Enqueued, TaskRecord]] = {}
        self._ids = count(1)
        self._is_working = False
        self._use_cases: Mapping[str, UseCase] = {}
        self._deliveries: Sequence[NextBatch] = ()
        self._database = database

    def connect(
        self,
        *,
        use_cases: Mapping[str, UseCase],
        deliveries: Mapping[str, NextBatch],
        now: Clock,
    ) -> None:
        """Says what is behind the names of tasks, and who wants the events: all of them, for a
        memory database is no older than its process."""
        self._use_cases, self._deliveries = use_cases, tuple(deliveries.values())
        for name in deliveries:
            checkpoint = Checkpoint(subscriber=name, at=START, updated_at=now())
            self._database.tables.checkpoints[name] = checkpoint
        self._database.after_commit = self._after_commit

    async def _after_commit(self, enqueued: Sequence[Enqueued]) -> None:
        self._waiting.extend(enqueued)
        if self._is_working:  # what a task or a handler asks for is done by the one that runs it
            return
        self._is_working = True
        try:
            await self._work()
        finally:
            self._is_working = False

    async def _work(self) -> None:
        while self._waiting or await self._deliver():
            while self._waiting:
                await self._run(self._waiting.popleft())

    async def _deliver(self) -> bool:
        """A batch for each; says whether there was any."""
        return any([await self._delivered_by(deliver) for deliver in self._deliveries])

    async def _delivered_by(self, deliver: NextBatch) -> int:
        try:
            return await deliver()
        except Exception as error:  # noqa: BLE001 - not the caller's: its change is committed
            _log.warning("delivery failed", exc_info=error)
            return 0

    async def _run(self, task: Enqueued) -> None:
        try:
            await self._use_cases[task.kind.name](**task.ids)
        except Exception as error:  # noqa: BLE001 - a task may fail in any way
            _log.warning("task failed", task=task.kind.name, exc_info=error)
            record = TaskRecord(
                id=next(self._ids),
                name=task.kind.name,
                urgency=task.kind.urgency,
                state=TaskState.FAILED,
                ids={name: str(value) for name, value in task.ids.items()},
                attempts=1,
                due_at=None,
                reason=reason_of(error),
            )
            self._failed[record.id] = (task, record)

    async def listed(
        self, *, states: Sequence[TaskState] = tuple(TaskState), limit: int = 100
    ) -> tuple[TaskRecord, ...]:
        records = [record for _, record in self._failed.values() if record.state in states]
        return tuple(records[:limit])

    async def retry(self, task_id: int) -> None:
        try:
            task, _ = self._failed.pop(task_id)
        except KeyError:
            raise TaskNotFound from None
        await self._after_commit([task])

    async def retry_failed(self, name: str | None = None) -> int:
        failed = [key for key, (task, _) in self._failed.items() if name in (None, task.kind.name)]
        for task_id in failed:
            await self.retry(task_id)
        return len(failed)

    async def cancel(self, task_id: int) -> None:
        raise TaskNotCancellable if task_id in self._failed else TaskNotFound

    async def forget_ended(self, days: int) -> None:  # noqa: ARG002
        self._failed.clear()
