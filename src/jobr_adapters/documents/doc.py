"""Text of a Word 97–2003 DOC by its piece table ([MS-DOC]); no program of others is asked."""

import re
import struct
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from jobr_adapters.documents.doc_files import word_streams
from jobr_adapters.documents.doc_pieces import Fib, Pieces, fib_of, pieces_of
from jobr_adapters.documents.doc_properties import ParagraphProperties, Properties
from jobr_adapters.documents.extracted import Extracted
from jobr_adapters.documents.fields import Fields
from jobr_adapters.documents.paragraphs import Page, Paragraph
from jobr_adapters.documents.tables import add_block
from jobr_adapters.documents.visible import extracted
from jobr_core.cvs.errors import Corrupt

# FibRgLw97 tells the stories' lengths in the order they stand in ([MS-DOC] §2.5.4).
_MAIN, _FOOTNOTES, _HEADERS, _MACROS, _COMMENTS, _ENDNOTES, _BOXES, _HEADER_BOXES = range(3, 11)
_PLC_HEADERS: Final = 11
# Six stories before the first section's are separators of notes; then six for each section:
# even, odd and first headers stand at 0, 1, 4, footers at 2, 3, 5 ([MS-DOC] §2.8.22).
_SEPARATORS: Final = 6
_HEADER_ORDER, _FOOTER_ORDER = (4, 1, 0), (5, 3, 2)
_PARAGRAPH: Final = re.compile(r"([^\r\x07\x0c]*)([\r\x07\x0c]|$)")
_PIECE: Final = re.compile(r"[\x13\x14\x15]|[^\x13\x14\x15]+")
_CHARACTERS: Final = str.maketrans({"\x0b": "\n", "\x0e": "\n", "\x1e": "-", "\x1f": None})


def text_of_doc(content: bytes) -> Extracted:
    """Headers, text, text boxes, footers, notes. Raises ActiveContent, Corrupt, Encrypted,
    TooComplex, TypeMismatch or UnsupportedType."""
    try:
        streams = word_streams(content)
        fib = fib_of(streams)
        document = _Document(fib, pieces_of(streams, fib), ParagraphProperties(streams, fib))
        return extracted("\n".join(document.lines()))
    except (struct.error, IndexError, ValueError, OverflowError) as error:
        raise Corrupt from error


class _Document:
    def __init__(self, fib: Fib, pieces: Pieces, properties: ParagraphProperties) -> None:
        self._fib = fib
        self._pieces = pieces
        self._properties = properties
        if len(fib.lengths) <= _HEADER_BOXES or min(fib.lengths[_MAIN : _HEADER_BOXES + 1]) < 0:
            raise Corrupt

    def lines(self) -> list[str]:
        lines: list[str] = []
        for start, end in (
            *self._edges(_HEADER_ORDER),
            self._story(_MAIN),
            self._story(_BOXES),
            self._story(_HEADER_BOXES),
            *self._edges(_FOOTER_ORDER),
            self._story(_FOOTNOTES),
            self._story(_ENDNOTES),
        ):
            block = _Story(self._pieces, self._properties).lines(start, end)
            add_block(lines, block)
        return lines

    def _story(self, number: int) -> tuple[int, int]:
        start = sum(self._fib.lengths[_MAIN:number])
        return start, min(start + self._fib.lengths[number], self._pieces.starts[-1])

    def _edges(self, order: tuple[int, ...]) -> Iterator[tuple[int, int]]:
        """Headers or footers, each text once."""
        start, end = self._story(_HEADERS)
        table = self._fib.table(_PLC_HEADERS)
        ends = struct.unpack(f"<{len(table) // 4}I", table[: len(table) // 4 * 4])
        if any(one > two for one, two in pairwise(ends)):
            raise Corrupt
        told: set[str] = set()
        for section in range(_SEPARATORS, len(ends) - 6, 6):
            for number in order:
                since = start + ends[section + number]
                until = min(start + ends[section + number + 1], end)
                text = self._pieces.text(since, until).strip() if since < until else ""
                if text and text not in told:
                    told.add(text)
                    yield since, until


class _Story:
    """A stretch of text that stands for itself."""

    def __init__(self, pieces: Pieces, properties: ParagraphProperties) -> None:
        self._pieces = pieces
        self._properties = properties
        self._page = Page()
        self._fields = Fields()

    def lines(self, start: int, end: int) -> list[str]:
        text = self._pieces.text(start, end) if start < end else ""
        after_cell = False
        for found in _PARAGRAPH.finditer(text):
            words, mark = found.groups()
            properties = self._properties.at(self._pieces.offset(start + found.end() - 1))
            ends_row = properties.ends_row or (
                # Nothing is known of the paragraphs: a row's mark stands right after a cell's.
                not self._properties.known and mark == "\x07" and after_cell and not words
            )
            self._add(self._paragraph(words, properties), properties, mark, ends_row=ends_row)
            after_cell = mark == "\x07" and not ends_row
        self._fields.close()
        return self._page.lines

    def _add(
        self, paragraph: Paragraph, properties: Properties, mark: str, *, ends_row: bool
    ) -> None:
        if ends_row:
            self._page.end_row()
            return
        in_table = properties.in_table or mark == "\x07"
        self._page.add(paragraph, in_table=in_table)
        if mark == "\x07":
            self._page.end_cell()

    def _paragraph(self, words: str, properties: Properties) -> Paragraph:
        paragraph = Paragraph(
            listed=properties.listed, heading=properties.heading,
            before=properties.before, after=properties.after,
        )  # fmt: skip
        for piece in _PIECE.findall(words):
            self._take(paragraph, piece)
        return paragraph

    def _take(self, paragraph: Paragraph, piece: str) -> None:
        match piece:
            case "\x13":
                self._fields.begin(paragraph)
            case "\x14":
                self._fields.separate()
            case "\x15":
                self._fields.end(paragraph)
            case _ if self._fields.showing:
                paragraph.pieces.append(piece.translate(_CHARACTERS))
            case _:
                self._fields.add_code(piece)
