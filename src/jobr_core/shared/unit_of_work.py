"""All changes of one use case, kept or forgotten together."""

from abc import abstractmethod
from collections.abc import Callable
from types import TracebackType
from typing import Protocol, Self, TypeVar

from jobr_core.shared.errors import Unavailable

Result = TypeVar("Result")


class DatabaseUnavailable(Unavailable):
    """The database does not answer; try again in a moment."""


class UnitOfWork(Protocol):
    """Leaving without `commit` undoes everything.

    Sub-domains add the collections they need as a slice (`UsersWork`, `CvsWork`); one
    adapter class satisfies all slices.
    """

    @abstractmethod
    async def __aenter__(self) -> Self: ...

    @abstractmethod
    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...

    @abstractmethod
    async def commit(self) -> None:
        """Keeps all changes; the last thing done in it.

        Raises Conflict if another writer was first.
        """


class RunAside(Protocol):
    """Runs slow, pure work where it does not hold up other requests."""

    @abstractmethod
    async def __call__(self, work: Callable[[], Result]) -> Result: ...


async def run_here(work: Callable[[], Result]) -> Result:
    """`RunAside` for those with nobody to hold up: library users and the CLI."""
    return work()
