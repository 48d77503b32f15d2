"""Posting → what it asks for."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from jobr_core.jobs.alternatives import grouped_by_or
from jobr_core.jobs.asking import AskingLine, AskingLines, asking_lines, asking_spans
from jobr_core.jobs.model import JobPosting
from jobr_core.jobs.requirements import (
    Analysis,
    CertificateRequirement,
    EducationRequirement,
    ExperienceRequirement,
    Importance,
    LanguageRequirement,
    PermitRequirement,
    SkillRequirement,
)
from jobr_core.shared.text import Span
from jobr_core.vocabulary.certificates import certificates_named
from jobr_core.vocabulary.degrees import Degree, degrees_named
from jobr_core.vocabulary.denial import is_waived
from jobr_core.vocabulary.languages import language_mentions
from jobr_core.vocabulary.mentions import skill_mentions
from jobr_core.vocabulary.permits import Permit, PermitMention, permits_asked
from jobr_core.vocabulary.seniority import seniority_of

_NUMBER_WORDS: Final = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "twelve": 12,
}
_NUMBER = rf"(\d{{1,2}}(?:\.\d)?|{'|'.join(_NUMBER_WORDS)})"
_YEARS = re.compile(
    rf"\b{_NUMBER}(?:\s?\(\s?(?:\d{{1,2}}|{'|'.join(_NUMBER_WORDS)})\s?\))?"
    rf"[\s-]*(?:\+|or more|plus)?\s*(?:(?:-|–|to)\s*{_NUMBER}\s*\+?\s*)?"
    r"(?:years?|yrs?|yoe|jahre?n?|ans|años|anos|(?P<months>months?)(?=(?:’|')?(?: of)?(?: [\w-]+){0,2} experience))\b"
    r"(?!\s*(?:old|ago|in a row|contract|of age|warranty|fixed|in business))",
    re.I,
)
_AGE_OF_FIRM = re.compile(
    r"\b(?:we|our|us|company|firm|business|history|heritage|founded|since|celebrating|team has)\b[^.;\n]{0,60}$",
    re.I,
)
_AGE_BEHIND = re.compile(
    r"(?:\W+(?:we|our)\b|[^.;\n]{0,30}\b(?:history|heritage|tradition|in business|in the (?:market|industry))"
    r"|[ -](?:degree|contract|course|programme?|warranty|old)\b)",
    re.I,
)
_EQUIVALENT = re.compile(
    r"or (?:\w+ )?(?:equivalent|comparable|similar|relevant)|equivalent (?:\w+ )?experience"
    r"|or qualified by|or (?:\w+ )?experience",
    re.I,
)
_YEAR_STEMS: Final = ("year", "yr", "yoe", "month", "jahr", " ans", "años", "anos")
_SPEAKING = re.compile(r"language|speak|spoken|written|sprach|langue|idioma|kenntnisse", re.I)
_LONGEST_SUBJECTS: Final = 120
_PAST_SUBJECTS = re.compile(
    r"[.;\n]\s|\b(?:experience|knowledge|proficien|skill|with|plus|years|and (?:strong|solid))\b",
    re.I,
)
_MOST_YEARS: Final = 20


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
        experience=_most_asked(_experience(text, asking)),
        education=_one_each(_education(text, asking, degrees)),
        languages=tuple({r.language: r for r in _languages(text, asking)}.values()),
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


def _experience(text: str, asking: AskingLines) -> Iterator[ExperienceRequirement]:
    for line, match in _matches(_YEARS, _YEAR_STEMS, text, asking):
        years = _number(match[1]) / (12 if match["months"] else 1)
        before = text[max(line.span.start, match.start() - 80) : match.start()]
        elsewhere = _AGE_OF_FIRM.search(before) or _AGE_BEHIND.match(
            text, match.end(), line.span.end
        )
        if 0 < years <= _MOST_YEARS and not elsewhere:
            yield ExperienceRequirement(
                importance=line.importance,
                span=Span(*match.span()),
                label=f"{years:g}+ years of experience",
                years=years,
            )


def _matches(
    pattern: re.Pattern[str], stems: tuple[str, ...], text: str, asking: AskingLines
) -> Iterator[tuple[AskingLine, re.Match[str]]]:
    """Matches in asking lines; lines without any of the stems are not looked at."""
    lower = text.lower()
    present = tuple([stem for stem in stems if stem in lower])
    if not present:
        return
    for line in asking.lines:
        if line.has(present):
            yield from ((line, m) for m in pattern.finditer(text, line.span.start, line.span.end))


def _number(word: str) -> float:
    return float(_NUMBER_WORDS.get(word.lower(), 0) or word)


def _most_asked(found: Iterable[ExperienceRequirement]) -> tuple[ExperienceRequirement, ...]:
    """The longest of the musts, else of the nices: shorter ones are parts of it."""
    by_weight = sorted(found, key=lambda r: (r.importance is Importance.NICE, -r.years, r.span))
    return tuple(by_weight[:1])


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


def _languages(text: str, asking: AskingLines) -> Iterator[LanguageRequirement]:
    for mention in language_mentions(text, (line.span for line in asking.lines)):
        line = asking.at(mention.span.start)
        if line is None or not (mention.fluency or _SPEAKING.search(line.span.quote(text))):
            continue
        level = f" ({mention.fluency.name})" if mention.fluency else ""
        yield LanguageRequirement(
            importance=line.importance,
            span=mention.span,
            label=mention.language + level,
            language=mention.language,
            fluency=mention.fluency,
        )


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
