"""Work sections → work entries."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from jobr_core.cvs.dates import DateRange, single_dates
from jobr_core.cvs.profile import Work
from jobr_core.cvs.rows import Row, paragraphs, rows_of
from jobr_core.cvs.work_heads import EMPLOYER_LABEL, Named, is_label, labelled, named
from jobr_core.shared.text import Span
from jobr_core.vocabulary.organisations import names_employer
from jobr_core.vocabulary.roles import role_strength

_MOST_ABOVE: Final = 4
_MOST_BELOW: Final = 3


@dataclass(frozen=True, slots=True)
class _Anchor:
    """The row an entry's dates stand in."""

    row: int
    dates: DateRange


@dataclass(frozen=True, slots=True)
class _Entry:
    """Rows `[first, end)`: `head` of them name job and employer, the rest tells about it."""

    first: int
    end: int
    head: tuple[int, ...]
    dates: DateRange | None


def work_entries(text: str, section: Span) -> Iterator[tuple[Work, Span]]:
    """One entry per stretch of dates, with the lines around it that name job and employer.

    A writer keeps to one order: where an entry leaves open which of two names is the job, the
    others of the section decide. A job without employer belongs to the employer above it.
    """
    rows = rows_of(text, section)
    entries = list(_entries(text, rows))
    heads = [[rows[n] for n in entry.head] for entry in entries]
    unsure = [named(head, title_first=None) for head in heads]
    votes = [one.title_first for one in unsure if one.title_first is not None]
    title_first = sum(votes) * 2 >= len(votes) if votes else None
    employer = ""
    for entry, head in zip(entries, heads, strict=True):
        one = labelled(rows[entry.first : entry.end], named(head, title_first=title_first))
        employer = one.employer or (employer if one.position else "")
        if one.position or employer:
            yield _work(rows, entry, one, employer), _span(rows, entry)


def _work(rows: Sequence[Row], entry: _Entry, one: Named, employer: str) -> Work:
    body = [
        rows[n]
        for n in range(entry.first, entry.end)
        if n not in entry.head and not is_label(rows[n])
    ]
    dates = entry.dates
    return Work(
        name=employer,
        position=one.position,
        location=one.place,
        start_date=dates.start if dates else "",
        end_date=dates.end if dates else "",
        highlights=tuple(paragraphs([row for row in body if row.parts])),
    )


def _span(rows: Sequence[Row], entry: _Entry) -> Span:
    return Span(rows[entry.first].span.start, rows[entry.end - 1].span.end)


def _entries(text: str, rows: Sequence[Row]) -> Iterator[_Entry]:
    anchors = list(_anchors(text, rows)) or list(_undated_heads(rows))
    if not anchors:
        return
    above = _rows_above(rows, anchors[0].row)
    firsts = _firsts(rows, anchors, above)
    for index, anchor in enumerate(anchors):
        end = firsts[index + 1] if index + 1 < len(anchors) else len(rows)
        head = _head(rows, anchor.row, firsts[index], end)
        yield _Entry(firsts[index], end, head, anchor.dates if anchor.dates.start else None)


def _anchors(text: str, rows: Sequence[Row]) -> Iterator[_Anchor]:
    """Rows with a range and little else; where there is none, rows that are a single date."""
    ranged = [
        _Anchor(number, row.dates)
        for number, row in enumerate(rows)
        if row.dates and _frames_dates(row)
    ]
    if ranged:
        kept = _without_projects(rows, ranged)
        yield from sorted((*kept, *_undated_between(rows, kept)), key=lambda anchor: anchor.row)
        return
    for number, row in enumerate(rows):
        date = next(single_dates(text, row.span), None)
        if date and not row.is_bullet and row.may_be_head and len(row.parts) <= 3:
            yield _Anchor(number, date)


_PROJECT_LABEL = re.compile(
    r"(?i)^\W{0,3}(?:client|project|role|technolog(?:y|ies)|environment|team\s*size|tools?|platform|database|domain|module|customer|"
    r"description|industry|skills?\s+used|operating\s+system)\b[^:\n]{0,25}(?:[:#]|\s[-–]\s)"
)


def _without_projects(rows: Sequence[Row], anchors: Sequence[_Anchor]) -> list[_Anchor]:
    """Dates of a project or client within a job are not those of a job."""
    kept: list[_Anchor] = []
    for anchor in anchors:
        inside = bool(kept) and _lies_within(anchor.dates, kept[-1].dates)
        near = rows[max(0, anchor.row - 4) : anchor.row + 5]
        told = any(_PROJECT_LABEL.match(row.text) for row in near)
        bracketed = rows[anchor.row].is_bullet and "(" in rows[anchor.row].text
        if not (inside and (told or bracketed)):
            kept.append(anchor)
    return kept


def _lies_within(inner: DateRange, outer: DateRange) -> bool:
    return inner.start >= outer.start and (
        not outer.end or (bool(inner.end) and inner.end[:7] <= outer.end)
    )


def _undated_between(rows: Sequence[Row], anchors: Sequence[_Anchor]) -> Iterator[_Anchor]:
    """Jobs without dates among dated ones: a title, and below it an employer “Acme -”."""
    dated = {anchor.row for anchor in anchors}
    for number, (title, employer) in enumerate(itertools.pairwise(rows)):
        apart = title.after_gap and employer.after_gap and not title.is_bullet
        named = any(role_strength(part) >= 0.5 for part in title.parts) and len(title.text) <= 70
        dash = re.search(r"\s[-–](?:\s|$)", employer.text)
        near = dated & set(range(number - 1, number + 4))
        if apart and named and dash and len(employer.text) <= 80 and not near:
            yield _Anchor(number + 1, DateRange("", "", Span(0, 0)))


def _frames_dates(row: Row) -> bool:
    """Whether the dates are those of an entry: not of a sentence, nor of a bullet's story."""
    left = " ".join(row.parts)
    if row.is_bullet and not (len(left) <= 70 and any(map(_is_named_job, row.parts))):
        return False
    leads = row.dates is not None and row.dates.span.start - row.span.start <= 2
    short = len(left) <= 120 and len(left.split()) <= 16
    return short and (leads or row.may_be_head or len(left) <= 40)


def _is_named_job(part: str) -> bool:
    return role_strength(part) >= 0.5 or names_employer(part)


def _undated_heads(rows: Sequence[Row]) -> Iterator[_Anchor]:
    """Where nothing is dated: rows that are a job title begin entries."""
    nowhere = DateRange("", "", Span(0, 0))
    told = [n for n, row in enumerate(rows) if EMPLOYER_LABEL.match(row.bare)]
    if told:
        yield from (_Anchor(number, nowhere) for number in told)
        return
    for number, row in enumerate(rows):
        short = row.may_be_head and len(row.text) <= 80
        if short and any(role_strength(part) >= 1.0 for part in row.parts):
            yield _Anchor(number, nowhere)


def _rows_above(rows: Sequence[Row], first: int) -> int:
    """How many rows above its dates an entry's head has: what stands above the first dates of a
    section can be nothing else."""
    if first <= _MOST_ABOVE and all(row.may_be_head for row in rows[:first]):
        return first
    return 2


def _firsts(rows: Sequence[Row], anchors: Sequence[_Anchor], above: int) -> list[int]:
    """Where each entry begins."""
    firsts = []
    previous = -1
    for anchor in anchors:
        first = anchor.row
        names = len(rows[first].names)
        while (
            anchor.row - first < above
            and first - 1 > previous
            and (names < 2 or is_label(rows[first - 1]))
            and _belongs_above(rows, first - 1)
        ):
            first -= 1
            names += len(rows[first].names)
        firsts.append(first)
        previous = anchor.row
    return firsts


def _belongs_above(rows: Sequence[Row], number: int) -> bool:
    row = rows[number]
    return row.may_be_head and bool(row.parts) and not _is_told(row)


_FORM_LEFT_EMPTY = re.compile(r"(?i)\bcompany name\b")
_NO_VERBS: Final = frozenset(
    "united red allied advanced integrated applied associated limited certified registered unified "
    "licensed chartered skilled embedded retired accelerated".split()
)


def _is_told(row: Row) -> bool:
    """“Carried out …”, “Responsibilities:”: what was done, no name."""
    first = row.text.split()[0].lower()
    if _PROJECT_LABEL.match(row.text) and not is_label(row):
        return True
    return row.text.endswith(":") or (
        first.endswith("ed") and first not in _NO_VERBS and len(row.text.split()) > 2
    )


def _head(rows: Sequence[Row], anchor: int, first: int, end: int) -> tuple[int, ...]:
    """The rows from `first` to the dates, and those below while a name is still missing."""
    head = [*range(first, anchor + 1)]
    names = sum(len(rows[n].names) for n in head)
    below = anchor + 1
    while below < end and below <= anchor + _MOST_BELOW + 2:
        row = rows[below]
        if row.parts and not (names < 2 and _continues_head(row)) and not _is_lone_place(row):
            break
        if _FORM_LEFT_EMPTY.search(row.text):
            names = 2
        head.append(below)
        names += len(row.names)
        below += 1
    return tuple(head)


def _continues_head(row: Row) -> bool:
    short = row.may_be_head and len(row.text.split()) <= 9
    return short and not row.text.endswith(".") and not _is_told(row)


def _is_lone_place(row: Row) -> bool:
    return len(row.text) <= 60 and not row.names
