"""What a sum is paid for: words, and the magnitude where words are missing or wrong."""

import re
from collections import deque
from functools import cache
from typing import Final

from jobr_core.jobs.salary import PER_YEAR, PayPeriod
from jobr_core.jobs.salary_context import Around
from jobr_core.jobs.salary_currency import LEAST_YEAR
from jobr_core.jobs.salary_sums import Sum

_NEAR: Final = 26

_PER: Final = r"(?:per|an?|each|every|pro|je|im|die|der|par|de la|por|al?|la|ao|na|za|i|om|в|на|pe|pr\.?)\s|(?:de |à )?l['’]"
# A year, a month… with a word before it, and words that say it alone.
_WORDS: Final = {
    PayPeriod.HOUR: (
        r"hours?|hrs?|stunde|std|heure|hora|uur|ora|oră|timen|timme|godz\w*|hod\w*|óra|час|tunti",
        r"hourly|p/?h\b|(?:/\s?|per )h\b|(?:per|pr\.?) time\b|stundenlohn|stundensatz|stündlich|horaire|hours?ly|uurloon|timeløn|timlön|時給",
    ),
    PayPeriod.DAY: (
        r"day|tag|jour|d[ií]a|dia|dag|giorno|dzień|день",
        r"daily|day[- ]?rate|(?:/\s?|per )[dj]\b|p/?d\b|tagessatz|täglich|journalier|tjm|diari[oa]|diária|日給",
    ),
    PayPeriod.WEEK: (
        r"week|wk|woche|semaine|semana|uge|vecka|settimana",
        r"weekly|p/?w\b|wöchentlich|hebdomadaire|semanal|wochenlohn",
    ),
    PayPeriod.MONTH: (
        r"months?|mo|mth|monat|mois|m[eê]s|maand|mese|mies\w*|měs\w*|måned(?:en)?|månad(?:en)?|ay|kk|hó|lun[ăa]|месяц|місяць",
        r"monthly|p\.?m\b\.?|pcm|monats(?:gehalt|lohn)?\w*|monatlich\w*|mtl\b|mensuel\w*|mensual\w*|mensa[li]\w*|miesięczn\w*|měsíčn\w*|månedsløn\w*|månadslön|bulan|月給|月薪",
    ),
    PayPeriod.YEAR: (
        r"year|yr|annum|jahr|an(?:n[ée]e)?|a[ñn]o|ano|jaar|anno|rok\w*|år(?:et)?|yıl|év|год",
        r"yearly|annual\w*|annum|p\.?a\b\.?|lpa|jahres\w*|jährlich\w*|annuel\w*|anua[li]\w*|rocznie|ročně|årslønn?|årslön|年収|年俸|年薪|tahun",
    ),
}


_NOT_PAID: Final = ("hours ", "days ", "hrs ", "hours", "days")


@cache
def _period() -> re.Pattern[str]:
    named = "|".join(rf"(?P<{period.name}>{words[0]})" for period, words in _WORDS.items())
    alone = "|".join(rf"(?P<{period.name}_>{words[1]})" for period, words in _WORDS.items())
    slashed = named.replace("?P<", "?P<_")
    return re.compile(
        rf"/\s?(?:per\s)?(?:{slashed})(?![^\W\d_])"
        rf"|(?<![^\W\d_])(?:(?:{_PER})(?:full |calendar |working )?(?:{named})(?![^\W\d_])|{alone})"
    )


def period_in(words: str, *, last: bool = False) -> PayPeriod | None:
    """The first (or last) period some lower-case words name; “40 hours a week” names none."""
    found = (
        (match.lastgroup or "").strip("_")
        for match in _period().finditer(words)
        if not words.endswith(_NOT_PAID, 0, match.start())
    )
    name = "".join(deque(found, maxlen=1)) if last else next(found, "")
    return PayPeriod[name] if name else None


def is_plausible(
    amount: float, currency: str, period: PayPeriod, least: float, most: float
) -> bool:
    """Whether a year of it lies between so many times the least one and so many times."""
    return least <= amount * PER_YEAR[period] / LEAST_YEAR.get(currency, 12_000) <= most


def period_by_size(amount: float, currency: str) -> PayPeriod | None:
    """What a sum without a word is most likely paid for.

    >>> period_by_size(60_000, "EUR"), period_by_size(4_000, "EUR"), period_by_size(25, "USD")
    (<PayPeriod.YEAR: 'year'>, <PayPeriod.MONTH: 'month'>, <PayPeriod.HOUR: 'hour'>)
    """
    bounds = ((PayPeriod.YEAR, 120), (PayPeriod.MONTH, 12), (PayPeriod.HOUR, 10))
    return next(
        (period for period, most in bounds if is_plausible(amount, currency, period, 1, most)),
        None,
    )


def period_told(found: Sum, words: Around, currency: str) -> PayPeriod | None:
    """The period the words name: right behind the sum, or further away where it fits the size."""
    near = period_in(f"{found.unit} {found.gap.lower()} {words.beyond[:_NEAR]}")
    if near and is_plausible(found.most, currency, near, 0, 130):
        return near
    for side, last in ((words.before, True), (words.beyond, False)):
        far = period_in(side, last=last)
        if far and is_plausible(found.most, currency, far, 0.4, 40):
            return far
    return None
