"""Numbers with their units and currencies, alone or as the two ends of a range."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from jobr_core.jobs.salary_currency import BEFORE, BEHIND, currency_of, may_end_in_currency

_REACH: Final = 45
_RUN: Final = re.compile(r"[0-9][0-9.,'’]*")
_DIGIT: Final = re.compile(r"[0-9]")
_DIGITS: Final = "0123456789"

_GAP: Final = r"[.,'’\u00a0\u202f ]"
# 55,000.00, 55.000,00, 55’000 and 55 000; 8,00,000 as in India; 55000, 45.50.
_NUMBER: Final = (
    rf"(?P<grouped>\d{{1,3}}(?P<gap>{_GAP})\d{{3}}(?:(?P=gap)\d{{3}})*(?:(?!(?P=gap))[.,]\d{{1,2}})?)(?![.,'’]?\d)"
    r"|(?P<indian>\d{1,2}(?:,\d\d)+,\d{3}(?:\.\d{1,2})?)(?![.,]?\d)"
    r"|(?P<plain>\d{1,12}(?:[.,]\d{1,2})?)(?![.,'’]?\d)"
)
_UNIT: Final = (
    r"[kK](?![a-zß-ž]|RW|WD|ES)|LPA(?![a-z])|lpa\b|Lpa\b|(?i:lakhs?|lacs?)(?:\s?(?:per annum|p\.a\.?|pa\b))?"
    r"|L(?![A-Za-z])|(?i:crores?)\b|[Cc]r\b|(?i:thousand)\b|[Tt]sd\.?|T(?=\s?€|EUR)|tys\.?|mil(?=\s(?:€|euros|reais|pesos|kr))"
    r"|[mM](?![A-Za-z])|(?i:millions?|mio\.?|mln|mn)\b|(?i:billions?|bn|trillions?|tn)\b|[bB](?![A-Za-z])|juta\b|jt\b|tri[eệ]u\b|万|만"
)
_PER: Final = r"\s?(?:/|per\s)\s?[A-Za-z]{1,6}\s"
_FACTORS: Final = (
    ("lpa", 1e5), ("la", 1e5), ("mill", 1e6), ("mil", 1e3), ("l", 1e5), ("cr", 1e7), ("k", 1e3),
    ("trill", 1e12), ("tn", 1e12), ("tr", 1e6), ("t", 1e3), ("m", 1e6), ("b", 1e9), ("j", 1e6),
    ("万", 1e4), ("만", 1e4),
)  # fmt: skip

# Chinese, Japanese and Korean put no blank before a number.
_IN_A_WORD: Final = re.compile(r"[._]|(?![\u1100-\uffff])\w")


class Amount(NamedTuple):
    """One number; `start` and `end` hold its currency too, which `leads` where it stands before
    it. `unit` is lower case and ends in “/hour” where that stands before the currency; `factor` is
    what it multiplies by. `opens` is “from” or “up to” between currency and number."""

    start: int
    end: int
    number: float
    factor: float
    currency: str | None
    leads: bool
    unit: str
    opens: str

    @property
    def value(self) -> float:
        """In whole units of the currency."""
        return round(self.number * self.factor, 2)


@cache
def _amount() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{_NUMBER})(?:[.,][-–—]{{1,2}}(?!\d))?(?:\s?(?P<unit>{_UNIT}))?"
        rf"(?:(?P<per>{_PER})?\s?\(?(?P<behind>{BEHIND})(?!\s?\d)\)?)?|\d[\d.,'’]*+"
    )


@cache
def _behind() -> re.Pattern[str]:
    """What shows that the number before it is money: a currency or an Indian unit."""
    return re.compile(
        rf"[\s(+–—-]{{0,2}}+(?:(?:{_UNIT})\s?)?(?:{_PER})?\(?{BEHIND}|\s?(?i:lpa|lakh|lac)"
    )


@cache
def _before() -> re.Pattern[str]:
    return re.compile(rf"(?P<name>{BEFORE})\)?:?\s?(?:(?P<opens>(?i:up to|from)):?\s)?$")


def amounts(text: str) -> Iterator[Amount | None]:
    """The numbers near the currencies of a text; None stands for what only looks like one
    (10.50.00)."""
    at = 0
    for start, end in _stretches(text):
        at = max(at, start)
        while digit := _DIGIT.search(text, at, end):
            match = _amount().match(text, digit.start())
            assert match is not None
            yield _read(text, match) if match.lastgroup else None
            at = match.end()


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Where a sum may stand: around each number beside a currency, the ones that touch joined."""
    start = end = -1
    for run in _RUN.finditer(text):
        first, last = run.span()
        if may_end_in_currency(text[max(0, first - 16) : first]) or _behind().match(text, last):
            if first - _REACH > end:
                if end > 0:
                    yield start, end
                start = _whole_number(text, first - _REACH)
            end = last + _REACH
    if end > 0:
        yield start, end


def _whole_number(text: str, at: int) -> int:
    """Where the number begins that `at` is in the middle of; numbers too long are cut."""
    before = text[max(0, at - 20) : max(0, at)]
    return max(0, at) - (len(before) - len(before.rstrip(_DIGITS)))


def _read(text: str, match: re.Match[str]) -> Amount | None:
    start = match.start()
    leads = _before().search(text, max(0, start - 18), start)
    if start and not leads and _IN_A_WORD.match(text, start - 1):
        return None
    name = " ".join(filter(None, (leads and leads["name"], match["behind"])))
    unit = ((match["unit"] or "") + (match["per"] or "")).lower()
    currency = currency_of(name) if name else "INR" if unit[:2] in ("lp", "la") else None
    return Amount(
        leads.start() if leads else start, match.end(), _number(match), _factor(unit), currency,
        leads is not None, unit, ((leads and leads["opens"]) or "").lower(),
    )  # fmt: skip


def _number(match: re.Match[str]) -> float:
    if match["grouped"]:
        whole = match["grouped"].replace(match["gap"], "")
    else:
        whole = (match["indian"] or "").replace(",", "") or match["plain"]
    return float(whole.replace(",", "."))


def _factor(unit: str) -> float:
    return next((by for prefix, by in _FACTORS if unit.startswith(prefix)), 1) if unit else 1
