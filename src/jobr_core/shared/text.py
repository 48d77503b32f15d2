"""Positions in a text, and the words of it.

All positions count Unicode code points of the document's `text`, so that
`text[span.start:span.end]` is the quotation, in Python as in any client that counts the same.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

_LINE = re.compile(r"[^\n]+")
# Letters and digits, then what belongs to a name: .net C++ C# Security+ R&D don't; the vowel signs
# of Devanagari, which are no \w, belong to their word. The look ahead spares most words the
# attempts behind it, a third of the time.
_WORD = re.compile(
    r"(?:\w+|\.net\b)"
    r"(?:(?=[&'+#\u0900-\u0963])(?:[&']\w+|[\u0900-\u0963]\w*)*(?:\+\+|#|\+(?!\w))?)?"
)
_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u200b-\u200f"
    "\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff\U000e0000-\U000e007f]"
)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range `[start, end)` of code points."""

    start: int
    end: int

    def quote(self, text: str) -> str:
        """The words this span stands for."""
        return text[self.start : self.end]

    def moved(self, by: int) -> "Span":
        """The same range in a text that has `by` more characters in front."""
        return Span(self.start + by, self.end + by)


def within(start: int, end: int, spans: Sequence[Span]) -> bool:
    """Whether a range lies in one of some spans, which are in order and do not overlap."""
    at = bisect_right(spans, start, key=lambda other: other.start) - 1
    return at >= 0 and end <= spans[at].end


class Words(NamedTuple):
    """The words of a text: word `keys[n]` (its lower case) stands where `matches[n]` does, which
    tells its place only when asked: few are."""

    keys: tuple[str, ...]
    matches: tuple[re.Match[str], ...]
    distinct: frozenset[str]


@lru_cache(maxsize=16)
def words_of(text: str) -> Words:
    """The words of a text, technical names such as C++, C#, .NET kept whole.

    Answers are kept for a few texts: several vocabularies look at the same one.
    """
    matches = tuple(_WORD.finditer(lower_as_long(text)))
    keys = tuple([match[0] for match in matches])
    return Words(keys, matches, frozenset(keys))


def lower_as_long(text: str) -> str:
    """Lower case of the same length (a few letters, such as İ, would become two), with one kind
    of apostrophe."""
    lower = text.lower().replace("’", "'")
    return (
        lower
        if len(lower) == len(text)
        else "".join(c if len(c.lower()) > 1 else c.lower() for c in text)
    )


def folded(text: str) -> str:
    """Lower case without accents; for comparing, never for showing.

    >>> folded("Zürich Café"), folded("𝐂𝐨𝐨𝐤")
    ('zurich cafe', 'cook')
    """
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text).lower()
    return "".join(c for c in decomposed if not unicodedata.combining(c))


_REACH = 70


def line_parts(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and behind something in its line, 70 characters at most."""
    before = text[max(0, start - _REACH) : start].rpartition("\n")[2]
    return before, text[end : end + _REACH].partition("\n")[0]


def span_of(words: str, text: str) -> Span | None:
    """Where some words first stand in a text, rather whole than as a part of others; no words
    stand nowhere.

    >>> span_of("York", "Yorkshire Foods, York")
    Span(start=17, end=21)
    """
    at = text.find(words) if words else -1
    if at < 0:
        return None
    whole = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text)
    return Span(*whole.span()) if whole else Span(at, at + len(words))


def lines(text: str, within: Span | None = None) -> Iterator[Span]:
    """Non-empty lines without the white space around them; `within` cuts the lines at its ends."""
    start, end = (within.start, within.end) if within else (0, len(text))
    for match in _LINE.finditer(text, start, end):
        line = match.group()
        bare = line.strip()
        if bare:
            start = match.start() + line.index(bare)
            yield Span(start, start + len(bare))


# Composing takes quadratic time on long runs of combining marks: words are composed one by one.
_FOREIGN = re.compile(r"[\x00-\x7f]?[^\x00-\x7f]{1,255}")


def _composed(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFC", match.group())


def cleaned(text: str, *, gaps: str = " ") -> str:
    """Text fit to be stored and quoted.

    Control, direction and tag characters and lone surrogates go (a PDF may carry them, and
    PostgreSQL refuses some), every kind of blank becomes one space, at most one empty line
    stands between lines, letters are composed (NFC). `gaps` stands for tabs and for three blanks
    or more.
    """
    if gaps == " " and text.isascii() and text.isprintable():
        return " ".join(text.split())
    kept: list[str] = []
    for row in (_cleaned_line(line, gaps) for line in text.splitlines()):
        if row or (kept and kept[-1]):
            kept.append(row)
    return "\n".join(kept).strip()


def _cleaned_line(line: str, gaps: str) -> str:
    if not (line.isascii() and line.isprintable()):
        line = _FOREIGN.sub(_composed, _INVISIBLE.sub("", line))
    if gaps == " ":
        return " ".join(line.split())
    pieces = (" ".join(piece.split()) for piece in _GAP.split(line))
    return gaps.join(piece for piece in pieces if piece)


_GAP = re.compile(r"\t|\s{3,}")
