"""A CV as a person reads it: what Jobr understood, and what it did not find."""

from collections.abc import Iterable, Iterator
from datetime import date

from jobr_core.cvs.completeness import completeness
from jobr_core.cvs.model import Cv
from jobr_core.cvs.profile import Education, Profile, Work
from jobr_core.cvs.skills import cv_skills, months_worked

_WIDTH = 96


def page_of(cv: Cv, today: date) -> str:
    """Plain text, section by section; sections that are empty are left out."""
    profile = cv.profile
    blocks = [
        "\n".join(_head(profile)),
        _block(_work_title(cv, today), (line for work in profile.work for line in _work(work))),
        _block("Education", map(_education, profile.education)),
        _block("Skills", _skills(cv, today)),
        _block("Languages", [_joined(", ", *(_language(cv)))]),
        _block(
            "Certificates", (_joined(", ", c.name, c.issuer, c.date) for c in profile.certificates)
        ),
        _block("Projects", (project.name for project in profile.projects)),
        _block("Publications", (publication.name for publication in profile.publications)),
        _block("Awards", (award.title for award in profile.awards)),
        _block(*_missing(profile)),
        _block("Warnings", cv.warnings),
    ]
    return "\n\n".join(block for block in blocks if block)


def _block(title: str, lines: Iterable[str]) -> str:
    shown = [f"  {_cut(line)}" for line in lines if line.strip()]
    return "\n".join([title, *shown]) if shown else ""


def _cut(line: str) -> str:
    flat = " ".join(line.split()) if line == line.lstrip() else line
    return flat if len(flat) <= _WIDTH else f"{flat[: _WIDTH - 1]}…"


def _joined(glue: str, *parts: str) -> str:
    return glue.join(part for part in parts if part)


def _head(profile: Profile) -> Iterator[str]:
    basics = profile.basics
    place = _joined(
        ", ", basics.location.city, basics.location.region, basics.location.country_code
    )
    yield basics.name or "(no name found)"
    links = (basics.url, *(link.url for link in basics.profiles))
    lines = (
        basics.label,
        _joined(" · ", basics.email, basics.phone, place),
        _joined(" · ", *links),
    )
    yield from (line for line in lines if line)


def _work_title(cv: Cv, today: date) -> str:
    months = months_worked(cv, today)
    return f"Work ({months / 12:.1f} years)" if months else "Work"


def _work(work: Work) -> Iterator[str]:
    if work.start_date:
        dates = f"{work.start_date} – {work.end_date or 'present'}"
    else:
        dates = work.end_date or "no dates"
    yield f"{dates:<19}  {_joined(', ', work.position, work.name, work.location)}"
    for highlight in work.highlights[:3]:
        yield f"{'':<21}- {' '.join(highlight.split())}"
    if len(work.highlights) > 3:
        yield f"{'':<21}  and {len(work.highlights) - 3} more"


def _education(education: Education) -> str:
    dates = _joined(" – ", education.start_date, education.end_date) or "no dates"
    degree = _joined(" in ", education.study_type, education.area)
    return f"{dates:<19}  {_joined(', ', degree, education.institution, education.score)}"


def _skills(cv: Cv, today: date) -> Iterator[str]:
    """Those Jobr knows, by category, with the years of work that name them; else as listed."""
    known = cv_skills(cv, today)
    for category in sorted({skill.category for skill in known}):
        named = (
            f"{skill.skill} {skill.months / 12:.0f}y" if skill.months >= 12 else skill.skill
            for skill in known
            if skill.category == category
        )
        yield f"{category}: {', '.join(named)}"
    if not known:
        for group in cv.profile.skills:
            yield _joined(": ", group.name, ", ".join(group.keywords))


def _language(cv: Cv) -> Iterator[str]:
    for skill in cv.profile.languages:
        yield f"{skill.language} ({skill.fluency})" if skill.fluency else skill.language


def _missing(profile: Profile) -> tuple[str, list[str]]:
    found = completeness(profile)
    return (
        f"Complete to {found.score} of 100; still to gain",
        [f"+{gap.gain:<3} {gap.advice}" for gap in found.missing],
    )
