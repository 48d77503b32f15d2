"""Lines → score, and postings in the order of it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from jobr_core.cvs.model import Cv
from jobr_core.jobs.analysis import analyze
from jobr_core.jobs.model import JobPosting
from jobr_core.matching import weights
from jobr_core.matching.evidence import CvEvidence, evidence_of
from jobr_core.matching.lines import Comparison
from jobr_core.matching.occupation_rules import occupation_line
from jobr_core.matching.person_rules import (
    certificate_lines,
    education_lines,
    experience_lines,
    language_lines,
    seniority_lines,
    title_line,
)
from jobr_core.matching.preferences import Preferences
from jobr_core.matching.report import MatchLine, MatchReport, Verdict, summed
from jobr_core.matching.skill_rules import skill_lines
from jobr_core.matching.terms_rules import location_line, permit_lines, salary_lines


def score(
    cv: Cv, job: JobPosting, preferences: Preferences | None = None, *, today: date | None = None
) -> MatchReport:
    """How well a CV fits a posting, 0 to 100, with the reason for every point.

    `today` ends work that goes on; without it the posting's date does, or else the latest
    date of the CV, so that the same documents always give the same report.

    >>> from jobr_core.cvs import parse
    >>> cv = parse("Ada King\\nPython Developer\\n\\nSkills\\nPython, SQL")
    >>> job = JobPosting.from_record({"title": "Python Developer", "company": "Acme",
    ...     "description": "Requirements:\\n- Python\\n- Kubernetes"})
    >>> report = score(cv, job)
    >>> report.verdict.value, report.missing
    ('strong', ('Kubernetes',))
    """
    return _report(_comparison(evidence_of(cv), job, preferences or Preferences(), today))


def rank(
    cv: Cv,
    jobs: Iterable[JobPosting],
    limit: int = 10,
    preferences: Preferences | None = None,
    *,
    today: date | None = None,
) -> list[MatchReport]:
    """The `limit` best postings for a CV, best first; the order of `jobs` does not matter.

    What is equal is ordered by confidence, then by the posting's id. Postings that cannot be
    judged come last.
    """
    evidence = evidence_of(cv)
    preferences = preferences or Preferences()
    compared = [_comparison(evidence, job, preferences, today) for job in jobs]
    ordered = sorted(compared, key=lambda here: _best_first(_report(replace(here, quoting=False))))
    return [_report(here) for here in ordered[: max(0, limit)]]


def _best_first(report: MatchReport) -> tuple[float, float, str]:
    """The sum before it is rounded decides first."""
    exact = -1.0 if report.score is None else report.exact
    return -exact, -report.confidence, report.job_id


def _comparison(
    evidence: CvEvidence, job: JobPosting, preferences: Preferences, today: date | None
) -> Comparison:
    posted = job.posted_at.date() if job.posted_at else None
    return Comparison(
        cv=evidence,
        posting=job,
        asked=analyze(job),
        preferences=preferences,
        today=today or max(filter(None, (posted, evidence.latest_day()))),
    )


def _report(here: Comparison) -> MatchReport:
    return _summed(here.posting, tuple(_lines(here)))


def _lines(here: Comparison) -> Iterator[MatchLine]:
    yield occupation_line(here)
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


def _summed(job: JobPosting, lines: tuple[MatchLine, ...]) -> MatchReport:
    judged = [line for line in lines if line.judged]
    weight = sum(line.weight for line in judged)
    confidence = round(weight / sum(line.weight for line in lines), 3)
    cap = min((line.cap for line in judged if line.cap), key=lambda cap: cap.value, default=None)
    number = round(summed(lines, cap))
    enough = confidence >= weights.ENOUGH_CONFIDENCE
    return MatchReport(
        job_id=job.id,
        title=job.title,
        company=job.company,
        score=number if enough else None,
        confidence=confidence,
        verdict=_verdict(number) if enough else Verdict.NOT_ENOUGH_TO_JUDGE,
        engine=weights.ENGINE,
        cap=cap,
        lines=lines,
    )


def _verdict(number: int) -> Verdict:
    if number >= weights.STRONG:
        return Verdict.STRONG
    return Verdict.GOOD if number >= weights.GOOD else Verdict.WEAK
