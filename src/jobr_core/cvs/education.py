"""Education sections → schools and degrees."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from jobr_core.cvs.dates import DateRange, single_dates
from jobr_core.cvs.profile import Education
from jobr_core.cvs.rows import Row, rows_of
from jobr_core.shared.text import Span
from jobr_core.vocabulary.degrees import degrees_named
from jobr_core.vocabulary.organisations import names_board, names_school
from jobr_core.vocabulary.places import is_place

# Degrees and certificates of schools as CVs write them; what matching knows is in vocabulary.
_DEGREE = re.compile(
    r"\b(?:b\.?\s?tech\b|m\.?\s?tech\b|b\.?\s?e\b|m\.?\s?e\b\.|b\.?\s?sc\b|m\.?\s?sc\b|b\.?\s?com\b|m\.?\s?com\b|t\.?y\.?\s?b\.?\s?com\b|bms\b|bhm\b|bpt\b|b\.?\s?voc\b|b\.?\s?des\b|pg[\s-]?dac\b|pgdca\b|plus\s+two\b|[iu]\.?g\b(?=\s|$)|p\.?g\b(?=\s|$)|i\.a\b|xii\b|b\.?\s?c\.?\s?a\b|m\.?\s?c\.?\s?a\b|m\.?\s?b\.?\s?a\b|"
    r"b\.?\s?b\.?\s?[ams]\b|ph\.?\s?d|m\.?\s?phil|b\.?\s?ed\b|m\.?\s?ed\b|b\.?\s?pharm\w{0,6}\b|m\.?\s?pharm\w{0,6}\b|b\.?\s?arch\b|m\.\s?arch\b|b\.?\s?s\b|b\.?\s?a\b|m\.?\s?a\b|m\.?\s?s\b|"
    r"l\.?l\.?b\b|l\.?l\.?m\b|m\.?b\.?b\.?s\b|b\.?d\.?s\b|b\.?s\.?n\b|b\.?eng\b|m\.?eng\b|b\.?f\.?a\b|m\.?f\.?a\b|b\.?s\.?w\b|m\.?s\.?w\b|j\.?d\b|md\b|"
    r"bachelor(?:['’]?s)?\b|master(?:['’]?s)?\b|magister\b|doctor(?:ate|al)?\w*|diplom\w*|dipl\b|pg\s?d\w*|post\s?graduat\w*|graduat(?:e|ion)\b|under\s?graduate|associate(?:['’]?s)?\s+(?:degree|of|in)|"
    r"foundation\s+degree|a\.?\s?[as]\.?\s+in|certificate\s+(?:in|of)|advanced\s+certificate|h\.?\s?s\.?\s?c|s\.?\s?s\.?\s?c|s\.?s\.?l\.?c|p\.?u\.?c\b|"
    r"(?:class\s+)?(?:x{1,2}i{0,2}|10|12)(?:th|\s?std)\b|class\s+(?:x(?:ii)?|10|12)\b|xii?th|\b(?:12|10)th\b|matric(?:ulation)?|intermediate|inter\b|higher\s+secondary|senior\s+secondary|"
    r"secondary\s+school|high\s+school|school\s+leaving|a[\s-]levels?|o[\s-]levels?|gcses?|leaving\s+cert\w*|ged\b|abitur|fachabitur|realschulabschluss|mittlere\s+reife|"
    r"ausbildung|lehre\s+(?:als|zum|zur)|staatsexamen|baccalaur[ée]at|\bbac\b(?:\s+\w+)?|bts\b|dut\b|licence\b|licenciatur\w*|grado\s+(?:en|superior|medio)|bachillerato|t[ée]cnico|"
    r"gradua[çc][ãa]o|mestrado|bacharel\w*|ensino\s+m[ée]dio|maestr[íi]a|m[áa]ster|doctorado|dakhil|alim|fazil|kamil|honou?rs|\bhons\b|fsc\b|ics\b|i\.?com\b|"
    r"d\.?\s?pharm|iti\b|polytechnic\s+diploma|ca\s+(?:inter|final|foundation)|cma\s+(?:inter|final)|chartered\s+accountan\w+|nvq|hnd|hnc|btec|pgce|pgdm|pgdba|pgcert|"
    r"स्नातक|स्नातकोत्तर|बी\.?\s?टेक|एम\.?\s?ए|बी\.?\s?ए|बी\.?\s?एससी|डिप्लोमा|हाई\s?स्कूल|इंटरमीडिएट|एम\.?\s?कॉम|बी\.?\s?कॉम|परास्नातक|एम\.?\s?बी\.?\s?ए|एम\.?\s?एससी|बी\.?\s?एड)",
    re.I,
)
_SCORE = re.compile(
    r"(?i)(?:\b(?:c?\.?g\.?p\.?a|gpa|grade|result|score|percentage|marks|aggregate|note|abschlussnote|division|mention|class)\b\s*[:=\-–]?\s*(?:of\s+)?(?:\d[\d.,]*\s*(?:%|/\s*\d[\d.]*)?(?:\s*(?:out of|von|sur|on)\s*\d[\d.]*)?|first\b[\w ]*|[A-F][+-]?\b)|\b\d{2}(?:\.\d+)?\s?%|\b[0-9]\.\d{1,2}\s*/\s*(?:4|5|10)(?:\.0+)?)"
)
_IN = re.compile(r"(?i)\s+(?:in|en|em)\s+|\s*[–—-]\s+(?=[A-Z])|\s*:\s+")
_LONGEST: Final = 140
_KEEP_TOGETHER = re.compile(
    r"(?i)^(?:in|of|with|major\w*|specializ\w*|specialis\w*|concentration|hons|honours)\b"
)


@dataclass(frozen=True, slots=True)
class _Entry:
    """Rows of one stay at one school."""

    rows: tuple[Row, ...]


def education_entries(text: str, section: Span) -> Iterator[tuple[Education, Span]]:
    """One entry per degree, school or date, whichever comes again first."""
    rows = [row for row in rows_of(text, section) if re.search(r"\w", row.text)]
    for group in _groups(text, rows):
        span = Span(group[0].span.start, group[-1].span.end)
        entry = _education(text, group)
        if entry.institution or entry.study_type:
            yield entry, span


def _groups(text: str, rows: Sequence[Row]) -> Iterator[list[Row]]:
    group: list[Row] = []
    seen: set[str] = set()
    for row in rows:
        tells = _tells(text, row)
        if group and _begins_anew(tells, seen, row):
            yield group
            group, seen = [], set()
        group.append(row)
        seen |= tells
    if group:
        yield group


def _tells(text: str, row: Row) -> set[str]:
    """What a row names: degree, school, date."""
    words = row.text
    if len(words) > _LONGEST:
        return set()
    found = set()
    parts = _pieces(row)
    if any(map(names_degree, parts)) and not _is_prose(words):
        found.add("degree")
    if any(names_school(part) or names_board(part) for part in parts if not names_degree(part)):
        found.add("school")
    if row.dates or next(single_dates(text, row.span), None):
        found.add("date")
    return found


def _is_prose(words: str) -> bool:
    return words[-1] == "." and len(words.split()) > 12


def _begins_anew(tells: set[str], seen: set[str], row: Row) -> bool:
    """A degree or a school again begins an entry; a date again only with something besides, or
    where the former entry is complete."""
    if "degree" in tells & seen:
        return True
    if "school" in tells & seen:
        return "degree" in seen or bool(tells - {"school"}) or not row.is_bullet
    return "date" in tells & seen and (len(tells) > 1 or {"degree", "school"} <= seen)


def names_degree(words: str) -> bool:
    """Whether some words name a degree or a school-leaving certificate.

    >>> names_degree("B.Tech in Electronics"), names_degree("12th"), names_degree("Reading")
    (True, True, False)
    """
    if _NAMED_SCHOOL.match(words) or _IN_STATE.search(words):
        return False
    return bool(_DEGREE.search(words)) or bool(degrees_named(words))


# Lincoln Park High School is a school; High School, and High School Diploma, are certificates.
_NAMED_SCHOOL = re.compile(
    r"^(?!higher|senior)[^\W\d_][\w.'’&-]*\s(?:.*\s)?(?:high|secondary|higher secondary|senior secondary)\s+school\b(?!.*\b(?:diploma|certificate))",
    re.I,
)
# The abbreviations of states that are those of degrees too.
_STATE = re.compile(r"(?:MA|MS|MD)(?: \d{5}|$)")
_IN_STATE = re.compile(r"^[A-Z][a-z][\w .'’-]*, (?:MA|MS|MD)\b")
_CLAUSES = re.compile(
    r"(?i)\s+from\s+(?=[A-Z])|\s+in\s+(?:the\s+)?year\b|\s+with\s+(?=cgpa|gpa|first|second|an?\s+aggregate|\d|distinction)"
)


def _pieces(row: Row) -> list[str]:
    """The parts of a row; “PGDM in Marketing from Vindhya Polytechnic with CGPA 8” is three."""
    pieces = (piece.strip(" ,;") for part in _joined(row.parts) for piece in _CLAUSES.split(part))
    return [piece for piece in pieces if piece]


def _education(text: str, group: Sequence[Row]) -> Education:
    dates = next((row.dates for row in group if row.dates), None) or _latest_single(text, group)
    score = next((found for row in group if (found := _SCORE.search(row.text))), None)
    pieces = [_SCORE.sub("\t", part) for row in group for part in _pieces(row)]
    parts = [_trimmed(part) for piece in pieces for part in piece.split("\t")]
    parts = [part for part in parts if part and len(part) <= _LONGEST]
    degree = _degree(parts)
    school = _school([part for part in parts if part != degree])
    study, area = _study_and_area(degree)
    return Education(
        institution=school,
        study_type=study,
        area=area or _area(parts, degree, school),
        start_date=dates.start if dates and dates.start != dates.end else "",
        end_date=dates.end if dates else "",
        score=re.sub(r"^[^\d]*[:=]\s*", "", score.group()).strip() if score else "",
    )


def _trimmed(part: str) -> str:
    """Without punctuation around it, brackets only if they are not a pair of its own."""
    bare = part.strip(" ,;:-–")
    if bare.count("(") != bare.count(")"):
        bare = bare.strip(" ,;:()-–")
    return bare


def _latest_single(text: str, group: Sequence[Row]) -> DateRange | None:
    """The last year of an entry without a range: years of graduation stand alone."""
    found = [date for row in group for date in single_dates(text, row.span)]
    return max(found, key=lambda date: date.start, default=None)


def _joined(parts: Sequence[str]) -> Iterator[str]:
    """“B.E., in Electronics” and “BSc, Computer Science” stay whole where the second half needs
    the first."""
    held = ""
    for part in parts:
        if held and _KEEP_TOGETHER.match(part):
            held = f"{held} {part}"
            continue
        if _STATE.match(part) and _is_city(held, part):
            held = f"{held}, {part}"
            continue
        if held:
            yield held
        held = part
    if held:
        yield held


def _is_city(words: str, state: str) -> bool:
    """Whether a state that could be a degree (“Jackson, MS”) is behind its city."""
    named = names_degree(words) or names_school(words)
    return bool(words) and not named and not degrees_named(f"{words}, {state}, ")


def _degree(parts: Sequence[str]) -> str:
    """The part that names a degree and is no school; “Bachelor of Arts, Oxford University” is cut
    at the comma already."""
    named = [part for part in parts if names_degree(part)]
    plain = [
        part for part in named if not names_school(part) or (part[:2].isupper() and "." in part[:4])
    ]
    return (plain or [p for p in named if _DEGREE.match(p)] or [""])[0]


def _school(parts: Sequence[str]) -> str:
    named = [part for part in parts if names_school(part) and not is_place(part)]
    if named:
        return named[0]
    boards = [part for part in parts if names_board(part)]
    if boards:
        return boards[0]
    rest = [p for p in parts if not is_place(p) and not names_degree(p) and not p[:1].islower()]
    return rest[0] if rest and len(rest[0].split()) <= 8 and len(parts) <= 4 else ""


def _study_and_area(degree: str) -> tuple[str, str]:
    """“B.E. in Computer Engineering” → (“B.E.”, “Computer Engineering”)."""
    found = _IN.search(degree)
    if not found:
        return degree.strip(" ,("), ""
    return degree[: found.start()].strip(" ,("), degree[found.end() :].strip(" ,")


def _area(parts: Sequence[str], degree: str, school: str) -> str:
    """“BSc, Computer Science, …”: the part right behind a bare degree."""
    if not degree or degree not in parts or len(degree.split()) > 3:
        return ""
    behind = parts[parts.index(degree) + 1 : parts.index(degree) + 2]
    return next(
        (
            p
            for p in behind
            if p != school and not names_school(p) and not names_board(p) and not is_place(p)
            and not names_degree(p) and len(p.split()) <= 6 and not any(map(str.isdigit, p))
            and p[:1].isupper()
        ),
        "",
    )  # fmt: skip
