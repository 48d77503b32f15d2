"""What the filters of `jobr jobs search` may be: the same as in `GET /api/jobs`."""

import re
from datetime import UTC, datetime
from typing import Final

import typer

from jobr_core.vocabulary.seniority import Seniority

_MOST_PAY: Final = 1e12
_CURRENCY: Final = re.compile(r"[A-Za-z]{3}")


def least_pay(amount: float | None) -> float | None:
    if amount is not None and not 0 < amount < _MOST_PAY:
        raise typer.BadParameter("it must be more than 0 and less than 10^12")
    return amount


def currency_code(code: str) -> str:
    if not _CURRENCY.fullmatch(code):
        raise typer.BadParameter("it must be a code of three letters, such as EUR")
    return code.upper()


def seniority_step(name: str | None) -> Seniority | None:
    if name is None:
        return None
    try:
        return Seniority[name.upper()]
    except KeyError:
        known = ", ".join(str(step) for step in Seniority)
        raise typer.BadParameter(f"it must be one of {known}", param_hint="--seniority") from None


def first_moment(text: str | None) -> datetime | None:
    """Of a day, or a time; without an offset it is UTC."""
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(
            "it must be a day or a time, such as 2026-01-31", param_hint="--posted-since"
        ) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
