"""What a CV proves, and where."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from jobr_core.cvs.dates import iso_date, month_index, months_covered
from jobr_core.cvs.model import Cv
from jobr_core.cvs.passages import Passage, PassageKind, passage_at
from jobr_core.cvs.skills import cv_skill_mentions
from jobr_core.cvs.stuffing import stuffed_lines
from jobr_core.matching import weights
from jobr_core.matching.occupation_space import Standing
from jobr_core.matching.occupation_vectors import standing_of
from jobr_core.matching.quotation import first_line, line_around
from jobr_core.matching.telling_words import tells_of_work
from jobr_core.shared.text import Span, span_of
from jobr_core.vocabulary.certificates import certificates_named
from jobr_core.vocabulary.degrees import Degree, degrees_named
from jobr_core.vocabulary.languages import (
    LANGUAGE_NAMES,
    LanguageMention,
    language_mentions,
    written_in,
)
from jobr_core.vocabulary.mentions import SkillMention, skill_mentions
from jobr_core.vocabulary.skills import all_skills

_RESULT = re.compile(
    r"\d\s?%|\d[\d,.]*\s?(?:k|m|bn|million|users|customers|patients|people|staff|hours|days|x)\b|[$€£₹]\s?\d|\bby \d|\d+x\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class SkillEvidence:
    """The best proof of a skill: how strong (0 to 1), by which rule, in which words."""

    strength: float
    rule: str
    span: Span


@dataclass(frozen=True, slots=True)
class HeldTitle:
    """A title the person has or had; the most recent one has `age` 0."""

    title: str
    age: int
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class CvEvidence:
    """Everything a report may cite from a CV.

    Lines of identity prove nothing; only the place in them is compared with the posting's.
    """

    text: str
    standing: Standing
    body_span: Span | None
    skills: Mapping[str, SkillEvidence]
    titles: tuple[HeldTitle, ...]
    work: tuple[tuple[str, str], ...]
    work_span: Span | None
    degree: tuple[Degree, Span] | None
    languages: Mapping[str, LanguageMention]
    lists_languages: bool
    written_in: str | None
    certificates: Mapping[str, Span]
    city: str
    country: str
    place_span: Span | None

    def years_worked(self, today: date) -> float:
        """Years covered by dated work up to `today`, overlaps counted once."""
        return months_covered(list(self.work), today) // 1.2 / 10

    def latest_day(self) -> date:
        """The latest date the work history names; for questions asked without a calendar."""
        months = [month_index(end or start, last=bool(end)) for start, end in self.work if start]
        latest = max(months, default=2000 * 12)
        return date(latest // 12, latest % 12 + 1, 1)


def evidence_of(cv: Cv) -> CvEvidence:
    """Collects once what all postings are compared with."""
    place = cv.profile.basics.location
    dated = tuple(
        (start, iso_date(work.end_date))
        for work in cv.profile.work
        if (start := iso_date(work.start_date))
    )
    languages = {m.language: m for m in _languages(cv)}
    language = written_in(cv.text)
    titles = tuple(_titles(cv))
    stuffed = frozenset(stuffed_lines(cv.text))
    mentions = _mentions(cv, stuffed)
    return CvEvidence(
        text=cv.text,
        standing=standing_of(cv, (held.title for held in titles), _tools(mentions), stuffed),
        body_span=_body(cv),
        skills=_skills(cv, mentions),
        titles=titles,
        work=dated,
        work_span=next(
            (first_line(cv.text, p.span) for p in _of(cv, PassageKind.WORK) if p.entry is not None),
            None,
        ),
        degree=_degree(cv),
        languages=languages,
        lists_languages=any(_of(cv, PassageKind.LANGUAGES)) or bool(languages),
        written_in=LANGUAGE_NAMES.get(language or ""),
        certificates=_certificates(cv),
        city=place.city,
        country=place.country_code,
        place_span=span_of(place.city, cv.text),
    )


def _body(cv: Cv) -> Span | None:
    """From the first to the last word that is not about who the person is."""
    told = [p.span for p in cv.passages if p.kind is not PassageKind.IDENTITY]
    return Span(told[0].start, told[-1].end) if told else None


def _of(cv: Cv, kind: PassageKind) -> Iterator[Passage]:
    return (passage for passage in cv.passages if passage.kind is kind)


def _mentions(cv: Cv, stuffed: Iterable[Span]) -> tuple[SkillMention, ...]:
    """The skills a CV names, but for lines that only repeat words."""
    return tuple(
        mention
        for mention in cv_skill_mentions(cv)
        if not any(line.start <= mention.start < line.end for line in stuffed)
    )


def _tools(mentions: Iterable[SkillMention]) -> tuple[SkillMention, ...]:
    """Skills that speak for an occupation by themselves; fields of knowledge do it as words."""
    known = all_skills()
    return tuple(mention for mention in mentions if not known[mention.skill].is_knowledge)


def _skills(cv: Cv, mentions: Iterable[SkillMention]) -> Mapping[str, SkillEvidence]:
    best: dict[str, SkillEvidence] = {}
    for mention in mentions:
        line = line_around(cv.text, Span(mention.start, mention.end))
        strength, rule = _strength(cv, passage_at(cv.passages, mention.start), line)
        _keep_best(best, mention.skill, SkillEvidence(strength, rule, line))
    for name in tuple(best):
        _credit_parents(best, name)
    return best


def _keep_best(best: dict[str, SkillEvidence], skill: str, found: SkillEvidence) -> None:
    """The stronger proof wins; of equals the first in the text."""
    if skill not in best or found.strength > best[skill].strength:
        best[skill] = found


def _credit_parents(best: dict[str, SkillEvidence], name: str) -> None:
    known, child = all_skills(), best[name]
    for parent in known[name].parents:
        credit = round(child.strength * weights.IMPLIED, 3)
        _keep_best(best, parent, SkillEvidence(credit, f"implied by {name}", child.span))


_CLAIMING: Final = (PassageKind.SKILLS, PassageKind.SUMMARY, PassageKind.HEADLINE)
_DOING: Final = (PassageKind.WORK, PassageKind.PROJECTS, PassageKind.VOLUNTEER)
_BETWEEN_NAMES: Final = frozenset(("and", "or", "und", "et", "y", "e"))


def _strength(cv: Cv, passage: Passage | None, line: Span) -> tuple[float, str]:
    kind = passage.kind if passage else PassageKind.OTHER
    if kind in _CLAIMING or _is_bare_list(line.quote(cv.text)):
        return weights.LISTED, "claimed without a use"
    if kind is PassageKind.WORK and passage and passage.entry is not None:
        if _RESULT.search(line.quote(cv.text)):
            return weights.RESULT_IN_WORK, "used in dated work, with a result"
        return weights.WORK, "used in dated work"
    if kind in _DOING:
        return weights.PROJECT, "used in a project"
    return weights.ELSEWHERE, "mentioned in passing"


@lru_cache(maxsize=64)
def _is_bare_list(line: str) -> bool:
    """“Tools: Python, SQL”: nothing but names, wherever it stands, tells of no use.

    Kept, because each name of a line asks about it.
    """
    label, _, behind = line.partition(":")
    listed = behind if behind and len(label.split()) <= 3 else line
    rest, at = [], 0
    for mention in skill_mentions(listed, [Span(0, len(listed))]):
        rest.append(listed[at : mention.start])
        at = mention.end
    left = re.findall(r"\w+", " ".join((*rest, listed[at:])).lower())
    return at > 0 and all(word in _BETWEEN_NAMES for word in left)


def _titles(cv: Cv) -> Iterator[HeldTitle]:
    label = next(iter(_of(cv, PassageKind.HEADLINE)), None)
    if label and tells_of_work(label.span.quote(cv.text), label, cv):
        yield HeldTitle(label.span.quote(cv.text), 0, label.span)
    entries = {p.entry: p.span for p in _of(cv, PassageKind.WORK) if p.entry is not None}
    for age, work in enumerate(cv.profile.work):
        span = entries.get(age)
        at = cv.text.find(work.position, span.start, span.end) if span and work.position else -1
        if at >= 0:
            yield HeldTitle(work.position, age, Span(at, at + len(work.position)))


def _degree(cv: Cv) -> tuple[Degree, Span] | None:
    kinds = (
        PassageKind.EDUCATION,
        PassageKind.HEADLINE,
        PassageKind.SUMMARY,
        PassageKind.CERTIFICATES,
    )
    found = [
        (degree, -start, Span(start, end).moved(passage.span.start))
        for passage in cv.passages
        if passage.kind in kinds
        for degree, start, end in degrees_named(passage.span.quote(cv.text))
    ]
    if not found:
        return None
    degree, _, span = max(found)
    return degree, line_around(cv.text, span)


def _languages(cv: Cv) -> Iterator[LanguageMention]:
    for mention in language_mentions(cv.text, (passage.span for passage in cv.passages)):
        passage = passage_at(cv.passages, mention.span.start)
        own_section = passage is not None and passage.kind is PassageKind.LANGUAGES
        if own_section or (
            mention.fluency and passage and passage.kind is not PassageKind.IDENTITY
        ):
            yield mention


def _certificates(cv: Cv) -> Mapping[str, Span]:
    found: dict[str, Span] = {}
    for name, span in certificates_named(cv.text):
        found.setdefault(name, line_around(cv.text, span))
    return found
