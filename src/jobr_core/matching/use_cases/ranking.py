"""A person asks for the postings that fit."""

from collections.abc import Hashable, MutableMapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final, NamedTuple

from jobr_core.accounts.model import UserId
from jobr_core.billing.plans import PLAN_LIMITS
from jobr_core.billing.ports import PlanOf
from jobr_core.cvs.stored import CvId
from jobr_core.events.catalogue import JobExpired, JobImported, JobUpdated
from jobr_core.events.model import Position
from jobr_core.events.ports import EventLog, Subscriptions
from jobr_core.jobs.places import FindCity
from jobr_core.jobs.ports import JobPostings
from jobr_core.matching.ai_judging import asked_of, judged_by_ai
from jobr_core.matching.model import Asker, Match
from jobr_core.matching.ports import NEW_FEATURES, AskerOf, FindBest, JudgeByAi
from jobr_core.matching.report import MatchReport
from jobr_core.matching.scoring import best_first, score
from jobr_core.shared.clock import Clock
from jobr_core.shared.errors import Unavailable
from jobr_core.shared.unit_of_work import RunAside

_CHANGES: Final = frozenset(event.name for event in (JobImported, JobUpdated, JobExpired))


_JUDGED_BY_AI: Final = 5


class CachedMatches(NamedTuple):
    """Matches, and up to which event they were looked for."""

    reports: tuple[MatchReport, ...]
    end: Position


MatchesCache = MutableMapping[Hashable, CachedMatches]


@dataclass(frozen=True, slots=True, kw_only=True)
class RankPostings:
    """The best live postings for a CV, best first, those below `min_score` left out.

    Answered again for as long as the cache keeps it, unless the person's CV, preferences or
    feedback, or any posting have changed. Raises NoCv, CvNotFound.
    """

    asker_of: AskerOf
    best: FindBest
    log: EventLog
    subscriptions: Subscriptions
    cache: MatchesCache
    plan_of: PlanOf
    ai: JudgeByAi | None

    async def __call__(
        self, *, owner: UserId, cv_id: CvId | None = None, limit: int = 20, min_score: int = 0
    ) -> tuple[MatchReport, ...]:
        asker = await self.asker_of(owner, cv_id)
        key = _key(asker, limit)
        known = self.cache.get(key)
        if known is None or await self.log.is_newer(_CHANGES, known.end):
            end = await self._indexed()
            reports = await self._judged(asker, await self.best(asker, limit))
            known = self.cache[key] = CachedMatches(reports, end)
        return tuple(r for r in known.reports if (r.score or 0) >= min_score)

    async def _indexed(self) -> Position:
        """Up to where indexes may have come: what was told behind it makes these matches old."""
        followed = await self.subscriptions.checkpoint(NEW_FEATURES)
        return min(await self.log.end(), followed.at)

    async def _judged(self, asker: Asker, found: Sequence[Match]) -> tuple[MatchReport, ...]:
        """By a language model, where plan and key allow it and it answers, the first few."""
        reports = [match.report for match in found]
        if self.ai is None or not PLAN_LIMITS[await self.plan_of(asker.owner)].ai_features:
            return tuple(reports)
        try:
            for n, match in enumerate(found[:_JUDGED_BY_AI]):
                said = await self.ai(asker.cv.text, match.posting.text, asked_of(match.report))
                reports[n] = judged_by_ai(
                    match.report, said, cv_text=asker.cv.text, engine=self.ai.engine
                )
        except Unavailable:
            return tuple(match.report for match in found)
        allowed = filter(asker.preferences.allow, reports)
        return tuple(sorted(allowed, key=best_first))


def _key(asker: Asker, limit: int) -> Hashable:
    wanted = str((asker.preferences.to_json(), asker.taste.to_json()))
    return asker.cv_id, asker.cv_version, wanted, limit


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainMatch:
    """The full report for one posting. Raises NoCv, CvNotFound, PostingNotFound."""

    asker_of: AskerOf
    postings: JobPostings
    aside: RunAside
    now: Clock
    find_city: FindCity

    async def __call__(
        self, *, owner: UserId, posting_id: str, cv_id: CvId | None = None
    ) -> MatchReport:
        asker = await self.asker_of(owner, cv_id)
        posting = await self.postings.by_id(posting_id)
        scored = partial(score, taste=asker.taste, today=self.now().date())
        return await self.aside(
            partial(scored, asker.cv, posting, asker.preferences, find_city=self.find_city)
        )
