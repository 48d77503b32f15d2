"""How long somebody stays signed in, and what a refresh token is good for (RFC 9700 §4.14.2)."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, Self

from jobr_core.accounts.model import SessionId, UserId

IDLE: Final = timedelta(days=14)
ABSOLUTE: Final = timedelta(days=30)
MOST: Final = 10
"""So many of one account at once; another ends the one used longest ago (ASVS V7.1.2)."""
FRESH: Final = timedelta(minutes=10)
"""How long a sign-in, a password or a code proves that the owner is there."""
GRACE: Final = timedelta(seconds=10)
"""Tabs of one browser may use a token at the same moment; a thief in it gets nothing either."""


class Use(StrEnum):
    """What using a refresh token comes to."""

    ROTATES = "rotates"
    IN_PROGRESS = "in_progress"
    REUSED = "reused"
    ENDED = "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One sign-in on one device; `agent` is what the client called itself."""

    id: SessionId
    user_id: UserId
    agent: str
    created_at: datetime
    last_used_at: datetime
    revoked_at: datetime | None = None
    awaits_second_factor: bool = False
    proved_at: datetime | None = None
    """When its owner last showed that they are there, if not when it began."""

    @property
    def expires_at(self) -> datetime:
        return min(self.last_used_at + IDLE, self.created_at + ABSOLUTE)

    def is_live(self, now: datetime) -> bool:
        return self.revoked_at is None and now < self.expires_at

    def is_fresh(self, now: datetime) -> bool:
        """Whether it began so lately that no further proof is asked."""
        return now < (self.proved_at or self.created_at) + FRESH

    def used(self, now: datetime) -> Self:
        return replace(self, last_used_at=now)

    def proved(self, now: datetime) -> Self:
        return replace(self, awaits_second_factor=False, proved_at=now)


@dataclass(frozen=True, slots=True, kw_only=True)
class RefreshToken:
    """What is kept of a refresh token: never itself."""

    digest: bytes
    session_id: SessionId
    issued_at: datetime
    consumed_at: datetime | None = None

    def consumed(self, now: datetime) -> Self:
        return replace(self, consumed_at=now)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldToken:
    """A refresh token and its session, nobody else's to use until the unit of work ends."""

    token: RefreshToken
    session: Session

    def use(self, now: datetime) -> Use:
        """What using it now comes to. A token used twice was copied: its whole family ends."""
        if not self.session.is_live(now):
            return Use.ENDED
        if self.token.consumed_at is None:
            return Use.ROTATES
        return Use.IN_PROGRESS if now < self.token.consumed_at + GRACE else Use.REUSED


def digest_of(token: str) -> bytes:
    """SHA-256: 256 random bits need no slow hash."""
    return hashlib.sha256(token.encode(errors="surrogatepass")).digest()


def live(sessions: Sequence[Session], now: datetime) -> tuple[Session, ...]:
    """Those still signed in, the last used first."""
    return tuple(
        sorted(
            (session for session in sessions if session.is_live(now)),
            key=lambda session: (session.last_used_at, session.id),
            reverse=True,
        )
    )
