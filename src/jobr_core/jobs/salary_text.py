"""Text → the pay it states."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import Final

from jobr_core.jobs.salary import PER_YEAR, PayPeriod, Salary
from jobr_core.shared.text import Span, lines

_SYMBOLS: Final = {
    "$": "USD",
    "us$": "USD",
    "ca$": "CAD",
    "c$": "CAD",
    "a$": "AUD",
    "au$": "AUD",
    "nz$": "NZD",
    "s$": "SGD",
    "hk$": "HKD",
    "€": "EUR",
    "£": "GBP",
    "₹": "INR",
    "rs": "INR",
    "rs.": "INR",
    "zł": "PLN",
    "¥": "JPY",
    "chf": "CHF",
    "r$": "BRL",
}
_CODES: Final = "USD|EUR|GBP|INR|CAD|AUD|NZD|SGD|HKD|CHF|SEK|NOK|DKK|PLN|JPY|AED|ZAR|BRL|MXN|CZK"
_CURRENCY = rf"(?:\b(?:{_CODES})\s?[$€£₹]|US\$|CA\$|C\$|AU\$|A\$|NZ\$|S\$|HK\$|R\$|[$€£₹¥]|\b(?:{_CODES})\b|\bRs\.?|\bzł)"
_NUMBER = r"\d{1,3}(?:[,.\u00a0 ’']\d{2,3})+(?:[.,]\d{1,2})?(?!\d)|\d{1,12}(?:\.\d{1,2})?"
_UNIT = r"(?:\s?(?:k\b|K\b|lpa\b|lakhs?\b|lacs?\b|l\b|crores?\b|cr\b|m\b|million\b|bn\b|billion\b))"


def _amount_pattern(n: int) -> str:
    return (
        rf"(?P<c{n}>{_CURRENCY})?\s?(?P<n{n}>{_NUMBER})(?P<u{n}>{_UNIT})?"
        rf"\s?(?P<d{n}>{_CURRENCY})?"
    )


@cache
def _range() -> re.Pattern[str]:
    return re.compile(
        _amount_pattern(1)
        + r"(?P<p1>\s*(?:/|per |a |an )\s*(?:hour|hr|h\b|year|yr|annum|month|week|day))?"
        + rf"(?:\s*(?:-|–|—|to|and|bis)\s*{_amount_pattern(2)})?",
        re.IGNORECASE,
    )


_SIGNS: Final = (*"$€£₹¥", *_CODES.split("|"), "Rs", "zł", "LPA", "lpa", "Lpa")
_MOST_SUMS: Final = 50
_PERIODS: Final = (
    (
        PayPeriod.HOUR,
        r"(?:/|\b(?:per|an?|each))\s*(?:hour|hr)\b|/h\b|\bhourly\b|\bp/?h\b|pro stunde",
    ),
    (PayPeriod.DAY, r"(?:/|\b(?:per|a))\s*day\b|\bdaily\b|\bday rate\b|\bp/?d\b"),
    (PayPeriod.WEEK, r"(?:/|\b(?:per|a))\s*week\b|\bweekly\b|\bp/?w\b"),
    (PayPeriod.MONTH, r"(?:/|\b(?:per|a))\s*month\b|\bmonthly\b|\bp\.?m\.?\b|/mo\b|pro monat"),
    (
        PayPeriod.YEAR,
        r"(?:/|\b(?:per|an?))\s*(?:year|yr|annum)\b|\byearly\b|\bannual(?:ly)?\b|\bp\.?a\.?\b|\blpa\b|(?:im|pro) jahr|jährlich",
    ),
)
_NOT_PAY = re.compile(
    r"(?i)rais(?:ed|ing)|fund(?:ed|ing)|revenue|valuation|\barr\b|turnover|budget|series [a-e]\b|invest|in sales|customers|portfolio|assets"
)
_PAY = re.compile(
    r"(?i)salar|\bpay\b|compensation|\bwage|\brate\b|\bote\b|remuneration|gehalt|\bbase\b|package|\bctc\b|earn|stipend|per annum|\bp\.?a\.?\b"
)


def parse_salary(text: str) -> Salary | None:
    """The pay a text states, or None; sums that are not pay (funding, budgets) are left alone.

    >>> str(parse_salary("Salary: £32,000 - £38,000 a year"))
    'GBP 32,000–38,000 a year'
    >>> str(parse_salary("₹18–25 LPA"))
    'INR 1,800,000–2,500,000 a year'
    >>> parse_salary("We raised $20m in 2024")
    """
    signs = [sign for sign in _SIGNS if sign in text]
    for line in lines(text) if signs else ():
        words = line.quote(text)
        if any(sign in words for sign in signs):
            pays = (_first_pay(text, near) for near in _near_signs(text, line, signs))
            found = next(filter(None, pays), None)
            if found:
                return found
    return None


_SHORT_LINE: Final = 300


def _near_signs(text: str, line: Span, signs: list[str]) -> Iterator[Span]:
    """The line itself, or of a long one the stretches around the signs: numbers elsewhere are
    no pay, and looking at all of them is most of the time a posting takes."""
    if line.end - line.start <= _SHORT_LINE:
        yield line
        return
    reached = line.start
    for match in re.finditer("|".join(map(re.escape, signs)), line.quote(text)):
        at = line.start + match.start()
        if at < reached:
            continue
        start = max(reached, text.rfind(" ", line.start, max(line.start, at - 60)) + 1)
        reached = min(line.end, at + 120)
        yield Span(start, reached)


def _first_pay(text: str, line: Span) -> Salary | None:
    for match in islice(_range().finditer(text, line.start, line.end), _MOST_SUMS):
        currency = _currency(match)
        if currency is None:
            continue
        around = text[max(0, match.start() - 60) : match.end() + 40]
        behind = text[match.end() : min(match.end() + 30, line.end)]
        period = _period((match["p1"] or "") + behind) or _period(around)
        told = period or _PAY.search(around) or _is_thousands_range(match)
        if told and not _NOT_PAY.search(around):
            found = _salary(match, currency, period)
            if found:
                return found
    return None


def _is_thousands_range(match: re.Match[str]) -> bool:
    """“€55k–65k” is pay even where no word says so."""
    return bool(match["n2"]) and (match["u1"] or match["u2"] or "").strip().lower() == "k"


def _currency(match: re.Match[str]) -> str | None:
    for name in ("c1", "d1", "c2", "d2"):
        if match[name]:
            symbol = match[name].lower()
            code = re.match(r"[a-z]{3}(?=\s?[$€£₹])", symbol)  # “USD $”
            return code.group().upper() if code else _SYMBOLS.get(symbol, symbol.upper())
    return "INR" if "lpa" in (match["u1"] or match["u2"] or "").lower() else None


def _period(text: str) -> PayPeriod | None:
    found = (
        (m.start(), period)
        for period, pattern in _PERIODS
        if (m := re.search(pattern, text, re.IGNORECASE))
    )
    return min(found, default=(0, None))[1]


def _salary(match: re.Match[str], currency: str, period: PayPeriod | None) -> Salary | None:
    unit1, unit2 = (match["u1"] or "").strip().lower(), (match["u2"] or "").strip().lower()
    low = _amount(match["n1"], unit1 or unit2)
    high = _amount(match["n2"], unit2 or unit1) if match["n2"] else low
    period = period or PayPeriod.YEAR
    if low is None or high is None or not 0 < low <= high:
        return None
    if not 2_000 <= high * PER_YEAR[period] <= 100_000_000:
        return None
    upper_only = match["n2"] is None and _UP_TO.search(match.string, 0, match.start())
    return Salary(min=None if upper_only else low, max=high, currency=currency, period=period)


_UP_TO = re.compile(r"\b(?:up to|bis zu|jusqu'à|hasta)\s*$", re.IGNORECASE)


def _amount(number: str, unit: str) -> float | None:
    """55,000.00, 55.000,00, 55.000 and 55’000 are the same; None for what is no number."""
    whole = re.sub(r"[\u00a0 ’']", "", number)
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?", whole):
        whole = whole.replace(".", "").replace(",", ".")
    whole = whole.replace(",", "")
    factors = (
        ("k", 1e3),
        ("lpa", 1e5),
        ("la", 1e5),
        ("l", 1e5),
        ("cr", 1e7),
        ("b", 1e9),
        ("m", 1e6),
    )
    factor = next((by for prefix, by in factors if unit.startswith(prefix)), 1)
    return round(float(whole) * factor, 2) if re.fullmatch(r"\d+(?:\.\d+)?", whole) else None
