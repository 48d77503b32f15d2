"""Everything Jobr keeps, in the memory of this process."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from jobr_core.accounts.identities import LinkedIdentity
from jobr_core.accounts.lockout import Attempts
from jobr_core.accounts.model import User, UserId
from jobr_core.accounts.one_time_codes import OneTimeCode
from jobr_core.accounts.one_time_tokens import OneTimeToken
from jobr_core.accounts.second_factor import SecondFactor
from jobr_core.accounts.sessions import RefreshToken, Session
from jobr_core.accounts.sign_in_flows import SignInFlow
from jobr_core.accounts.signing_keys import SigningKey
from jobr_core.accounts.throttling import Source
from jobr_core.cvs.stored import CvVersion, StoredCv
from jobr_core.events.model import LoggedEvent
from jobr_core.events.subscribers import Checkpoint, ParkedEvent
from jobr_core.idempotency.model import KeptAttempt, KeyScope
from jobr_core.insight.model import DailyCount
from jobr_core.jobs.facts import DescribedPosting, PostingFacts
from jobr_core.jobs.imports import ImportRun
from jobr_core.jobs.model import JobPosting
from jobr_core.matching.model import MatchRun, RematchRun, StoredMatch
from jobr_core.matching.ports import ComputedFeatures
from jobr_core.matching.preferences import Preferences
from jobr_core.matching.taste import Label
from jobr_core.shared.errors import Conflict
from jobr_core.tasks.model import TaskKind

PostingKey = tuple[str, str, str]
Key = TypeVar("Key")
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Enqueued:
    """A task asked for."""

    kind: TaskKind
    ids: dict[str, UUID]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPosting:
    """A posting as it is kept; the later it came, the higher its `number`."""

    described: DescribedPosting
    number: int
    created_at: datetime
    updated_at: datetime
    closed_at: datetime | None
    duplicate_of: str | None = None

    @property
    def posting(self) -> JobPosting:
        return self.described.posting

    @property
    def facts(self) -> PostingFacts:
        return self.described.facts

    @property
    def id(self) -> str:
        return self.posting.id

    @property
    def is_shown(self) -> bool:
        return self.closed_at is None and self.duplicate_of is None

    def is_over(self, now: datetime) -> bool:
        """Whether its own time is, be it closed already or not."""
        return self.posting.expires_at is not None and self.posting.expires_at <= now

    def followed_by(
        self, described: DescribedPosting, *, now: datetime, anew: bool
    ) -> "KeptPosting":
        """With what is told now; itself where that is nothing new."""
        told, last = replace(described.posting, id=self.id), self.posting.payload_hash
        if not anew and last and told.payload_hash == last:
            stays = self.closed_at is None or self.is_over(now)
            return self if stays else replace(self, updated_at=now, closed_at=None)
        new = replace(self, described=replace(described, posting=told), updated_at=now)
        new = replace(new, closed_at=self._closed_with(new, now, anew=anew))
        return new if anew or not self.says_the_same(new) else self

    def _closed_with(self, new: "KeptPosting", now: datetime, *, anew: bool) -> datetime | None:
        if new.is_over(now):
            return self.closed_at or now
        expires = new.posting.expires_at
        has_its_time = expires is None or expires == self.posting.expires_at
        return self.closed_at if anew and has_its_time else None

    def says_the_same(self, other: "KeptPosting") -> bool:
        return (self.posting.content_hash, self.closed_at is None) == (
            other.posting.content_hash,
            other.closed_at is None,
        )


@dataclass(frozen=True, slots=True)
class Tables:
    """One state of the data; a unit of work changes a copy and publishes it on commit."""

    users: dict[UUID, User] = field(default_factory=dict)
    sessions: dict[UUID, Session] = field(default_factory=dict)
    refresh_tokens: dict[bytes, RefreshToken] = field(default_factory=dict)
    signing_keys: dict[str, SigningKey] = field(default_factory=dict)
    sign_in_attempts: dict[str, Attempts] = field(default_factory=dict)
    sign_in_sources: dict[str, tuple[Source, datetime]] = field(default_factory=dict)
    one_time_tokens: dict[bytes, OneTimeToken] = field(default_factory=dict)
    one_time_codes: dict[UUID, OneTimeCode] = field(default_factory=dict)
    second_factors: dict[UserId, SecondFactor] = field(default_factory=dict)
    recovery_codes: dict[UserId, frozenset[bytes]] = field(default_factory=dict)
    identities: dict[tuple[str, str], LinkedIdentity] = field(default_factory=dict)
    sign_in_flows: dict[bytes, SignInFlow] = field(default_factory=dict)
    idempotency_keys: dict[KeyScope, KeptAttempt] = field(default_factory=dict)
    cvs: dict[UUID, StoredCv] = field(default_factory=dict)
    cv_versions: dict[UUID, tuple[CvVersion, ...]] = field(default_factory=dict)
    postings: dict[PostingKey, KeptPosting] = field(default_factory=dict)
    import_runs: dict[str, ImportRun] = field(default_factory=dict)
    features: dict[str, ComputedFeatures] = field(default_factory=dict)
    preferences: dict[UserId, Preferences] = field(default_factory=dict)
    feedback: dict[tuple[UserId, str], Label] = field(default_factory=dict)
    matches: dict[tuple[UserId, str], StoredMatch] = field(default_factory=dict)
    match_runs: dict[UserId, MatchRun] = field(default_factory=dict)
    matches_due: dict[UserId, bool] = field(default_factory=dict)
    visits: dict[UserId, datetime] = field(default_factory=dict)
    rematch_runs: dict[UUID, RematchRun] = field(default_factory=dict)
    checkpoints: dict[str, Checkpoint] = field(default_factory=dict)
    parked: dict[tuple[str, UUID], ParkedEvent] = field(default_factory=dict)
    daily_counts: dict[tuple[object, str], DailyCount] = field(default_factory=dict)
    messages: dict[tuple[UUID, str], bool] = field(default_factory=dict)

    def forget_user(self, user_id: UserId) -> None:
        """Everything kept under an account, as PostgreSQL's foreign keys do it."""
        del self.users[user_id]
        _drop(self.sessions, lambda _, one: one.user_id == user_id)
        _drop(self.refresh_tokens, lambda _, one: one.session_id not in self.sessions)
        _drop(self.one_time_tokens, lambda _, one: one.user_id == user_id)
        _drop(self.second_factors, lambda owner, _: owner == user_id)
        _drop(self.recovery_codes, lambda owner, _: owner == user_id)
        _drop(self.identities, lambda _, one: one.user_id == user_id)
        _drop(
            self.sign_in_flows,
            lambda _, one: one.session_id is not None and one.session_id not in self.sessions,
        )
        _drop(self.idempotency_keys, lambda scope, _: scope.owner == user_id)
        _drop(self.cvs, lambda _, one: one.owner == user_id)
        _drop(self.cv_versions, lambda cv_id, _: cv_id not in self.cvs)
        _drop(self.feedback, lambda key, _: key[0] == user_id)
        _drop(self.matches, lambda key, _: key[0] == user_id)
        _drop(self.preferences, lambda owner, _: owner == user_id)
        _drop(self.match_runs, lambda owner, _: owner == user_id)
        _drop(self.matches_due, lambda owner, _: owner == user_id)
        _drop(self.visits, lambda owner, _: owner == user_id)

    def ensure_user(self, user_id: UserId) -> None:
        """As PostgreSQL's foreign keys do. Raises Conflict for somebody who is gone."""
        if user_id not in self.users:
            raise Conflict

    def copied(self) -> "Tables":
        return replace(self, **{f.name: dict(getattr(self, f.name)) for f in fields(self)})


def _drop(table: dict[Key, Row], is_gone: Callable[[Key, Row], bool]) -> None:
    for key in [key for key, row in table.items() if is_gone(key, row)]:
        del table[key]


async def nobody_waits(_: Sequence[Enqueued]) -> None:
    """After a commit, where no background work is connected."""


class MemoryDatabase:
    """The published state. Units of work take turns, so that none overwrites another.

    `after_commit` is told after every commit, once the turn is over, which tasks it asked for.
    """

    def __init__(self) -> None:
        self.tables = Tables()
        self.events: list[LoggedEvent] = []
        self.commits = 0
        self.turn = asyncio.Lock()
        self.after_commit: Callable[[Sequence[Enqueued]], Awaitable[None]] = nobody_waits
