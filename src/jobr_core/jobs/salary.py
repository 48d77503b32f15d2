"""Pay: what a posting says, as a range with currency and period."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from jobr_core.shared.errors import Refused


class SalaryImpossible(Refused):
    """A salary needs a currency code and amounts above zero, the lower one first."""


class PayPeriod(StrEnum):
    """What the amounts are paid for."""

    YEAR = "year"
    MONTH = "month"
    WEEK = "week"
    DAY = "day"
    HOUR = "hour"


PER_YEAR: Final[Mapping[PayPeriod, int]] = {
    PayPeriod.YEAR: 1, PayPeriod.MONTH: 12, PayPeriod.WEEK: 52, PayPeriod.DAY: 260,
    PayPeriod.HOUR: 2080,
}  # fmt: skip
"""Paid periods in a full-time year (52 weeks of 5 days of 8 hours)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Salary:
    """A pay range in whole currency units, both ends included; one end may be open (None)."""

    min: float | None
    max: float | None
    currency: str
    period: PayPeriod

    def __post_init__(self) -> None:
        amounts = [amount for amount in (self.min, self.max) if amount is not None]
        ordered = amounts == sorted(amounts) and all(0 < amount < 1e12 for amount in amounts)
        if not amounts or not ordered or not re.fullmatch("[A-Z]{3}", self.currency):
            raise SalaryImpossible

    def __str__(self) -> str:
        low, high = (
            f"{end:,.{0 if end == int(end) else 2}f}" if end else "" for end in (self.min, self.max)
        )
        amounts = low if low == high else f"{low}–{high}"
        if not low or not high:
            amounts = f"from {low}" if low else f"up to {high}"
        article = "an" if self.period is PayPeriod.HOUR else "a"
        return f"{self.currency} {amounts} {article} {self.period}"

    @property
    def yearly(self) -> tuple[float, float]:
        """Both ends for a full-time year; an open end repeats the other."""
        low = self.min if self.min is not None else self.max
        high = self.max if self.max is not None else self.min
        assert low is not None
        assert high is not None
        return low * PER_YEAR[self.period], high * PER_YEAR[self.period]
