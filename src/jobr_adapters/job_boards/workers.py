"""Processes that work for this one, each over a pipe of its own.

Those of `ProcessPoolExecutor` share one for their answers: where a process is killed amid one, the
pool waits for the rest for ever.
"""

import asyncio
import gc
import multiprocessing
import signal
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from multiprocessing.connection import Connection
from queue import SimpleQueue
from typing import Any, Final, Generic, Self, TypeVar

from jobr_core.shared.errors import Unavailable

Task = TypeVar("Task")
Answer = TypeVar("Answer")

_MADE_BEFORE_A_LOOK: Final = 50_000
"""Objects, some MB of them. Looking for garbage every 700, as usual, takes a twentieth of the time
of a worker, whose work leaves next to none."""


class WorkersLost(Unavailable):
    """The processes that read postings were killed; what was imported before is kept. Import the
    same again to go on."""


class Workers(Generic[Task, Answer]):
    """`work` is sent to the processes, so it is made of functions of modules."""

    def __init__(self, work: Callable[[Task], Answer], number: int) -> None:
        self._all = [_Worker(work) for _ in range(number)]
        self._idle = SimpleQueue[_Worker[Task, Answer]]()
        for worker in self._all:
            self._idle.put(worker)
        self._threads = ThreadPoolExecutor(number, thread_name_prefix="jobr-import")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Whatever they are at is over."""
        for worker in self._all:
            worker.kill()
        self._threads.shutdown(cancel_futures=True)
        for worker in self._all:
            worker.close()

    def __call__(self, task: Task) -> "asyncio.Future[Answer]":
        """Raises what `work` raises, WorkersLost."""
        loop = asyncio.get_running_loop()
        answer = loop.run_in_executor(self._threads, self._done_by_any, task)
        answer.add_done_callback(_noticed)
        return answer

    def _done_by_any(self, task: Task) -> Answer:
        worker = self._idle.get()
        try:
            return worker.do(task)
        finally:
            self._idle.put(worker)


class _Worker(Generic[Task, Answer]):
    """Does one task after the other."""

    def __init__(self, work: Callable[[Task], Answer]) -> None:
        spawning = multiprocessing.get_context("spawn")
        self._pipe, theirs = spawning.Pipe()
        self._process = spawning.Process(target=_serve, args=(theirs, work), daemon=True)
        self._process.start()
        theirs.close()

    def do(self, task: Task) -> Answer:
        try:
            self._pipe.send(task)
            answer, error = self._pipe.recv()
        except (EOFError, OSError) as lost:
            raise WorkersLost from lost
        if error is not None:
            raise error
        told: Answer = answer
        return told

    def kill(self) -> None:
        self._process.kill()
        self._process.join()

    def close(self) -> None:
        """Not before its last task is over."""
        self._pipe.close()


def _serve(pipe: "Connection[Any, Any]", work: Callable[[Task], Answer]) -> None:
    """Until the other end is closed, also by the death of its process. Ctrl-C is for that one,
    which ends its workers."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()
    with suppress(EOFError, OSError):
        pipe.send(_done(work, pipe.recv()))
        # Vocabularies and gazetteer are read by now, and need not be looked through ever again.
        gc.freeze()
        gc.set_threshold(_MADE_BEFORE_A_LOOK, 20, 50)
        gc.enable()
        while True:
            pipe.send(_done(work, pipe.recv()))


def _done(work: Callable[[Task], Answer], task: Task) -> tuple[Answer | None, Exception | None]:
    try:
        return work(task), None
    except Exception as error:  # noqa: BLE001 - it is raised where the answer is awaited
        return None, error


def _noticed(answer: "asyncio.Future[Answer]") -> None:
    """Those nobody awaits any longer, as another one failed first, are no news."""
    if not answer.cancelled():
        answer.exception()
