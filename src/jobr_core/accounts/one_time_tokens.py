"""What a link in a mail proves: that the mailbox can be read."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from jobr_core.accounts.model import UserId
from jobr_core.tasks.model import TaskKind, Urgency


class Purpose(StrEnum):
    """What a token is good for; for nothing else."""

    VERIFY_EMAIL = "verify_email"
    RESET_PASSWORD = "reset_password"  # noqa: S105 - a purpose, not a password


LIFETIME: Final = {
    Purpose.VERIFY_EMAIL: timedelta(hours=24),
    Purpose.RESET_PASSWORD: timedelta(minutes=30),
}
MOST: Final = 5
"""So many of a purpose may be alive for one account: nobody's mailbox is flooded with ours."""

SEND_VERIFICATION: Final = TaskKind(name="send_verification", urgency=Urgency.NOW)
SEND_PASSWORD_RESET: Final = TaskKind(name="send_password_reset", urgency=Urgency.NOW)
"""Tasks, so that asking takes as long for an address nobody has. Ids: user_id, message_id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OneTimeToken:
    """What is kept of a token: never itself. `email` is where it was sent."""

    digest: bytes
    user_id: UserId
    purpose: Purpose
    email: str
    created_at: datetime

    @property
    def expires_at(self) -> datetime:
        return self.created_at + LIFETIME[self.purpose]

    def is_live(self, now: datetime) -> bool:
        return now < self.expires_at
