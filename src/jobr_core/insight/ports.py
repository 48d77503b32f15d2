"""What insight needs from outside."""

from abc import abstractmethod
from datetime import date
from typing import Protocol

from jobr_core.events.subscribers import Period
from jobr_core.insight.model import DailyCount
from jobr_core.shared.unit_of_work import UnitOfWork


class DailyCounts(Protocol):
    """The read model of daily counts."""

    @abstractmethod
    async def all(self) -> tuple[DailyCount, ...]:
        """In order of day and name."""


class CountedDays(DailyCounts, Protocol):
    """The same inside a unit of work, which may change it."""

    @abstractmethod
    def add(self, day: date, name: str) -> None:
        """One more; kept when the unit of work commits."""

    @abstractmethod
    async def forget(self, period: Period) -> None:
        """No counts for these days any more."""


class CountsWork(UnitOfWork, Protocol):
    """A unit of work that can change daily counts."""

    @property
    def daily_counts(self) -> CountedDays: ...
