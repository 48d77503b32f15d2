"""Runs background tasks: Procrastinate's workers, one for each queue, kept alive."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID

import structlog
from procrastinate import App, BaseRetryStrategy, JobContext, PsycopgConnector, RetryDecision
from procrastinate.exceptions import JobAborted
from procrastinate.job_context import AbortReason
from procrastinate.jobs import Job

from jobr_adapters.postgres.pool import PostgresPool
from jobr_adapters.postgres.statements import Row, Statement, fetch
from jobr_core.shared.failures import reason_of
from jobr_core.tasks.errors import TaskTimedOut
from jobr_core.tasks.model import TaskKind, Urgency

_AT_ONCE: Final = {Urgency.NOW: 4, Urgency.SOON: 4, Urgency.BULK: 2}
GRACE_SECONDS: Final = 20.0
"""What running tasks get to end after SIGTERM; then they are handed back."""
_SIGNS_MISSED: Final = 4
_FORGOTTEN_SECONDS: Final = 86_400.0
"""After which Procrastinate forgets a dead worker; its tasks are rescued long before."""
_LOOK_SECONDS: Final = 1.0
"""Tasks to be tried again are looked for; new ones are notified."""
_log = structlog.get_logger("jobr.tasks")

# Tasks of dead workers; and those this process has ended but could not say so, because the
# database was away at that moment.
_ABANDONED: Final = Statement(
    """
    SELECT job.id, task_name, attempts FROM procrastinate_jobs job
    LEFT JOIN procrastinate_workers worker ON worker.id = job.worker_id
    WHERE job.status = 'doing' AND (worker.id IS NULL
        OR worker.last_heartbeat < now() - make_interval(secs => %(silent)s)
        OR (job.id, job.worker_id) IN (
            SELECT * FROM unnest(%(ended)s::bigint[], %(by_worker)s::bigint[])))
    FOR UPDATE OF job SKIP LOCKED
    """,
    {},
)
_SIGN_OF_LIFE: Final = Statement(
    "UPDATE procrastinate_workers SET last_heartbeat = now() WHERE id = ANY(%(workers)s)", {}
)
# Failed on a worker of an older version, which does not know them: those it does not explain.
_NOW_KNOWN: Final = Statement(
    """
    UPDATE procrastinate_jobs SET status = 'todo', scheduled_at = NULL
    WHERE status = 'failed' AND task_name = ANY(%(kinds)s)
    AND NOT EXISTS (SELECT FROM task_failures WHERE task_id = id)
    """,
    {},
)
_HAND_BACK: Final = Statement(
    "SELECT procrastinate_retry_job_v2(%(id)s, now(), NULL, NULL, NULL)", {}
)
_GIVE_UP: Final = Statement("SELECT procrastinate_finish_job_v1(%(id)s, 'failed', false)", {})
_NOTE_FAILURE: Final = Statement(
    """
    INSERT INTO task_failures (task_id, reason, failed_at) VALUES (%(id)s, %(reason)s, now())
    ON CONFLICT (task_id) DO UPDATE SET reason = excluded.reason, failed_at = excluded.failed_at
    """,
    {},
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Handled:
    """What a task's name stands for; `every` is a cron expression (UTC) for periodic ones."""

    kind: TaskKind
    use_case: Callable[..., Awaitable[None]]
    every: str | None = None


class PostgresWorker:
    """A worker process, or the worker inside a server process.

    `heartbeat` is the time between signs of life, in seconds: a worker that has missed four is
    taken for dead, and its tasks are handed to others. `grace` is what running tasks get to end.
    """

    def __init__(
        self,
        pool: PostgresPool,
        handled: Sequence[Handled],
        *,
        heartbeat: float,
        grace: float = GRACE_SECONDS,
    ) -> None:
        self._pool = pool
        self._grace = grace
        self._heartbeat = heartbeat
        self._running: dict[int, int | None] = {}
        self._ended: dict[int, tuple[float, int | None]] = {}
        self._kinds = {task.kind.name: task.kind for task in handled}
        self._app = App(connector=PsycopgConnector())
        for task in handled:
            self._register(task)

    def _register(self, task: Handled) -> None:
        async def run(context: JobContext, /, **arguments: Any) -> None:
            """Called with what was enqueued, or with the `timestamp` of a periodic task."""
            await self._run(task, context, arguments.get("ids", {}))
            due = arguments.get("timestamp")
            _log.info("task done", task=task.kind.name, id=context.job.id, due=due)

        registered: Any = self._app.task(
            name=task.kind.name,
            queue=task.kind.urgency.value,
            retry=_Retrying(task.kind),
            pass_context=True,
        )(run)
        if task.every is not None:
            self._app.periodic(cron=task.every)(registered)

    async def _run(self, task: Handled, context: JobContext, ids: Mapping[str, str]) -> None:
        task_id = context.job.id
        assert task_id is not None
        self._ended.pop(task_id, None)
        self._running[task_id] = context.job.worker_id
        try:
            await _in_time(task, {name: UUID(value) for name, value in ids.items()})
        except asyncio.CancelledError:
            if context.abort_reason() is AbortReason.USER_REQUEST:
                raise JobAborted from None
            raise
        except Exception as error:
            _log.warning("task failed", task=task.kind.name, id=task_id, exc_info=error)
            await fetch(self._pool.autocommit, _NOTE_FAILURE, id=task_id, reason=reason_of(error))
            raise
        finally:
            del self._running[task_id]
            self._ended[task_id] = (time.monotonic(), context.job.worker_id)

    async def work(self) -> None:
        """Until cancelled; then running tasks end or, after their grace, are handed back."""
        await self._app.open_async(pool=self._pool.connections)
        watching = asyncio.create_task(self._keep_watch())  # until the last task has ended
        try:
            async with asyncio.TaskGroup() as group:
                for urgency in Urgency:
                    group.create_task(self._keep_working(urgency))
        finally:
            watching.cancel()
            await asyncio.wait([watching])

    async def _keep_working(self, urgency: Urgency) -> None:
        """A Procrastinate worker ends when it loses the database; then there is another one."""
        while True:
            try:
                await self._app.run_worker_async(
                    queues=[urgency.value],
                    name=urgency.value,
                    concurrency=_AT_ONCE[urgency],
                    install_signal_handlers=False,
                    fetch_job_polling_interval=_LOOK_SECONDS,
                    shutdown_graceful_timeout=self._grace,
                    delete_jobs="successful",
                    update_heartbeat_interval=self._heartbeat,
                    stalled_worker_timeout=_FORGOTTEN_SECONDS,
                )
            except Exception as error:
                _log.warning("worker lost", queue=urgency.value, reason=reason_of(error))
                if _is_being_stopped():  # what was lost came in place of the cancellation
                    raise asyncio.CancelledError from error
            await asyncio.sleep(1)

    async def _keep_watch(self) -> None:
        """Shows signs of life for what runs here, and sees to what others have left.

        A Procrastinate worker that is ending shows none, though its tasks may run on. After an
        outage of the database everybody's signs are old, so nothing is taken from others before
        they had time to show new ones.
        """
        silent = self._heartbeat * _SIGNS_MISSED
        seeing_since: float | None = None
        while True:
            try:
                here = list({*self._running.values()})
                await fetch(self._pool.autocommit, _SIGN_OF_LIFE, workers=here)
                seeing_since = seeing_since or time.monotonic()
                if time.monotonic() - seeing_since >= silent:
                    await self._rescue(silent)
            except Exception as error:  # noqa: BLE001 - it goes on when the cause is gone
                seeing_since = None
                _log.warning("no sign of life", reason=reason_of(error))
            await asyncio.sleep(self._heartbeat)

    async def _rescue(self, silent: float) -> None:
        await fetch(self._pool.autocommit, _NOW_KNOWN, kinds=list(self._kinds))
        ended = self._ended_before(time.monotonic() - silent)
        asked = {"silent": silent, "ended": list(ended), "by_worker": list(ended.values())}
        async with self._pool.transaction() as connections:
            for row in await fetch(connections, _ABANDONED, **asked):
                given_up = self._is_hopeless(row)
                why = "The worker ended while it ran this task."
                await fetch(connections, _NOTE_FAILURE, id=row["id"], reason=why)
                await fetch(connections, _GIVE_UP if given_up else _HAND_BACK, id=row["id"])
                _log.warning("task rescued", task=row["task_name"], id=row["id"], gave_up=given_up)

    def _ended_before(self, moment: float) -> dict[int, int | None]:
        """Tasks that ended so long ago that the queue must know by now, if it ever heard, and
        which of our workers they ran on."""
        ended = {task_id: by for task_id, (at, by) in self._ended.items() if at < moment}
        for task_id in ended:
            del self._ended[task_id]
        return ended

    def _is_hopeless(self, row: Row) -> bool:
        kind = self._kinds.get(row["task_name"])
        return kind is not None and int(row["attempts"]) + 1 >= kind.most_attempts


def _is_being_stopped() -> bool:
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0


async def _in_time(task: Handled, ids: Mapping[str, UUID]) -> None:
    limit = asyncio.timeout(task.kind.seconds)
    try:
        async with limit:
            await task.use_case(**ids)
    except TimeoutError as error:
        if not limit.expired():
            raise
        message = f"The task did not end within {task.kind.seconds:g} s."
        raise TaskTimedOut(message) from error


class _Retrying(BaseRetryStrategy):
    """The rule of the task's kind, and back at once what a stopping worker could not finish."""

    def __init__(self, kind: TaskKind) -> None:
        self._kind = kind

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        if isinstance(exception, asyncio.CancelledError):
            return RetryDecision(retry_at=datetime.now(UTC))
        pause = self._kind.pause_after(job.attempts + 1, exception)
        if pause is None:
            return None
        return RetryDecision(retry_at=datetime.now(UTC) + timedelta(seconds=pause))
