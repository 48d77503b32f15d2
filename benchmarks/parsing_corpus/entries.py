"""One job, in the many ways people write it: `entry(job, role, style)`."""

from collections.abc import Callable

from parsing_corpus.model import Job, Person, Role
from parsing_corpus.sheet import Block, Bullets, Row, Text
from parsing_corpus.style import Style

Blocks = tuple[Block, ...]
Entry = Callable[[Job, Role, Style], Blocks]


def place_of(job: Job) -> str:
    return job.where.shown if job.where else ""


def joined(by: str, *parts: str) -> str:
    return by.join(part for part in parts if part)


def deeds(role: Role, style: Style) -> Blocks:
    """What was done, perhaps below a word on the employer and a label."""
    if not role.bullets:
        return ()
    above = (style.employer_told, style.label)
    return (*(Text(text) for text in above if text), Bullets(role.bullets))


def title_dates_right(job: Job, role: Role, style: Style) -> Blocks:
    return (
        Row(role.title, style.notation.range(role.start, role.end)),
        Text(joined(", ", job.employer, place_of(job)), "italic"),
        *deeds(role, style),
    )


def employer_first(job: Job, role: Role, style: Style) -> Blocks:
    return (
        Row(joined(", ", job.employer, place_of(job)), style.notation.range(role.start, role.end)),
        Text(role.title, "italic"),
        *deeds(role, style),
    )


def employer_place_right(job: Job, role: Role, style: Style) -> Blocks:
    return (
        Row(job.employer, place_of(job)),
        Row(role.title, style.notation.range(role.start, role.end), bold=False),
        *deeds(role, style),
    )


def title_at_company(job: Job, role: Role, style: Style) -> Blocks:
    where = f", {place_of(job).partition(',')[0]}" if job.where else ""
    return (
        Text(
            f"{role.title} at {job.employer}{where} ({style.notation.range(role.start, role.end)})",
            "bold",
        ),
        *deeds(role, style),
    )


def company_dash_title(job: Job, role: Role, style: Style) -> Blocks:
    return (
        Text(f"{job.employer} — {role.title}", "bold"),
        Text(joined(" | ", place_of(job), style.notation.range(role.start, role.end)), "small"),
        *deeds(role, style),
    )


def barred(job: Job, role: Role, style: Style) -> Blocks:
    return (
        Text(
            joined(
                " | ",
                role.title,
                job.employer,
                place_of(job),
                style.notation.range(role.start, role.end),
            ),
            "bold",
        ),
        *deeds(role, style),
    )


def tabbed(job: Job, role: Role, style: Style) -> Blocks:
    return (
        Text(
            joined("\t", job.employer, role.title, style.notation.range(role.start, role.end)),
            "bold",
        ),
        Text(place_of(job)),
        *deeds(role, style),
    )


def dates_first(job: Job, role: Role, style: Style) -> Blocks:
    return (
        Text(style.notation.range(role.start, role.end), "small"),
        Text(role.title, "bold"),
        Text(joined(", ", job.employer, place_of(job)), "italic"),
        *deeds(role, style),
    )


def four_lines(job: Job, role: Role, style: Style) -> Blocks:
    return (
        Text(role.title, "bold"),
        Text(job.employer),
        Text(style.notation.range(role.start, role.end)),
        Text(place_of(job)),
        *deeds(role, style),
    )


def labelled(job: Job, role: Role, style: Style) -> Blocks:
    lines = (
        ("Organization", job.employer),
        ("Designation", role.title),
        ("Duration", style.notation.range(role.start, role.end)),
        ("Location", place_of(job)),
    )
    return (
        *(Text(f"{label:<14}: {value}") for label, value in lines if value),
        *deeds(role, style),
    )


def sentence(job: Job, role: Role, style: Style) -> Blocks:
    verb = "Worked" if role.end else "Working"
    dates = style.notation.range(role.start, role.end)
    return (
        Text(f"{verb} as {role.title} with {job.employer}, {place_of(job)} from {dates}.", "bold"),
        *deeds(role, style),
    )


def since_with(job: Job, role: Role, style: Style) -> Blocks:
    return (
        Text(
            f"{style.notation.range(role.start, role.end)}:  {job.employer}, {place_of(job)} as {role.title}",
            "bold",
        ),
        *deeds(role, style),
    )


def comma_line(job: Job, role: Role, style: Style) -> Blocks:
    return (
        Text(
            f"{role.title}, {job.employer}, {place_of(job)}, {style.notation.range(role.start, role.end)}"
        ),
        *deeds(role, style),
    )


ENTRIES: tuple[Entry, ...] = (
    title_dates_right, employer_first, employer_place_right, title_at_company, company_dash_title, barred, tabbed, dates_first, four_lines,
)  # fmt: skip


def jobs(person: Person, style: Style, entry: Entry) -> Blocks:
    apart: Blocks = (Text(""),) if style.gap else ()
    written = [block for job, role in person.roles for block in (*apart, *entry(job, role, style))]
    return style.section("work", *written[len(apart) :])
