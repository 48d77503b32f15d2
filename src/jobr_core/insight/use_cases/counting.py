"""Events are counted by day and name, for the metrics."""

from datetime import UTC
from typing import Final

from jobr_core.events.model import Event
from jobr_core.events.subscribers import Period, Subscriber
from jobr_core.insight.ports import CountsWork


async def count(event: Event, work: CountsWork) -> None:
    """One more of its name, on its day of UTC."""
    work.daily_counts.add(event.occurred_at.astimezone(UTC).date(), event.name)


async def forget(period: Period, work: CountsWork) -> None:
    """A replay of these days counts them anew."""
    await work.daily_counts.forget(period)


DAILY_COUNTS: Final[Subscriber[CountsWork]] = Subscriber(
    name="daily_counts", handle=count, from_start=True, forget=forget
)
