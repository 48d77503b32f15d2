"""Which key signs access tokens, and which ones are still believed.

A key's state follows from time alone, so all servers agree on it without asking each other.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

ACCESS_LIFETIME: Final = timedelta(minutes=15)
SKEW: Final = timedelta(minutes=1)
"""How far the clocks of servers may be apart, and how late one may notice a new key."""
PUBLISHED_FOR: Final = timedelta(minutes=5)
"""How long others may keep the published keys."""
NOTICE: Final = PUBLISHED_FOR + SKEW
"""A key is published this long before it signs, so that everybody knows it by then."""


class KeyState(StrEnum):
    """`retiring`: signs no more, is believed while tokens it signed may live."""

    NEXT = "next"
    ACTIVE = "active"
    RETIRING = "retiring"
    GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningKey:
    """A key as it is kept: `sealed`, under an id made of its public half (RFC 7638)."""

    id: str
    algorithm: str
    active_from: datetime
    sealed: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class StandingKey:
    """A key and its state now."""

    key: SigningKey
    state: KeyState


def standing(keys: Iterable[SigningKey], now: datetime) -> tuple[StandingKey, ...]:
    """All keys, the latest to sign first. Of those whose time has come the latest signs."""
    stand: list[StandingKey] = []
    followed_at: datetime | None = None
    for key in sorted(keys, key=lambda key: (key.active_from, key.id), reverse=True):
        stand.append(StandingKey(key, _state(key, followed_at, now)))
        if key.active_from <= now:
            followed_at = key.active_from
    return tuple(stand)


def _state(key: SigningKey, followed_at: datetime | None, now: datetime) -> KeyState:
    if now < key.active_from:
        return KeyState.NEXT
    if followed_at is None:
        return KeyState.ACTIVE
    believed = followed_at + ACCESS_LIFETIME + SKEW
    return KeyState.RETIRING if now < believed else KeyState.GONE
