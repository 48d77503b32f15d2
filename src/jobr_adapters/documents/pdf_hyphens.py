"""Words divided at the end of a line."""

import re
from typing import Final

SOFT_HYPHEN: Final = "\u00ad"
# What stands before the hyphen of a compound more often than in a divided word.
_COMPOUND: Final = re.compile(
    r"\b(?:all|back|best|built|co|cost|cross|customer|data|e|end|fast|front|full|hands|high|large|long|"
    r"low|multi|non|object|one|open|part|peer|post|problem|real|results?|self|semi|service|short|"
    r"single|small|state|sub|team|test|third|time|top|two|user|value|well|work|year)$",
    re.I,
)
_DIVIDED: Final = re.compile(rf"(\S+){SOFT_HYPHEN}\n(\S+)( ?)")


def rejoined(text: str) -> str:
    """Words divided at the end of a line become whole there, compounds keep their hyphen."""
    return _DIVIDED.sub(_whole, text).replace(SOFT_HYPHEN, "-")


def _whole(match: re.Match[str]) -> str:
    start, rest, space = match.groups()
    hyphen = "-" if _COMPOUND.search(start) or not rest[0].islower() else ""
    return f"{start}{hyphen}{rest}" + ("\n" if space else "")
