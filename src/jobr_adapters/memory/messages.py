"""Which messages were sent, in memory."""

from collections.abc import Callable
from uuid import UUID

from jobr_adapters.memory.database import Tables
from jobr_core.messages.model import Template
from jobr_core.messages.ports import SentMessages


class MemorySentMessages(SentMessages):
    """True stands for settled, False for claimed."""

    def __init__(self, tables: Callable[[], Tables]) -> None:
        self._tables = tables

    async def claim(self, event_id: UUID, template: Template) -> bool:
        messages = self._tables().messages
        if (event_id, template) in messages:
            return False
        messages[event_id, template] = False
        return True

    async def release(self, event_id: UUID, template: Template) -> None:
        self._tables().messages.pop((event_id, template), None)

    async def settle(self, event_id: UUID, template: Template) -> None:
        self._tables().messages[event_id, template] = True

    async def in_doubt(self) -> int:
        return list(self._tables().messages.values()).count(False)
