"""Undoing what layouts do to words: letters set apart, headings glued to what follows."""

import re
from typing import Final

_SPACED_LINE = re.compile(r"^[ \t]*(?:[^\W\d_](?:[ \t]+|$)){4,}[^\w\n]*$", re.M)
_SHORT: Final = 4


def repaired(text: str) -> str:
    """“J O H N   D O E” becomes “JOHN DOE”: letters of a word stand one blank apart, words more.

    >>> repaired("J O H N   D O E\\nS K I L L S\\nI am a b c d")
    'JOHN DOE\\nSKILLS\\nI am a b c d'
    """
    return _SPACED_LINE.sub(lambda match: _joined(match.group()), text)


def _joined(line: str) -> str:
    words = re.split(r"[ \t]{2,}", line.strip())
    if len(words) == 1 and len(words[0]) < 2 * _SHORT - 1:
        return line
    return " ".join(word.replace(" ", "") for word in words)
