"""Years of experience a posting asks for."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from jobr_core.jobs.asking import AskingLine, AskingLines
from jobr_core.jobs.requirements import ExperienceRequirement, Importance
from jobr_core.shared.text import Span

_NUMBER_WORDS: Final = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "twelve": 12,
}
_NUMBER = rf"(\d{{1,2}}(?:\.\d)?|{'|'.join(_NUMBER_WORDS)})"
_YEARS = re.compile(
    rf"(?P<between>\bbetween )?\b{_NUMBER}(?:\s?\(\s?(?:\d{{1,2}}|{'|'.join(_NUMBER_WORDS)})\s?\))?"
    rf"[\s-]*(?:\+|or more|plus)?\s*(?:(?(between)and|(?:-|–|to))\s*{_NUMBER}\s*\+?\s*)?"
    r"(?:years?|yrs?|yoe|jahre?n?|ans|años|anos|(?P<months>months?)(?=(?:’|')?(?: of)?(?: [\w-]+){0,2} experience))\b"
    r"(?!\s*(?:old|ago|in a row|contract|of age|warranty|fixed|in business|(?:or|and) (?:over|older|above|up)))",
    re.I,
)
_STEMS: Final = ("year", "yr", "yoe", "month", "jahr", " ans", "años", "anos")
_AGE_OF_FIRM = re.compile(
    r"\b(?:we|our|us|company|firm|business|history|heritage|founded|since|celebrating|team has)\b[^.;\n]{0,60}$",
    re.I,
)
_AGE_BEHIND = re.compile(
    r"(?:\W+(?:we|our)\b|[^.;\n]{0,30}\b(?:history|heritage|tradition|in business|in the (?:market|industry))"
    r"|[ -](?:degree|contract|course|programme?|warranty|old)\b)",
    re.I,
)
_NOT_WORKED = re.compile(
    r"\b(?:aged?(?: from| between)?|ages|up to|(?:no|not) more than|less than|fewer than|under|max(?:imum)?(?: of)?|last|past"
    r"|held for(?: at least)?) $",
    re.I,
)
"""Ages, most years, and how long a licence was held or somebody lived there."""
_BE_BEFORE = re.compile(r"\b(?:be|are)(?: (?:at least|over|a minimum of|minimum))? $", re.I)
_EXPERIENCE = re.compile(r"(?i)[^.;\n]{0,60}\bexperience")
_REACH: Final = 80
_MOST: Final = 20


def experience_asked(text: str, asking: AskingLines) -> Iterator[ExperienceRequirement]:
    for line, match in _matches(text, asking):
        years = _number(match[2]) / (12 if match["months"] else 1)
        if 0 < years <= _MOST and not _is_elsewhere(text, line, match):
            yield ExperienceRequirement(
                importance=line.importance,
                span=Span(*match.span()),
                label=f"{years:g}+ years of experience",
                years=years,
            )


def most_asked(found: Iterable[ExperienceRequirement]) -> tuple[ExperienceRequirement, ...]:
    """The longest of the musts, else of the nices: shorter ones are parts of it."""
    by_weight = sorted(found, key=lambda r: (r.importance is Importance.NICE, -r.years, r.span))
    return tuple(by_weight[:1])


def _matches(text: str, asking: AskingLines) -> Iterator[tuple[AskingLine, re.Match[str]]]:
    """Years in asking lines; lines without a word for them are not looked at."""
    lower = text.lower()
    present = tuple([stem for stem in _STEMS if stem in lower])
    for line in asking.lines if present else ():
        if line.has(present):
            yield from ((line, m) for m in _YEARS.finditer(text, line.span.start, line.span.end))


def _is_elsewhere(text: str, line: AskingLine, match: re.Match[str]) -> bool:
    """Whether the years are not those somebody has worked."""
    before = text[max(line.span.start, match.start() - _REACH) : match.start()]
    behind, end = match.end(), line.span.end
    if _AGE_OF_FIRM.search(before) or _AGE_BEHIND.match(text, behind, end):
        return True
    if _NOT_WORKED.search(before):
        return True
    return bool(_BE_BEFORE.search(before)) and not _EXPERIENCE.match(text, behind, end)


def _number(word: str) -> float:
    return float(_NUMBER_WORDS.get(word.lower(), 0) or word)
