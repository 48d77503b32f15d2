"""The other parts of CVs, each in several arrangements."""

from collections.abc import Callable

from parsing_corpus.entries import joined
from parsing_corpus.model import Person, Study, worked_years
from parsing_corpus.sheet import Block, Bullets, Row, Table, Text
from parsing_corpus.style import Style

Blocks = tuple[Block, ...]


# Education.


def study_line(study: Study, style: Style) -> Blocks:
    del style
    return (
        Row(study.full, study.end),
        Text(joined(", ", study.school, _where(study), study.score)),
    )


def study_school_first(study: Study, style: Style) -> Blocks:
    return (
        Row(study.school, _where(study)),
        Row(
            study.full,
            style.rng.choice((f"{study.start} – {study.end}", f"May {study.end}", study.end)),
            bold=False,
        ),
        *((Text(study.score, "small"),) if study.score else ()),
    )


def study_comma(study: Study, style: Style) -> Blocks:
    del style
    return (Text(joined(", ", study.full, study.school, study.end)),)


def study_sentence(study: Study, style: Style) -> Blocks:
    return (
        Bullets(
            (
                f"{study.full} from {study.school} {style.rng.choice(('in', 'in the year'))} {study.end}{f' with {study.score}' if study.score else ''}",
            )
        ),
    )


def study_dates_first(study: Study, style: Style) -> Blocks:
    del style
    return (
        Text(f"{study.start} - {study.end}", "small"),
        Text(study.full, "bold"),
        Text(joined(", ", study.school, _where(study))),
    )


def study_bars(study: Study, style: Style) -> Blocks:
    del style
    return (Text(joined(" | ", study.full, study.school, f"{study.start}-{study.end}")),)


STUDIES = (study_line, study_school_first, study_comma, study_dates_first, study_bars)


def _where(study: Study) -> str:
    return study.where.shown if study.where else ""


def studies(person: Person, style: Style, entry: Callable[[Study, Style], Blocks]) -> Blocks:
    return style.section(
        "education", *(block for study in person.studies for block in entry(study, style))
    )


# Skills.


def skills_commas(person: Person, _: Style) -> Blocks:
    return (Text(", ".join(person.all_skills)),)


def skills_groups(person: Person, style: Style) -> Blocks:
    between = style.rng.choice((": ", " : ", " – "))
    return tuple(Text(f"{group.name}{between}{', '.join(group.items)}") for group in person.skills)


def skills_bullets(person: Person, _: Style) -> Blocks:
    return (Bullets(person.all_skills),)


def skills_bars(person: Person, style: Style) -> Blocks:
    return (Text(style.rng.choice((" | ", " • ", "; ", " · ", " / ")).join(person.all_skills)),)


def skills_columns(person: Person, _: Style) -> Blocks:
    items = (*person.all_skills, "", "")
    return (
        Table(tuple(tuple(items[n : n + 3]) for n in range(0, len(items) - 2, 3)), lined=False),
    )


SKILLS = (skills_commas, skills_groups, skills_bullets, skills_bars)


def skills(person: Person, style: Style, look: Callable[[Person, Style], Blocks]) -> Blocks:
    return style.section("skills", *look(person, style)) if person.skills else ()


def languages(person: Person, style: Style) -> Blocks:
    pairs = person.languages
    match style.rng.randrange(4):
        case 0:
            blocks: Blocks = (Text(", ".join(f"{name} ({level})" for name, level in pairs)),)
        case 1:
            blocks = tuple(Text(f"{name}: {level}") for name, level in pairs)
        case 2:
            blocks = (Bullets(tuple(f"{name} – {level}" for name, level in pairs)),)
        case _:
            blocks = (Text(" | ".join(f"{name} - {level}" for name, level in pairs)),)
    return style.section("languages", *blocks) if pairs else ()


def certificates(person: Person, style: Style) -> Blocks:
    found = person.certificates
    if style.rng.random() < 0.5:
        blocks: Blocks = tuple(Row(f"{c.name}, {c.issuer}", c.year, bold=False) for c in found)
    else:
        blocks = (
            (Bullets(tuple(f"{c.name} ({c.issuer}, {c.year})" for c in found)),) if found else ()
        )
    return style.section("certificates", *blocks)


def projects(person: Person, style: Style) -> Blocks:
    if style.rng.random() < 0.5:
        return style.section(
            "projects", *(Text(f"{name}: {about}") for name, about in person.projects)
        )
    return style.section(
        "projects",
        *(
            block
            for name, about in person.projects
            for block in (Text(name, "bold"), Bullets((about,)))
        ),
    )


def summary(person: Person, style: Style) -> Blocks:
    return style.section("summary", Text(person.summary)) if person.summary else ()


def interests(person: Person, style: Style) -> Blocks:
    return style.section("interests", Text(", ".join(person.interests))) if person.interests else ()


def references(person: Person, style: Style) -> Blocks:
    return (
        style.section(
            "references", *(Text(line) for reference in person.references for line in reference)
        )
        if person.references
        else ()
    )


def publications(person: Person, style: Style) -> Blocks:
    return (
        style.section("publications", Bullets(person.publications)) if person.publications else ()
    )


def rest(person: Person, style: Style) -> Blocks:
    return (
        *projects(person, style),
        *publications(person, style),
        *certificates(person, style),
        *languages(person, style),
        *interests(person, style),
    )


def years(person: Person) -> int:
    return (
        int(worked_years([(role.start, role.end) for _, role in person.roles]))
        if person.jobs
        else 0
    )
