"""The euro reference rates of the European Central Bank that ship with CurrencyConverter."""

from functools import cache
from typing import Any, Final

_PEGGED: Final = {"AED": 3.6725, "SAR": 3.75, "QAR": 3.64, "BHD": 0.376, "OMR": 0.3845}
"""Units of currencies fixed to the dollar, which the bank does not quote."""


def in_euro(amount: float, currency: str) -> float | None:
    """`InEuro`, at the latest rate there is, which for currencies that are gone or no longer quoted
    (HRK, RUB) is an old one."""
    per_euro = _per_euro(currency)
    return None if per_euro is None else amount / per_euro


@cache
def _per_euro(currency: str) -> float | None:
    if currency in _PEGGED:
        return _PEGGED[currency] * float(_rates().convert(1, "EUR", "USD"))
    if currency not in _rates().currencies:
        return None
    return float(_rates().convert(1, "EUR", currency))


@cache
def _rates() -> Any:
    from currency_converter import CurrencyConverter

    return CurrencyConverter(fallback_on_missing_rate=True, fallback_on_wrong_date=True)
