"""How boards write what amounts are paid for."""

import re
from collections.abc import Iterable, Mapping

from jobr_adapters.job_boards import records
from jobr_core.jobs.salary_period import period_by_size
from jobr_core.jobs.salary_text import parse_salary

_PERIODS = (
    ("hour", r"hour|\bhr\b|\bhur\b|/h\b"),
    ("day", r"\bday|dail|/d\b"),
    ("week", r"week|\bwee\b"),
    ("month", r"month|\bmon\b|/mo\b"),
    ("year", r"year|annual|annum|\bann\b|\byr\b|\bp\.?a\b"),
)


def period_of(words: str | None) -> str | None:
    """HOUR, yearly, "per-month-salary", "/hr", the unit codes HUR DAY WEE MON ANN → a period."""
    lower = (words or "")[:100].lower()
    return next((name for name, pattern in _PERIODS if re.search(pattern, lower)), None)


def interval_of(words: str | None) -> tuple[str, float] | None:
    """ "1 YEAR", "2 WEEK", "0.5 MONTH" → a period, and how many of it one payment is for."""
    match = re.fullmatch(r"(\d{1,3}(?:\.\d{1,3})?)\s+([A-Z]+?)S?", (words or "").strip().upper())
    period = period_of(match[2]) if match else None
    if not match or not period or not float(match[1]):
        return None
    return period, float(match[1])


def widest(salaries: Iterable[Mapping[str, object] | None]) -> dict[str, object] | None:
    """One range around all that are in the currency and for the period of the first."""
    told = [pay for pay in salaries if pay]
    if not told:
        return None
    alike = [pay for pay in told if all(pay[key] == told[0][key] for key in ("currency", "period"))]
    lows = [low for pay in alike if (low := records.number(pay["min"]))]
    highs = [high for pay in alike if (high := records.number(pay["max"]))]
    if lows and highs and min(lows) > max(highs):
        return dict(told[0])
    return {**told[0], "min": min(lows, default=None), "max": max(highs, default=None)}


def of_size(low: object, high: object, currency: str | None) -> dict[str, object] | None:
    """Pay nobody says the period of: its size tells."""
    most = records.number(high) or records.number(low) or 0.0
    return records.salary(low, high, currency, period_by_size(most, (currency or "").upper()))


def stated(words: str | None) -> dict[str, object] | None:
    """The pay that words tell, for boards that have no fields for it."""
    pay = parse_salary((words or "")[:500])
    if not pay:
        return None
    return {"min": pay.min, "max": pay.max, "currency": pay.currency, "period": str(pay.period)}
