"""CVs with columns, boxes, grids and page headers."""

from parsing_corpus import contacts, entries, parts
from parsing_corpus.layouts_plain import head, sheet
from parsing_corpus.model import Person
from parsing_corpus.sheet import Block, Box, Bullets, Columns, Sheet, Table, Text
from parsing_corpus.style import Style

Blocks = tuple[Block, ...]


def _side(person: Person, style: Style) -> Blocks:
    """Contact, skills, languages, certificates, interests: what goes to the narrow column."""
    place = person.where.shown if person.where else ""
    contact = (
        Text(place),
        *(Text(phone) for phone in person.phones),
        Text(person.email),
        *(Text(link) for link in person.links),
    )
    items: Blocks = (
        (Bullets(person.all_skills),)
        if style.rng.random() < 0.5
        else tuple(Text(item) for item in person.all_skills)
    )
    speaks = tuple(
        Text(style.rng.choice(("{0} ({1})", "{0} – {1}", "{0}: {1}")).format(*pair))
        for pair in person.languages
    )
    return (
        *style.section("contact", *contact), *style.section("skills", *items), *style.section("languages", *speaks),
        *style.section("certificates", *(Text(c.name) for c in person.certificates)), *style.section("interests", *(Text(i) for i in person.interests)),
    )  # fmt: skip


def _main(person: Person, style: Style) -> Blocks:
    entry = style.rng.choice(
        (
            entries.title_dates_right,
            entries.dates_first,
            entries.company_dash_title,
            entries.four_lines,
        )
    )
    study = style.rng.choice((parts.study_line, parts.study_dates_first, parts.study_comma))
    return (
        *parts.summary(person, style),
        *entries.jobs(person, style, entry),
        *parts.studies(person, style, study),
        *parts.projects(person, style),
    )


def _title(person: Person) -> Blocks:
    return (
        Text(person.shown_name, "name"),
        *((Text(person.headline, "label"),) if person.headline else ()),
    )


def sidebar_left(person: Person, style: Style) -> Sheet:
    if style.rng.random() < 0.5:
        return sheet(
            style, Columns(_side(person, style), (*_title(person), *_main(person, style)), 0.32)
        )
    return sheet(style, *_title(person), Columns(_side(person, style), _main(person, style), 0.32))


def sidebar_right(person: Person, style: Style) -> Sheet:
    if style.rng.random() < 0.5:
        return sheet(
            style, Columns((*_title(person), *_main(person, style)), _side(person, style), 0.66)
        )
    return sheet(style, *_title(person), Columns(_main(person, style), _side(person, style), 0.66))


def altacv(person: Person, style: Style) -> Sheet:
    """Two columns of one width below a head over both."""
    right = (
        *parts.studies(person, style, parts.study_school_first),
        *parts.skills(person, style, parts.skills_groups),
        *parts.languages(person, style),
        *parts.certificates(person, style),
    )
    left = (
        *parts.summary(person, style),
        *entries.jobs(person, style, entries.four_lines),
        *parts.projects(person, style),
    )
    return sheet(
        style, *_title(person), *contacts.contact_icons(person, style), Columns(left, right, 0.56)
    )


def moderncv(person: Person, style: Style) -> Sheet:
    """LaTeX: hints at the left, dates among them."""
    work = tuple(
        (
            style.notation.range(role.start, role.end),
            f"{role.title}, {job.employer}, {job.where.shown if job.where else ''}.\n"
            + "\n".join(f"• {deed}" for deed in role.bullets),
        )
        for job, role in person.roles
    )
    study = tuple(
        (
            f"{study.start}–{study.end}",
            f"{study.full}, {study.school}, {study.where.shown if study.where else ''}.",
        )
        for study in person.studies
    )
    grid = tuple((group.name, ", ".join(group.items)) for group in person.skills)
    speaks = tuple((name, level) for name, level in person.languages)
    tables = (("work", work), ("education", study), ("skills", grid), ("languages", speaks))
    blocks = [
        b
        for key, rows in tables
        if rows
        for b in style.section(key, Table(rows, widths=(1, 4), lined=False))
    ]
    return sheet(
        style,
        *head(person, style),
        *blocks,
        *parts.certificates(person, style),
        *parts.publications(person, style),
    )


def skills_grid(person: Person, style: Style) -> Sheet:
    """Skills in a table with levels, as stars, dots, words or per cent."""
    levels = style.rng.choice(
        (
            ("★★★★★", "★★★★☆", "★★★☆☆"),
            ("●●●●●", "●●●●○", "●●●○○"),
            ("Expert", "Advanced", "Intermediate"),
            ("90%", "75%", "60%"),
        )
    )
    rows = tuple((item, style.rng.choice(levels)) for item in person.all_skills)
    header = (("Skill", "Level"),) if style.rng.random() < 0.5 else ()
    lined = style.rng.random() < 0.6
    table = Table((*header, *rows), lined=lined)
    return sheet(
        style, *head(person, style), *parts.summary(person, style), *style.section("skills", table), *entries.jobs(person, style, style.rng.choice((entries.title_dates_right, entries.barred))),
        *parts.studies(person, style, style.rng.choice(parts.STUDIES)), *parts.rest(person, style),
    )  # fmt: skip


def job_table(person: Person, style: Style) -> Sheet:
    """The history as a table with a line per job."""
    rows = [("Employer", "Designation", "Period", "Location")]
    rows += [
        (
            job.employer,
            role.title,
            style.notation.range(role.start, role.end),
            job.where.shown if job.where else "",
        )
        for job, role in person.roles
    ]
    return sheet(
        style, *head(person, style), *parts.summary(person, style), *style.section("work", Table(tuple(rows))), *parts.studies(person, style, parts.study_line),
        *parts.skills(person, style, style.rng.choice(parts.SKILLS)), *parts.rest(person, style),
    )  # fmt: skip


def header_footer(person: Person, style: Style) -> Sheet:
    """Name and contact stand in the header of the page, links in the footer."""
    top = (
        Text(person.shown_name, "bold"),
        Text(" | ".join((*person.phones, person.email)), "small"),
    )
    bottom = (Text(" | ".join((contacts.address(person), *person.links)), "small"),)
    label = (Text(person.headline, "label"),) if person.headline else ()
    body = (
        *label,
        *parts.summary(person, style),
        *entries.jobs(person, style, style.rng.choice(entries.ENTRIES)),
        *parts.studies(person, style, parts.study_line),
        *parts.skills(person, style, style.rng.choice(parts.SKILLS)),
    )
    return sheet(style, *body, *parts.rest(person, style), top=top, bottom=bottom)


def text_boxes(person: Person, style: Style) -> Sheet:
    """Contact and skills in text boxes beside the text."""
    place = person.where.shown if person.where else ""
    contact = Box(
        (
            *style.section(
                "contact",
                Text(place),
                *(Text(phone) for phone in person.phones),
                Text(person.email),
                *(Text(link) for link in person.links),
            ),
        )
    )
    box = Box(style.section("skills", Bullets(person.all_skills)))
    first: Blocks = (Box(_title(person)),) if style.rng.random() < 0.4 else _title(person)
    return sheet(
        style,
        *first,
        contact,
        *_main(person, style),
        box,
        *parts.languages(person, style),
        *parts.certificates(person, style),
        *parts.interests(person, style),
    )


def academic(person: Person, style: Style) -> Sheet:
    """Education first, then appointments, publications, referees."""
    style.words |= {
        "work": style.rng.choice(("Academic Appointments", "Positions Held", "Employment")),
        "skills": style.rng.choice(("Methods and Software", "Skills", "Technical Skills")),
    }
    return sheet(
        style, *head(person, style), *parts.studies(person, style, style.rng.choice((parts.study_dates_first, parts.study_comma, parts.study_line))), *entries.jobs(person, style, style.rng.choice((entries.title_dates_right, entries.comma_line, entries.employer_first))),
        *parts.publications(person, style), *parts.skills(person, style, parts.skills_groups), *parts.certificates(person, style), *parts.languages(person, style), *parts.references(person, style),
    )  # fmt: skip
