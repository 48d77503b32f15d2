"""Plain text of a CV → Cv, by rules."""

import re
from collections.abc import Iterator
from typing import Final

from jobr_core.cvs.contacts import find_label, read_basics
from jobr_core.cvs.entries import education_entries, work_entries
from jobr_core.cvs.headings import Section, sections
from jobr_core.cvs.model import Cv
from jobr_core.cvs.passages import Passage, PassageKind
from jobr_core.cvs.profile import Certificate, LanguageSkill, Profile, SkillGroup
from jobr_core.shared.text import Span, cleaned, lines
from jobr_core.vocabulary.languages import language_mentions
from jobr_core.vocabulary.mentions import skill_mentions

ENGINE: Final = "rules@1"
_SEPARATOR = re.compile(r"\s*[,;|•·●▪]\s*|\s{3,}|\t+")
_BULLET = re.compile(r"^\s*[-–•*●▪◦‣·]\s*")


def parse(text: str) -> Cv:
    """Reads a CV by rules: name, contacts, work with dates, education, skills, languages.

    What the text does not show stays empty and is named in `warnings`; nothing is made up.
    The same text always gives the same Cv.

    >>> parse("Ada Lovelace\\nada@example.org\\n\\nSkills\\nPython, SQL").profile.skills[0].keywords
    ('Python', 'SQL')
    """
    text = cleaned(text)
    found = list(sections(text))
    head = found[0].span if found and found[0].kind is PassageKind.IDENTITY else Span(0, 0)
    work = _of(found, PassageKind.WORK)
    jobs = [entry for section in work for entry in work_entries(text, section.span)]
    schools = [
        entry
        for section in _of(found, PassageKind.EDUCATION)
        for entry in education_entries(text, section.span)
    ]
    summary = " ".join(s.span.quote(text).strip() for s in _of(found, PassageKind.SUMMARY)[:1])
    profile = Profile(
        basics=read_basics(text, head, summary.replace("\n", " ")),
        work=tuple(job for job, _ in jobs),
        education=tuple(school for school, _ in schools),
        skills=tuple(_skill_groups(text, _of(found, PassageKind.SKILLS))),
        languages=tuple(_languages(text, _of(found, PassageKind.LANGUAGES))),
        certificates=tuple(
            Certificate(name=line) for line in _items(text, _of(found, PassageKind.CERTIFICATES))
        ),
    )
    passages = tuple(_passages(text, found, [s for _, s in jobs], [s for _, s in schools]))
    return Cv(profile=profile, text=text, passages=passages, warnings=tuple(_warnings(profile)))


def _of(found: list[Section], kind: PassageKind) -> list[Section]:
    return [section for section in found if section.kind is kind]


def _items(text: str, found: list[Section]) -> Iterator[str]:
    for section in found:
        for line in lines(text, section.span):
            item = _BULLET.sub("", line.quote(text))
            if item:
                yield item


def _skill_groups(text: str, found: list[Section]) -> Iterator[SkillGroup]:
    """“Languages: Python, SQL” is a named group; a line without a colon is one without a name."""
    for item in _items(text, found):
        name, colon, listed = item.partition(":")
        if not colon or len(name) > 40:
            name, listed = "", item
        keywords = tuple(word.strip(" .") for word in _SEPARATOR.split(listed) if word.strip(" ."))
        if keywords:
            yield SkillGroup(name=name.strip(), keywords=keywords)


def _languages(text: str, found: list[Section]) -> Iterator[LanguageSkill]:
    for mention in language_mentions(text, (section.span for section in found)):
        fluency = mention.fluency.name if mention.fluency else ""
        yield LanguageSkill(language=mention.language, fluency=fluency)


def _passages(
    text: str, found: list[Section], jobs: list[Span], schools: list[Span]
) -> Iterator[Passage]:
    entries = {PassageKind.WORK: jobs, PassageKind.EDUCATION: schools}
    for section in found:
        if section is found[0] and section.kind is PassageKind.IDENTITY:
            yield from _head_passages(text, section.span)
            continue
        inside = [
            (n, span)
            for n, span in enumerate(entries.get(section.kind, ()))
            if section.span.start <= span.start < section.span.end
        ]
        at = section.span.start
        for entry, span in inside:
            if span.start > at:
                yield Passage(section.kind, Span(at, span.start))
            yield Passage(section.kind, span, entry)
            at = span.end
        if at < section.span.end:
            yield Passage(section.kind, Span(at, section.span.end))


_LONGEST_CONTACT_LINE: Final = 120
_CONTACT_LINES: Final = 8


def _head_passages(text: str, head: Span) -> Iterator[Passage]:
    """Short lines at the top are identity but for the headline; what follows is a summary."""
    label = find_label(text, head)
    for number, line in enumerate(lines(text, head)):
        words = line.quote(text)
        tells = len(words) > _LONGEST_CONTACT_LINE or len(skill_mentions(words)) > 1
        kind = PassageKind.SUMMARY if tells or number >= _CONTACT_LINES else PassageKind.IDENTITY
        if label and line.start <= label.start < line.end:
            yield from _around(line, label, kind)
        else:
            yield Passage(kind, line)


def _around(line: Span, label: Span, kind: PassageKind) -> Iterator[Passage]:
    if line.start < label.start:
        yield Passage(kind, Span(line.start, label.start))
    yield Passage(PassageKind.HEADLINE, label)
    if label.end < line.end:
        yield Passage(kind, Span(label.end, line.end))


def _warnings(profile: Profile) -> Iterator[str]:
    expected = {
        "name": profile.basics.name,
        "e-mail address": profile.basics.email,
        "work experience with dates": profile.work,
        "education": profile.education,
        "skills section": profile.skills,
    }
    for what, value in expected.items():
        if not value:
            yield f"No {what} found."
