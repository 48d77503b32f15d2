"""The lines of a section as entries are made of them."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from jobr_core.cvs.dates import DateRange, date_ranges, single_dates
from jobr_core.shared.text import Span, folded, lines
from jobr_core.vocabulary.organisations import names_employer
from jobr_core.vocabulary.places import is_place, place_in
from jobr_core.vocabulary.roles import role_strength

_BULLET = re.compile(r"^\s*(?:[-–•*●▪◦‣·»➢✓✔❖■□►▶→➤⮚§]|o(?=\s)|\(?\d{1,2}[.)](?=\s\D))\s*")
_GLUE = re.compile(
    r"\s+(?:at|@|bei|chez)\s+|\s+as\s+(?=(?:an?\s+)?[A-Z])|\s*[|•·–—▪●]\s*|\s+-+\s+|\s-$|^-\s|\s*,\s+|\t+|\s{3,}|\s*;\s+|\s+/\s+"
)
_BRACKETED = re.compile(r"\([^()]*\)")
_HIDE = {ord(c): 0xE000 + n for n, c in enumerate(",|–—-•·;/▪● \t")}
_SHOW = {private: chr(shown) for shown, private in _HIDE.items()}
_DURATION = re.compile(
    r"(?i)\(?\b\d{1,2}\+?\s*(?:years?|yrs?|year\(s\)|months?|mos?|jahre?|monate?|ans?|mois|años?|meses|mes)\b[.,]?(?:\s*(?:and|&|,|et|y|und)?\s*\d{1,2}\s*(?:months?|mos?|monate?|mois|meses|mes)\b\.?)?\)?"
)
_LABEL = re.compile(
    r"(?i)^(?:company(?:\s+name)?|organi[sz]ation(?:\s+name)?|employer|name\s+(?:and\s+address\s+)?of\s+(?:the\s+)?(?:employer|company|organi[sz]ation)|firm|institut(?:e|ion)(?:\s+name)?|"
    r"position(?:\s+held)?|designation|job\s+title|title|role|occupation(?:\s+or\s+position\s+held)?|post(?:\s+held)?|duration|period|dates?|tenure|from|location|"
    r"department|client|arbeitgeber|position|unternehmen|firma|entreprise|poste|empresa|cargo|puesto|função|work(?:ed|ing)?\s+as)\s*[:：]\s*[-–]?\s*"
)
# What a CV builder leaves where nothing was filled in: “Company Name – City , State”.
_PLACEHOLDER = re.compile(
    r"\bCompany Name\b[^\w\n]*(?:ï¼|â€“)?[^\w\n]*(?:City\b)?[^\w\n]*(?:State\b)?|\bCity\s*,\s*State\b"
)
_EMPTY = re.compile(r"^[\s()\[\]:;,.|–—-]*$")
_LONGEST_HEAD: Final = 110


@dataclass(frozen=True, slots=True)
class Row:
    """One line: its text, whether it is a bullet and follows a gap, the dates in it, and what is
    left of it without them."""

    span: Span
    text: str
    is_bullet: bool
    after_gap: bool
    dates: DateRange | None
    parts: tuple[str, ...]

    @property
    def places(self) -> tuple[str, ...]:
        """The parts that are a place; a city nobody knows counts before its region, behind
        something else (“Acme Ltd, Mesa, AZ”) or on a line of its own."""
        return places_in(self.parts)

    @property
    def names(self) -> tuple[str, ...]:
        """The other parts."""
        places = self.places
        return tuple(part for part in self.parts if part not in places)

    @property
    def bare(self) -> str:
        """Without bullet."""
        return _BULLET.sub("", self.text)

    @property
    def may_be_head(self) -> bool:
        """Whether it can name a job, an employer or a school: no bullet, no sentence."""
        return _may_be_head(self.text)


def rows_of(text: str, section: Span) -> list[Row]:
    """The lines of a section. A range over several lines (“June 2013”, “to”, “Current”) belongs
    to the first of them; the others have nothing left."""
    ranges = list(date_ranges(text, section))
    rows: list[Row] = []
    last_end = section.start
    for line in lines(text, section):
        words = line.quote(text)
        rows.append(
            Row(
                span=line,
                text=words,
                is_bullet=bool(_BULLET.match(words)) and not re.match(r"^[-–]\s*$", words),
                after_gap="\n\n" in text[last_end : line.start],
                dates=next((d for d in ranges if line.start <= d.span.start < line.end), None),
                parts=parts_of(_BULLET.sub("", undated(text, line, ranges))),
            )
        )
        last_end = line.end
    return rows


def undated(text: str, line: Span, ranges: Sequence[DateRange]) -> str:
    """A line with its dates and durations blanked out."""
    words = line.quote(text)
    found = [d for d in ranges if d.span.start < line.end and d.span.end > line.start]
    for dates in found or list(single_dates(text, line)):
        at = max(0, dates.span.start - line.start)
        end = min(len(words), dates.span.end - line.start)
        words = words[:at] + "\t" * (end - at) + words[end:]
    if found or _DURATION.fullmatch(words.strip()):
        return _DURATION.sub(lambda match: "\t" * len(match.group()), words)
    return words


def parts_of(line: str) -> tuple[str, ...]:
    """A head line cut at its separators, but not inside brackets; labels (“Designation:”) go.

    >>> parts_of("Senior Engineer, Acme (UK), London | ")
    ('Senior Engineer', 'Acme (UK)', 'London')
    """
    told = _TOLD_AS_SENTENCE.match(line)
    if told:
        line = _WITHIN_SENTENCE.sub("\t", line[told.end() :].rstrip(". "))
    line = _LABEL.sub("", _PLACEHOLDER.sub("\t", line))
    kept = _BRACKETED.sub(lambda match: match.group().translate(_HIDE), line)
    bare = (_LABEL.sub("", part.translate(_SHOW).strip(" \t,;|–—-:")) for part in _GLUE.split(kept))
    return tuple(part for part in bare if not _EMPTY.match(part) and not _is_form(part))


def _is_form(part: str) -> bool:
    """The words of a form, filled in or not: they name nothing."""
    return folded(part).strip(" :()") in _FORM_WORDS


_FORM_WORDS: Final = frozenset(
    (
        "dates", "date", "company name", "city", "state", "company name city", "name of employer",
        "name and address of employer", "occupation or position held", "type of business or sector",
        "main activities and responsibilities", "title of qualification awarded",
        "name and type of organisation providing education and training", "duration", "period",
        "principal subjects/occupational skills covered", "exam", "examination", "degree",
        "board/university", "board", "university", "institute", "institution", "year",
        "passing year", "year of passing", "result", "cgpa", "percentage", "marks", "grade",
        "division", "group", "school/college", "name of degree", "name of exam", "s.no", "sl",
        "location", "employer", "company", "organization", "organisation", "position", "job title",
        "qualification", "course", "responsibilities", "description", "from", "to", "designation",
    )
)  # fmt: skip


@lru_cache(maxsize=256)
def places_in(parts: tuple[str, ...]) -> tuple[str, ...]:
    places = [part for part in parts if is_place(part)]
    for at, (part, behind) in enumerate(itertools.pairwise(parts)):
        both = place_in(f"{part}, {behind}")
        told = both is not None and both.city and both.region
        if told and (at > 0 or len(parts) == 2) and not _names_something(part):
            places += [p for p in (part, behind) if p not in places]
    return tuple(part for part in parts if part in places)


def _names_something(part: str) -> bool:
    return role_strength(part) > 0 or names_employer(part)


def _may_be_head(words: str) -> bool:
    if _TOLD_AS_SENTENCE.match(words):
        return True
    ends_as_sentence = words[-1] in ".;" and not _ABBREVIATED.search(words)
    few = len(words.split()) <= 5
    return (
        (not words[0].islower() or (few and (words[-1] in "-–" or role_strength(words) > 0)))
        and words[0] != "("
        and len(words) <= _LONGEST_HEAD
        and len(words.split()) <= 16
        and not _BULLET.match(words)
        and not (ends_as_sentence and len(words.split()) > 5)
        and not words.endswith(",")
    )


_ABBREVIATED = re.compile(
    r"(?i)\b(?:ltd|inc|co|corp|llc|plc|pvt|s\.a|sp|z o\.o|e\.?\s?v|dept|univ|govt|[a-z])\.$"
)
# “Worked as Store Manager with Acme Ltd, Lahore from 2018 to 2020.”
_TOLD_AS_SENTENCE = re.compile(
    r"(?i)^(?:currently\s+|presently\s+)?(?:work(?:ing|ed)|serv(?:ing|ed)|employed)\s+(?:as|at|with|for)\s+(?:an?\s+)?(?=[A-Z])"
)
_WITHIN_SENTENCE = re.compile(
    r"\s+(?:with|at|for|in)\s+(?=[A-Z])|\s+(?:from|since|during)(?=\s*\t|\s*$)"
)


def paragraphs(rows: Sequence[Row]) -> list[str]:
    """Bullets and sentences; a line that goes on from the one above is joined to it."""
    found: list[str] = []
    bulleted = any(row.is_bullet for row in rows)
    open_bullet = False
    for row in rows:
        if found and not _begins(row, found[-1], bulleted=bulleted, open_bullet=open_bullet):
            found[-1] = f"{found[-1]} {row.text}"
        else:
            found.append(row.bare)
            open_bullet = row.is_bullet
    return [" ".join(words.split()) for words in found if words.strip(" -–•\t")]


def _begins(row: Row, above: str, *, bulleted: bool, open_bullet: bool) -> bool:
    if row.is_bullet or row.after_gap or above.endswith((".", ":", ";")):
        return True
    if bulleted and open_bullet:  # a bullet goes on until the next one
        return False
    return not row.text[0].islower() and len(above) < 60
