"""What the head of a work entry names: the job, the employer, the place."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from jobr_core.cvs.rows import Row, parts_of, places_in
from jobr_core.vocabulary.organisations import names_company, names_employer
from jobr_core.vocabulary.roles import role_strength


@dataclass(frozen=True, slots=True)
class Named:
    """What the head of an entry names; `title_first` if a job was clearly named before or after
    the employer."""

    position: str
    employer: str
    place: str
    title_first: bool | None


def named(head: Sequence[Row], *, title_first: bool | None) -> Named:
    """Job, employer and place among the parts of the head of an entry."""
    names = [part for row in head for part in row.names]
    place = _place([part for row in head for part in row.places])
    if not names:
        return Named("", "", place, None)
    at = _position_at(names, title_first=title_first)
    if at is None:
        return Named("", names[0], place, None)
    title, others = names[at], names[:at] + names[at + 1 :]
    row = next(row for row in head if title in row.parts)
    whole, field = _with_field(title, row, others)
    employer = _employer([name for name in others if name != field], row.parts)
    order = at < names.index(employer) if employer and role_strength(title) == 1.0 else None
    return Named(whole, employer, place, order)


EMPLOYER_LABEL = re.compile(
    r"(?i)^(?:company(?:\s+name)?|organi[sz]ation(?:\s+name)?|employer|firm|name\s+(?:and\s+address\s+)?of\s+(?:the\s+)?(?:employer|company|organi[sz]ation)|institution|"
    r"arbeitgeber|unternehmen|firma|entreprise|empresa|worked\s+(?:with|at|for))\s*(?:[:：\t]|\s[-–]\s)\s*[-–:]?\s*(?=\S)"
)
_POSITION_LABEL = re.compile(
    r"(?i)^(?:position(?:\s+held)?|designation|job\s+title|occupation(?:\s+or\s+position\s+held)?|post(?:\s+held)?|title|poste|cargo|puesto|worked\s+as)\s*[:：\t]\s*[-–:]?\s*(?=\S)"
)


def labelled(rows: Sequence[Row], found: Named) -> Named:
    """What rows say of themselves (“Designation: …”) counts before what position suggests."""
    for row in rows:
        label = EMPLOYER_LABEL.match(row.bare)
        if label:
            parts = parts_of(row.bare[label.end() :])
            places = places_in(parts)
            names = [part for part in parts if part not in places]
            place = _place(places) or found.place
            found = replace(found, employer=names[0] if names else found.employer, place=place)
        label = _POSITION_LABEL.match(row.bare)
        if label:
            found = replace(found, position=row.bare[label.end() :].split("\t")[0].strip(" ."))
    return found


def _with_field(title: str, row: Row, others: Sequence[str]) -> tuple[str, str]:
    """“Team Leader - Customer Service” is one title where another name is left to be the employer:
    the title, and the field it names."""
    behind = row.parts[row.parts.index(title) + 1 :][:1]
    for field in behind:
        joined = re.search(rf"{re.escape(title)}\s+[-–—|/]\s+{re.escape(field)}", row.text)
        if joined and field in others and len(others) > 1 and not names_employer(field):
            return joined.group(), field
    return title, ""


def _place(parts: Sequence[str]) -> str:
    return ", ".join(dict.fromkeys(part.rstrip(".") for part in parts))


def _position_at(names: Sequence[str], *, title_first: bool | None) -> int | None:
    """Which of the names is the job: the one that names a role and no company."""
    scores = [role_strength(name) - (0.6 if names_company(name) else 0.0) for name in names[:4]]
    best = max(scores)
    if best >= 0.5:
        return scores.index(best)
    if len(names) == 1:
        return 0 if best > 0 else None
    if title_first is not None:
        return 0 if title_first else 1
    return 1 if names_employer(names[0]) and not names_employer(names[1]) else 0


def _employer(others: Sequence[str], beside_title: Sequence[str]) -> str:
    """The one that looks like a company, else one in a row of its own, else the first."""
    apart = [name for name in others if name not in beside_title]
    for names in (list(filter(names_employer, others)), apart, list(others)):
        if names:
            return names[0]
    return ""


def is_label(row: Row) -> bool:
    return bool(EMPLOYER_LABEL.match(row.bare) or _POSITION_LABEL.match(row.bare))
