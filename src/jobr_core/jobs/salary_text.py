"""Text → the pay it states."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final, NamedTuple

from jobr_core.jobs.salary import PayPeriod, Salary
from jobr_core.jobs.salary_context import Around, around, weight
from jobr_core.jobs.salary_currency import CROWN, crown, settled
from jobr_core.jobs.salary_period import is_plausible, period_by_size, period_told
from jobr_core.jobs.salary_sums import Sum, sums

_ENOUGH: Final = 2
_SAID: Final = 3
_MOST_SUMS: Final = 60
# Of the least a year of work is paid: what is less is lunch, unless words call it pay.
_LEAST, _LEAST_SAID = 0.4, 0.12


class _Reading(NamedTuple):
    salary: Salary
    weight: int
    is_said: bool


def parse_salary(text: str) -> Salary | None:
    """The pay a text states, or None; other money (funding, budgets, bonuses) is left alone.

    Base pay is preferred to total pay, then the first statement counts. A sum whose currency is
    not told is not read: nobody could compare it.

    >>> str(parse_salary("Salary: £32,000 - £38,000 a year"))
    'GBP 32,000–38,000 a year'
    >>> str(parse_salary("₹18–25 LPA"))
    'INR 1,800,000–2,500,000 a year'
    >>> parse_salary("We raised $20m in 2024")
    """
    found = list(islice(sums(text), _MOST_SUMS))
    readings = [reading for reading in _readings(text, found) if reading.weight >= _ENOUGH]
    if not readings:
        return None
    best = max(readings, key=lambda reading: reading.is_said).salary
    return next((r.salary for r in readings if _completes(r.salary, best)), best)


def _readings(text: str, found: Sequence[Sum]) -> Iterator[_Reading]:
    own_crown = crown(text) if any(one.currency == CROWN for one in found) else None
    for at, one in enumerate(found):
        earliest = found[at - 1].end if at else 0
        latest = found[at + 1].start if at + 1 < len(found) else len(text)
        words = around(text, one, earliest, latest)
        currency = own_crown if one.currency == CROWN else settled(one.currency, words.as_written)
        reading = currency and _reading(one, words, currency)
        if reading:
            yield reading


def _reading(found: Sum, words: Around, currency: str) -> _Reading | None:
    told = period_told(found, words, currency)
    period = told or period_by_size(found.most, currency)
    said = weight(words, found)
    is_said = said >= _SAID
    least = _LEAST_SAID if is_said else _LEAST
    if period is None or not is_plausible(found.most, currency, period, least, 130):
        return None
    # Small sums that name no period are pay only where words say so.
    is_full = (told or period is PayPeriod.YEAR) and is_plausible(
        found.most, currency, period, 0.6, 40
    )
    salary = Salary(min=found.low, max=found.high, currency=currency, period=period)
    return _Reading(salary, said + bool(told) + found.is_range + bool(is_full), is_said)


def _completes(salary: Salary, part: Salary) -> bool:
    """“Base up to $90,000” is an end of “$80,000 – $90,000” elsewhere in the posting."""
    alike = (salary.currency, salary.period) == (part.currency, part.period)
    one = part.max if part.min is None or part.min == part.max else part.min
    is_part = part.min is None or part.max is None or part.min == part.max
    ends = (salary.min, salary.max)
    return alike and is_part and None not in ends and ends[0] != ends[1] and one in ends
