"""Profile → the text a report can quote, for CVs that come as facts instead of a document."""

from collections.abc import Iterable, Iterator

from jobr_core.cvs.passages import Passage, PassageKind
from jobr_core.cvs.profile import (
    Education,
    LanguageSkill,
    Profile,
    Project,
    SkillGroup,
    Volunteer,
    Work,
)
from jobr_core.shared.text import Span, cleaned

_Block = tuple[PassageKind, int | None, str]


def rendered(profile: Profile) -> tuple[str, tuple[Passage, ...]]:
    """The text, and where each part of the profile stands in it."""
    text, passages = "", []
    heading = None
    for kind, entry, words in _blocks(profile):
        body = cleaned(words)
        if not body:
            continue
        if kind not in _UNHEADED and kind != heading:
            text += f"{kind.value.capitalize()}\n"
        heading = kind
        passages.append(Passage(kind, Span(len(text), len(text) + len(body)), entry))
        text += body + "\n\n"
    return text.strip(), tuple(passages)


_UNHEADED = (PassageKind.IDENTITY, PassageKind.HEADLINE)


def _blocks(profile: Profile) -> Iterator[_Block]:
    basics = profile.basics
    place = basics.location
    where = _joined(", ", place.city, place.region, place.country_code)
    links = [basics.url, *(p.url or p.username for p in basics.profiles)]
    contact = _joined(" · ", basics.email, basics.phone, where, *links)
    yield PassageKind.IDENTITY, None, _joined("\n", basics.name, contact)
    yield PassageKind.HEADLINE, None, basics.label
    yield PassageKind.SUMMARY, None, basics.summary
    yield from _numbered(PassageKind.WORK, map(_work, profile.work))
    yield from _numbered(PassageKind.VOLUNTEER, map(_volunteer, profile.volunteer))
    yield from _numbered(PassageKind.PROJECTS, map(_project, profile.projects))
    yield from _numbered(PassageKind.EDUCATION, map(_education, profile.education))
    yield from _numbered(PassageKind.SKILLS, map(_skills, profile.skills))
    yield from _numbered(PassageKind.LANGUAGES, map(_language, profile.languages))
    certificates = (_joined(", ", c.name, c.issuer, c.date) for c in profile.certificates)
    yield from _numbered(PassageKind.CERTIFICATES, certificates)
    awards = (_joined(", ", a.title, a.awarder, a.date, a.summary) for a in profile.awards)
    yield from _numbered(PassageKind.AWARDS, awards)
    papers = (_joined(", ", p.name, p.publisher, p.release_date) for p in profile.publications)
    yield from _numbered(PassageKind.PUBLICATIONS, papers)
    interests = (_joined(": ", i.name, ", ".join(i.keywords)) for i in profile.interests)
    yield from _numbered(PassageKind.INTERESTS, interests)


def _numbered(kind: PassageKind, texts: Iterable[str]) -> Iterator[_Block]:
    for entry, words in enumerate(texts):
        yield kind, entry, words


def _joined(glue: str, *parts: str) -> str:
    return glue.join(part for part in parts if part)


def _dates(start: str, end: str) -> str:
    return f"{start} – {end or 'present'}" if start else end


def _bullets(highlights: tuple[str, ...]) -> str:
    return "\n".join(f"- {highlight}" for highlight in highlights)


def _work(work: Work) -> str:
    head = _joined(", ", work.position, work.name, work.location)
    when = _dates(work.start_date, work.end_date)
    return _joined("\n", head, when, work.description, work.summary, _bullets(work.highlights))


def _volunteer(work: Volunteer) -> str:
    head = _joined(", ", work.position, work.organization)
    when = _dates(work.start_date, work.end_date)
    return _joined("\n", head, when, work.summary, _bullets(work.highlights))


def _project(project: Project) -> str:
    keywords = ", ".join(project.keywords)
    return _joined("\n", project.name, project.description, _bullets(project.highlights), keywords)


def _education(education: Education) -> str:
    degree = _joined(" in ", education.study_type, education.area)
    head = _joined(", ", degree, education.institution, education.score)
    when = _joined(" – ", education.start_date, education.end_date)
    return _joined("\n", head, when, ", ".join(education.courses))


def _skills(group: SkillGroup) -> str:
    name = _joined(" – ", group.name, group.level)
    return _joined(": ", name, ", ".join(group.keywords))


def _language(skill: LanguageSkill) -> str:
    return _joined(" – ", skill.language, skill.fluency)
