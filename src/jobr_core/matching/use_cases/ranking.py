"""A person asks which postings fit."""

from dataclasses import dataclass
from typing import Final

from jobr_core.accounts.model import UserId
from jobr_core.cvs.model import Cv, CvId
from jobr_core.cvs.ports import Cvs
from jobr_core.jobs.ports import JobPostings
from jobr_core.matching.evidence import evidence_of
from jobr_core.matching.report import MatchReport
from jobr_core.matching.scoring import rank, score
from jobr_core.shared.clock import Clock
from jobr_core.shared.unit_of_work import RunAside

MOST_CANDIDATES: Final = 2_000
"""Postings scored in full for one answer: those that share the most skills with the CV."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RankPostings:
    """The best live postings for one of the owner's CVs, best first.

    Without `cv_id` the default CV is used. Raises NoCv, CvNotFound.
    """

    cvs: Cvs
    postings: JobPostings
    aside: RunAside
    now: Clock

    async def __call__(
        self, *, owner: UserId, cv_id: CvId | None = None, limit: int = 20, min_score: int = 0
    ) -> tuple[MatchReport, ...]:
        cv = await cv_of(self.cvs, owner, cv_id)
        skills = await self.aside(lambda: tuple(evidence_of(cv).skills))
        candidates = await self.postings.with_skills(skills, MOST_CANDIDATES)
        today = self.now().date()
        reports = await self.aside(lambda: rank(cv, candidates, len(candidates), today=today))
        return tuple(r for r in reports if (r.score or 0) >= min_score)[:limit]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainMatch:
    """The full report for one posting. Raises NoCv, CvNotFound, PostingNotFound."""

    cvs: Cvs
    postings: JobPostings
    aside: RunAside
    now: Clock

    async def __call__(
        self, *, owner: UserId, posting_id: str, cv_id: CvId | None = None
    ) -> MatchReport:
        cv = await cv_of(self.cvs, owner, cv_id)
        posting = await self.postings.by_id(posting_id)
        today = self.now().date()
        return await self.aside(lambda: score(cv, posting, today=today))


async def cv_of(cvs: Cvs, owner: UserId, cv_id: CvId | None) -> Cv:
    """The CV asked for, else the owner's default. Raises CvNotFound, NoCv."""
    if cv_id is not None:
        return (await cvs.by_id(cv_id, owner=owner)).cv
    return (await cvs.default_of(owner)).cv
