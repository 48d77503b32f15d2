"""How a text names a currency, and what a year of work brings in it."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

LEAST_YEAR: Final[Mapping[str, int]] = {
    "USD": 12_000, "EUR": 10_000, "GBP": 11_000, "CAD": 15_000, "AUD": 20_000, "NZD": 20_000,
    "CHF": 25_000, "SGD": 15_000, "HKD": 100_000, "TWD": 250_000, "JPY": 1_500_000,
    "CNY": 40_000, "KRW": 15_000_000, "INR": 120_000, "PKR": 300_000, "BDT": 120_000,
    "LKR": 300_000, "IDR": 30_000_000, "MYR": 18_000, "PHP": 130_000, "THB": 120_000,
    "VND": 50_000_000, "SEK": 150_000, "NOK": 200_000, "DKK": 180_000, "ISK": 3_000_000,
    "PLN": 50_000, "CZK": 200_000, "HUF": 2_500_000, "RON": 35_000, "BGN": 11_000,
    "UAH": 100_000, "RUB": 300_000, "TRY": 200_000, "ILS": 60_000, "AED": 36_000, "SAR": 36_000,
    "QAR": 20_000, "KWD": 2_000, "EGP": 60_000, "ZAR": 50_000, "NGN": 500_000, "KES": 180_000,
    "BRL": 19_000, "MXN": 80_000, "ARS": 2_000_000, "CLP": 5_000_000, "COP": 12_000_000,
    "PEN": 12_000,
}  # fmt: skip
"""By ISO 4217 code: about the least a full-time year is paid. Only its magnitude matters: it
tells yearly from monthly and hourly sums, and pay from pocket money and from capital."""

CROWN: Final = "KR"
"""The code given to a crown before it is known whose."""

_NAMED: Final = {
    "$": "USD", "us$": "USD", "u$s": "USD", "dollar": "USD", "dollars": "USD", "c$": "CAD",
    "ca$": "CAD", "cdn$": "CAD", "cdn": "CAD", "a$": "AUD", "au$": "AUD", "nz$": "NZD",
    "s$": "SGD", "sg$": "SGD", "hk$": "HKD", "nt$": "TWD", "r$": "BRL", "reais": "BRL",
    "mx$": "MXN", "€": "EUR", "euro": "EUR", "euros": "EUR", "£": "GBP", "pounds": "GBP",
    "₹": "INR", "rs": "INR", "rupees": "INR", "¥": "JPY", "￥": "JPY", "円": "JPY", "元": "CNY",
    "rmb": "CNY", "₩": "KRW", "원": "KRW", "₺": "TRY", "tl": "TRY", "₪": "ILS", "nis": "ILS",
    "₱": "PHP", "฿": "THB", "₫": "VND", "đ": "VND", "₴": "UAH", "₦": "NGN", "₽": "RUB",
    "zł": "PLN", "zl": "PLN", "złotych": "PLN", "kč": "CZK", "ft": "HUF", "lei": "RON",
    "sfr": "CHF", "fr": "CHF", "rm": "MYR", "rp": "IDR", "r": "ZAR", "dh": "AED", "dhs": "AED",
    "kr": CROWN,
}  # fmt: skip
_CODES: Final = "|".join(LEAST_YEAR)
# Lower case is read of the codes that are no word of a language.
_CODE: Final = rf"(?<![A-Z])(?:{_CODES}|CDN|RMB|NIS)|(?<![A-Za-z])(?:usd|eur|gbp|inr|cad|aud|chf|sgd|aed|Usd|Eur|Gbp|Inr)"
_SIGN: Final = (
    r"(?<![A-Za-z])(?:US|CA|CDN|C|AU|A|NZ|SG|S|HK|NT|MX|R)\$|(?<![A-Za-z])U\$S|[$€£₹¥￥₩₺₪₱฿₫₴₦₽]"
)
_WORD_BEFORE: Final = r"(?<![A-Za-z0-9])(?:Rs\.?|(?:RS|rs)(?:\.|(?=\s))|RM|Rp\.?|R|Dhs?\.?|S?Fr\.|S?fr\.|kr\.?)|\b(?:Euro|EURO)"
_WORD_BEHIND: Final = r"zł(?:otych)?|zl\b|Kč|kr\b|Ft\b|lei\b|TL\b|RM\b|Rs\b|円|元|원|đ|[Ee]uros?(?![a-z])|EUROS?(?![a-z])|[Dd]ollars?(?![a-z])|[Pp]ounds\b|[Rr]upees\b|reais\b|Dhs?\b|Fr\.|SFr\b"

BEFORE: Final = (
    rf"(?:(?:{_CODE})\)?:?\s?(?:{_SIGN})|(?:{_SIGN})\s?(?:{_CODE})?|(?:{_CODE})|{_WORD_BEFORE})"
)
"""What names the currency of the number behind it: €, US$, “USD $”, CHF, “Rs.”."""
BEHIND: Final = rf"(?:(?:{_SIGN})(?:\s?(?:{_CODE})\b)?|(?:{_CODE})(?![a-z])|(?:{_WORD_BEHIND}))"
"""The same of the number before it: €, “$ CAD”, CHF, zł, euros."""

_PUNCTUATION: Final = " \u00a0\u202f.:()"
_SIGNS: Final = frozenset("$€£₹¥￥₩₺₪₱฿₫₴₦₽")
_ENDS: Final = frozenset(code.lower() for code in LEAST_YEAR) | {"cdn", "rmb", "nis", "uro", "u$s"}
_SHORT: Final = frozenset({"r", "rs", "rm", "rp", "dh", "dhs", "fr", "sfr", "kr"})

_DOLLARS: Final = (
    r"(USD|CAD|AUD|NZD|SGD|HKD|MXN|TWD)\b|(US|Canadian|Australian|New Zealand|Singapore) dollars"
)
_PLACES: Final = (
    ("SEK", r"Sweden|Swedish|Sverige|Stockholm|Göteborg|Gothenburg|Malmö|månad|\b[Ll]ön"),
    ("NOK", r"Norway|Norwegian|Norge|Oslo|Bergen|Trondheim|måned|[Ll]ønn"),
    ("DKK", r"Denmark|Danish|Danmark|Copenhagen|København|Aarhus|[Ll]øn\b"),
)


def may_end_in_currency(words: str) -> bool:
    """Whether some words may end in a currency, or in one and “up to”: a quick look, too
    generous."""
    bare = words.rstrip(_PUNCTUATION)
    if bare.endswith(("to", "from", "To", "From")):
        bare = bare.removesuffix(" to").rpartition(" ")[0].rstrip(_PUNCTUATION)
    last = bare[-3:].lower()
    return bare[-1:] in _SIGNS or last in _ENDS or last.rpartition(" ")[2].lstrip("(") in _SHORT


@cache
def _code() -> re.Pattern[str]:
    return re.compile(rf"(?<![A-Za-z])(?:{_CODES})(?![A-Za-z])", re.IGNORECASE)


def currency_of(name: str) -> str | None:
    """The ISO code of a name as written; a code beside a sign decides: “CAD $”.

    >>> currency_of("US$"), currency_of("$ CAD"), currency_of("Rs.")
    ('USD', 'CAD', 'INR')
    """
    code = _code().search(name)
    if code:
        return code.group().upper()
    parts = (part.strip("():.") for part in name.lower().split())
    return next((_NAMED[part] for part in parts if part in _NAMED), None)


def settled(currency: str, behind: str) -> str:
    """The currency once the words behind a sum were heard: a plain $ takes the dollar that is
    named there (or the Australian one, where superannuation is paid), ¥ that of yuan.

    >>> settled("USD", " a year (CAD)."), settled("JPY", " a month, in RMB")
    ('CAD', 'CNY')
    """
    if currency == "USD":
        return _dollar(behind)
    if currency == "JPY" and re.search("RMB|CNY|元", behind):
        return "CNY"
    return currency


def crown(text: str) -> str | None:
    """Whose crown a text means by “kr”: that of the first country it knows words of."""
    return next((code for code, places in _PLACES if re.search(places, text)), None)


def _dollar(behind: str) -> str:
    named = re.search(_DOLLARS, behind[:40])
    if named:
        words = {"US": "USD", "Canadian": "CAD", "Australian": "AUD", "New Zealand": "NZD"}
        return named[1] or words.get(named[2], "SGD")
    return "AUD" if re.match(r"[^.\n]{0,20}(?:\+|plus|and|incl\w*)\s?[Ss]uper", behind) else "USD"
