"""Matches as clients see them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Self

from jobr_core.cvs.model import Cv
from jobr_core.matching.model import Match, StoredMatch
from jobr_core.matching.report import ReportJson


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredPosting:
    """A report, and the texts its spans count in."""

    job_id: str
    score: int | None
    cv_text: str
    job_text: str
    report: ReportJson

    @classmethod
    def of(cls, match: Match, cv: Cv) -> Self:
        return cls(
            job_id=match.posting.id,
            score=match.report.score,
            cv_text=cv.text,
            job_text=match.posting.text,
            report=match.report.to_json(),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptMatch:
    """A match as it was last computed. `is_current` is false once better ones took its place."""

    job_id: str
    cv_id: str
    cv_version: int
    found_at: datetime
    computed_at: datetime
    is_current: bool
    report: ReportJson

    @classmethod
    def of(cls, match: StoredMatch) -> Self:
        return cls(
            job_id=match.report.job_id,
            cv_id=str(match.cv_id),
            cv_version=match.cv_version,
            found_at=match.found_at,
            computed_at=match.computed_at,
            is_current=match.is_current,
            report=match.report.to_json(),
        )
