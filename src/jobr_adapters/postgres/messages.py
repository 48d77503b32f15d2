"""Which messages were sent, in PostgreSQL."""

from typing import Final
from uuid import UUID

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.dialects.postgresql import insert

from jobr_adapters.postgres.statements import Connections, Statement, fetch
from jobr_adapters.postgres.tables.messages import sent_messages
from jobr_core.messages.model import Claim, Template
from jobr_core.messages.ports import SentMessages
from jobr_core.shared.clock import Clock

_sent: Final = sent_messages.c
_one: Final = (_sent.event_id == bindparam("id"), _sent.template == bindparam("kind"))
_CLAIM: Final = Statement.of(
    insert(sent_messages)
    .values({name: bindparam(name) for name in ("event_id", "template", "claimed_at")})
    .on_conflict_do_nothing()
    .returning(_sent.event_id)
)
_RELEASE: Final = Statement.of(delete(sent_messages).where(*_one, _sent.settled_at.is_(None)))
_SETTLE: Final = Statement.of(
    update(sent_messages).where(*_one).values(settled_at=bindparam("now"))
)
_FOUND: Final = Statement.of(select(_sent.settled_at).where(*_one))


class PostgresSentMessages(SentMessages):
    def __init__(self, connections: Connections, *, now: Clock) -> None:
        self._connections = connections
        self._now = now

    async def claim(self, event_id: UUID, template: Template) -> Claim:
        claimed = await fetch(
            self._connections,
            _CLAIM,
            event_id=event_id,
            template=template.value,
            claimed_at=self._now(),
        )
        if claimed:
            return Claim.GRANTED
        [row] = await fetch(self._connections, _FOUND, id=event_id, kind=template.value)
        return Claim.IN_DOUBT if row["settled_at"] is None else Claim.SETTLED

    async def release(self, event_id: UUID, template: Template) -> None:
        await fetch(self._connections, _RELEASE, id=event_id, kind=template.value)

    async def settle(self, event_id: UUID, template: Template) -> None:
        await fetch(self._connections, _SETTLE, id=event_id, kind=template.value, now=self._now())
