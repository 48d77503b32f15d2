"""Which messages were sent, in memory."""

from collections.abc import Callable
from uuid import UUID

from jobr_adapters.memory.database import Tables
from jobr_core.messages.model import Claim, Template
from jobr_core.messages.ports import SentMessages


class MemorySentMessages(SentMessages):
    """True stands for settled, False for claimed."""

    def __init__(self, tables: Callable[[], Tables]) -> None:
        self._tables = tables

    async def claim(self, event_id: UUID, template: Template) -> Claim:
        messages = self._tables().messages
        if (event_id, template) in messages:
            return Claim.SETTLED if messages[event_id, template] else Claim.IN_DOUBT
        messages[event_id, template] = False
        return Claim.GRANTED

    async def release(self, event_id: UUID, template: Template) -> None:
        self._tables().messages.pop((event_id, template), None)

    async def settle(self, event_id: UUID, template: Template) -> None:
        self._tables().messages[event_id, template] = True
