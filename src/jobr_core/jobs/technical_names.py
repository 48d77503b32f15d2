"""Names of skills that a text search cannot tell: C++, C#, .NET."""

import re
from dataclasses import dataclass
from typing import Final

from jobr_core.vocabulary.mentions import skill_mentions

_OR: Final = re.compile(r"(?<!\S)or(?!\S)", re.I)
_PHRASE: Final = re.compile(r'"[^"]*"')
_MINUS: Final = re.compile(r"(?<!\S)(?:non)?-\s*$", re.I)


@dataclass(frozen=True, slots=True)
class TechnicalNames:
    """`rest` are the words without them."""

    rest: str
    wanted: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()


def technical_names(words: str) -> TechnicalNames:
    """C++, C#, .NET and the like are looked up as skills: a text search takes them for C or NET.

    Beside `or` and inside of phrases they stay words: keys are asked for besides all the words.

    >>> technical_names("developer -C++"), technical_names("C++ or Java").rest
    (TechnicalNames(rest='developer', wanted=(), excluded=('C++',)), 'C++ or Java')
    """
    if _OR.search(_PHRASE.sub("", words)):
        return TechnicalNames(words)
    wanted: list[str] = []
    excluded: list[str] = []
    for mention in reversed(skill_mentions(words)):
        start, end = mention.start, mention.end
        if not _is_technical(words[start:end]):
            continue
        if words[:start].endswith('"') and words[end:].startswith('"'):
            start, end = start - 1, end + 1
        if words[:start].count('"') % 2:
            continue
        minus = _MINUS.search(words, 0, start)
        (excluded if minus else wanted).append(mention.skill)
        before = words[: minus.start()] if minus else words[:start].rstrip("-/")
        words = f"{before} {words[end:].lstrip('-/')}"
    rest = " ".join(words.split())
    return TechnicalNames(rest, tuple(reversed(wanted)), tuple(reversed(excluded)))


def _is_technical(name: str) -> bool:
    return not name.replace(" ", "").isalnum() and any(mark in name for mark in "+#.")
