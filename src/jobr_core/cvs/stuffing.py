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
_FEWEST_WORDS: Final = 12
_LEAST_DISTINCT: Final = 0.4


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
    rows = [(line, line.quote(text).strip(" .,;-•*").lower()) for line in lines(text)]
    times = Counter(said for _, said in rows)
    for line, said in rows:
        if times[said] > _MOST_REPEATED_LINES or _repeats_itself(said):
            yield line


def _repeats_itself(said: str) -> bool:
    words = said.split()
    return len(words) >= _FEWEST_WORDS and len(set(words)) < _LEAST_DISTINCT * len(words)
