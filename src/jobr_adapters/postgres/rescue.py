"""Sees to it that every task started is ended by somebody."""

import asyncio
import time
from collections.abc import Mapping
from typing import Final

import structlog

from jobr_adapters.postgres.pool import PostgresPool
from jobr_adapters.postgres.statements import Row, Statement, fetch
from jobr_core.shared.failures import reason_of
from jobr_core.tasks.model import TaskKind

_SIGNS_MISSED: Final = 4
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
    """
)
_SIGN_OF_LIFE: Final = Statement(
    "UPDATE procrastinate_workers SET last_heartbeat = now() WHERE id = ANY(%(workers)s)"
)
# Failed on a worker of an older version, which does not know them: those it does not explain.
_NOW_KNOWN: Final = Statement(
    """
    UPDATE procrastinate_jobs SET status = 'todo', scheduled_at = NULL
    WHERE status = 'failed' AND task_name = ANY(%(kinds)s)
    AND NOT EXISTS (SELECT FROM task_failures WHERE task_id = id)
    """
)
_HAND_BACK: Final = Statement("SELECT procrastinate_retry_job_v2(%(id)s, now(), NULL, NULL, NULL)")
_GIVE_UP: Final = Statement("SELECT procrastinate_finish_job_v1(%(id)s, 'failed', false)")
NOTE_FAILURE: Final = Statement(
    """
    INSERT INTO task_failures (task_id, reason, failed_at) VALUES (%(id)s, %(reason)s, now())
    ON CONFLICT (task_id) DO UPDATE SET reason = excluded.reason, failed_at = excluded.failed_at
    """
)


class TaskWatch:
    """Shows signs of life for the tasks that run here, and rescues what others have left.

    `heartbeat` is the time between signs, in seconds: a worker that has missed four is taken for
    dead. Procrastinate's own workers show none while they are ending, though tasks may run on.
    """

    def __init__(self, pool: PostgresPool, kinds: Mapping[str, TaskKind], heartbeat: float) -> None:
        self._pool = pool
        self._kinds = kinds
        self._heartbeat = heartbeat
        self._running: dict[int, int | None] = {}
        self._ended: dict[int, tuple[float, int | None]] = {}

    def started(self, task_id: int, worker_id: int | None) -> None:
        """From now on it runs here, on that worker of Procrastinate's."""
        self._ended.pop(task_id, None)
        self._running[task_id] = worker_id

    def ended(self, task_id: int) -> None:
        """It runs no more; the queue is told right after this."""
        self._ended[task_id] = (time.monotonic(), self._running.pop(task_id))

    async def keep(self) -> None:
        """Until cancelled. After an outage of the database everybody's signs are old, so nothing
        is taken from others before they had time to show new ones."""
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
                await fetch(connections, NOTE_FAILURE, id=row["id"], reason=why)
                await fetch(connections, _GIVE_UP if given_up else _HAND_BACK, id=row["id"])
                _log.warning("task rescued", task=row["task_name"], id=row["id"], gave_up=given_up)
        for task_id in ended:
            self._ended.pop(task_id, None)

    def _ended_before(self, moment: float) -> dict[int, int | None]:
        """Tasks that ended so long ago that the queue must know by now, if it ever heard, and
        which of our workers they ran on."""
        return {task_id: by for task_id, (at, by) in self._ended.items() if at < moment}

    def _is_hopeless(self, row: Row) -> bool:
        kind = self._kinds.get(row["task_name"])
        return kind is not None and int(row["attempts"]) + 1 >= kind.most_attempts
