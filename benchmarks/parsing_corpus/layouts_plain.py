"""One-column CVs: chronological, functional, and the many ways of writing one job."""

from collections.abc import Callable

from parsing_corpus import contacts, entries, parts
from parsing_corpus.model import Job, Person, Role
from parsing_corpus.sheet import Block, Bullets, Columns, Row, Rule, Sheet, Text
from parsing_corpus.style import Style, numbered

Blocks = tuple[Block, ...]
Entry = Callable[[Job, Role, Style], Blocks]


def sheet(style: Style, *blocks: Block, **more: object) -> Sheet:
    blocks = numbered(blocks, style.look)
    return Sheet(blocks=blocks, font=style.font, accent=style.accent, bullet=style.bullet, **more)  # type: ignore[arg-type]


def head(person: Person, style: Style) -> Blocks:
    """Name, headline, contact: mostly below each other, sometimes labelled or in a table."""
    rng = style.rng
    label = (Text(person.headline, "label"),) if person.headline else ()
    chance = rng.random()
    if chance < 0.1 and style.language == "en":
        return _labelled_head(person, label)
    if chance < 0.2:
        left = (Text(person.shown_name, "name"), *label)
        return (Columns(left, contacts.contact_lines(person, style), 0.55),)
    name = Text(person.shown_name, rng.choice(("name", "center-name")))
    return (name, *label, *rng.choice(contacts.CONTACTS)(person, style))


def _labelled_head(person: Person, label: Blocks) -> Blocks:
    lines = (
        ("Name", person.shown_name), ("Address", contacts.address(person)), ("Mobile", ", ".join(person.phones)),
        ("E-mail", person.email), ("Web", ", ".join(person.links)),
    )  # fmt: skip
    return (*(Text(f"{key:<8}: {value}") for key, value in lines if value), *label)


def _one_column(person: Person, style: Style, entry: Entry) -> Blocks:
    rng = style.rng
    study, look = rng.choice(parts.STUDIES), rng.choice(parts.SKILLS)
    order = [
        entries.jobs(person, style, entry),
        parts.studies(person, style, study),
        parts.skills(person, style, look),
    ]
    if rng.random() < 0.35:
        rng.shuffle(order)
    return (
        *head(person, style),
        *parts.summary(person, style),
        *(b for blocks in order for b in blocks),
        *parts.rest(person, style),
    )


def us_chronological(person: Person, style: Style) -> Sheet:
    entry = style.rng.choice(
        (entries.title_dates_right, entries.employer_first, entries.employer_place_right)
    )
    return sheet(style, *_one_column(person, style, entry))


def at_company(person: Person, style: Style) -> Sheet:
    return sheet(style, *_one_column(person, style, entries.title_at_company))


def bars_and_tabs(person: Person, style: Style) -> Sheet:
    entry = style.rng.choice(
        (entries.company_dash_title, entries.barred, entries.tabbed, entries.comma_line)
    )
    return sheet(style, *_one_column(person, style, entry))


def lines_apart(person: Person, style: Style) -> Sheet:
    """Title, employer, dates and place on lines of their own."""
    return sheet(
        style,
        *_one_column(person, style, style.rng.choice((entries.four_lines, entries.dates_first))),
    )


def ascii_rules(person: Person, style: Style) -> Sheet:
    """Typed text, wrapped at 72 columns, headings underlined."""
    entry = style.rng.choice((entries.title_dates_right, entries.four_lines, entries.barred))
    rule = style.rng.choice(("=", "-", "~", "-" * 60))
    return sheet(style, *_one_column(person, style, entry), heading_rule=rule, wrap=72)


def paragraphs(person: Person, style: Style) -> Sheet:
    """What was done, as running text."""

    def entry(job: Job, role: Role, style: Style) -> Blocks:
        *line, _ = style.rng.choice((entries.title_dates_right, entries.employer_first))(
            job, role, style
        )
        return (*line, Text(". ".join(role.bullets) + "."))

    return sheet(style, *_one_column(person, style, entry))


def functional(person: Person, style: Style) -> Sheet:
    """Skills with examples first, the history as bare lines."""
    deeds = [deed for _, role in person.roles for deed in role.bullets]
    examples: list[Block] = []
    for n, group in enumerate(person.skills):
        examples += [
            Text(f"{group.name}: {', '.join(group.items)}", "bold"),
            *(
                (Bullets(tuple(deeds[n :: len(person.skills)])),)
                if deeds[n :: len(person.skills)]
                else ()
            ),
        ]
    bare = tuple(
        Row(
            entries.joined(", ", role.title, job.employer, entries.place_of(job)),
            style.notation.range(role.start, role.end),
            bold=False,
        )
        for job, role in person.roles
    )
    return sheet(
        style, *head(person, style), *parts.summary(person, style), *style.section("skills", *examples), *style.section("work", *bare),
        *parts.studies(person, style, style.rng.choice(parts.STUDIES)), *parts.rest(person, style),
    )  # fmt: skip


def several_roles(person: Person, style: Style) -> Sheet:
    """The employer once, then each role with dates of its own."""
    blocks: list[Block] = []
    for job in person.jobs:
        total = style.notation.range(job.roles[-1].start, job.roles[0].end)
        overall = total if style.rng.random() < 0.5 or len(job.roles) == 1 else ""
        place = entries.place_of(job)
        blocks.append(
            Row(f"{job.employer}, {place}", overall)
            if overall and len(job.roles) > 1
            else Text(f"{job.employer}, {place}", "bold")
        )
        for role in job.roles:
            blocks += [
                Row(role.title, style.notation.range(role.start, role.end), bold=False),
                Bullets(role.bullets),
            ]
    return sheet(
        style, *head(person, style), *parts.summary(person, style), *style.section("work", *blocks),
        *parts.studies(person, style, parts.study_line), *parts.skills(person, style, style.rng.choice(parts.SKILLS)), *parts.rest(person, style),
    )  # fmt: skip


def student(person: Person, style: Style) -> Sheet:
    """Education first; perhaps one internship."""
    return sheet(
        style, *head(person, style), *parts.summary(person, style), *parts.studies(person, style, style.rng.choice((parts.study_line, parts.study_school_first, parts.study_sentence))),
        *parts.projects(person, style), *parts.skills(person, style, style.rng.choice(parts.SKILLS)), *entries.jobs(person, style, entries.title_dates_right),
        *parts.certificates(person, style), *parts.languages(person, style), *parts.interests(person, style),
    )  # fmt: skip


def executive(person: Person, style: Style) -> Sheet:
    """A rule below the head, competencies as a block of words, long paragraphs."""
    competencies = parts.skills(
        person, style, style.rng.choice((parts.skills_columns, parts.skills_bars))
    )
    return sheet(
        style, *head(person, style), Rule(), *parts.summary(person, style), *competencies, *entries.jobs(person, style, entries.employer_place_right),
        *parts.studies(person, style, parts.study_school_first), *parts.certificates(person, style), *parts.languages(person, style),
    )  # fmt: skip


def uk_statement(person: Person, style: Style) -> Sheet:
    """ "Curriculum Vitae" above the name, a personal statement, referees."""
    style.words["summary"] = style.rng.choice(("Personal Statement", "Personal Profile"))
    style.words["references"] = "Referees"
    title = (Text("Curriculum Vitae", "center"),) if style.rng.random() < 0.6 else ()
    entry = style.rng.choice(
        (entries.dates_first, entries.title_dates_right, entries.company_dash_title)
    )
    return sheet(
        style, *title, Text(person.shown_name, "center-name"), *contacts.contact_lines(person, style), *parts.summary(person, style), *parts.skills(person, style, style.rng.choice(parts.SKILLS)),
        *entries.jobs(person, style, entry), *parts.studies(person, style, style.rng.choice(parts.STUDIES)), *parts.rest(person, style), *parts.references(person, style),
    )  # fmt: skip


def career_changer(person: Person, style: Style) -> Sheet:
    """Relevant experience apart from other experience."""
    relevant, other = person.jobs[:1], person.jobs[1:]
    blocks: list[Block] = []
    for heading, some in (("Relevant Experience", relevant), ("Other Experience", other)):
        style.words["work"] = heading
        held = ((job, role) for job in some for role in job.roles)
        blocks += style.section(
            "work", *(b for job, role in held for b in entries.title_dates_right(job, role, style))
        )
    return sheet(
        style, *head(person, style), *parts.summary(person, style), *parts.skills(person, style, parts.skills_groups), *blocks,
        *parts.studies(person, style, parts.study_comma), *parts.rest(person, style),
    )  # fmt: skip
