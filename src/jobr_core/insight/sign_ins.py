"""What events tell of attempts to sign in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Final, Self
from uuid import UUID

from jobr_core.events.catalogue import StrangerLoginFailed, UserLogin, UserLoginFailed
from jobr_core.events.model import Event


class Outcome(Enum):
    """How an attempt ended."""

    SIGNED_IN = "signed_in"
    WRONG_PASSWORD = "wrong_password"  # noqa: S105 - no password
    UNKNOWN_ADDRESS = "unknown_address"


OUTCOMES: Final[Mapping[str, Outcome]] = {
    UserLogin.name: Outcome.SIGNED_IN,
    UserLoginFailed.name: Outcome.WRONG_PASSWORD,
    StrangerLoginFailed.name: Outcome.UNKNOWN_ADDRESS,
}
"""By the name of the event that tells an attempt."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """An event about signing in: an attempt, or what Jobr did about some. Where it came from is
    None where the event does not tell."""

    id: UUID
    at: datetime
    name: str
    subject: str
    source_id: str | None = None
    agent_id: str | None = None

    @classmethod
    def of(cls, event: Event) -> Self:
        return cls(
            id=event.id,
            at=event.occurred_at,
            name=event.name,
            subject=event.subject,
            source_id=_told(event, "source_id"),
            agent_id=_told(event, "agent_id"),
        )

    @property
    def source(self) -> str | None:
        """The network address it came from, as a subject."""
        return f"source:{self.source_id}" if self.source_id else None

    @property
    def account(self) -> str | None:
        """The account it is about, as a subject; addresses without one have none."""
        return self.subject if self.subject.startswith("user:") else None


def _told(event: Event, field: str) -> str | None:
    value = event.data.get(field)
    return value if isinstance(value, str) else None
