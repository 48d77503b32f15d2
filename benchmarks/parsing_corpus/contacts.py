"""Telephone, e-mail, address and links, as people put them at the top."""

from parsing_corpus.entries import joined
from parsing_corpus.model import Person
from parsing_corpus.sheet import Block, Link, Text
from parsing_corpus.style import Style

Blocks = tuple[Block, ...]


def phone_labelled(person: Person, style: Style) -> str:
    label = style.rng.choice(
        (
            "Mob: ",
            "Cell: ",
            "Ph. ",
            "Tel: ",
            "Mobile No. - ",
            "Phone: ",
            "WhatsApp: ",
            "Contact No: ",
            "Mobile : ",
            "Tel.: ",
            "M: ",
        )
    )
    return label + style.rng.choice((", ", " / ", "; ")).join(person.phones)


def email_labelled(person: Person, style: Style) -> str:
    return (
        style.rng.choice(
            (
                "Email:",
                "E-mail ID - ",
                "E-mail: ",
                "Email Id : ",
                "Mail - ",
                "email ",
                "E: ",
                "e-Mail:",
            )
        )
        + person.email
    )


def address(person: Person) -> str:
    return joined(", ", person.street, person.where.shown if person.where else "")


def contact_bar(person: Person, style: Style) -> Blocks:
    bar = style.rng.choice((" | ", " • ", " · ", "  |  ", " – ", "    "))
    place = person.where.shown if person.where else ""
    return (
        Text(
            joined(bar, place, *person.phones, person.email, *person.links),
            style.rng.choice(("center", "", "small")),
        ),
    )


def contact_lines(person: Person, style: Style) -> Blocks:
    return (
        Text(address(person)),
        Text(phone_labelled(person, style)),
        Link(
            email_labelled(person, style).removesuffix(person.email),
            person.email,
            f"mailto:{person.email}",
        ),
        *(Text(link) for link in person.links),
    )


def contact_one_line(person: Person, style: Style) -> Blocks:
    return (
        Text(address(person), "center"),
        Text(f"{email_labelled(person, style)}  {phone_labelled(person, style)}", "center"),
        *(
            Text(f"LinkedIn: https://www.{link}" if "linkedin" in link else f"https://{link}")
            for link in person.links
        ),
    )


def contact_icons(person: Person, style: Style) -> Blocks:
    icons = style.rng.choice(("✉☎⌂➤", "📧📱📍🔗"))
    lines = [
        f"{icons[0]} {person.email}",
        *(f"{icons[1]} {phone}" for phone in person.phones),
        f"{icons[2]} {address(person)}",
        *(f"{icons[3]} {link}" for link in person.links),
    ]
    return (
        tuple(Text(line) for line in lines)
        if style.rng.random() < 0.5
        else (Text("  ".join(lines), "small"),)
    )


CONTACTS = (contact_bar, contact_lines, contact_one_line, contact_icons)
