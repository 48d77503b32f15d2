"""Dates as CVs write them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from jobr_core.shared.text import Span, folded

# First three or more letters, folded; English, German, French, Spanish, Portuguese.
_MONTHS: Final = (
    "jan|ene|gen", "feb|fev|feb", "mar|maer|mrz", "apr|abr|avr", "may|mai", "jun|juin", "jul|juil",
    "aug|ago|aou", "sep|set", "oct|okt|out", "nov", "dec|dez|dic",
)  # fmt: skip
_MONTH_NAME = r"(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|ene|abr|ago|dic|mai|okt|dez|mär|mrz|fév|fev|avr|juin|juil|aoû|aou|déc|set|out|janv)[a-zäéûç]*\.?|(?:जनवरी|फ़?रवरी|फरवरी|मार्च|अप्रैल|मई|जून|जुलाई|अगस्त|सितंबर|सितम्बर|अक्टूबर|अक्तूबर|नवंबर|नवम्बर|दिसंबर|दिसम्बर))"
_YEAR = r"(?:19[5-9]\d|20[0-4]\d)"
_POINT = rf"(?:{_MONTH_NAME}[ ,/'’.-]{{0,3}}{_YEAR}|\d{{1,2}}[./]\d{{1,2}}[./]{_YEAR}|\d{{1,2}}\s?[/.-]\s?{_YEAR}|{_YEAR}[-/.]\d{{2}}(?:-\d{{2}})?(?!\d)|(?:spring|summer|autumn|fall|winter|q[1-4]|h[12])[ ,/'’-]{{0,2}}{_YEAR}|{_MONTH_NAME}\s?['’]\d{{2}}|{_YEAR})"
_NOW = r"(?:present|current(?:ly)?|now|today|(?:up )?(?:to |till |until )?(?:date|now|present|today)|(?:till|to|until)\s+(?:the\s+)?(?:date|now|present|today)|still working|in progress|ongoing|continu(?:e|ing)|working|heute|aktuell|laufend|actuel(?:lement)?|aujourd['’]hui|présent|actualidad|actual|atual(?:mente)?|presente|अब तक|वर्तमान)"


# Compiled on first use: it takes longer than importing the module otherwise would.
@cache
def _range() -> re.Pattern[str]:
    return re.compile(
        rf"(?i)(?<![\w/])(?P<start>{_POINT})\s*(?:-|–|—|−|से|to|until|till|bis|à|a|al|até|/)+\s*(?P<end>{_POINT}|{_NOW}|(?<=\d[-–—])\d\d(?!\d)|(?<=\d\s[-–—]\s)\d\d(?!\d))(?![\w/])"
        rf"|(?:since|seit|depuis|desde)\s+(?P<since>{_POINT})|(?P<open>{_POINT})\s*[-–—]\s*(?=$|\n)"
    )


@cache
def _single() -> re.Pattern[str]:
    return re.compile(rf"(?i)(?<![\w/.-])(?P<start>{_POINT})(?![\w/])")


@dataclass(frozen=True, slots=True)
class DateRange:
    """From `start` to `end` (ISO 8601, to the month where known); "" as end: still going on."""

    start: str
    end: str
    span: Span

    @property
    def months(self) -> int:
        """Whole months from start to end; an open end counts to its start (0 known months)."""
        return max(0, month_index(self.end or self.start, last=True) - month_index(self.start) + 1)


def date_ranges(text: str, span: Span) -> Iterator[DateRange]:
    """Ranges such as “Mar 2021 – Present”, “03/2019 - 06/2022”, “2018–2021”, “2015–17”,
    “seit 2020”."""
    for match in _range().finditer(text, span.start, span.end):
        start = iso_date(match["start"] or match["since"] or match["open"])
        end = _end(match["end"], start)
        if start and (not end or month_index(end, last=True) >= month_index(start)):
            yield DateRange(start, end, Span(*match.span()))


def _end(words: str | None, start: str) -> str:
    if words is None or re.fullmatch(f"(?i){_NOW}", words):
        return ""
    return f"{start[:2]}{int(words):02d}" if len(words) == 2 and start else iso_date(words)


def single_dates(text: str, span: Span) -> Iterator[DateRange]:
    """Lone dates; start and end are the same."""
    for match in _single().finditer(text, span.start, span.end):
        point = iso_date(match["start"])
        if point:
            yield DateRange(point, point, Span(*match.span()))


def iso_date(words: str) -> str:
    """A date as CVs write it, in ISO 8601 to the month if it names one; "" if it is none.

    >>> iso_date("March 2021"), iso_date("03/2019"), iso_date("15.06.2020"), iso_date("2018")
    ('2021-03', '2019-03', '2020-06', '2018')
    """
    year = re.search(_YEAR, words)
    short = re.search(r"['’](\d{2})$", words)
    if year is None and short is None:
        return ""
    if year:
        number = str(int(year.group()))  # digits of any script
    else:
        assert short
        number = f"20{int(short[1]):02d}" if int(short[1]) < 50 else f"19{int(short[1])}"
    month = _month(words, number)
    return f"{number}-{month:02d}" if month else number


_HINDI_MONTHS: Final = {
    "जनवरी": 1, "फरवरी": 2, "फ़रवरी": 2, "मार्च": 3, "अप्रैल": 4, "मई": 5, "जून": 6, "जुलाई": 7,
    "अगस्त": 8, "सितंबर": 9, "सितम्बर": 9, "अक्टूबर": 10, "अक्तूबर": 10, "नवंबर": 11, "नवम्बर": 11,
    "दिसंबर": 12, "दिसम्बर": 12,
}  # fmt: skip
_SEASON = re.compile(r"(?i)\b(?:spring|summer|autumn|fall|winter|q[1-4]|h[12])\b")
_SEASONS: Final = {
    "spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12,
    "q1": 1, "q2": 4, "q3": 7, "q4": 10, "h1": 1, "h2": 7,
}  # fmt: skip


def _month(words: str, year: str) -> int | None:
    hindi = next((n for name, n in _HINDI_MONTHS.items() if name in words), None)
    if hindi:
        return hindi
    season = _SEASON.search(words)
    if season:
        return _SEASONS[season.group().lower()]
    name = re.search(r"[^\W\d_]{3,}", folded(words))
    if name:
        return next(
            (n for n, forms in enumerate(_MONTHS, 1) if re.match(forms, name.group())), None
        )
    numbers = [int(n) for n in re.findall(r"(?<!\d)\d{1,2}(?!\d)", words.replace(year, " ", 1))]
    if not numbers:
        return None
    month = numbers[0] if len(numbers) == 1 or words.strip().startswith(year) else numbers[1]
    return month if 1 <= month <= 12 else numbers[0] if 1 <= numbers[0] <= 12 else None


def month_index(iso: str, *, last: bool = False) -> int:
    """Months since year 0; a bare year counts from January, as an end (`last`) to December."""
    year, _, rest = iso.partition("-")
    month = int(rest[:2]) if rest else 12 if last else 1
    return int(year) * 12 + month - 1


def months_covered(ranges: list[tuple[str, str]], today: date) -> int:
    """Months covered by at least one (start, end) range; overlapping work counts once."""
    now = today.year * 12 + today.month - 1
    spans = sorted(
        (month_index(start), min(month_index(end, last=True) if end else now, now))
        for start, end in ranges
        if start
    )
    covered, reached = 0, -1
    for first, last in spans:
        covered += max(0, last - max(first, reached + 1) + 1)
        reached = max(reached, last)
    return covered
