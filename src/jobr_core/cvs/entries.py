"""Sections of a CV → work and education entries."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from jobr_core.cvs.contacts import ROLE_WORD
from jobr_core.cvs.dates import DateRange, date_ranges, single_dates
from jobr_core.cvs.profile import Education, Work
from jobr_core.shared.text import Span, lines
from jobr_core.vocabulary.degrees import degrees_named

_BULLET = re.compile(r"^\s*[-–•*●▪◦‣·o»➢✓]\s+")
_GLUE = re.compile(r"\s+(?:at|@|bei|chez)\s+|\s*[|•·–—]\s*|\s+-\s+|,\s+|\t+|\s{3,}")
_BRACKETED = re.compile(r"\([^()]*\)")
_HIDE = {ord(c): 0xE000 + n for n, c in enumerate(",|–—-•· \t")}
_SHOW = {private: chr(shown) for shown, private in _HIDE.items()}
_SCHOOL = re.compile(
    r"(?i)universit|\b(?:TU|FH|Uni|LMU|MIT)\b|college|school|institut|academy|hochschule|polytech|école|iit\b|nit\b|faculty|escuela|colegio|schule|lyc[ée]e|training centre"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """The lines of one entry; `head` comes before the first bullet or sentence."""

    span: Span
    dates: DateRange
    head: tuple[str, ...]
    body: tuple[str, ...]


def work_entries(text: str, section: Span) -> Iterator[tuple[Work, Span]]:
    """One entry per date range, with the head lines around it."""
    for entry in _entries(text, section):
        position, employer, place = _position_and_employer(entry.head)
        yield (
            Work(
                name=employer,
                position=position,
                location=place,
                start_date=entry.dates.start,
                end_date=entry.dates.end,
                highlights=entry.body,
            ),
            entry.span,
        )


def education_entries(text: str, section: Span) -> Iterator[tuple[Education, Span]]:
    """One entry per degree, school or date range, whichever comes again first."""
    group: list[Span] = []
    for line in lines(text, section):
        if any(has(text, [line]) and has(text, group) for has in (_has_degree, _has_dates)):
            yield _education(text, group)
            group = []
        group.append(line)
    if _has_degree(text, group) or _has_school(text, group):
        yield _education(text, group)


def _has_dates(text: str, group: list[Span]) -> bool:
    return any(next(date_ranges(text, line), None) for line in group)


def _has_degree(text: str, group: list[Span]) -> bool:
    return any(degrees_named(line.quote(text)) for line in group)


def _has_school(text: str, group: list[Span]) -> bool:
    return any(_SCHOOL.search(line.quote(text)) for line in group)


def _education(text: str, group: list[Span]) -> tuple[Education, Span]:
    span = Span(group[0].start, group[-1].end)
    dates = next(date_ranges(text, span), None) or next(single_dates(text, span), None)
    parts = [part for line in group for part in _parts(_BULLET.sub("", _undated(text, line)))]
    degree = next((part for part in parts if degrees_named(part)), "")
    school = next((part for part in parts if _SCHOOL.search(part) and part != degree), "")
    study, _, area = degree.partition(" in ")
    education = Education(
        institution=school,
        study_type=study.strip(" ,("),
        area=area.strip(" ,)"),
        start_date=dates.start if dates and dates.start != dates.end else "",
        end_date=dates.end if dates else "",
    )
    return education, span


def _undated(text: str, line: Span) -> str:
    """A line with its dates blanked out."""
    words = line.quote(text)
    for found in (*date_ranges(text, line), *single_dates(text, line)):
        at, end = found.span.start - line.start, found.span.end - line.start
        words = words[:at] + "\t" * (end - at) + words[end:]
    return words


def _entries(text: str, section: Span) -> Iterator[Entry]:
    """Cuts a section at its date ranges; undated lines above a range belong to its entry if
    they look like a head (no bullet, no sentence) directly above it."""
    rows = list(lines(text, section))
    ranges = {_row_at(rows, found.span.start): found for found in date_ranges(text, section)}
    dated = [(n, found) for n, found in sorted(ranges.items()) if _is_head(rows[n].quote(text))]
    starts = [
        _head_start(text, rows, n, after)
        for (n, _), after in zip(dated, [-1, *(n for n, _ in dated)], strict=False)
    ]
    for index, (at, dates) in enumerate(dated):
        first = starts[index]
        stop = starts[index + 1] if index + 1 < len(starts) else len(rows)
        yield _entry(text, rows[first:stop], at - first, dates)


def _row_at(rows: list[Span], position: int) -> int:
    return bisect_right(rows, position, key=lambda row: row.start) - 1


def _head_start(text: str, rows: list[Span], dated: int, previous: int) -> int:
    """Up to two lines above the dates, unless the dated line itself names job and employer."""
    first = dated
    names = len(_parts(_undated(text, rows[dated])))
    while names < 2 and first - 1 > previous and _is_head(rows[first - 1].quote(text)):
        first -= 1
        names += len(_parts(rows[first].quote(text)))
    return first


def _is_head(line: str) -> bool:
    starts_well = line[0].isupper() or not line[0].isalpha()
    return starts_well and len(line) <= 110 and not _BULLET.match(line) and line[-1] not in ".;,"


def _entry(text: str, rows: list[Span], dated: int, dates: DateRange) -> Entry:
    head = [rows[n].quote(text) for n in range(dated)]
    head.append(_undated(text, rows[dated]))
    # A range may stand on lines of its own: “June 2013”, “to”, “Current”.
    rest = [row.quote(text) for row in rows[dated + 1 :] if row.start >= dates.span.end]
    names = sum(bool(part) for line in head for part in _parts(line))
    while rest and names < 2 and _is_head(rest[0]) and len(rest[0].split()) <= 8:
        names += len(_parts(rest[0]))
        head.append(rest.pop(0))
    return Entry(Span(rows[0].start, rows[-1].end), dates, tuple(head), tuple(_paragraphs(rest)))


def _paragraphs(rest: list[str]) -> Iterator[str]:
    """Bullets and sentences; a line that goes on from the one above is joined to it."""
    current = ""
    for line in rest:
        new = bool(_BULLET.match(line)) or not current or current.endswith((".", ":", ";"))
        if new and current:
            yield current
        current = _BULLET.sub("", line) if new else f"{current} {line}"
    if current:
        yield current


def _parts(line: str) -> list[str]:
    """A head line cut at its separators, but not inside brackets."""
    kept = _BRACKETED.sub(lambda match: match.group().translate(_HIDE), line)
    bare = (part.translate(_SHOW).strip(" \t,;|–—-") for part in _GLUE.split(kept))
    return [part for part in bare if part and part != "()"]


def _position_and_employer(head: tuple[str, ...]) -> tuple[str, str, str]:
    """The part naming a role is the position, the first other one the employer."""
    parts = [part for line in head for part in _parts(line)]
    position = next((part for part in parts if ROLE_WORD.search(part)), parts[0] if parts else "")
    others = [part for part in parts if part != position]
    employer = others[0] if others else ""
    return position, employer, ", ".join(others[1:3])
