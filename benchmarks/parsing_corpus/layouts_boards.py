"""CVs as Indian job boards ask for them and hand them on."""

from parsing_corpus import contacts, entries, parts
from parsing_corpus.layouts_plain import sheet
from parsing_corpus.model import Person
from parsing_corpus.sheet import Block, Bullets, Sheet, Text
from parsing_corpus.style import Style


def naukri(person: Person, style: Style) -> Sheet:
    """Bars with synopsis and competencies, then "Since Jan'19: Employer, City as Title"."""
    years = parts.years(person)
    blocks: list[Block] = [
        Text(person.shown_name.upper(), "center-name"),
        Text(
            contacts.phone_labelled(person, style) + " ~ " + contacts.email_labelled(person, style),
            "center",
        ),
    ]
    blocks += [
        Text(
            f"In quest of challenging assignments as {person.headline} with an organisation of repute",
            "italic",
        ),
        *style.section(
            "summary",
            Bullets(
                (
                    person.summary,
                    f"A dynamic professional with {years} years of rich experience",
                    f"Currently associated with {person.jobs[0].employer} as {person.headline}",
                )
            ),
        ),
    ]
    blocks += [
        *parts.skills(person, style, parts.skills_bars),
        *entries.jobs(person, style, entries.since_with),
        *parts.studies(person, style, parts.study_sentence),
        *parts.certificates(person, style),
    ]
    blocks.append(style.heading("personal"))
    blocks += [
        Text(f"{label:<18}: {value}")
        for label, value in (
            *person.personal[2:4],
            ("Languages Known", ", ".join(name for name, _ in person.languages)),
            ("Address", contacts.address(person)),
        )
    ]
    return sheet(style, *blocks)


def skill_details(person: Person, style: Style) -> Sheet:
    """A site's dump without name or dates of work: "Education Details", "Skill Details", "Company Details"."""
    rng = style.rng
    blocks: list[Block] = [
        Text(f"{group.name}: * {', '.join(group.items)}") for group in person.skills
    ]
    blocks.append(Text("Education Details "))
    blocks += [
        Text(
            f"January {study.end} {study.full}  {study.where.shown if study.where else ''}  {study.school}"
        )
        for study in person.studies
    ]
    blocks += [
        Text(person.headline),
        Text(""),
        Text(f"{person.headline} - {person.jobs[0].employer}"),
        Text("Skill Details "),
    ]
    blocks += [
        Text(
            f"{item}- Exprience - {rng.choice(('6 months', 'Less than 1 year months', '24 months'))}"
        )
        for item in person.all_skills
    ]
    blocks.append(Text("Company Details "))
    for job, role in person.roles:
        blocks += [
            Text(f"company - {job.employer}"),
            Text(f"description - {'. '.join(role.bullets)}"),
        ]
    return sheet(style, *blocks)
