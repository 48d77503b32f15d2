"""Sections that are lists → their items: skills, certificates, projects, publications, awards."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from jobr_core.cvs.dates import single_dates
from jobr_core.cvs.profile import (
    Award,
    Certificate,
    Interest,
    LanguageSkill,
    Project,
    Publication,
    SkillGroup,
)
from jobr_core.cvs.rows import Row, paragraphs, parts_of, rows_of, undated
from jobr_core.shared.text import Span
from jobr_core.vocabulary.languages import language_mentions
from jobr_core.vocabulary.mentions import skill_mentions

_SEPARATOR = re.compile(r"\s*(?:[,;|•·●▪◦–—]|\s-\s|\t|/(?=\s)|\s/)\s*|\s{3,}")
_EXPERIENCE = re.compile(
    r"(?i)\s?[(\[][^()\[\]]{0,30}?\b(?:\d{1,2}\+?\s*(?:years?|yrs?|months?|mos?)|less than|years?|months?|beginner|intermediate|advanced|expert|basic|proficient|fluent|since \d{4}|\d{1,3}\s?%|\d/(?:5|10))[^()\[\]]{0,30}[)\]]|\s?[-–]?\s?exprience\s*-.{0,80}$"
)
_BRACKETED_LIST = re.compile(r"\s?\(([^()]{1,200},[^()]{1,200})\)")
_RATING = re.compile(r"[●○◯⬤★☆■□▮▯⚫⚪◉✩✭/\s]{3,}$|\s*\d{1,3}\s?%\s*$|\s\d\s?/\s?(?:5|10)\s*$")
_LEVELS: Final = frozenset(
    "beginner basic intermediate advanced expert proficient native fluent good excellent working familiar "
    "competent novice skilled grundkenntnisse fortgeschritten experte debutant avance basico avanzado".split()
)
_AND_LAST = re.compile(r"^(?:and|und|et|y|e|&)\s+")
_LONGEST_SKILL: Final = 60
_MOST_WORDS: Final = 6
_URL = re.compile(r"https?://[^\s|,;<>()]+|\bwww\.[^\s|,;<>()]+|\bgithub\.com/[\w./-]+")


def skill_groups(text: str, found: Sequence[Span]) -> Iterator[SkillGroup]:
    """“Languages: Python, SQL” is a named group; a line without a colon is one without a name.

    A sentence is no skill: the ones Jobr knows are taken from it.
    """
    for line in (line for section in found for line in _unwrapped(rows_of(text, section))):
        name, colon, listed = line.partition(":")
        if colon and not listed.strip():
            continue  # the name of a group whose skills stand below
        if not colon or len(name) > 45:
            name, listed = "", line
        keywords = tuple(dict.fromkeys(_skills(listed)))
        if keywords:
            yield SkillGroup(name=name.strip(" -–•*"), keywords=keywords)


_SKILL_LABEL = re.compile(
    r"(?i)^\W{0,3}(?:[\w/&+-]+\s+){0,3}(?:languages?|tools?|databases?|frameworks?|technolog(?:y|ies)|systems?|software|packages?|platforms?|skills?|ides?|servers?|"
    r"methodolog(?:y|ies)|libraries|web|scripting|rdbms|os|utilities|proficiency|applications?|erp|cloud|programming)(?:\s+\w+)?\s*[:–-]\s*\S"
)


def skills_in_passing(text: str, found: Sequence[Span]) -> Iterator[SkillGroup]:
    """“Web Technologies: HTML, CSS” among other information names skills as in their section."""
    for row in (row for section in found for row in rows_of(text, section)):
        if _SKILL_LABEL.match(row.text) and len(row.text) <= 300 and skill_mentions(row.text):
            name, _, listed = re.sub(r"\s+[–-]\s+", ": ", row.bare, count=1).partition(":")
            keywords = tuple(dict.fromkeys(_skills(listed)))
            if keywords:
                yield SkillGroup(name=name.strip(" -–•*"), keywords=keywords)


def _unwrapped(rows: Sequence[Row]) -> list[str]:
    """Lines, those that go on from the one above joined to it."""
    found: list[str] = []
    for row in rows:
        if found and not row.is_bullet and not row.after_gap and _goes_on(found[-1], row.text):
            found[-1] = f"{found[-1]} {row.text}".lstrip()
        else:
            found.append(row.bare)
    return found


def _goes_on(above: str, below: str) -> bool:
    """A bullet that stands alone has its words in the line below."""
    if not above or above.count("(") > above.count(")") or above[-1] in ",;&-/|·":
        return True
    lists = above.count(",") > 1 and "," in below and ":" not in below
    return below[0].islower() or (lists and len(above) > 60)


def _skills(listed: str) -> Iterator[str]:
    listed = _BRACKETED_LIST.sub(r", \1", _EXPERIENCE.sub("", listed))
    for piece in _SEPARATOR.split(listed):
        bare = _RATING.sub("", _AND_LAST.sub("", piece)).strip(" .:-–•*\t")
        if not re.search(r"\w", bare) or bare.lower() in _LEVELS or bare.isdigit():
            continue
        if len(bare) <= _LONGEST_SKILL and len(bare.split()) <= _MOST_WORDS:
            yield bare
        else:
            yield from (bare[m.start : m.end] for m in skill_mentions(bare))


def languages(text: str, found: Sequence[Span]) -> Iterator[LanguageSkill]:
    """Each language once, with the level the words beside it tell."""
    seen: set[str] = set()
    for mention in language_mentions(text, found):
        if mention.language not in seen:
            seen.add(mention.language)
            fluency = mention.fluency.name if mention.fluency else ""
            yield LanguageSkill(language=mention.language, fluency=fluency)


def certificates(text: str, found: Sequence[Span]) -> Iterator[Certificate]:
    """“AWS Certified Developer – Amazon, 2021”: name, issuer, date."""
    for row in _items(text, found):
        parts = parts_of(undated(text, row.span, ())[len(row.text) - len(row.bare) :])
        if parts and len(row.bare) <= 160:
            yield Certificate(
                name=parts[0],
                issuer=parts[1] if len(parts) > 1 and not parts[1][0].isdigit() else "",
                date=_date(text, row),
            )


def awards(text: str, found: Sequence[Span]) -> Iterator[Award]:
    for row in _items(text, found):
        yield Award(title=row.bare, date=_date(text, row))


def publications(text: str, found: Sequence[Span]) -> Iterator[Publication]:
    """One per bullet or paragraph; lines that go on are joined."""
    for section in found:
        for words in paragraphs(rows_of(text, section)):
            year = re.search(r"\b(?:19|20)\d\d\b", words)
            yield Publication(name=words, release_date=year.group() if year else "")


def interests(text: str, found: Sequence[Span]) -> Iterator[Interest]:
    for row in _items(text, found):
        for name in re.split(r"\s*[,;•|]\s*", row.bare):
            if name.strip(" ."):
                yield Interest(name=name.strip(" ."))


def project_entries(text: str, section: Span) -> Iterator[tuple[Project, Span]]:
    """A line that is no bullet begins a project if bullets or sentences follow it."""
    rows = rows_of(text, section)
    bulleted = any(row.is_bullet for row in rows)
    starts = [n for n, row in enumerate(rows) if _begins_project(rows, n, bulleted=bulleted)]
    for start, end in zip(starts, [*starts[1:], len(rows)], strict=True):
        head, body = rows[start], rows[start + 1 : end]
        link = _URL.search(text, head.span.start, rows[end - 1].span.end)
        parts = parts_of(undated(text, head.span, [head.dates] if head.dates else ()))
        told = _NAMED_PROJECT.match(head.bare)
        name = told[1] if told else (parts or (head.bare,))[0]
        yield (
            Project(
                name=name if len(name) <= 120 else name[:120],
                description=told[2] if told else "",
                start_date=head.dates.start if head.dates else "",
                end_date=head.dates.end if head.dates else "",
                highlights=tuple(paragraphs(body)),
                url=link.group() if link and link.group().startswith("http") else "",
            ),
            Span(head.span.start, rows[end - 1].span.end),
        )


# “Metro Map: wayfinding for six lines”, but no “Role: developer” within a project.
_NAMED_PROJECT = re.compile(
    r"^(?!(?:role|client|team|tools?|technolog|environment|duration|description|responsib|platform|period|link|url|skills?|languages?|database)\b)"
    r"([^\W\d_][^:\n]{2,60}?)\s*:\s+(\S[^\n]*)$",
    re.I,
)


def _begins_project(rows: Sequence[Row], number: int, *, bulleted: bool) -> bool:
    row = rows[number]
    if number == 0 or _NAMED_PROJECT.match(row.bare):
        return True
    if not bulleted:
        return row.after_gap and row.may_be_head
    below = rows[number + 1].is_bullet if number + 1 < len(rows) else False
    above = rows[number - 1]
    return not row.is_bullet and row.may_be_head and (below or above.is_bullet) and (
        row.after_gap or below or row.dates is not None
    )  # fmt: skip


def _items(text: str, found: Sequence[Span]) -> Iterator[Row]:
    for section in found:
        yield from (row for row in rows_of(text, section) if re.search(r"\w", row.bare))


def _date(text: str, row: Row) -> str:
    if row.dates:
        return row.dates.start
    return next((date.start for date in single_dates(text, row.span)), "")
