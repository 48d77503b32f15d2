"""The log is kept in pieces by month."""

from dataclasses import dataclass
from typing import Final

from jobr_core.events.ports import EventStore
from jobr_core.tasks.model import TaskKind, Urgency

PREPARE_EVENT_MONTHS: Final = TaskKind(name="prepare_event_months", urgency=Urgency.BULK)


@dataclass(frozen=True, slots=True, kw_only=True)
class PrepareEventMonths:
    """Gives the coming months their place, so that old ones can be archived one by one."""

    store: EventStore

    async def __call__(self) -> None:
        await self.store.prepare_months()
