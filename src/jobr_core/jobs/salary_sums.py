"""Sums of money in a text: one amount or the two ends of a range, and which end stands open."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import Final, NamedTuple

from jobr_core.jobs.salary_amounts import Amount, amounts

_APPROXIMATELY: Final = r"(?:(?:an?|about|approx\w*\.?|around|roughly|circa|ca?\.|~|environ|etwa|rund|unos|cerca de)\s*)*"
_PER: Final = r"(?:\s?(?:/|\b(?:per|an?|pro|par|por|al|im)\b)\s?[A-Za-zé]{1,8}\.?)"
_GROSS: Final = r"(?:\s(?:gross|brutto|bruto|brut|base))"
_JOIN: Final = re.compile(
    rf"{_GROSS}?{_PER}?{_GROSS}?\s{{0,3}}(?:[-–—−‐‑~〜～]{{1,2}}|(?:up )?to\b|and up to\b|till?\b|thru\b|through\b|bis(?: zu)?\b|à|a\b|até|hasta\b|al?\b|do\b|tot\b)\s{{0,3}}(?:[-–]\s?)?"
)
_AND: Final = re.compile(
    rf"{_GROSS}?{_PER}?\s{{0,3}}(?:and|&|und|et|y|e|en|og|och|i|a)\s{{0,3}}{_APPROXIMATELY}"
)
_BETWEEN: Final = re.compile(
    rf"\b(?:between|betw\.|zwischen|entre|tussen|mellem|mellom|mellan)\s{_APPROXIMATELY}$",
    re.IGNORECASE,
)
# “from $90,000/year in our lowest market (up) to $120,000”, “Min rate: $50 Max rate: $60”
_FAR_FROM: Final = re.compile(
    rf"\b(?:from|begins?|starts?|starting|min\w*)\b[^\n.;:]{{0,15}}:?\s?{_APPROXIMATELY}$",
    re.IGNORECASE,
)
_FAR_TO: Final = re.compile(r"[^.;]{0,60}?(?:\bto|\bmax\w*\b[^\d\n.;]{0,15}?:?)\s?", re.IGNORECASE)
_OF_PAY: Final = r"(?: (?:base |annual |gross )?(?:salary|pay|rate|wage))?(?: of| is)?:?"
# “$80k+”, “$80k +” at the end of a clause; “+ bonus” adds to a sum instead.
_UPWARDS: Final = re.compile(
    r"\+(?!\s?(?i:\d|[a-z]*\s?(?:bonus|boni|prim|variable|equity|benefits|commission|stock|rsu|ote|super|car|package|options|pension|overtime|tips|share|vat|tax|holiday|insurance|incentive|allowance|perks)))"
    r"|\s\+(?=\s*(?:[.,;)\n]|$))"
    r"|(?i:\s(?:and (?:up|above|more)|or (?:more|above)|upwards|plus(?=\s*[.\n]|$)))"
)
_LONGEST_GAP: Final = 80
_MOST_AMOUNTS: Final = 300
# What a bare $ or ¥ was taken for, where another of its currencies is told beside it.
_LIKELY: Final = dict.fromkeys(("CAD", "AUD", "NZD", "SGD", "HKD", "MXN", "TWD"), "USD") | {
    "CNY": "JPY"
}
_DASH: Final = re.compile(r"\s?[-–—]\s?\W?\d")


class Sum(NamedTuple):
    """What stands at `[start, end)`. A range without a low end is “up to”, without a high one
    “from”; both ends of a single amount are the same. `gap` is what stands between two ends."""

    start: int
    end: int
    low: float | None
    high: float | None
    currency: str
    is_range: bool
    gap: str
    unit: str

    @property
    def most(self) -> float:
        """The higher end that is told."""
        return self.high or self.low or 0.0


def sums(text: str) -> Iterator[Sum]:
    """The sums of money of a text, in its order; numbers without a currency are none.

    >>> [(s.low, s.high, s.currency) for s in sums("€50–60k, up to £70k, $80k+, 90 horses")]
    [(50000.0, 60000.0, 'EUR'), (None, 70000.0, 'GBP'), (80000.0, None, 'USD')]
    """
    last: Amount | None = None
    for amount in islice(amounts(text), _MOST_AMOUNTS):
        if last is None:
            last = amount
            continue
        both = amount and _range(text, last, amount)
        if both:
            yield both
            last = None
            continue
        # A number that is none spoils the range it would end: “$200,000-3000,000”.
        spoilt = amount is None and _DASH.match(text, last.end)
        if last.currency and not spoilt:
            yield _single(text, last)
        last = amount
    if last and last.currency:
        yield _single(text, last)


def _range(text: str, low: Amount, high: Amount) -> Sum | None:
    currency = _common_currency(low, high)
    gap = text[low.end : high.start]
    ends = _scaled(low, high)
    if not currency or len(gap) > _LONGEST_GAP or not ends[0] <= ends[1]:
        return None
    if not (_is_beside(low, high, gap, ends) or _is_joined(text, low, high, gap)):
        return None
    return Sum(
        low.start, high.end, ends[0] or None, ends[1], currency, True, gap, high.unit or low.unit
    )


def _common_currency(low: Amount, high: Amount) -> str | None:
    """“50–60 EUR” has one, “50 – €60” has none; “$50–60 CAD” is told by the code."""
    if low.currency is None:
        return None if high.leads else high.currency
    told = high.currency or low.currency
    if told == low.currency or low.currency == _LIKELY.get(told):
        return told
    return low.currency if told == _LIKELY.get(low.currency) else None


def _is_beside(low: Amount, high: Amount, gap: str, ends: tuple[float, float]) -> bool:
    """“$180,000 $200,000” and “50/60k €”."""
    alike = low.leads and high.leads if gap in ("", " ") else gap == "/" and not low.unit
    return alike and ends[0] < ends[1] <= 3 * ends[0]


def _is_joined(text: str, low: Amount, high: Amount, gap: str) -> bool:
    if _JOIN.fullmatch(gap):
        return True
    before = text[max(0, low.start - 40) : low.start]
    if _AND.fullmatch(gap):
        return bool(_BETWEEN.search(before))
    return high.currency is not None and bool(_FAR_TO.fullmatch(gap) and _FAR_FROM.search(before))


def _scaled(low: Amount, high: Amount) -> tuple[float, float]:
    """“$180–230k” and “$150–225,000” name the thousands once."""
    if low.factor == 1 and high.factor > 1 and low.number <= high.number:
        return round(low.number * high.factor, 2), high.value
    if low.factor == high.factor == 1 and 10 <= low.number < 1000 and high.number >= 10_000:
        return low.number * 1000, high.value
    if high.factor == 1 and low.factor > 1 and high.number < 1000:
        return low.value, round(high.number * low.factor, 2)
    return low.value, high.value


@cache
def _up_to() -> re.Pattern[str]:
    return re.compile(
        rf"(?:\bup\s?to|\bto|\bmax(?:imum|imal|\.)?{_OF_PAY}|\bbis(?: zu)?|jusqu['’]?(?:à|a)|\bhasta|\baté|\bunder|\bbelow|\bless than|\bnot (?:to )?exceed(?:ing)?|\btot|\bdo|\bfino a)\s*{_APPROXIMATELY}$",
        re.IGNORECASE,
    )


@cache
def _from() -> re.Pattern[str]:
    return re.compile(
        rf"(?:\bfrom|\bstart(?:s|ing)?(?: (?:at|from))|\bbegin(?:s|ning)? at|\bab|\bà partir de|\ba partir de|\bdès|\bdesde|\bat least|\bmin(?:imum|destens|\.)?{_OF_PAY}|\babove|\bover|\bmore than|\bupwards of|\bvanaf|\bod|\bfra|\bfrån)\s*{_APPROXIMATELY}$",
        re.IGNORECASE,
    )


def _single(text: str, amount: Amount) -> Sum:
    before = text[max(0, amount.start - 30) : amount.start]
    value, currency = amount.value, amount.currency or ""
    low: float | None = value
    high: float | None = value
    if amount.opens == "up to" or _up_to().search(before):
        low = None
    elif amount.opens or _from().search(before) or _UPWARDS.match(text, amount.end):
        high = None
    return Sum(amount.start, amount.end, low, high, currency, False, "", amount.unit)
