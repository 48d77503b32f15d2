"""What a profile still lacks, and what adding it gains."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from jobr_core.cvs.profile import Profile


@dataclass(frozen=True, slots=True)
class Gap:
    """Something missing: the JSON Resume path, the points it gains, and what to do."""

    path: str
    gain: int
    advice: str


@dataclass(frozen=True, slots=True)
class Completeness:
    """`score` of 100 points; `missing` adds up to the rest, the largest gain first."""

    score: int
    missing: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    gap: Gap
    is_there: Callable[[Profile], object]


def completeness(profile: Profile) -> Completeness:
    """How much of what a posting is compared with a profile has.

    The points follow what matching reads: work, skills and dates weigh most.

    >>> completeness(Profile()).score
    0
    """
    missing = [part.gap for part in _PARTS if not part.is_there(profile)]
    return Completeness(
        score=100 - sum(gap.gain for gap in missing),
        missing=tuple(sorted(missing, key=lambda gap: -gap.gain)),
    )


def _has_skills(profile: Profile) -> bool:
    return sum(len(group.keywords) for group in profile.skills) >= 5


def _every_job_has_dates(profile: Profile) -> bool:
    return bool(profile.work) and all(work.start_date for work in profile.work)


def _tells_results(profile: Profile) -> bool:
    return any(
        any(map(str.isdigit, highlight)) for work in profile.work for highlight in work.highlights
    )


_PARTS: Final = (
    _Part(Gap("basics.name", 8, "Say who you are."), lambda p: p.basics.name),
    _Part(Gap("basics.email", 8, "Give an e-mail address."), lambda p: p.basics.email),
    _Part(Gap("basics.phone", 4, "Give a phone number."), lambda p: p.basics.phone),
    _Part(
        Gap("basics.location", 6, "Say in which city you live: postings name places."),
        lambda p: p.basics.location.city or p.basics.location.country_code,
    ),
    _Part(
        Gap("basics.label", 8, "Put the title you go by under your name."),
        lambda p: p.basics.label,
    ),
    _Part(
        Gap("basics.summary", 5, "Write two or three sentences about what you do best."),
        lambda p: p.basics.summary,
    ),
    _Part(Gap("work", 15, "List where you have worked, and as what."), lambda p: p.work),
    _Part(
        Gap("work[].startDate", 8, "Give every job its dates, to the month."),
        _every_job_has_dates,
    ),
    _Part(
        Gap("work[].highlights", 10, "Say what you achieved, with a number where there is one."),
        _tells_results,
    ),
    _Part(Gap("skills", 14, "List at least five skills or tools by their names."), _has_skills),
    _Part(
        Gap("education", 8, "Name your highest degree or school, and when."),
        lambda p: p.education,
    ),
    _Part(
        Gap("languages", 4, "Name the languages you speak, and how well."), lambda p: p.languages
    ),
    _Part(
        Gap("basics.profiles", 2, "Link a profile or portfolio."),
        lambda p: p.basics.profiles or p.basics.url,
    ),
)
