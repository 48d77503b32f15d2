"""Judging what a person is and has done: title, seniority, years, degrees, licences."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from jobr_core.jobs.requirements import (
    CertificateRequirement,
    EducationRequirement,
    ExperienceRequirement,
    Importance,
)
from jobr_core.matching import weights
from jobr_core.matching.evidence import CvEvidence
from jobr_core.matching.lines import Comparison, Judgement, posting_line, requirement_lines
from jobr_core.matching.report import Cap, LineKind, MatchLine
from jobr_core.matching.titles import title_terms, titles_alike
from jobr_core.shared.text import Span
from jobr_core.vocabulary.seniority import Seniority, seniority_after, seniority_of

_OLDER_TITLES: Final = (1.0, 0.9, 0.8, 0.7)
# Share by how many steps the posting stands above (index 0 up) or below the person.
_ABOVE: Final = (1.0, 0.6, 0.2, 0.0)
_BELOW: Final = (1.0, 0.8, 0.4, 0.1)
# Held by many and often left out of CVs, so that silence proves nothing.
_OFTEN_UNSAID: Final = frozenset(
    (
        "Driving licence",
        "DBS check",
        "Working with Children Check",
        "First aid certificate",
        "White Card",
    )
)


def title_line(here: Comparison) -> MatchLine:
    """The posting's title against the titles held, the latest counting most."""
    span = Span(0, len(here.posting.title))
    return posting_line(LineKind.TITLE, here.posting.title, weights.TITLE, _title(here), span, here)


def _title(here: Comparison) -> Judgement:
    wanted = here.posting.title
    liked = max((titles_alike(wanted, t) for t in here.preferences.titles), default=0.0)
    held = [
        (titles_alike(wanted, t.title) * _OLDER_TITLES[min(t.age, 3)], -n, t)
        for n, t in enumerate(here.cv.titles)
    ]
    if not title_terms(wanted) or not (held or here.preferences.titles):
        return Judgement(None, "the CV names no job title")
    best, _, title = max(held, default=(0.0, 0, None))
    if liked > best:
        return Judgement(liked, "a title you are looking for")
    if title is None or best == 0:
        return Judgement(0.0, "no similar title in the CV")
    when = "current or latest title" if title.age == 0 else "earlier title"
    return Judgement(round(best, 3), f"{when} “{title.title}” is {_alike(best)}", title.span)


def _alike(share: float) -> str:
    return "the same" if share >= 0.95 else "close" if share >= 0.5 else "somewhat alike"


def seniority_lines(here: Comparison) -> Iterator[MatchLine]:
    """Only where the posting's title names a level."""
    wanted = here.asked.seniority
    if wanted is None:
        return
    found = _seniority(wanted, here)
    span = Span(0, len(here.posting.title))
    yield posting_line(LineKind.SENIORITY, f"{wanted} level", weights.SENIORITY, found, span, here)


def _seniority(wanted: Seniority, here: Comparison) -> Judgement:
    if levels := here.preferences.seniorities:
        return _wished(wanted, levels)
    held = held_level(here.cv, here.today)
    if held is None:
        return Judgement(None, "the CV shows no level")
    level, why, span = held
    return Judgement(level_share(wanted, level), f"{level} level by {why}", span)


def _wished(offered: Seniority, levels: Sequence[Seniority]) -> Judgement:
    """Half of what the nearest wished level is worth: not enough where the kind is required."""
    if offered in levels:
        return Judgement(1.0, "a level you want")
    share = max(level_share(offered, level) for level in levels) / 2
    return Judgement(share, "another level than those you want")


def held_level(cv: CvEvidence, today: date) -> tuple[Seniority, str, Span | None] | None:
    """By the latest title if it names a level, else by the years worked; and why."""
    named = next((t for t in cv.titles if seniority_of(t.title) is not None), None)
    level = seniority_of(named.title) if named and named.age == 0 else None
    if named and level is not None:
        return level, f"“{named.title}”", named.span
    if not (cv.work and cv.titles):
        return None
    years = cv.years_worked(today)
    return seniority_after(years), f"{years:g} years of work", cv.work_span


def level_share(wanted: Seniority, held: Seniority) -> float:
    """What a level is worth where another one is wanted."""
    gap = wanted - held
    return (_ABOVE if gap >= 0 else _BELOW)[min(abs(gap), 3)]


def experience_lines(here: Comparison) -> Iterator[MatchLine]:
    return requirement_lines(
        LineKind.EXPERIENCE, weights.EXPERIENCE, here.asked.experience, _experience, here
    )


def _experience(asked: ExperienceRequirement, here: Comparison) -> Judgement:
    if not here.cv.work:
        return Judgement(None, "the CV has no dated work")
    years = here.cv.years_worked(here.today)
    share = min(1.0, years / asked.years)
    short = f"asks for {asked.years:g} years, the CV shows {years:g}"
    cap = Cap(value=weights.CAP_EXPERIENCE, reason=short) if share < 0.5 else None
    return Judgement(round(share, 3), f"{years:g} years of dated work", here.cv.work_span, cap)


def education_lines(here: Comparison) -> Iterator[MatchLine]:
    return requirement_lines(
        LineKind.EDUCATION, weights.EDUCATION, here.asked.education, _education, here
    )


def _education(asked: EducationRequirement, here: Comparison) -> Judgement:
    if here.cv.degree is None:
        return Judgement(None, "the CV names no degree Jobr knows")
    held, span = here.cv.degree
    if held >= asked.degree:
        return Judgement(1.0, f"{held}", span)
    if asked.or_equivalent and here.cv.work:
        return Judgement(0.7, f"{held}, and the posting accepts experience instead", span)
    cap = Cap(
        value=weights.CAP_EDUCATION, reason=f"asks for a {asked.degree}, the CV shows a {held}"
    )
    return Judgement(
        0.3, f"{held}, below what is asked", span, None if asked.or_equivalent else cap
    )


def is_hard_degree(asked: EducationRequirement) -> bool:
    """Whether a lower degree caps the score."""
    return asked.importance is Importance.MUST and not asked.or_equivalent


def certificate_lines(here: Comparison) -> Iterator[MatchLine]:
    return requirement_lines(
        LineKind.CERTIFICATE, weights.CERTIFICATE, here.asked.certificates, _certificate, here
    )


def is_hard_certificate(asked: CertificateRequirement) -> bool:
    """Whether a score is capped without this very one."""
    is_one = len(asked.any_of) == 1 and not _OFTEN_UNSAID & set(asked.any_of)
    return asked.importance is Importance.MUST and is_one


def _certificate(asked: CertificateRequirement, here: Comparison) -> Judgement:
    span = next((here.cv.certificates[n] for n in asked.any_of if n in here.cv.certificates), None)
    if span:
        return Judgement(1.0, "held", span)
    if _OFTEN_UNSAID & set(asked.any_of):
        return Judgement(None, "many CVs leave it out")
    cap = Cap(
        value=weights.CAP_CERTIFICATE, reason=f"asks for {asked.label}, the CV does not show it"
    )
    return Judgement(0.0, "not in the CV", cap=cap)
