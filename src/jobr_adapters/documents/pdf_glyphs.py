"""The characters of a page as pdfium knows them: pieces of words, where and how they are painted.

Calls the raw API of pdfium: a CV has thousands of characters, and each call costs.
"""

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import pypdfium2 as pdfium
from pypdfium2 import raw

from jobr_adapters.documents.pdf_hidden import Box, Ink
from jobr_adapters.documents.pdf_hyphens import SOFT_HYPHEN
from jobr_adapters.documents.pdf_paint import Painting, colour_of

# pdfium's own mark, in place of the hyphen it found at the end of a line.
_HYPHEN_MARKS: Final = frozenset({0x02, 0xAD, 0xFFFE})
_SPACES: Final = frozenset({*range(0x21), 0xA0, *range(0x2000, 0x200B), 0x202F, 0x3000}) - {0, 0x02}
_LIGATURES: Final = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ft", "ﬆ": "st"}
)
# Of text objects between two characters of a word, looked at for spaces.
_MOST_DROPPED: Final = 6
# Filled by pdfium at each call; making them anew would take longer than the calls.
_RECT, _MATRIX = raw.FS_RECTF(), raw.FS_MATRIX()
_X, _Y = ctypes.c_double(), ctypes.c_double()


@dataclass(frozen=True, slots=True)
class Style:
    """How one or many text objects are painted."""

    ink: Ink
    angle: float


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of one style; `token` tells the pieces of one word, `order` their object."""

    text: str
    box: Box
    origin: tuple[float, float]
    style: Style
    line: int
    token: int
    order: int


@dataclass(slots=True)
class Glyphs:
    """The characters of one page."""

    page: pdfium.PdfPage
    painting: Painting
    _text_page: pdfium.PdfTextPage = field(init=False)
    _text: Any = field(init=False)
    _codes: list[int] = field(init=False, default_factory=list)
    _objects: dict[int, int] = field(init=False, default_factory=dict)
    _styles: dict[int, Style] = field(init=False, default_factory=dict)
    _known: dict[object, Style] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._text_page = self.page.get_textpage()  # kept: it closes what `raw` refers to
        self._text = self._text_page.raw

    def __len__(self) -> int:
        return int(raw.FPDFText_CountChars(self._text))

    def pieces(self) -> Iterator[Piece]:
        get, text = raw.FPDFText_GetUnicode, self._text
        self._codes = [get(text, index) for index in range(len(self))]
        line = start = 0
        for index, code in enumerate([*self._codes, 0x20]):
            if code in _SPACES:
                if index > start:
                    yield from self._word_pieces(start, index, line)
                line += code == 0x0A
                start = index + 1
            elif code in _HYPHEN_MARKS:
                yield from self._word_pieces(start, index + 1, line)
                start = index + 1

    def _word_pieces(self, start: int, end: int, line: int) -> Iterator[Piece]:
        """One piece in most cases; several where a word changes its style or hides a space."""
        alike = self._style(start) is self._style(end - 1)
        if alike and self._object(end - 1) - self._object(start) <= 1:
            yield self._piece(start, end, line, start)
            return
        at = token = start
        for index in range(start + 1, end):
            space = self._drops_space(index)
            if space or (not alike and self._style(index) is not self._style(at)):
                yield self._piece(at, index, line, token)
                at = index
            if space:
                token = index
        yield self._piece(at, end, line, token)

    def _drops_space(self, index: int) -> bool:
        """Whether there is a space before a character that pdfium left out: it does so where the
        space is a text object of its own, and guesses by distance instead."""
        before, after = self._object(index - 1), self._object(index)
        if not 1 < after - before <= _MOST_DROPPED:
            return False
        left, right = self._origin(index - 1), self._origin(index)
        reach = 0.05 * (right[0] - left[0])
        return any(
            left[0] + reach < x < right[0] - reach and abs(y - left[1]) < 1.0
            for x, y in map(self.painting.place, range(before + 1, after))
        )

    def _object(self, index: int) -> int:
        """The number of the text object a character belongs to."""
        if index not in self._objects:
            found = raw.FPDFText_GetTextObject(self._text, index)
            address = ctypes.addressof(found.contents) if found else 0
            self._objects[index] = self.painting.order.get(address, -1)
        return self._objects[index]

    def _piece(self, start: int, end: int, line: int, token: int) -> Piece:
        box = self._box(start)
        if end - start > 1:
            other = self._box(end - 1)
            box = (
                min(box[0], other[0]),
                min(box[1], other[1]),
                max(box[2], other[2]),
                max(box[3], other[3]),
            )
        text = "".join(
            SOFT_HYPHEN if code in _HYPHEN_MARKS else chr(code) for code in self._codes[start:end]
        ).translate(_LIGATURES)
        return Piece(
            text, box, self._origin(start), self._style(start), line, token, self._object(start)
        )

    def _box(self, index: int) -> Box:
        raw.FPDFText_GetLooseCharBox(self._text, index, _RECT)
        return _RECT.left, _RECT.bottom, _RECT.right, _RECT.top

    def _origin(self, index: int) -> tuple[float, float]:
        raw.FPDFText_GetCharOrigin(self._text, index, _X, _Y)
        return _X.value, _Y.value

    def _style(self, index: int) -> Style:
        key = self._object(index)
        if key not in self._styles:
            self._styles[key] = self._style_of(index)
        return self._styles[key]

    def _style_of(self, index: int) -> Style:
        """The same object for the same style, as many files have a text object a letter."""
        found = raw.FPDFText_GetTextObject(self._text, index)
        raw.FPDFText_GetMatrix(self._text, index, _MATRIX)
        a, b, c, d = _MATRIX.a, _MATRIX.b, _MATRIX.c, _MATRIX.d
        size = raw.FPDFText_GetFontSize(self._text, index)
        mode = raw.FPDFTextObj_GetTextRenderMode(found) if found else 0
        fill, alpha = colour_of(raw.FPDFPageObj_GetFillColor, found)
        stroke, _ = colour_of(raw.FPDFPageObj_GetStrokeColor, found) if mode else (None, 0)
        key = (mode, size, a, b, c, d, fill, stroke, alpha)
        if key not in self._known:
            ink = Ink(mode, size * math.hypot(c, d), fill, stroke, transparent=alpha == 0)
            self._known[key] = Style(ink, math.atan2(b, a))
        return self._known[key]
