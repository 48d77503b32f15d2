"""Posting → what it asks for."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from jobr_core.jobs.alternatives import grouped_by_or
from jobr_core.jobs.asking import AskingLines, asking_lines, asking_spans
from jobr_core.jobs.experience import experience_asked, most_asked
from jobr_core.jobs.languages import languages_asked
from jobr_core.jobs.model import JobPosting
from jobr_core.jobs.requirements import (
    Analysis,
    CertificateRequirement,
    EducationRequirement,
    Importance,
    PermitRequirement,
    SkillRequirement,
)
from jobr_core.shared.text import Span
from jobr_core.vocabulary.certificates import certificates_named
from jobr_core.vocabulary.degrees import Degree, degrees_named
from jobr_core.vocabulary.denial import is_waived
from jobr_core.vocabulary.mentions import skill_mentions
from jobr_core.vocabulary.permits import Permit, PermitMention, permits_asked
from jobr_core.vocabulary.seniority import seniority_of

_EQUIVALENT = re.compile(
    r"or (?:\w+ )?(?:equivalent|comparable|similar|relevant)|equivalent (?:\w+ )?experience"
    r"|or qualified by|or (?:\w+ )?experience",
    re.I,
)
_LONGEST_SUBJECTS: Final = 120
_PAST_SUBJECTS = re.compile(
    r"[.;\n]\s|\b(?:experience|knowledge|proficien|skill|with|plus|years|and (?:strong|solid))\b",
    re.I,
)


_Degrees = list[tuple[Degree, int, int]]


@lru_cache(maxsize=4_096)
def analyze(posting: JobPosting) -> Analysis:
    """Reads the requirements of a posting, by rules and without looking at any other posting.

    Benefits and company blurb are not read; `jobs.asking` tells musts from nices.

    >>> job = JobPosting.from_record({"title": "Cook", "company": "Inn",
    ...     "description": "Requirements:\\n- 2 years of experience\\n- HACCP"})
    >>> [requirement.label for requirement in analyze(job).experience]
    ['2+ years of experience']
    """
    text, asking = posting.text, asking_lines(posting)
    degrees = degrees_named(text)
    return Analysis(
        seniority=seniority_of(posting.seniority or posting.title),
        skills=_distinct(_skills(text, asking, degrees)),
        experience=most_asked(experience_asked(text, asking)),
        education=_one_each(_education(text, asking, degrees)),
        languages=tuple({r.any_of: r for r in languages_asked(text, asking)}.values()),
        certificates=tuple({r.any_of: r for r in _certificates(text, asking)}.values()),
        permits=_first_of_each(_permits(text, asking)),
    )


def asked_skills(posting: JobPosting) -> tuple[str, ...]:
    """The canonical names of the skills `analyze` finds, in the order of the text, without reading
    the rest.

    >>> job = JobPosting.from_record({"title": "Cook", "company": "Inn", "description": "Python or SQL"})
    >>> asked_skills(job), analyze(job).skill_names
    (('Python', 'SQL'), ('Python', 'SQL'))
    """
    text, asking = posting.text, asking_spans(posting)
    degrees = [Span(start, end) for _, start, end in degrees_named(text)]
    starts = [span.start for span in asking]
    names = dict.fromkeys(
        mention.skill
        for mention in skill_mentions(text, listed=(asking[1],))
        if mention.start < asking[bisect_right(starts, mention.start) - 1].end
        and not _is_subject(text, degrees, mention.start)
        and not is_waived(text, mention.start, mention.end)
    )
    return tuple(names)


def _skills(text: str, asking: AskingLines, degrees: _Degrees) -> Iterator[SkillRequirement]:
    tags = asking.tags.span
    degree_spans = [Span(start, end) for _, start, end in degrees]
    named = (
        (m.skill, Span(m.start, m.end))
        for m in skill_mentions(text, listed=(tags,))
        if not _is_subject(text, degree_spans, m.start) and not is_waived(text, m.start, m.end)
    )
    for line, names, span in grouped_by_or(text, named, asking):
        yield SkillRequirement(
            importance=line.importance, span=span, label=" or ".join(names), any_of=names
        )


def _is_subject(text: str, degrees: list[Span], position: int) -> bool:
    """“Degree in statistics or economics” names subjects, not skills."""
    before = bisect_right(degrees, position, key=lambda degree: degree.start) - 1
    if before < 0 or not 0 <= position - degrees[before].end <= _LONGEST_SUBJECTS:
        return False
    words = text[degrees[before].start : position]
    past = _PAST_SUBJECTS.search(text, degrees[before].end, position)
    return past is None and re.search(r"\b(?:in|of)\b", words) is not None


def _certificates(text: str, asking: AskingLines) -> Iterator[CertificateRequirement]:
    named = (
        (name, span)
        for name, span in certificates_named(text)
        if not is_waived(text, span.start, span.end)
    )
    for line, names, span in grouped_by_or(text, named, asking):
        yield CertificateRequirement(
            importance=line.importance, span=span, label=" or ".join(names), any_of=names
        )


def _distinct(found: Iterable[SkillRequirement]) -> tuple[SkillRequirement, ...]:
    """One requirement per skill: the first must, else the first nice; groups stay whole."""
    kept: dict[tuple[str, ...], SkillRequirement] = {}
    taken: set[str] = set()
    for requirement in sorted(found, key=lambda r: (r.importance is Importance.NICE, r.span)):
        if len(requirement.any_of) > 1 or requirement.any_of[0] not in taken:
            kept.setdefault(requirement.any_of, requirement)
            taken.update(requirement.any_of)
    return tuple(sorted(kept.values(), key=lambda r: r.span))


def _education(text: str, asking: AskingLines, degrees: _Degrees) -> Iterator[EducationRequirement]:
    seen: set[Span] = set()
    for degree, start, end in sorted(degrees):  # of one line the lowest will do
        line = asking.at(start)
        if line and line.span not in seen:
            seen.add(line.span)
            yield EducationRequirement(
                importance=line.importance,
                span=Span(start, end),
                label=str(degree),
                degree=degree,
                or_equivalent=bool(_EQUIVALENT.search(line.span.quote(text))),
            )


def _one_each(found: Iterable[EducationRequirement]) -> tuple[EducationRequirement, ...]:
    """The first must and the first nice."""
    firsts = {r.importance: r for r in sorted(found, key=lambda r: r.span, reverse=True)}
    return tuple(sorted(firsts.values(), key=lambda r: r.importance))


def _permits(text: str, asking: AskingLines) -> Iterator[PermitRequirement]:
    for line in asking.lines:
        for mention in permits_asked(text, line.span.start, line.span.end):
            if not is_waived(text, mention.span.start, mention.span.end):
                yield PermitRequirement(
                    importance=line.importance,
                    span=mention.span,
                    label=_permit_label(mention),
                    country=mention.country,
                    permit=mention.permit,
                )


def _permit_label(asked: PermitMention) -> str:
    if asked.permit is Permit.CITIZENSHIP:
        return f"{asked.place} citizenship"
    return f"{asked.permit} in {asked.place}" if asked.place else str(asked.permit)


def _first_of_each(found: Iterable[PermitRequirement]) -> tuple[PermitRequirement, ...]:
    firsts: dict[Permit, PermitRequirement] = {}
    for requirement in found:
        firsts.setdefault(requirement.permit, requirement)
    return tuple(firsts.values())
