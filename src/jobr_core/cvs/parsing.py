"""Plain text of a CV → Cv, by rules."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from jobr_core.cvs.contacts import find_email, read_contacts
from jobr_core.cvs.education import education_entries
from jobr_core.cvs.headings import Section, sections
from jobr_core.cvs.headline import find_headline
from jobr_core.cvs.listed import (
    awards,
    certificates,
    interests,
    languages,
    project_entries,
    publications,
    skill_groups,
    skills_in_passing,
)
from jobr_core.cvs.model import Cv
from jobr_core.cvs.names import find_name
from jobr_core.cvs.passages import Passage, PassageKind
from jobr_core.cvs.profile import Basics, Profile, Volunteer, Work
from jobr_core.cvs.repair import repaired
from jobr_core.cvs.section_kinds import by_content
from jobr_core.cvs.stuffing import stuffing_in
from jobr_core.cvs.work import work_entries
from jobr_core.shared.text import Span, cleaned, lines
from jobr_core.vocabulary.mentions import skill_mentions

Entry = TypeVar("Entry")

ENGINE: Final = "rules@1"
_TOP: Final = 1_000
"""Characters a name and an address are looked for in where a CV begins with a heading."""


def parse(text: str) -> Cv:
    """`jobr_core.cvs.parse`."""
    text = cleaned(repaired(text), gaps="\t")
    found = _Found(text, tuple(by_content(text, tuple(sections(text)))))
    who = _who(found)
    work = _entries(found, PassageKind.WORK, work_entries)
    schools = _entries(found, PassageKind.EDUCATION, education_entries)
    projects = _entries(found, PassageKind.PROJECTS, project_entries)
    volunteering = _entries(found, PassageKind.VOLUNTEER, work_entries)
    profile = Profile(
        basics=_basics(found, who),
        work=tuple(entry for entry, _ in work),
        volunteer=tuple(_volunteer(entry) for entry, _ in volunteering),
        education=tuple(entry for entry, _ in schools),
        awards=tuple(awards(text, found.of(PassageKind.AWARDS))),
        certificates=tuple(certificates(text, found.of(PassageKind.CERTIFICATES))),
        publications=tuple(publications(text, found.of(PassageKind.PUBLICATIONS))),
        skills=(
            *skill_groups(text, found.of(PassageKind.SKILLS)),
            *skills_in_passing(text, found.of(PassageKind.OTHER)),
        ),
        languages=tuple(languages(text, found.of(PassageKind.LANGUAGES))),
        interests=tuple(interests(text, found.of(PassageKind.INTERESTS))),
        projects=tuple(entry for entry, _ in projects),
    )
    spans = {
        PassageKind.WORK: [span for _, span in work],
        PassageKind.EDUCATION: [span for _, span in schools],
        PassageKind.PROJECTS: [span for _, span in projects],
        PassageKind.VOLUNTEER: [span for _, span in volunteering],
    }
    passages = tuple(_passages(found, spans, who))
    warnings = (*_missing(profile), *stuffing_in(text))
    return Cv(profile=profile, text=text, passages=passages, warnings=warnings)


@dataclass(frozen=True, slots=True)
class _Found:
    """A text and its sections."""

    text: str
    sections: tuple[Section, ...]

    def of(self, kind: PassageKind) -> list[Span]:
        return [section.span for section in self.sections if section.kind is kind]

    @property
    def head(self) -> Span | None:
        """What stands before the first heading."""
        first = self.sections[0] if self.sections else None
        return first.span if first and first.kind is PassageKind.IDENTITY else None

    @property
    def about_person(self) -> list[Span]:
        """Where it says who this is."""
        return self.of(PassageKind.IDENTITY) or [Span(0, min(_TOP, len(self.text)))]


@dataclass(frozen=True, slots=True)
class _Who:
    email: str
    name: Span | None
    headline: Span | None


def _who(found: _Found) -> _Who:
    heads = found.about_person
    email = find_email(found.text, heads, found.of(PassageKind.REFERENCES))
    name = find_name(found.text, heads, email, found.of(PassageKind.REFERENCES))
    return _Who(email, name, find_headline(found.text, heads, name))


def _basics(found: _Found, who: _Who) -> Basics:
    text = found.text
    contacts = read_contacts(text, found.about_person, found.of(PassageKind.REFERENCES))
    summary = " ".join(span.quote(text).strip() for span in found.of(PassageKind.SUMMARY)[:1])
    return Basics(
        name=who.name.quote(text) if who.name else "",
        label=who.headline.quote(text) if who.headline else "",
        email=contacts.email,
        phone=contacts.phone,
        url=contacts.url,
        summary=re.sub(r"\s+", " ", summary),
        location=contacts.place,
        profiles=contacts.profiles,
    )


def _entries(
    found: _Found,
    kind: PassageKind,
    read: Callable[[str, Span], Iterator[tuple[Entry, Span]]],
) -> list[tuple[Entry, Span]]:
    return [entry for section in found.of(kind) for entry in read(found.text, section)]


def _volunteer(work: Work) -> Volunteer:
    return Volunteer(
        organization=work.name,
        position=work.position,
        start_date=work.start_date,
        end_date=work.end_date,
        highlights=work.highlights,
    )


def _passages(
    found: _Found, entries: dict[PassageKind, list[Span]], who: _Who
) -> Iterator[Passage]:
    for section in found.sections:
        if section.span == found.head:
            yield from _head_passages(found.text, section.span, who)
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


def _head_passages(text: str, head: Span, who: _Who) -> Iterator[Passage]:
    """Short lines at the top are identity but for the headline; what follows is a summary. The
    name is identity wherever it stands: one of two skills' names (“Ruby Java”) claims none."""
    for number, line in enumerate(lines(text, head)):
        words = line.quote(text)
        tells = len(words) > _LONGEST_CONTACT_LINE or len(skill_mentions(words)) > 1
        kind = PassageKind.SUMMARY if tells or number >= _CONTACT_LINES else PassageKind.IDENTITY
        marked = [(PassageKind.HEADLINE, who.headline)]
        if kind is not PassageKind.IDENTITY:
            marked.append((PassageKind.IDENTITY, who.name))
        yield from _parted(line, kind, [Passage(k, span) for k, span in marked if span])


def _parted(line: Span, kind: PassageKind, marked: list[Passage]) -> Iterator[Passage]:
    """The line, those of the `marked` passages that stand in it cut out."""
    at = line.start
    for passage in sorted(marked, key=lambda one: one.span):
        if at <= passage.span.start and passage.span.end <= line.end:
            if at < passage.span.start:
                yield Passage(kind, Span(at, passage.span.start))
            yield passage
            at = passage.span.end
    if at < line.end:
        yield Passage(kind, Span(at, line.end))


def _missing(profile: Profile) -> Iterator[str]:
    expected: Sequence[tuple[str, object]] = (
        ("name", profile.basics.name),
        ("e-mail address", profile.basics.email),
        ("work experience with dates", any(work.start_date for work in profile.work)),
        ("education", profile.education),
        ("skills section", profile.skills),
    )
    for what, value in expected:
        if not value:
            yield f"No {what} found."
