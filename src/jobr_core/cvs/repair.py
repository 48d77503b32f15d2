"""Undoing what layouts do to words: letters set apart, headings glued to what follows."""

import re
from typing import Final

_SPACED_LINE = re.compile(r"(?:[^\W\d_][ \t]{1,8}){3,40}[^\W\d_]")
_SHORT: Final = 4
_LONGEST: Final = 200


def repaired(text: str) -> str:
    """“J O H N   D O E” becomes “JOHN DOE”: letters of a word stand one blank apart, words more.

    >>> repaired("J O H N   D O E\\nS K I L L S\\nI am a b c d")
    'JOHN DOE\\nSKILLS\\nI am a b c d'
    """
    text = _WRAPPED_DATES.sub(r"\1 \3\t\2\n\4", _MISREAD.sub(_reread, text))
    return "\n".join(
        _joined(line) if len(line) < _LONGEST and _SPACED_LINE.fullmatch(line.strip()) else line
        for line in text.split("\n")
    )


# UTF-8 that somebody read as Windows-1252: “â€¢” for •, “Ã©” for é.
_MISREAD = re.compile("[Ã-ï][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]{1,2}|Â[\u00a0-\u00bf ]")


# In a narrow column of dates: “Aug 2021 -⇥Engineer” and below it “Present⇥- Built …”.
_WRAPPED_DATES = re.compile(
    r"^([^\t\n]{0,20}\b\d{4}[ ]?[-–—](?:[ ]?[^\W\d_]{3,9}\.?)?)\t([^\n]+)\n"
    r"(\d{4}|[^\W\d_]{3,8})\t([^\n]+)$",
    re.M,
)


def _reread(match: re.Match[str]) -> str:
    try:
        return match.group().encode("cp1252").decode("utf-8")
    except UnicodeError:
        return " " if match.group().startswith(("Â", "ï¼")) else match.group()


def _joined(line: str) -> str:
    words = re.split(r"[ \t]{2,}", line.strip())
    if len(words) == 1 and len(words[0]) < 2 * _SHORT - 1:
        return line
    return " ".join(word.replace(" ", "") for word in words)
