"""Processes that work for others."""

import asyncio
import gc
import multiprocessing
from collections.abc import Callable
from typing import Any

import pytest
import worker_tasks

from jobr_adapters.job_boards.workers import Workers, WorkersLost


async def test_tasks_are_answered_each_by_its_own() -> None:
    with Workers(worker_tasks.double, 2) as workers:
        assert await asyncio.gather(*map(workers, range(20))) == [n * 2 for n in range(20)]


async def test_a_task_that_fails_costs_itself() -> None:
    with Workers(worker_tasks.refuse, 1) as workers:
        for number in range(2):
            with pytest.raises(ValueError, match=f"not {number}"):
                await workers(number)


@pytest.mark.parametrize("task", [worker_tasks.die, worker_tasks.die_amid_the_answer])
async def test_a_killed_worker_is_noticed_whatever_it_was_at(
    task: Callable[[int], Any], caplog: pytest.LogCaptureFixture
) -> None:
    with Workers(task, 2) as workers:
        answers = [workers(number) for number in range(4)]
        with pytest.raises(WorkersLost):
            await answers[0]
    await asyncio.sleep(0)
    del answers
    gc.collect()
    assert caplog.messages == []


async def test_whoever_leaves_leaves_no_process_behind() -> None:
    with Workers(worker_tasks.sleep_for_ever, 2) as workers:
        waiting = [workers(number) for number in range(3)]
        assert len(multiprocessing.active_children()) == 2
    assert multiprocessing.active_children() == []
    assert not any(isinstance(answer, int) for answer in await asyncio.gather(*waiting, return_exceptions=True))  # fmt: skip
