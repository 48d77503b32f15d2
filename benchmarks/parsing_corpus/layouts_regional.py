"""CVs as whole countries write them."""

from parsing_corpus import contacts, entries, parts
from parsing_corpus.layouts_plain import head, sheet
from parsing_corpus.model import Person
from parsing_corpus.sheet import Block, Heading, Row, Sheet, Table, Text
from parsing_corpus.style import Style

DECLARATION = "I hereby declare that the above furnished information is true to the best of my knowledge and belief."
LABELS = {
    "de": (
        "Lebenslauf",
        "Name",
        "Anschrift",
        "Telefon",
        "E-Mail",
        "Geburtsdatum",
        "Staatsangehörigkeit",
        "Familienstand",
    ),
    "fr": (
        "Curriculum vitae",
        "Nom",
        "Adresse",
        "Téléphone",
        "Courriel",
        "Date de naissance",
        "Nationalité",
        "Situation familiale",
    ),
    "es": (
        "Currículum Vítae",
        "Nombre y apellidos",
        "Dirección",
        "Teléfono",
        "Correo electrónico",
        "Fecha de nacimiento",
        "Nacionalidad",
        "Estado civil",
    ),
    "pt": (
        "Curriculum Vitae",
        "Nome",
        "Endereço",
        "Telefone",
        "E-mail",
        "Data de nascimento",
        "Nacionalidade",
        "Estado civil",
    ),
    "hi": ("बायोडाटा", "नाम", "पता", "मोबाइल", "ई-मेल", "जन्म तिथि", "राष्ट्रीयता", "वैवाहिक स्थिति"),
}


def biodata_table(person: Person, style: Style) -> Sheet:
    """South Asian: qualifications in a table, the family below, a declaration, referees."""
    rng = style.rng
    title = rng.choice(("CURRICULUM VITAE OF", "Resume of", "CURRICULUM VITAE", "BIO-DATA"))
    blocks: list[Block] = [
        Text(title, "center"),
        Text(person.shown_name, "center-name"),
        *contacts.contact_lines(person, style),
        *style.section(
            "summary",
            Text(
                "To build a career in a growing organisation where I can prove my ability. "
                + person.summary
            ),
        ),
    ]
    blocks += entries.jobs(
        person, style, rng.choice((entries.labelled, entries.sentence, entries.comma_line))
    )
    blocks += [
        *style.section(
            "education",
            _table(person, rng.choice(("Exam/Degree", "Examination", "Name of Degree"))),
        ),
        *parts.skills(person, style, rng.choice((parts.skills_bullets, parts.skills_groups))),
    ]
    blocks += [
        *parts.certificates(person, style),
        *_personal(person, style),
        *parts.references(person, style),
        Heading("DECLARATION"),
        Text(DECLARATION),
    ]
    blocks += [
        Row("Date: 12/10/2026", "Signature", bold=False),
        Text(f"({person.shown_name})", "right"),
    ]
    return sheet(style, *blocks)


def _table(person: Person, first: str) -> Table:
    boards = ("Central University", "National University", "State Board")
    rows = [(first, "Institute", "Board/University", "Year", "Result/CGPA")]
    rows += [
        (study.full, study.school, boards[min(n, 2)], study.end, study.score or "First Division")
        for n, study in enumerate(person.studies)
    ]
    return Table(tuple(rows), widths=(2, 2.4, 2, 0.8, 1.2))


def _personal(person: Person, style: Style) -> tuple[Block, ...]:
    lines = [
        ("Name", person.shown_name),
        *person.personal,
        ("Languages Known", ", ".join(name for name, _ in person.languages)),
        ("Permanent Address", contacts.address(person)),
    ]
    if style.rng.random() < 0.4:
        return style.section(
            "personal",
            Table(
                tuple((label, f": {value}") for label, value in lines), widths=(1, 2), lined=False
            ),
        )
    between = style.rng.choice(("\t: ", " : ", " - ", ":\t"))
    return style.section("personal", *(Text(f"{label}{between}{value}") for label, value in lines))


def indian_professional(person: Person, style: Style) -> Sheet:
    """Name left, contacts beside it, companies as sentences or labels, hobbies, declaration."""
    rng = style.rng
    top = (
        [
            Row(person.shown_name, contacts.email_labelled(person, style)),
            Row(
                rng.choice(("RESUME", person.headline)),
                contacts.phone_labelled(person, style),
                bold=False,
            ),
        ]
        if rng.random() < 0.5
        else [Text(person.shown_name, "name"), *contacts.contact_one_line(person, style)]
    )
    body = [
        *parts.summary(person, style),
        *entries.jobs(
            person, style, rng.choice((entries.labelled, entries.sentence, entries.since_with))
        ),
        *parts.skills(person, style, parts.skills_groups),
        *parts.projects(person, style),
    ]
    body += [
        *parts.studies(person, style, parts.study_sentence),
        *parts.certificates(person, style),
        *_personal(person, style),
        *parts.interests(person, style),
        Heading("Declaration:"),
        Text(DECLARATION),
        Text(f"Place: {person.where.city if person.where else ''}"),
        Text("Date:"),
    ]
    return sheet(style, *top, *body)


def gulf(person: Person, style: Style) -> Sheet:
    """Position applied for, passport and visa."""
    blocks: list[Block] = [
        Text(f"POSITION APPLIED FOR: {person.headline.upper()}", "bold"),
        Text(person.shown_name.upper(), "name"),
        *contacts.contact_lines(person, style),
        *parts.summary(person, style),
    ]
    blocks += [
        *entries.jobs(
            person,
            style,
            style.rng.choice((entries.labelled, entries.four_lines, entries.employer_first)),
        ),
        *parts.studies(person, style, parts.study_dates_first),
        *parts.skills(person, style, parts.skills_bullets),
        *parts.languages(person, style),
        *parts.certificates(person, style),
    ]
    details = (
        *person.personal[2:6],
        ("Passport No", "A1234567"),
        ("Visa Status", "Visit visa, valid until 12/2026"),
        ("Driving Licence", "Light vehicle"),
    )
    blocks += style.section("personal", *(Text(f"{label} : {value}") for label, value in details))
    return sheet(style, *blocks)


def tabular(person: Person, style: Style) -> Sheet:
    """German, French, Spanish, Portuguese or Hindi: personal data, then dates in the left column."""
    words = LABELS[style.language]
    data = (
        person.shown_name,
        contacts.address(person),
        " / ".join(person.phones),
        person.email,
        "14.05.1988",
        person.personal[5][1],
        "—",
    )
    personal = Table(
        tuple((f"{label}:", value) for label, value in zip(words[1:], data, strict=True)),
        widths=(1, 2.6),
        lined=False,
    )
    work = [
        (
            style.notation.range(role.start, role.end),
            "\n".join(
                (
                    role.title,
                    entries.joined(", ", job.employer, entries.place_of(job)),
                    *(f"– {deed}" for deed in role.bullets),
                )
            ),
        )
        for job, role in person.roles
    ]
    study = [
        (f"{study.start} – {study.end}", f"{study.full}\n{study.school}")
        for study in person.studies
    ]
    sections = (("work", work), ("education", study))
    blocks: list[Block] = [Text(words[0], "name"), style.heading("personal"), personal]
    for key, rows in sections:
        blocks += (
            style.section(key, Table(tuple(rows), widths=(1, 2.6), lined=False)) if rows else ()
        )
    blocks += [
        *parts.skills(person, style, style.rng.choice((parts.skills_groups, parts.skills_commas))),
        *parts.languages(person, style),
        *parts.certificates(person, style),
        *parts.projects(person, style),
        *parts.interests(person, style),
    ]
    return sheet(style, *blocks)


def continental(person: Person, style: Style) -> Sheet:
    """The same countries without a table."""
    entry = style.rng.choice(
        (entries.dates_first, entries.title_dates_right, entries.employer_first, entries.barred)
    )
    study = style.rng.choice((parts.study_line, parts.study_dates_first, parts.study_comma))
    return sheet(
        style, *head(person, style), *parts.summary(person, style), *entries.jobs(person, style, entry), *parts.studies(person, style, study),
        *parts.skills(person, style, style.rng.choice(parts.SKILLS)), *parts.languages(person, style), *parts.certificates(person, style), *parts.projects(person, style), *parts.interests(person, style),
    )  # fmt: skip
