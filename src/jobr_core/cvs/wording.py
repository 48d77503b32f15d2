"""Words found again in a text, whatever blanks and bullets stand between them.

Both are compared as words with one blank in between, by `str.find`: its time grows with the text
alone, where a pattern with optional signs between words would try every way to leave them out.
"""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import Final

from jobr_core.shared.text import Span, lower_as_long

_PIECE: Final = re.compile(r"\S+")
_ENDING: Final = re.compile(r"(?<=.)[^\w\s+#]$")


@dataclass(frozen=True, slots=True)
class Wording:
    """The pieces of a text between blanks, without bullets and dashes, joined by one blank:
    piece n stands at `places[n]` in `joined` and at `starts[n]` in the text."""

    text: str
    joined: str
    places: tuple[int, ...]
    starts: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> "Wording":
        pieces, places, starts, length = [], [], [], 0
        for match in _PIECE.finditer(lower_as_long(text)):
            piece = _bare(match.group())
            if piece:
                pieces.append(piece)
                places.append(length)
                starts.append(match.start())
                length += len(piece) + 1
        return cls(text, " ".join(pieces), tuple(places), tuple(starts))

    def find(self, words: str, area: Span) -> Span | None:
        """Where the words stand first, whole, within an area of the text."""
        wanted = " ".join(filter(None, map(_bare, lower_as_long(words).split())))
        first = max(0, bisect_right(self.starts, area.start) - 1)
        behind = bisect_left(self.starts, area.end)
        if not wanted or first >= behind:
            return None
        at, end = self.places[first], self.places[behind - 1] + area.end - self.starts[behind - 1]
        while (at := self.joined.find(wanted, at, end)) >= 0:
            span = self._span(at, at + len(wanted))
            if self._is_whole(at, at + len(wanted)) and area.start <= span.start:
                return self._with_ending(span, words, area)
            at += 1
        return None

    def _span(self, start: int, end: int) -> Span:
        first, last = (bisect_right(self.places, at) - 1 for at in (start, end - 1))
        return Span(
            self.starts[first] + start - self.places[first],
            self.starts[last] + end - self.places[last],
        )

    def _is_whole(self, start: int, end: int) -> bool:
        before, behind = self.joined[max(0, start - 1) : start], self.joined[end : end + 1]
        return not _is_word(before) and not _is_word(behind) and behind not in ("+", "#")

    def _with_ending(self, span: Span, words: str, area: Span) -> Span | None:
        """The last sign of the words, where the text has it too."""
        ending = words.rstrip()[-1:]
        if span.end < area.end and ending == self.text[span.end : span.end + 1]:
            return Span(span.start, span.end + 1)
        return span if span.end <= area.end else None


def _bare(piece: str) -> str:
    """A piece without the sign at its end; "" for a bullet or a dash."""
    if len(piece) <= 2 and not any(map(_is_word, piece)):
        return ""
    return _ENDING.sub("", piece)


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"
