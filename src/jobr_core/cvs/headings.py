"""Section headings of CVs, in several languages."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from jobr_core.cvs.dates import date_ranges
from jobr_core.cvs.heading_words import ALL_NOUNS, AND, BESIDE, KINDS, NOUN_SETS
from jobr_core.cvs.passages import PassageKind
from jobr_core.shared.text import Span, folded, lines
from jobr_core.vocabulary.languages import language_mentions
from jobr_core.vocabulary.organisations import names_employer
from jobr_core.vocabulary.places import is_place
from jobr_core.vocabulary.roles import role_strength

_SPACED = re.compile(r"(?:\w ){3,}\w")
_NUMBERED = re.compile(r"^(?:\d{1,2}|[ivx]{1,4}|[a-h])[.)]\s+")
_REMARK = re.compile(r"\s*\([^()]*\)\s*$")
_EDGES: Final = " \t:;•*#_=-–—|.~>»«<◆■□▪●◦➢✓★☆▶►▼§+·/\\"
_LONGEST: Final = 60


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of the text under one heading; the first one (no heading) is identity."""

    kind: PassageKind
    span: Span


@dataclass(frozen=True, slots=True)
class _Heading:
    """A line that may open a section: what, and where the words behind it begin."""

    kind: PassageKind
    line: Span
    start: int
    style: tuple[bool, bool]


def sections(text: str) -> Iterator[Section]:
    """The whole text cut at its headings, in order; headings themselves belong to none."""
    kind, start, end = PassageKind.IDENTITY, 0, 0
    style: tuple[bool, bool] | None = None
    opened = _openings(text)
    often = Counter(line.quote(text) for line, found in opened if found)
    for line, found in opened:
        goes_on = found is not None and found.start < line.end and found.kind is kind
        if (
            found is None
            or goes_on
            or _is_within_entry(found, kind, style, often[line.quote(text)])
        ):
            end = line.end
            continue
        if end > start:
            yield Section(kind, Span(start, end))
        if found.start < line.end and (found.kind in _ONE_LINE or kind is PassageKind.IDENTITY):
            # One line among others (“Languages known: …”), and what it was among goes on.
            yield Section(found.kind, Span(found.start, line.end))
            start = end = line.end
            continue
        if found.kind is PassageKind.WORK:
            style = found.style
        kind, start, end = found.kind, found.start, line.end
    if end > start:
        yield Section(kind, Span(start, end))


def _opened_by(text: str, line: Span) -> _Heading | None:
    """Also behind a heading that shares its line with its words (“Skills: Python, SQL”), or is
    glued to them (“SummaryHighly skilled …”)."""
    words = line.quote(text)
    style = (words.isupper(), words.endswith(":"))
    kind = heading_kind(words)
    if kind is not None:
        return _Heading(kind, line, line.end, style)
    shared = _SHARED.match(words)
    if shared and (kind := KINDS.get(_plain(shared[1]))) in _SHARING:
        if kind is PassageKind.LANGUAGES and not any(language_mentions(text, [line])):
            return None  # “Languages: Java, C”
        return _Heading(kind, line, line.start + shared.end(), (shared[1].isupper(), True))
    glued = _GLUED.match(words)
    if glued:
        return _Heading(KINDS[folded(glued[1])], line, line.start + glued.end(1), style)
    return None


def _openings(text: str) -> list[tuple[Span, _Heading | None]]:
    """Every line, and what it opens. Once three headings are written in capitals, or with a colon,
    other lines written so are headings too, of we do not know what."""
    opened = [(line, _opened_by(text, line)) for line in lines(text)]
    styles = Counter(found.style for _, found in opened if found)
    first = next((line.start for line, found in opened if found), len(text))
    common = {style for style, count in styles.items() if count > 2 and any(style)}
    openings: list[tuple[Span, _Heading | None]] = []
    kind: PassageKind | None = None
    for line, found in opened:
        heading = found or (_unknown(text, line, common, kind) if line.start > first else None)
        kind = heading.kind if heading else kind
        openings.append((line, heading))
    return openings


_OF_ENTRIES: Final = frozenset((PassageKind.WORK, PassageKind.EDUCATION))


def _unknown(
    text: str, line: Span, styles: set[tuple[bool, bool]], kind: PassageKind | None
) -> _Heading | None:
    words = line.quote(text)
    style = (words.isupper(), words.endswith(":"))
    plain = style in styles and len(words) > 5 and len(words.split()) <= 5
    apart = text[max(0, line.start - 2) : line.start] == "\n\n"
    if not plain or not apart or any(map(str.isdigit, words)) or _names_something(words):
        return None
    if words[-1] in "-–." or re.search(r"(?i)responsibilit|duties|environment", words):
        return None
    behind = Span(line.end, min(len(text), line.end + 150))
    if kind in _OF_ENTRIES and any(date_ranges(text, behind)):
        return None  # an entry, whose dates come next
    return _Heading(PassageKind.OTHER, line, line.end, style)


def _names_something(words: str) -> bool:
    """An employer, a job or a place in capitals is no heading."""
    return "," in words or is_place(words) or names_employer(words) or role_strength(words) > 0


def _is_within_entry(
    found: _Heading, kind: PassageKind, style: tuple[bool, bool] | None, times: int
) -> bool:
    """“Achievements:” within a job is no section: it comes again, or is not written as the job
    section's heading is."""
    return (
        kind in (PassageKind.WORK, PassageKind.PROJECTS)
        and found.kind in _ALSO_WITHIN
        and (times > 1 or (found.style != style and (found.style[1] or not found.style[0])))
    )


_ALSO_WITHIN: Final = frozenset(
    (
        PassageKind.AWARDS,
        PassageKind.PROJECTS,
        PassageKind.SUMMARY,
        PassageKind.SKILLS,
        PassageKind.OTHER,
    )
)
# Headings that stand before their words often enough, and mean nothing else there.
_SHARING: Final = frozenset(
    (
        PassageKind.SKILLS,
        PassageKind.LANGUAGES,
        PassageKind.SUMMARY,
        PassageKind.INTERESTS,
        PassageKind.CERTIFICATES,
        PassageKind.EDUCATION,
    )
)
_ONE_LINE: Final = frozenset((PassageKind.SKILLS, PassageKind.LANGUAGES, PassageKind.INTERESTS))
_SHARED = re.compile(r"^([^\W\d_][^:\n]{3,40}?)\s*:\s*(?=\S)")
_GLUED = re.compile(
    r"^(Summary|Experience|Education|Skills|Highlights|Objective|Profile)(?=[A-Z][a-z])"
)


def heading_kind(line: str) -> PassageKind | None:
    """What a line opens if it is nothing but a heading.

    >>> heading_kind("S K I L L S"), heading_kind("Berufserfahrung:"), heading_kind("I like skills")
    (<PassageKind.SKILLS: 'skills'>, <PassageKind.WORK: 'work'>, None)
    >>> heading_kind("2. PROFESSIONAL WORK EXPERIENCE (5 years)"), heading_kind("Areas of Proficiency")
    (<PassageKind.WORK: 'work'>, <PassageKind.SKILLS: 'skills'>)
    """
    if len(line) > _LONGEST or not line.strip():
        return None
    bare = _plain(line)
    found = KINDS.get(bare) or KINDS.get(bare.removesuffix("s")) or KINDS.get(f"{bare}s")
    if found is not None:
        return found
    halves = bare.split(" and ")
    if len(halves) == 2 and all(half in KINDS for half in halves):
        return KINDS[halves[0]]
    if re.fullmatch(r"[\w/&+-]{2,15} skills?", bare) and _looks_like_heading(line):
        return PassageKind.SKILLS
    return _by_nouns(line, bare)


def _plain(line: str) -> str:
    """Folded, without decoration, numbers in front and remarks behind."""
    bare = line.replace(" ", "") if _SPACED.fullmatch(line.strip(_EDGES)) else line
    bare = _REMARK.sub("", folded(bare).replace("’", "'").strip(_EDGES))
    bare = _NUMBERED.sub("", bare)
    bare = _without_symbols(bare)
    return AND.sub(" and ", re.sub(r"\s+", " ", bare)).strip()


def _without_symbols(words: str) -> str:
    """Without signs and pictures around; vowel signs of Indian scripts are no `\\w` in Python."""
    start, end = 0, len(words)
    while start < end and unicodedata.category(words[start])[0] in "SPZC":
        start += 1
    while start < end and unicodedata.category(words[end - 1])[0] in "SPZC":
        end -= 1
    return words[start:end]


def _by_nouns(line: str, bare: str) -> PassageKind | None:
    """A heading made of words headings are made of, as only headings are written."""
    words = re.findall(r"[\w'-]+", bare)
    if not 1 < len(words) <= 5 or not _looks_like_heading(line):
        return None
    for kind, nouns in NOUN_SETS.items():
        if any(word in nouns for word in words) and all(
            word in nouns or word in BESIDE or word in ALL_NOUNS for word in words
        ):
            return kind
    return None


def _looks_like_heading(line: str) -> bool:
    """Capital letters throughout, a capital at each longer word, or a colon at the end."""
    bare = _REMARK.sub("", line.strip(" \t*#_=-–—|.•"))
    words = [word for word in re.findall(r"[^\W\d_]+", bare) if len(word) > 3]
    return bare.endswith(":") or bare.isupper() or all(word[0].isupper() for word in words)
