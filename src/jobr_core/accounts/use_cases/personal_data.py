"""A person takes along what Jobr keeps of them."""

import json
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

from jobr_core.accounts.model import UserId
from jobr_core.accounts.personal_data import (
    FORMAT,
    account_told,
    event_told,
    link_told,
    session_told,
)
from jobr_core.accounts.ports import AccountRecords, Identities, ReadFacts, ReadItems, Users
from jobr_core.events.model import START
from jobr_core.events.ports import EventLog
from jobr_core.shared.clock import Clock
from jobr_core.shared.unit_of_work import RunAside

_BATCH: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportPersonalData:
    """Everything Jobr keeps of a person, as the pieces of one JSON document: only one of many
    things is in memory at a time. What accounts do not know is told by `facts` and `lists`, under
    their names. Raises UserNotFound instead of the first piece."""

    users: Users
    identities: Identities
    records: AccountRecords
    log: EventLog
    facts: Mapping[str, ReadFacts]
    lists: Mapping[str, ReadItems]
    aside: RunAside
    now: Clock

    async def __call__(self, user_id: UserId) -> AsyncIterator[bytes]:
        head = {
            "format": FORMAT,
            "exported_at": self.now().isoformat(),
            "account": account_told(
                await self.users.by_id(user_id), await self.identities.of_user(user_id)
            ),
            **{name: await read(user_id) for name, read in self.facts.items()},
        }
        yield (await self._json(head)).removesuffix(b"}")
        for name, read in self._lists().items():
            separator = b", " + await self._json(name) + b": ["
            async for item in read(user_id):
                yield separator + await self._json(item)
                separator = b",\n"
            yield b"]" if separator == b",\n" else separator + b"]"
        yield b"}\n"

    def _lists(self) -> Mapping[str, ReadItems]:
        own = {"sessions": self._sessions, "links": self._links}
        return {**own, **self.lists, "events": self._events}

    async def _sessions(self, user_id: UserId) -> AsyncIterator[Mapping[str, object]]:
        for session in await self.records.sessions(user_id):
            yield session_told(session)

    async def _links(self, user_id: UserId) -> AsyncIterator[Mapping[str, object]]:
        for token in await self.records.one_time_tokens(user_id):
            yield link_told(token)

    async def _events(self, user_id: UserId) -> AsyncIterator[Mapping[str, object]]:
        at = START
        while found := await self.log.of_person(user_id, at, _BATCH):
            for logged in found:
                yield event_told(logged.event, user_id)
            at = found[-1].position

    async def _json(self, value: object) -> bytes:
        text = await self.aside(partial(json.dumps, value, ensure_ascii=False))
        return text.encode(errors="replace")
