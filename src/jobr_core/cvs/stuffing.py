"""Words repeated to please a machine."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from jobr_core.vocabulary.mentions import skill_mentions

_MOST_MENTIONS: Final = 25
_SHARE_OF_WORDS: Final = 0.06
_SAME_LINE: Final = 4


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
    lines = Counter(line for line in re.findall(r"[^\n]{40,}", text) if any(map(str.isalpha, line)))
    repeated = [line for line, count in lines.items() if count >= _SAME_LINE]
    if repeated:
        yield f"The same line comes {lines[repeated[0]]} times, which gains nothing."
