"""CVs as sites and forms write them: Indeed, LiveCareer, LinkedIn, Europass."""

from parsing_corpus import contacts
from parsing_corpus.dates import LONG
from parsing_corpus.layouts_plain import sheet
from parsing_corpus.model import Person, Role, worked_years
from parsing_corpus.sheet import Block, Bullets, Columns, Heading, Sheet, Table, Text
from parsing_corpus.style import Style


def _place(where: object) -> str:
    return getattr(where, "shown", "")


def indeed(person: Person, style: Style) -> Sheet:
    rng = style.rng
    key = "".join(rng.choice("0123456789abcdef") for _ in range(16))
    blocks: list[Block] = [
        Text(person.shown_name, "name"),
        Text(f"{person.headline} - {person.jobs[0].employer}", "bold"),
    ]
    blocks.append(
        Text(
            f"{_place(person.where)} - Email me on Indeed: indeed.com/r/{person.name.split()[0]}/{key}"
        )
    )
    if rng.random() < 0.5:
        blocks += [Text(person.summary), Text("Willing to relocate: Anywhere")]
    blocks.append(Heading("WORK EXPERIENCE"))
    for job, role in person.roles:
        blocks += [
            Text(role.title, "bold"),
            Text(f"{job.employer} - {_place(job.where)}"),
            Text(_long(role)),
            Bullets(role.bullets),
        ]
    blocks.append(Heading("EDUCATION"))
    for study in person.studies:
        blocks += [
            Text(study.full, "bold"),
            Text(f"{study.school} - {_place(study.where)}"),
            Text(f"{study.start} to {study.end}" if rng.random() < 0.6 else study.end),
        ]
    ages = ("Less than 1 year", "1 year", "3 years", "5 years", "10+ years")
    blocks += [
        Heading("SKILLS"),
        Text(", ".join(f"{item} ({rng.choice(ages)})" for item in person.all_skills)),
    ]
    if rng.random() < 0.6:
        blocks += [
            Heading("ADDITIONAL INFORMATION"),
            Text("Available to join at short notice. Comfortable with night shifts and travel."),
        ]
    return sheet(style, *blocks)


def _long(role: Role) -> str:
    def at(date: str) -> str:
        return f"{LONG['en'].split()[int(date[5:7]) - 1]} {date[:4]}"

    return f"{at(role.start)} to {at(role.end) if role.end else 'Present'}"


def livecareer(person: Person, style: Style) -> Sheet:
    """No name, no address, no employers: the site takes them out."""
    rng = style.rng
    blocks: list[Block] = [Text(person.headline.upper(), "name")]
    blocks += [
        Heading(
            rng.choice(("Summary", "Professional Summary", "Executive Profile", "Career Overview"))
        ),
        Text(person.summary),
    ]
    blocks += [
        Heading(rng.choice(("Highlights", "Skill Highlights", "Core Qualifications"))),
        *(Text(item) for item in person.all_skills),
    ]
    blocks.append(Heading(rng.choice(("Experience", "Professional Experience", "Work History"))))
    kind = rng.randrange(3)
    for _, role in person.roles:
        dates, nobody = style.notation.range(role.start, role.end), "Company Name － City , State"
        match kind:
            case 0:
                blocks += [Text(f"{role.title} {dates}", "bold"), Text(nobody)]
            case 1:
                blocks += [
                    Text(dates),
                    Text(role.title.upper(), "bold"),
                    Text("Company Name"),
                    Text("－"),
                    Text("City"),
                    Text(", State"),
                ]
            case _:
                blocks += [
                    Text(
                        f"{role.title}{dates.replace(' to ', 'to')}Company Name－City , State",
                        "bold",
                    )
                ]
        blocks += (
            [Text(deed) for deed in role.bullets] if kind != 2 else [Text(" ".join(role.bullets))]
        )
    blocks.append(Heading(rng.choice(("Education", "Education and Training"))))
    for study in person.studies:
        blocks += [
            Text(
                f"{study.degree.removesuffix(' in')} : {study.area} {study.end}"
                if kind
                else f"{study.full}, {study.end}"
            ),
            Text(f"{study.school} － City , State"),
        ]
    blocks += [Heading("Skills"), Text(", ".join(item.lower() for item in person.all_skills))]
    return sheet(style, *blocks)


def linkedin(person: Person, style: Style) -> Sheet:
    """The profile as PDF: a sidebar with contact, top skills and languages."""
    del style.bullet
    left: list[Block] = [
        Heading("Contact"),
        *(Text(phone + " (Mobile)") for phone in person.phones),
        Text(person.email),
    ]
    left += [Text(f"www.{link}\n(LinkedIn)") for link in person.links]
    left += [
        Heading("Top Skills"),
        *(Text(item) for item in person.all_skills),
        Heading("Languages"),
    ]
    left += [Text(f"{name} ({level})") for name, level in person.languages]
    if person.certificates:
        left += [
            Heading("Certifications"),
            *(Text(certificate.name) for certificate in person.certificates),
        ]
    right: list[Block] = [
        Text(person.shown_name, "name"),
        Text(f"{person.headline} at {person.jobs[0].employer}"),
        Text(_place(person.where), "small"),
    ]
    right += [Heading("Summary"), Text(person.summary), Heading("Experience")]
    for job in person.jobs:
        right.append(Text(job.employer, "bold"))
        if len(job.roles) > 1:
            right.append(Text(_length(job.roles[-1].start, job.roles[0].end)))
        for role in job.roles:
            right += [
                Text(role.title),
                Text(
                    f"{_long(role).replace(' to ', ' - ')} ({_length(role.start, role.end)})",
                    "small",
                ),
                Text(_place(job.where), "small"),
                *(Text(f"• {deed}") for deed in role.bullets),
            ]
    right.append(Heading("Education"))
    for study in person.studies:
        right += [
            Text(study.school, "bold"),
            Text(f"{study.full.replace(' in ', ', ')} · ({study.start} - {study.end})"),
        ]
    return Sheet(
        blocks=(Columns(tuple(left), tuple(right), 0.3),),
        font="Liberation Sans",
        accent=style.accent,
        bottom=(Text("Page 1 of 1", "right"),),
    )


def _length(start: str, end: str) -> str:
    months = round(worked_years([(start, end)]) * 12)
    years, rest = divmod(months, 12)
    parts_ = [
        f"{n} {word}{'s' if n > 1 else ''}" for n, word in ((years, "year"), (rest, "month")) if n
    ]
    return " ".join(parts_) or "1 month"


def europass(person: Person, style: Style) -> Sheet:
    """The old form: labels left, answers right."""
    rows: list[tuple[str, str]] = [
        ("Europass\nCurriculum Vitae", ""),
        ("Personal information", ""),
        ("First name(s) / Surname(s)", person.shown_name),
        ("Address(es)", contacts.address(person)),
    ]
    rows += [
        ("Telephone(s)", "    Mobile: ".join(person.phones)),
        ("E-mail", person.email),
        ("Nationality", person.personal[5][1]),
        ("Date of birth", person.personal[2][1]),
    ]
    rows += [("Desired employment / Occupational field", person.headline), ("Work experience", "")]
    for job, role in person.roles:
        rows += [
            ("Dates", style.notation.range(role.start, role.end)),
            ("Occupation or position held", role.title),
            (
                "Main activities and responsibilities",
                "\n".join(f"- {deed}" for deed in role.bullets),
            ),
            ("Name and address of employer", f"{job.employer}, {_place(job.where)}"),
        ]
    rows.append(("Education and training", ""))
    for study in person.studies:
        rows += [
            ("Dates", f"{study.start} - {study.end}"),
            ("Title of qualification awarded", study.full),
            ("Name and type of organisation providing education and training", study.school),
        ]
    rows += [("Personal skills and competences", ""), ("Mother tongue(s)", person.languages[0][0])]
    if len(person.languages) > 1:
        rows.append(
            (
                "Other language(s)",
                ", ".join(f"{name} ({level})" for name, level in person.languages[1:]),
            )
        )
    rows += [
        (
            "Computer skills and competences" if n else "Technical skills and competences",
            ", ".join(group.items),
        )
        for n, group in enumerate(person.skills[:2])
    ]
    rows += (
        [
            (
                "Other skills and competences",
                ", ".join(item for group in person.skills[2:] for item in group.items),
            )
        ]
        if person.skills[2:]
        else []
    )
    return sheet(style, Table(tuple(rows), widths=(1, 2.4), lined=False))
