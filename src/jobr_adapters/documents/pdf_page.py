"""The words of one page that a person can see, and where they stand as the page is held."""

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

import pypdfium2 as pdfium
from pypdfium2 import raw

from jobr_adapters.documents.pdf_glyphs import Glyphs, Piece
from jobr_adapters.documents.pdf_hidden import Box, Ground, Hidden, is_uniform
from jobr_adapters.documents.pdf_lines import Line, Word, drawn_bullets
from jobr_adapters.documents.pdf_paint import Painting

# Bullets of the fonts Symbol and Wingdings, which have no Unicode names: • ▪ ➢ ✓ ❖ ■ ➔.
_SYMBOL_BULLETS: Final = frozenset("\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf06e\uf0a8\uf0e8\uf071\uf02d")
_ICON: Final = re.compile("[\ue000-\uf8ff]")
_SLANTED: Final = math.radians(10)
_MOST_DOTS: Final = 500


@dataclass(frozen=True, slots=True)
class PageText:
    """Upright words, lines of text that runs another way, and what was left out as hidden."""

    words: tuple[Word, ...]
    turned: tuple[str, ...]
    hidden: Counter[Hidden]


@dataclass(slots=True)
class PageReader:
    """Reads one page."""

    page: pdfium.PdfPage
    painting: Painting = field(init=False)
    ground: Ground = field(init=False)
    turn: int = field(init=False)
    _glyphs: Glyphs = field(init=False)

    def __post_init__(self) -> None:
        self.painting = Painting(self.page)
        self._glyphs = Glyphs(self.page, self.painting)
        bounds = raw.FS_RECTF()
        raw.FPDF_GetPageBoundingBox(self.page.raw, bounds)
        box = (bounds.left, bounds.bottom, bounds.right, bounds.top)
        self.ground = Ground(box, self.painting.areas)
        self.turn = raw.FPDFPage_GetRotation(self.page.raw)

    @property
    def count(self) -> int:
        """Of characters, known before any of them is looked at."""
        return len(self._glyphs)

    def read(self) -> PageText:
        seen, hidden = self._sorted_out(list(self._glyphs.pieces()))
        words = list(self._words([p for p in seen if not self._is_turned(p)]))
        return PageText(
            words=(*words, *self._bullets(words)),
            turned=tuple(_lines([p for p in seen if self._is_turned(p)])),
            hidden=hidden,
        )

    def _sorted_out(self, pieces: Sequence[Piece]) -> tuple[list[Piece], Counter[Hidden]]:
        judged = [(piece, self._reason(piece)) for piece in pieces]
        length: Counter[Hidden | None] = Counter()
        for piece, reason in judged:
            length[reason] += len(piece.text)
        kept: set[Hidden | None] = {None}
        if self.ground.is_scan(length[None], length[Hidden.INVISIBLE]):
            kept.add(Hidden.INVISIBLE)
        seen = [piece for piece, reason in judged if reason in kept]
        hidden = Counter({r: n for r, n in length.items() if r is not None and r not in kept})
        return seen, hidden

    def _reason(self, piece: Piece) -> Hidden | None:
        reason = self.ground.reason(piece.style.ink, piece.box, piece.order)
        if reason is Hidden.BLENDED and not self._shows_nothing(piece.box):
            return None
        return reason

    def _shows_nothing(self, box: Box) -> bool:
        left, top = self._upright(box[0], box[1])
        right, bottom = self._upright(box[2], box[3])
        return is_uniform(
            self.painting.pixels(
                (min(left, right), min(top, bottom), max(left, right), max(top, bottom))
            )
        )

    def _is_turned(self, piece: Piece) -> bool:
        turned = piece.style.angle - self.turn * math.pi / 2
        return abs(math.remainder(turned, 2 * math.pi)) > _SLANTED

    def _words(self, pieces: Sequence[Piece]) -> Iterator[Word]:
        """Pieces of one word, in several colours or fonts, are joined again."""
        for _, parts in groupby(pieces, key=lambda piece: piece.token):
            last: Word | None = None
            for word in filter(None, map(self._word, parts)):
                if last is not None and _goes_on(last, word):
                    last = last.followed_by(word)
                    continue
                if last is not None:
                    yield last
                last = word
            if last is not None:
                yield last

    def _word(self, piece: Piece) -> Word | None:
        text = piece.text
        if len(text) == 1 and _ICON.match(text):
            if text not in _SYMBOL_BULLETS:
                return None
            text = "•"
        left, top = self._upright(piece.box[0], piece.box[3])
        right, bottom = self._upright(piece.box[2], piece.box[1])
        height = abs(bottom - top)
        size = piece.style.ink.size
        if not 0.5 * height <= size <= 2 * height:
            size = 0.85 * height  # fonts drawn by procedures have sizes of their own
        return Word(
            text=text,
            left=min(left, right),
            right=max(left, right),
            baseline=self._upright(*piece.origin)[1],
            size=max(size, 0.1),
        )

    def below(self, text: str, box: Box) -> Word:
        """A word that is not on the page, placed like a line of its own below a box of it."""
        (left, top), (right, bottom) = (
            self._upright(box[0], box[3]),
            self._upright(box[2], box[1]),
        )
        size = max(1.0, min(abs(bottom - top), 12.0))
        return Word(text, min(left, right), max(left, right), max(top, bottom) + 0.3 * size, size)

    def at_the_end(self, texts: Sequence[str]) -> list[Line]:
        """Lines that have no place among the others, set below all of them."""
        left, bottom, right, top = self.ground.page
        start = max(top - bottom, right - left)
        return [Line(text, 0.0, start + 12.0 * n, 10.0) for n, text in enumerate(texts)]

    def _bullets(self, words: Sequence[Word]) -> Iterator[Word]:
        """Dots drawn before the first word of a line."""
        dots = []
        for left, bottom, right, top in self.painting.dots[:_MOST_DOTS]:
            (x, y), (other_x, other_y) = self._upright(left, top), self._upright(right, bottom)
            dots.append((min(x, other_x), max(x, other_x), (y + other_y) / 2))
        return drawn_bullets(dots, words)

    def _upright(self, x: float, y: float) -> tuple[float, float]:
        """As the reader holds the page: from its left, from its top (ISO 32000-1 §14.11.2)."""
        left, bottom, right, top = self.ground.page
        return {
            0: (x - left, top - y),
            1: (y - bottom, x - left),
            2: (right - x, y - bottom),
            3: (top - y, right - x),
        }[self.turn]


def _goes_on(last: Word, word: Word) -> bool:
    return abs(last.baseline - word.baseline) < 0.6 * max(last.size, word.size) and max(
        word.left - last.right, last.left - word.right
    ) < 0.3 * max(last.size, word.size)


def _lines(pieces: Sequence[Piece]) -> Iterator[str]:
    line = -1
    words: list[str] = []
    for piece in pieces:
        if piece.line != line and words:
            yield " ".join(words)
            words = []
        line = piece.line
        words.append(piece.text)
    if words:
        yield " ".join(words)
