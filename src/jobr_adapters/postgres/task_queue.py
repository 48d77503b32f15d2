"""The queue of background tasks: Procrastinate's tables on the same PostgreSQL."""

from collections import Counter
from collections.abc import Sequence
from typing import Final
from uuid import UUID

from procrastinate import PsycopgConnector
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job
from procrastinate.manager import JobManager

from jobr_adapters.postgres.errors import core_errors
from jobr_adapters.postgres.statements import Connection, Connections, Row, Statement, fetch
from jobr_core.tasks.errors import TaskNotCancellable, TaskNotFound, TaskNotRetriable
from jobr_core.tasks.model import TaskKind, TaskRecord, TaskState, Urgency
from jobr_core.tasks.ports import TaskQueue, Tasks

_JOBS: Final = JobManager(PsycopgConnector())
"""Always handed the connection of a unit of work; it has none of its own."""
_STATES: Final = {
    "todo": TaskState.QUEUED,
    "doing": TaskState.RUNNING,
    "failed": TaskState.FAILED,
    "cancelled": TaskState.CANCELLED,
    "aborted": TaskState.CANCELLED,
}
# The turn a person's next task has: behind the person's own last one, and not before the turn
# that is being served. So persons take turns, however much each has asked for (start-time fair
# queueing, Goyal, Vin and Cheng 1996, with one unit of work a task).
_NEXT_TURN: Final = Statement(
    """
    SELECT greatest(
        (SELECT -max(priority) FROM procrastinate_jobs
         WHERE status = 'todo' AND queue_name = %(queue)s
         AND (scheduled_at IS NULL OR scheduled_at <= now())),
        (SELECT 1 - min(priority) FROM procrastinate_jobs
         WHERE status = 'todo' AND queue_name = %(queue)s
         AND args ->> 'on_behalf_of' = %(person)s),
        0
    ) AS turn
    """
)
_LISTED: Final = Statement(
    """
    SELECT id, task_name, queue_name, status::text, args, attempts, scheduled_at, reason
    FROM procrastinate_jobs LEFT JOIN task_failures ON task_id = id
    WHERE status::text = ANY(%(statuses)s) ORDER BY id LIMIT %(most)s
    """
)
_STATUS: Final = Statement("SELECT status::text FROM procrastinate_jobs WHERE id = %(id)s")
_QUEUE_AGAIN: Final = """
    UPDATE procrastinate_jobs
    SET status = 'todo', attempts = 0, scheduled_at = NULL, abort_requested = false
"""
_RETRY: Final = Statement(
    _QUEUE_AGAIN
    + """
    WHERE id = %(id)s AND (status IN ('failed', 'cancelled', 'aborted')
        OR status = 'todo' AND scheduled_at > now()) RETURNING id
    """
)
_RETRY_FAILED: Final = Statement(
    _QUEUE_AGAIN
    + """
    WHERE status = 'failed' AND task_name = coalesce(%(name)s::text, task_name) RETURNING id
    """
)
_CANCEL: Final = Statement("SELECT procrastinate_cancel_job_v1(%(id)s, true, false) AS id")
_UNKNOWN_KIND: Final = "No worker knows this kind of task; one of a newer version may."
_FORGET: Final = Statement(
    """
    DELETE FROM procrastinate_jobs job WHERE status IN ('failed', 'cancelled', 'aborted')
    AND NOT EXISTS (SELECT FROM procrastinate_events event WHERE event.job_id = job.id
                    AND event.at > now() - make_interval(days => %(days)s))
    """
)


class PostgresTaskQueue(TaskQueue):
    """What a unit of work has asked for so far; queued, in its transaction, when it commits."""

    def __init__(self) -> None:
        self._enqueued: list[tuple[TaskKind, UUID | None, dict[str, UUID]]] = []

    def enqueue(self, kind: TaskKind, *, on_behalf_of: UUID | None = None, **ids: UUID) -> None:
        self._enqueued.append((kind, on_behalf_of, ids))

    async def write(self, connections: Connections) -> None:
        enqueued, self._enqueued = self._enqueued, []
        if not enqueued:
            return
        turns: Counter[tuple[str, str]] = Counter()
        jobs = []
        for kind, person, ids in enqueued:
            whose = (kind.urgency.value, str(person or ""))
            if whose not in turns:
                turns[whose] = await _next_turn(connections, *whose)
            jobs.append(_job(kind, whose[1], turns[whose], ids))
            turns[whose] += 1
        with core_errors():
            async with connections() as connection:
                await _deferred(jobs, connection)


async def _deferred(jobs: list[Job], connection: Connection) -> None:
    try:
        await _JOBS.batch_defer_jobs_async(jobs, connection=connection)
    except ConnectorException as error:
        raise error.__cause__ or error from error


async def _next_turn(connections: Connections, queue: str, person: str) -> int:
    [row] = await fetch(connections, _NEXT_TURN, queue=queue, person=person)
    return int(row["turn"])


def _job(kind: TaskKind, person: str, turn: int, ids: dict[str, UUID]) -> Job:
    return Job(
        queue=kind.urgency.value,
        task_name=kind.name,
        priority=-turn,
        lock=None,
        queueing_lock=None,
        task_kwargs={
            "on_behalf_of": person,
            "ids": {name: str(value) for name, value in ids.items()},
        },
    )


class PostgresTasks(Tasks):
    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    async def listed(
        self, *, states: Sequence[TaskState] = tuple(TaskState), limit: int = 100
    ) -> tuple[TaskRecord, ...]:
        statuses = [status for status, state in _STATES.items() if state in states]
        rows = await fetch(self._connections, _LISTED, statuses=statuses, most=limit)
        return tuple(map(_record, rows))

    async def retry(self, task_id: int) -> None:
        if not await fetch(self._connections, _RETRY, id=task_id):
            await self._refuse(task_id, TaskNotRetriable)

    async def retry_failed(self, name: str | None = None) -> int:
        return len(await fetch(self._connections, _RETRY_FAILED, name=name))

    async def cancel(self, task_id: int) -> None:
        [row] = await fetch(self._connections, _CANCEL, id=task_id)
        if row["id"] is None:
            await self._refuse(task_id, TaskNotCancellable)

    async def _refuse(self, task_id: int, refusal: type[Exception]) -> None:
        raise refusal if await fetch(self._connections, _STATUS, id=task_id) else TaskNotFound

    async def forget_ended(self, days: int) -> None:
        await fetch(self._connections, _FORGET, days=days)


def _record(row: Row) -> TaskRecord:
    return TaskRecord(
        id=row["id"],
        name=row["task_name"],
        urgency=Urgency(row["queue_name"]),
        state=_STATES[row["status"]],
        ids=row["args"].get("ids", {}),
        attempts=row["attempts"],
        due_at=row["scheduled_at"] if row["status"] == "todo" else None,
        reason=row["reason"] or (_UNKNOWN_KIND if row["status"] == "failed" else None),
    )
