"""The queue is kept tidy."""

from dataclasses import dataclass
from typing import Final

from jobr_core.tasks.model import TaskKind, Urgency
from jobr_core.tasks.ports import Tasks

FORGET_ENDED_TASKS: Final = TaskKind(name="forget_ended_tasks", urgency=Urgency.BULK)
_KEPT_DAYS: Final = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class ForgetEndedTasks:
    """Forgets tasks that failed or were cancelled a month ago."""

    tasks: Tasks

    async def __call__(self) -> None:
        await self.tasks.forget_ended(_KEPT_DAYS)
