"""What a CV proves, and where."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from jobr_core.cvs.dates import date_ranges, month_index, months_covered
from jobr_core.cvs.model import Cv
from jobr_core.cvs.passages import Passage, PassageKind, passage_at
from jobr_core.cvs.skills import cv_skill_mentions
from jobr_core.cvs.stuffing import stuffed_lines
from jobr_core.cvs.work_dates import is_break, worked
from jobr_core.matching.certificate_evidence import certificates_held
from jobr_core.matching.occupation_space import Standing
from jobr_core.matching.occupation_vectors import standing_of
from jobr_core.matching.permit_evidence import permits_stated
from jobr_core.matching.quotation import first_line, line_around
from jobr_core.matching.skill_evidence import SkillEvidence, skills_proven
from jobr_core.matching.telling_words import telling_lines, tells_of_work
from jobr_core.matching.wording import words_said
from jobr_core.shared.text import Span, span_of, within
from jobr_core.vocabulary.degrees import Degree, degrees_named
from jobr_core.vocabulary.denial import is_lacked, is_unfinished
from jobr_core.vocabulary.languages import (
    LANGUAGE_NAMES,
    LanguageMention,
    language_mentions,
    written_in,
)
from jobr_core.vocabulary.mentions import SkillMention
from jobr_core.vocabulary.permits import PermitMention
from jobr_core.vocabulary.skills import all_skills

_LONGEST_HEAD: Final = 120


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
    `words` are what the other lines say of the work, by their numbers in the occupation table.
    """

    text: str
    standing: Standing
    words: frozenset[int]
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
    permits: tuple[PermitMention, ...]
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
    languages = {m.language: m for m in _languages(cv)}
    language = written_in(cv.text)
    certificates = certificates_held(cv)
    stuffed = tuple(stuffed_lines(cv.text))
    mentions = _mentions(cv, stuffed)  # all that need the words of the whole text come first
    titles = tuple(_titles(cv, stuffed))
    told = tuple(telling_lines(cv, stuffed))
    return CvEvidence(
        text=cv.text,
        standing=standing_of(cv, told, (held.title for held in titles), _tools(mentions)),
        words=words_said(line.text for line in told if line.kind is not PassageKind.IDENTITY),
        body_span=_body(cv),
        skills=skills_proven(cv, mentions),
        titles=titles,
        work=worked(cv.profile.work),
        work_span=_work_span(cv),
        degree=_degree(cv),
        languages=languages,
        lists_languages=any(_of(cv, PassageKind.LANGUAGES)) or bool(languages),
        written_in=LANGUAGE_NAMES.get(language or ""),
        certificates=certificates,
        permits=permits_stated(cv),
        city=place.city,
        country=place.country_code,
        place_span=span_of(place.city, cv.text),
    )


def _work_span(cv: Cv) -> Span | None:
    """The first line of the first job, or on to its dates where they stand near."""
    entries = ((p.entry, p.span) for p in _of(cv, PassageKind.WORK))
    jobs = (span for n, span in entries if n is not None and not is_break(cv.profile.work[n]))
    entry = next(jobs, None)
    if entry is None:
        return None
    head = first_line(cv.text, entry)
    near = Span(head.start, min(entry.end, head.end + _LONGEST_HEAD))
    dates = next(date_ranges(cv.text, near), None)
    return Span(head.start, max(head.end, dates.span.end)) if dates else head


def _body(cv: Cv) -> Span | None:
    """From the first to the last word that is not about who the person is."""
    told = [p.span for p in cv.passages if p.kind is not PassageKind.IDENTITY]
    return Span(told[0].start, told[-1].end) if told else None


def _of(cv: Cv, kind: PassageKind) -> Iterator[Passage]:
    return (passage for passage in cv.passages if passage.kind is kind)


def _mentions(cv: Cv, stuffed: Sequence[Span]) -> tuple[SkillMention, ...]:
    """The skills a CV names, but for lines that only repeat words."""
    return tuple(
        mention
        for mention in cv_skill_mentions(cv)
        if not within(mention.start, mention.end, stuffed)
    )


def _tools(mentions: Iterable[SkillMention]) -> tuple[SkillMention, ...]:
    """Skills that speak for an occupation by themselves; fields of knowledge do it as words."""
    known = all_skills()
    return tuple(mention for mention in mentions if not known[mention.skill].is_knowledge)


def _titles(cv: Cv, stuffed: Sequence[Span]) -> Iterator[HeldTitle]:
    """The headline, then the titles of jobs; of `stuffed` lines only those that are dated, as
    somebody may well have had six jobs of one title."""
    label = next(iter(_of(cv, PassageKind.HEADLINE)), None)
    if label and _is_held(label, cv, stuffed):
        yield HeldTitle(label.span.quote(cv.text), 0, label.span)
    entries = {p.entry: p.span for p in _of(cv, PassageKind.WORK) if p.entry is not None}
    for age, work in enumerate(cv.profile.work):
        span = entries.get(age)
        at = cv.text.find(work.position, span.start, span.end) if span and work.position else -1
        repeated = not work.start_date and within(at, at + len(work.position), stuffed)
        if at >= 0 and not repeated and not is_break(work):
            yield HeldTitle(work.position, age, Span(at, at + len(work.position)))


def _is_held(headline: Passage, cv: Cv, stuffed: Sequence[Span]) -> bool:
    said, first = headline.span.quote(cv.text), first_line(cv.text, headline.span)
    return tells_of_work(said, headline, cv) and not within(first.start, first.end, stuffed)


def _degree(cv: Cv) -> tuple[Degree, Span] | None:
    kinds = (
        PassageKind.EDUCATION,
        PassageKind.HEADLINE,
        PassageKind.SUMMARY,
        PassageKind.CERTIFICATES,
    )
    held = [
        (degree, span.moved(passage.span.start))
        for passage in cv.passages
        if passage.kind in kinds
        for degree, span in _degrees_held(passage.span.quote(cv.text))
    ]
    if not held:
        return None
    degree, span = max(held, key=lambda one: (one[0], -one[1].start))
    return degree, line_around(cv.text, span)


def _degrees_held(text: str) -> Iterator[tuple[Degree, Span]]:
    """What is said behind a degree, up to the next one, is said of it."""
    named = degrees_named(text)
    nexts = [*(start for _, start, _ in named[1:]), len(text)]
    for (degree, start, end), following in zip(named, nexts, strict=False):
        if not is_unfinished(text, start, end, following) and not is_lacked(text, start, end):
            yield degree, Span(start, end)


def _languages(cv: Cv) -> Iterator[LanguageMention]:
    for mention in language_mentions(cv.text, (passage.span for passage in cv.passages)):
        passage = passage_at(cv.passages, mention.span.start)
        own_section = passage is not None and passage.kind is PassageKind.LANGUAGES
        if own_section or (
            mention.fluency and passage and passage.kind is not PassageKind.IDENTITY
        ):
            yield mention
