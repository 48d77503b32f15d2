"""Background tasks, on a worker of their own and inline on memory."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from uuid import UUID

import pytest

from builders import a_clock_at, an_id
from jobr_adapters.memory.background import InlineTasks
from jobr_adapters.memory.database import MemoryDatabase
from jobr_adapters.memory.unit_of_work import MemoryUnitOfWork
from jobr_adapters.postgres.pool import PostgresPool
from jobr_adapters.postgres.task_queue import PostgresTasks
from jobr_adapters.postgres.unit_of_work import PostgresUnitOfWork
from jobr_adapters.postgres.worker import Handled, PostgresWorker
from jobr_core.messages.errors import MailRefused
from jobr_core.tasks.errors import TaskNotCancellable, TaskNotFound, TaskNotRetriable
from jobr_core.tasks.model import TaskKind, TaskState, Urgency
from waiting import end_connections, until

ADA, GRACE = UUID(int=1), UUID(int=2)
GREET = TaskKind(name="greet", urgency=Urgency.SOON, most_attempts=2)
HURRY = TaskKind(name="hurry", urgency=Urgency.NOW)
SWEEP = TaskKind(name="sweep", urgency=Urgency.BULK)
ONCE = TaskKind(name="once", urgency=Urgency.SOON, seconds=0.2, most_attempts=1)
TICK = TaskKind(name="tick", urgency=Urgency.SOON)

UseCase = Callable[..., Awaitable[None]]


class Diary:
    """A use case that notes who it was called for."""

    def __init__(self) -> None:
        self.called_for: list[UUID] = []
        self.failures: list[Exception] = []

    async def __call__(self, *, user_id: UUID) -> None:
        self.called_for.append(user_id)
        if self.failures:
            raise self.failures.pop(0)


@pytest.fixture
def diary() -> Diary:
    return Diary()


class OnMemoryInline:
    """`diary` is behind `greet`."""

    @pytest.fixture
    def database(self) -> MemoryDatabase:
        return MemoryDatabase()

    @pytest.fixture
    def tasks(self, database: MemoryDatabase, diary: Diary) -> InlineTasks:
        tasks = InlineTasks(database)
        tasks.connect(use_cases={"greet": diary}, deliveries={}, now=a_clock_at())
        return tasks

    async def test_a_task_is_done_when_the_unit_of_work_is_left(
        self, database: MemoryDatabase, tasks: InlineTasks, diary: Diary
    ) -> None:
        async with MemoryUnitOfWork(database, now=a_clock_at(), new_id=an_id) as work:
            work.tasks.enqueue(GREET, on_behalf_of=ADA, user_id=ADA)
            await work.commit()
            assert diary.called_for == []
        assert diary.called_for == [ADA]
        assert await tasks.listed() == ()

    async def test_without_a_commit_there_is_no_task(
        self, database: MemoryDatabase, tasks: InlineTasks, diary: Diary
    ) -> None:
        async with MemoryUnitOfWork(database, now=a_clock_at(), new_id=an_id) as work:
            work.tasks.enqueue(GREET, user_id=ADA)
        assert diary.called_for == []

    async def test_a_failure_is_listed_and_can_be_tried_again(
        self, database: MemoryDatabase, tasks: InlineTasks, diary: Diary
    ) -> None:
        diary.failures = [MailRefused()]
        async with MemoryUnitOfWork(database, now=a_clock_at(), new_id=an_id) as work:
            work.tasks.enqueue(GREET, user_id=ADA)
            await work.commit()
        [failed] = await tasks.listed(states=(TaskState.FAILED,))
        assert (failed.name, failed.ids) == ("greet", {"user_id": str(ADA)})
        assert failed.reason == f"mail_refused: {MailRefused()}"
        diary.failures = [MailRefused()]
        assert await tasks.retry_failed("other") == 0
        assert await tasks.retry_failed("greet") == 1
        [failed] = await tasks.listed()
        with pytest.raises(TaskNotCancellable):
            await tasks.cancel(failed.id)
        await tasks.retry(failed.id)
        assert diary.called_for == [ADA] * 3
        assert await tasks.listed() == ()
        with pytest.raises(TaskNotFound):
            await tasks.retry(failed.id)


class TestTasksOnMemory(OnMemoryInline): ...


@pytest.mark.postgres
class TestTasksOnPostgres:
    @pytest.fixture
    def tasks(self, pool: PostgresPool) -> PostgresTasks:
        return PostgresTasks(pool.autocommit)

    async def test_a_task_is_queued_with_the_change_or_not_at_all(
        self, pool: PostgresPool, tasks: PostgresTasks
    ) -> None:
        async with begin(pool) as work:
            work.tasks.enqueue(GREET, user_id=ADA)
        assert await tasks.listed() == ()
        await ask(pool, GREET, ADA)
        [queued] = await tasks.listed()
        assert (queued.name, queued.state, queued.urgency) == ("greet", "queued", "soon")
        assert queued.ids == {"user_id": str(ADA)}

    async def test_a_task_is_done_once_and_forgotten(
        self, pool: PostgresPool, tasks: PostgresTasks, diary: Diary
    ) -> None:
        async with working(pool, diary), working(pool, diary):
            await ask(pool, GREET, *[ADA] * 30)
            await until(lambda: empty(tasks))
        assert diary.called_for == [ADA] * 30

    async def test_persons_take_turns(
        self, pool: PostgresPool, tasks: PostgresTasks, diary: Diary
    ) -> None:
        """One asks for 500, then another for 1, the first for more and the other for 3."""
        await ask(pool, GREET, *[ADA] * 500)
        await ask(pool, GREET, GRACE)
        await ask(pool, GREET, *[ADA] * 5)
        await ask(pool, GREET, *[GRACE] * 3)
        async with working(pool, diary):
            await until(lambda: empty(tasks))
        assert len(diary.called_for) == 509
        places = [n for n, who in enumerate(diary.called_for) if who == GRACE]
        assert max(places) < 12  # every other one, give or take the four done at once

    async def test_turns_are_kept_while_an_old_task_waits_for_its_retry(
        self, pool: PostgresPool, tasks: PostgresTasks, diary: Diary
    ) -> None:
        await ask(pool, GREET, an_id())
        async with pool.autocommit() as connection:
            await connection.execute(
                "UPDATE procrastinate_jobs SET scheduled_at = now() + interval '5 minutes'"
            )
        await ask(pool, GREET, *[ADA] * 60)
        async with pool.autocommit() as connection:  # half of them are done
            await connection.execute(
                "DELETE FROM procrastinate_jobs WHERE priority > -30 AND scheduled_at IS NULL"
            )
        await ask(pool, GREET, *[GRACE] * 10)
        async with working(pool, diary):
            await until(lambda: left(tasks, 1))
        assert diary.called_for.index(ADA) < 6

    async def test_the_less_urgent_holds_nobody_up(
        self, pool: PostgresPool, tasks: PostgresTasks, diary: Diary
    ) -> None:
        may_end = asyncio.Event()

        async def sweep(*, user_id: UUID) -> None:
            await may_end.wait()

        await ask(pool, SWEEP, *[ADA] * 10)
        async with working(pool, diary, sweep):
            await ask(pool, HURRY, GRACE)
            await until(lambda: has_been_called(diary))
            assert len(await tasks.listed()) >= 10
            may_end.set()

    async def test_a_failure_is_tried_again_then_shown_with_its_reason(
        self, pool: PostgresPool, tasks: PostgresTasks, diary: Diary
    ) -> None:
        diary.failures = [ZeroDivisionError(), KeyError("ada@example.org")]
        await ask(pool, GREET, ADA)
        async with working(pool, diary):
            await until(lambda: in_state(tasks, TaskState.FAILED))
            [failed] = await tasks.listed()
            assert failed.attempts == 2
            assert failed.reason
            assert failed.reason.startswith("KeyError at ")
            assert "ada@" not in failed.reason
            with pytest.raises(TaskNotCancellable):
                await tasks.cancel(failed.id)
            await tasks.retry(failed.id)
            await until(lambda: empty(tasks))
        assert diary.called_for == [ADA] * 3

    async def test_what_was_refused_is_not_tried_again(
        self, pool: PostgresPool, tasks: PostgresTasks, diary: Diary
    ) -> None:
        diary.failures = [MailRefused()]
        await ask(pool, GREET, ADA)
        async with working(pool, diary):
            await until(lambda: in_state(tasks, TaskState.FAILED))
        assert diary.called_for == [ADA]

    async def test_all_that_failed_can_be_tried_again_at_once(
        self, pool: PostgresPool, tasks: PostgresTasks, diary: Diary
    ) -> None:
        diary.failures = [MailRefused(), MailRefused()]
        await ask(pool, GREET, ADA, GRACE)
        async with working(pool, diary):
            await until(lambda: all_in_state(tasks, TaskState.FAILED))
            assert await tasks.retry_failed("other") == 0
            assert await tasks.retry_failed() == 2
            await until(lambda: empty(tasks))

    async def test_a_task_that_waits_for_its_next_attempt_can_be_hurried(
        self, pool: PostgresPool, tasks: PostgresTasks, diary: Diary
    ) -> None:
        await ask(pool, GREET, ADA)
        async with pool.autocommit() as connection:
            await connection.execute(
                "UPDATE procrastinate_jobs SET scheduled_at = now() + interval '5 minutes'"
            )
        [waiting] = await tasks.listed()
        await tasks.retry(waiting.id)
        async with working(pool, diary):
            await until(lambda: empty(tasks))

    async def test_a_task_that_hangs_is_ended(
        self, pool: PostgresPool, tasks: PostgresTasks, diary: Diary
    ) -> None:
        await ask(pool, ONCE, ADA)
        async with working(pool, hang):
            await until(lambda: in_state(tasks, TaskState.FAILED))
        [failed] = await tasks.listed()
        assert failed.reason == "task_timed_out: The task did not end within 0.2 s."

    async def test_a_queued_task_can_be_cancelled_and_queued_again(
        self, pool: PostgresPool, tasks: PostgresTasks, diary: Diary
    ) -> None:
        await ask(pool, GREET, ADA)
        [queued] = await tasks.listed()
        with pytest.raises(TaskNotRetriable):
            await tasks.retry(queued.id)
        await tasks.cancel(queued.id)
        assert [task.state for task in await tasks.listed()] == [TaskState.CANCELLED]
        await tasks.retry(queued.id)
        async with working(pool, diary):
            await until(lambda: empty(tasks))
        for refused in (tasks.cancel, tasks.retry):
            with pytest.raises(TaskNotFound):
                await refused(queued.id)

    async def test_a_running_task_can_be_cancelled(
        self, pool: PostgresPool, tasks: PostgresTasks, diary: Diary
    ) -> None:
        await ask(pool, HURRY, ADA)
        async with working(pool, hang):
            await until(lambda: in_state(tasks, TaskState.RUNNING))
            [running] = await tasks.listed()
            await tasks.cancel(running.id)
            await until(lambda: in_state(tasks, TaskState.CANCELLED))

    async def test_a_stopping_worker_finishes_what_runs(
        self, pool: PostgresPool, tasks: PostgresTasks
    ) -> None:
        done = []

        async def take_a_moment(*, user_id: UUID) -> None:
            await asyncio.sleep(0.3)
            done.append(user_id)

        await ask(pool, HURRY, ADA)
        async with working(pool, take_a_moment):
            await until(lambda: in_state(tasks, TaskState.RUNNING))
        assert done == [ADA]
        assert await tasks.listed() == ()

    async def test_a_stopping_worker_hands_back_what_does_not_end(
        self, pool: PostgresPool, tasks: PostgresTasks
    ) -> None:
        await ask(pool, HURRY, ADA)
        async with working(pool, hang, grace=0.1):
            await until(lambda: in_state(tasks, TaskState.RUNNING))
        [handed_back] = await tasks.listed()
        assert handed_back.state is TaskState.QUEUED

    async def test_what_a_dead_worker_was_doing_is_done_by_another(
        self, pool: PostgresPool, tasks: PostgresTasks, diary: Diary
    ) -> None:
        await ask(pool, GREET, ADA)
        await pretend_a_worker_died(pool)
        async with working(pool, diary):
            await until(lambda: empty(tasks))
        assert diary.called_for == [ADA]

    async def test_what_runs_in_a_worker_that_is_ending_is_not_taken_from_it(
        self, pool: PostgresPool, tasks: PostgresTasks, diary: Diary
    ) -> None:
        """It shows no signs of life of its own any more, but its task runs on."""
        starts = 0
        may_end = asyncio.Event()

        async def take_a_while(*, user_id: UUID) -> None:
            nonlocal starts
            starts += 1
            await may_end.wait()

        await ask(pool, HURRY, ADA)
        async with working(pool, take_a_while), working(pool, take_a_while):
            await until(lambda: in_state(tasks, TaskState.RUNNING))
            await end_connections(pool, "LISTEN")
            await asyncio.sleep(3)  # more than four signs of life are due
            may_end.set()
            await until(lambda: empty(tasks))
        assert starts == 1

    async def test_a_kind_an_older_worker_did_not_know_is_done_by_a_newer_one(
        self, pool: PostgresPool, tasks: PostgresTasks, diary: Diary
    ) -> None:
        await ask(pool, TICK, ADA)
        async with working(pool, diary):
            await until(lambda: in_state(tasks, TaskState.FAILED))
        [unknown] = await tasks.listed()
        assert unknown.reason
        assert "No worker knows" in unknown.reason
        async with working(pool, diary, ticking=Handled(kind=TICK, use_case=diary)):
            await until(lambda: empty(tasks))
        assert diary.called_for == [ADA]

    async def test_a_task_that_kills_its_workers_is_given_up(
        self, pool: PostgresPool, tasks: PostgresTasks, diary: Diary
    ) -> None:
        await ask(pool, ONCE, ADA)
        await pretend_a_worker_died(pool)
        async with working(pool, diary):
            await until(lambda: in_state(tasks, TaskState.FAILED))
        [failed] = await tasks.listed()
        assert failed.reason == "The worker ended while it ran this task."

    async def test_a_periodic_task_runs_once_however_many_workers(self, pool: PostgresPool) -> None:
        ticks = 0

        async def tick() -> None:
            nonlocal ticks
            ticks += 1

        ticking = Handled(kind=TICK, use_case=tick, every="* * * * * *")
        async with working(pool, hang, ticking=ticking), working(pool, hang, ticking=ticking):
            await asyncio.sleep(4)
        async with pool.autocommit() as connection:
            cursor = await connection.execute(
                "SELECT count(*) AS due, max(defer_timestamp) AS last FROM procrastinate_periodic_defers"
            )
            [row] = await cursor.fetchall()
        assert row["due"] == 1  # the last moment is kept, so that nobody takes it again
        assert 3 <= ticks <= 6

    async def test_ended_tasks_are_forgotten_after_a_while(
        self, pool: PostgresPool, tasks: PostgresTasks
    ) -> None:
        await ask(pool, GREET, ADA, GRACE)
        old, young = await tasks.listed()
        for task in (old, young):
            await tasks.cancel(task.id)
        async with pool.autocommit() as connection:
            await connection.execute(
                "UPDATE procrastinate_events SET at = now() - interval '40 days' WHERE job_id = %s",
                (old.id,),
            )
        await tasks.forget_ended(30)
        assert [task.id for task in await tasks.listed()] == [young.id]


def begin(pool: PostgresPool) -> PostgresUnitOfWork:
    return PostgresUnitOfWork(pool, now=a_clock_at(), new_id=an_id)


async def ask(pool: PostgresPool, kind: TaskKind, *users: UUID) -> None:
    async with begin(pool) as work:
        for user in users:
            work.tasks.enqueue(kind, on_behalf_of=user, user_id=user)
        await work.commit()


@asynccontextmanager
async def working(
    pool: PostgresPool,
    use_case: UseCase,
    sweep: UseCase | None = None,
    *,
    ticking: Handled | None = None,
    grace: float = 5,
) -> AsyncIterator[None]:
    """A worker that runs meanwhile, with signs of life five times a second."""
    handled = [Handled(kind=kind, use_case=use_case) for kind in (GREET, HURRY, ONCE)]
    handled += [Handled(kind=SWEEP, use_case=sweep or use_case)]
    handled += [ticking] if ticking else []
    worker = PostgresWorker(pool, handled, heartbeat=0.2, grace=grace)
    running = asyncio.create_task(worker.work())
    try:
        yield
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


async def hang(*, user_id: UUID) -> None:
    await asyncio.Event().wait()


async def empty(tasks: PostgresTasks) -> bool:
    return await tasks.listed() == ()


async def in_state(tasks: PostgresTasks, state: TaskState) -> bool:
    return [task.state for task in await tasks.listed()] == [state]


async def all_in_state(tasks: PostgresTasks, state: TaskState) -> bool:
    return {task.state for task in await tasks.listed()} == {state}


async def left(tasks: PostgresTasks, number: int) -> bool:
    return len(await tasks.listed()) == number


async def has_been_called(diary: Diary) -> bool:
    return bool(diary.called_for)


async def pretend_a_worker_died(pool: PostgresPool) -> None:
    """As a kill -9 leaves it: the task is being done, the worker shows no sign of life."""
    async with pool.autocommit() as connection:
        await connection.execute(
            "WITH dead AS (INSERT INTO procrastinate_workers (last_heartbeat) "
            "VALUES (now() - interval '1 hour') RETURNING id) "
            "UPDATE procrastinate_jobs SET status = 'doing', worker_id = (SELECT id FROM dead)"
        )
