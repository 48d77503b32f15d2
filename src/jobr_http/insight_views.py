"""Metrics as administrators see them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Self

from jobr_core.insight.sign_ins import OUTCOMES, Outcome, Sighting
from jobr_core.insight.suspicion import Finding
from jobr_core.insight.use_cases.reviewing_sign_ins import SignInReview


@dataclass(frozen=True, slots=True, kw_only=True)
class AttemptView:
    """An attempt to sign in. `source_id` stands for a network address, `agent_id` for what the
    client called itself; both are null of attempts before Jobr told them."""

    at: datetime
    outcome: Outcome
    user_id: str | None
    source_id: str | None
    agent_id: str | None

    @classmethod
    def of(cls, sighting: Sighting) -> Self:
        account = sighting.account
        return cls(
            at=sighting.at,
            outcome=OUTCOMES[sighting.name],
            user_id=account.partition(":")[2] if account else None,
            source_id=sighting.source_id,
            agent_id=sighting.agent_id,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthMetrics:
    """Sign-ins from `since` to `until` (excluded): `recentAttempts` are the newest 20,
    `suspiciousActivity` the newest 100 findings among the `examined` newest events, which are all
    of the period if it is `complete`. `successRate` is from 0 to 1, null without attempts."""

    since: datetime
    until: datetime
    totalLogins: int  # noqa: N815 - these seven are the specification's
    successfulLogins: int  # noqa: N815
    failedLogins: int  # noqa: N815
    lockedAccounts: int  # noqa: N815
    successRate: float | None  # noqa: N815
    recentAttempts: tuple[AttemptView, ...]  # noqa: N815
    suspiciousActivity: tuple[Finding, ...]  # noqa: N815
    examined: int
    complete: bool

    @classmethod
    def of(cls, review: SignInReview) -> Self:
        return cls(
            since=review.since,
            until=review.until,
            totalLogins=review.total,
            successfulLogins=review.successes,
            failedLogins=review.total - review.successes,
            lockedAccounts=review.locks,
            successRate=review.success_rate,
            recentAttempts=tuple(map(AttemptView.of, review.recent)),
            suspiciousActivity=review.findings,
            examined=review.examined,
            complete=review.complete,
        )
