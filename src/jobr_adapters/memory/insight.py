"""Daily counts in memory."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from jobr_adapters.memory.database import Tables
from jobr_core.events.subscribers import Period
from jobr_core.insight.model import DailyCount
from jobr_core.insight.ports import CountedDays


class MemoryDailyCounts(CountedDays):
    def __init__(self, tables: Callable[[], Tables]) -> None:
        self._tables = tables

    async def all(self) -> tuple[DailyCount, ...]:
        return tuple(sorted(self._tables().daily_counts.values()))

    def add(self, day: date, name: str) -> None:
        counts = self._tables().daily_counts
        known = counts.get((day, name), DailyCount(day, name, 0))
        counts[day, name] = replace(known, count=known.count + 1)

    async def forget(self, period: Period) -> None:
        counts = self._tables().daily_counts
        for key, counted in tuple(counts.items()):
            if period.covers(counted.day):
                del counts[key]
