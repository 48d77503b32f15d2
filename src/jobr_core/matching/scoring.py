"""Lines → score, and postings in the order of it."""

from bisect import insort
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from operator import itemgetter
from typing import Final

from jobr_core.cvs.model import Cv
from jobr_core.jobs.model import JobPosting
from jobr_core.jobs.places import FindCity, no_city
from jobr_core.matching.bounds import most_possible
from jobr_core.matching.evidence import CvEvidence, evidence_of
from jobr_core.matching.features import FeaturedPosting, featured
from jobr_core.matching.feedback_rules import feedback_line
from jobr_core.matching.language_rules import language_lines
from jobr_core.matching.lines import Comparison
from jobr_core.matching.occupation_rules import occupation_line, occupation_share
from jobr_core.matching.person_rules import (
    certificate_lines,
    education_lines,
    experience_lines,
    seniority_lines,
    title_line,
)
from jobr_core.matching.preferences import NO_PREFERENCES, Preferences
from jobr_core.matching.report import MatchLine, MatchReport, capped
from jobr_core.matching.signals import signals_of
from jobr_core.matching.skill_rules import skill_lines
from jobr_core.matching.summing import report_of
from jobr_core.matching.surroundings import Surroundings, surroundings_of
from jobr_core.matching.taste import NO_TASTE, Taste, leaning
from jobr_core.matching.terms_rules import location_line, permit_lines, salary_lines
from jobr_core.matching.wording_rules import wording_line, wording_share


def score(
    cv: Cv,
    job: JobPosting,
    preferences: Preferences | None = None,
    *,
    taste: Taste = NO_TASTE,
    today: date | None = None,
    find_city: FindCity = no_city,
) -> MatchReport:
    """How well a CV fits a posting, 0 to 100, with the reason for every point.

    `today` ends work that goes on; without it the posting's date does, or else the latest
    date of the CV, so that the same documents always give the same report. `find_city` knows
    where cities are, for a radius.

    >>> from jobr_core.cvs import parse
    >>> cv = parse("Ada King\\nPython Developer\\n\\nSkills\\nPython, SQL")
    >>> job = JobPosting.from_record({"title": "Python Developer", "company": "Acme",
    ...     "description": "Requirements:\\n- Python\\n- Kubernetes"})
    >>> report = score(cv, job)
    >>> report.verdict.value, report.missing
    ('strong', ('Kubernetes',))
    """
    return score_featured(
        evidence_of(cv), featured(job), preferences, taste=taste, today=today, find_city=find_city
    )


def score_featured(
    evidence: CvEvidence,
    job: FeaturedPosting,
    preferences: Preferences | None = None,
    *,
    taste: Taste = NO_TASTE,
    today: date | None = None,
    find_city: FindCity = no_city,
) -> MatchReport:
    """`score` of what was read before, for somebody of a taste."""
    preferences = preferences or NO_PREFERENCES
    around = surroundings_of(evidence, preferences, find_city)
    return _report(_comparison(evidence, job, preferences, around, taste, today))


def rank(
    cv: Cv,
    jobs: Iterable[JobPosting],
    limit: int = 10,
    preferences: Preferences | None = None,
    *,
    today: date | None = None,
    find_city: FindCity = no_city,
) -> list[MatchReport]:
    """The `limit` best postings for a CV, best first; the order of `jobs` does not matter.

    What has the same cap is ordered by the sum without it, what is equal by confidence, then by
    the posting's id. Postings that cannot be judged come last.
    """
    return rank_featured(
        evidence_of(cv), map(featured, jobs), limit, preferences, today=today, find_city=find_city
    )


def rank_featured(
    evidence: CvEvidence,
    jobs: Iterable[FeaturedPosting],
    limit: int = 10,
    preferences: Preferences | None = None,
    *,
    taste: Taste = NO_TASTE,
    today: date | None = None,
    find_city: FindCity = no_city,
) -> list[MatchReport]:
    """`rank` of what was read before, for somebody of a taste; without postings that lack what
    the preferences require."""
    preferences = preferences or NO_PREFERENCES
    around = surroundings_of(evidence, preferences, find_city)
    best: list[tuple[_Place, Comparison]] = []
    for job in jobs if limit > 0 else ():
        if not preferences.admit(job.posting.employment_types):
            continue
        here = _comparison(evidence, job, preferences, around, taste, today, quoting=False)
        if len(best) == limit and most_possible(here) < -best[-1][0][0] - _ROUNDED:
            continue
        report = _report(here)
        if preferences.allow(report):
            insort(best, (best_first(report), here), key=itemgetter(0))
            del best[limit:]
    return [_report(replace(here, quoting=True)) for _, here in best]


_Place = tuple[float, float, float, str]
_ROUNDED: Final = 0.1
"""More than rounded points of lines may add to a score."""


def best_first(report: MatchReport) -> _Place:
    """The sum before it is rounded decides first, of those with the same cap the sum without."""
    uncapped = report.uncapped  # summed up once, as many thousands are put in order
    exact = -1.0 if report.score is None else capped(uncapped, report.cap)
    return -exact, -uncapped, -report.confidence, report.job_id


def _comparison(
    evidence: CvEvidence,
    job: FeaturedPosting,
    preferences: Preferences,
    around: Surroundings | None,
    taste: Taste,
    today: date | None,
    *,
    quoting: bool = True,
) -> Comparison:
    posted_at = job.posting.posted_at
    posted = posted_at.date() if posted_at else None
    return Comparison(
        cv=evidence,
        posting=job.posting,
        wanted=job.features.wanted,
        occupation_share=occupation_share(evidence.standing, job.features.wanted),
        wording=job.features.wording,
        wording_share=wording_share(job.features.wording, evidence.words),
        asked=job.features.asked,
        preferences=preferences,
        surroundings=around,
        leaning=leaning(taste, signals_of(job)) if taste.evidence else None,
        today=today or max(filter(None, (posted, evidence.latest_day()))),
        quoting=quoting,
    )


def _report(here: Comparison) -> MatchReport:
    job = here.posting
    return report_of(tuple(_lines(here)), job_id=job.id, title=job.title, company=job.company)


def _lines(here: Comparison) -> Iterator[MatchLine]:
    yield occupation_line(here)
    yield wording_line(here)
    yield title_line(here)
    yield from seniority_lines(here)
    yield from skill_lines(here)
    yield from experience_lines(here)
    yield from education_lines(here)
    yield from certificate_lines(here)
    yield from language_lines(here)
    yield location_line(here)
    yield from salary_lines(here)
    yield from permit_lines(here)
    if here.leaning and (line := feedback_line(here.leaning)):
        yield line
