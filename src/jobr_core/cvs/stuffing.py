"""Words repeated to please a machine."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from jobr_core.shared.text import Span, lines
from jobr_core.vocabulary.mentions import skill_mentions

_MOST_MENTIONS: Final = 25
_SHARE_OF_WORDS: Final = 0.06
_SAME_LINE: Final = 4
_MOST_REPEATED_LINES: Final = 5
"""A title or an employer's name may well stand there that often."""
_MOST_DATED_LINES: Final = 12
"""And so often with dates that differ."""
_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")
_FEWEST_WORDS: Final = 12
_LEAST_DISTINCT: Final = 0.4
_FEWEST_OF_A_FEW: Final = 6
_A_FEW_DISTINCT: Final = 1 / 3
_NUMBERING: Final = " .,;:()-•*0123456789"
_MARKS: Final = "!\"$%&'()*,-./0123456789:;<=>?@[\\]^_`{|}~"
_APART: Final = bytes.maketrans(_MARKS.encode(), b" " * len(_MARKS))
"""Marks and digits as blanks. In bytes, for speed; + and # stay with C++ and C#."""


def stuffing_in(text: str) -> Iterator[str]:
    """Warnings about skills named far more often than any real CV does, and long lines that come
    again and again."""
    words = len(text.split()) or 1
    counts = Counter(mention.skill for mention in skill_mentions(text))
    stuffed = [
        f"{skill} ({count} times)"
        for skill, count in counts.items()
        if count > _MOST_MENTIONS and count / words > _SHARE_OF_WORDS
    ]
    if stuffed:
        yield f"Some words are repeated far too often, which gains nothing: {', '.join(stuffed)}."
    long_lines = Counter(
        line for line in re.findall(r"[^\n]{40,}", text) if any(map(str.isalpha, line))
    )
    repeated = [line for line, count in long_lines.items() if count >= _SAME_LINE]
    if repeated:
        yield f"The same line comes {long_lines[repeated[0]]} times, which gains nothing."


def stuffed_lines(text: str) -> Iterator[Span]:
    """Lines that repeat themselves, or one another, as no person writes them: they tell nothing.

    >>> [line.quote("a chef " * 9) for line in stuffed_lines("a chef " * 9)] != []
    True
    """
    lowered = text.lower()
    rows = [
        (said.lstrip(_NUMBERING).rstrip(" .,;-•*"), words.split())
        for said, words in zip(lowered.split("\n"), _apart(lowered).split("\n"), strict=True)
        if not said.isspace() and said
    ]
    same = Counter(said for said, _ in rows)
    alike = Counter(tuple(words) for _, words in rows if words)  # but for their numbers
    for line, (said, words) in zip(lines(text), rows, strict=True):
        most = _MOST_DATED_LINES if _YEAR.search(said) else _MOST_REPEATED_LINES
        often = same[said] > _MOST_REPEATED_LINES or alike[tuple(words)] > most
        if often or _repeats_itself(words):
            yield line


def _apart(text: str) -> str:
    return text.encode(errors="surrogatepass").translate(_APART).decode(errors="surrogatepass")


def _repeats_itself(words: list[str]) -> bool:
    if len(words) < _FEWEST_OF_A_FEW:
        return False
    share = len(set(words)) / len(words)
    return share <= _A_FEW_DISTINCT or (len(words) >= _FEWEST_WORDS and share < _LEAST_DISTINCT)
