"""A process of its own for features, started when there are many to compute."""

from jobr_adapters.job_boards.workers import Workers, WorkersLost
from jobr_adapters.match_index.computing import Task, computed
from jobr_core.matching.ports import ComputedFeatures


class LazyWorkers:
    """One process, from the first task on until `close`."""

    def __init__(self) -> None:
        self._workers: Workers[Task, list[ComputedFeatures]] | None = None

    async def __call__(self, task: Task) -> list[ComputedFeatures]:
        """Raises WorkersLost where the process was ended from outside; the next task gets a new
        one."""
        self._workers = workers = self._workers or Workers(computed, 1)
        try:
            return await workers(task)
        except WorkersLost:
            if self._workers is workers:
                self.close()
            raise

    def close(self) -> None:
        workers, self._workers = self._workers, None
        if workers is not None:
            workers.__exit__()
