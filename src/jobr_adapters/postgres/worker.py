"""Runs background tasks: Procrastinate's workers, one for each queue, kept alive."""

import asyncio
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
from jobr_adapters.postgres.rescue import NOTE_FAILURE, TaskWatch
from jobr_adapters.postgres.statements import fetch
from jobr_core.shared.errors import JobrError
from jobr_core.shared.failures import reason_of
from jobr_core.tasks.errors import TaskTimedOut
from jobr_core.tasks.model import TaskKind, Urgency

_AT_ONCE: Final = {Urgency.NOW: 4, Urgency.SOON: 4, Urgency.BULK: 2}
GRACE_SECONDS: Final = 20.0
"""What running tasks get to end after SIGTERM; then they are handed back."""
_FORGOTTEN_SECONDS: Final = 86_400.0
"""After which Procrastinate forgets a dead worker; its tasks are rescued long before."""
_LOOK_SECONDS: Final = 1.0
"""Tasks to be tried again are looked for; new ones are notified."""
_log = structlog.get_logger("jobr.tasks")


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
        kinds = {task.kind.name: task.kind for task in handled}
        self._watch = TaskWatch(pool, kinds, heartbeat)
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
        self._watch.started(task_id, context.job.worker_id)
        try:
            await _in_time(task, {name: UUID(value) for name, value in ids.items()})
        except asyncio.CancelledError:
            if context.abort_reason() is AbortReason.USER_REQUEST:
                raise JobAborted from None
            raise
        except Exception as error:
            reason = reason_of(error)
            trace = None if isinstance(error, JobrError) else error  # ours say it all
            _log.warning(
                "task failed", task=task.kind.name, id=task_id, reason=reason, exc_info=trace
            )
            await fetch(self._pool.autocommit, NOTE_FAILURE, id=task_id, reason=reason)
            raise
        finally:
            self._watch.ended(task_id)

    async def work(self) -> None:
        """Until cancelled; then running tasks end or, after their grace, are handed back."""
        await self._app.open_async(pool=self._pool.connections)
        watching = asyncio.create_task(self._watch.keep())  # until the last task has ended
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
