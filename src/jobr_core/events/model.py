"""An event: something that has happened, told once and kept for good."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from enum import Enum
from typing import ClassVar, Final, Self, TypedDict
from uuid import UUID

from jobr_core.shared.errors import CursorInvalid
from jobr_core.shared.origin import Origin

LARGEST: Final = 2**63 - 1
"""Positions are pairs of 64-bit integers."""
_POSITION: Final = re.compile(r"([0-9]{1,19})-([0-9]{1,19})")

Value = str | int | float | bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DomainEvent:
    """The facts of one kind of event: ids and plain values, no personal text.

    A subclass is one version of one name; its first field is the id of what it is about.
    """

    name: ClassVar[str]
    version: ClassVar[int] = 1

    @property
    def subject(self) -> str:
        """What it is about, such as `cv:<id>`; events of one subject stay in order everywhere."""
        return f"{self.name.partition('.')[0]}:{getattr(self, fields(self)[0].name)}"

    @property
    def data(self) -> Mapping[str, Value]:
        """The facts in JSON's types."""
        return {field.name: _plain(getattr(self, field.name)) for field in fields(self)}


class EventJson(TypedDict):
    """An event for other programs (docs/reference/events.md)."""

    id: str
    name: str
    version: int
    occurred_at: str
    actor: str
    subject: str
    data: dict[str, Value]
    trace_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A recorded event. `actor` is who did it (`Origin`), `trace_id` the request it came from."""

    id: UUID
    name: str
    version: int
    occurred_at: datetime
    actor: str
    subject: str
    data: Mapping[str, Value]
    trace_id: str

    def to_json(self) -> EventJson:
        """The event as HTTP, the command line and Kafka show it."""
        return {
            "id": str(self.id),
            "name": self.name,
            "version": self.version,
            "occurred_at": self.occurred_at.isoformat(),
            "actor": self.actor,
            "subject": self.subject,
            "data": dict(self.data),
            "trace_id": self.trace_id,
        }


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """Where an event stands in the log: by the transaction that wrote it, then by number.

    Transactions commit out of order, so the log is read only behind the oldest one that is still
    running; what stands there never changes.
    """

    transaction: int
    number: int

    def __str__(self) -> str:
        return f"{self.transaction}-{self.number}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """What `str` gave. Raises CursorInvalid."""
        parts = _POSITION.fullmatch(text)
        if parts is None or max(map(int, parts.groups())) > LARGEST:
            raise CursorInvalid
        return cls(int(parts[1]), int(parts[2]))


START: Final = Position(0, 0)
"""Before every event."""


@dataclass(frozen=True, slots=True)
class LoggedEvent:
    """An event and where it stands."""

    position: Position
    event: Event


def recorded(told: DomainEvent, *, event_id: UUID, now: datetime, origin: Origin) -> Event:
    """The event as it is kept."""
    return Event(
        id=event_id,
        name=told.name,
        version=told.version,
        occurred_at=now,
        actor=origin.actor,
        subject=told.subject,
        data=told.data,
        trace_id=origin.trace_id,
    )


def _plain(value: object) -> Value:
    if isinstance(value, Enum):
        value = value.value
    return value if isinstance(value, Value) else str(value)
