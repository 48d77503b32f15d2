"""Takes the tokens of an RTF and knows, at each, where in the document it is."""

from collections.abc import Callable
from functools import partial
from typing import Final

from jobr_adapters.documents import rtf_words as words
from jobr_adapters.documents.fields import Fields
from jobr_adapters.documents.paragraphs import Page, Paragraph
from jobr_adapters.documents.rtf_state import Place, State
from jobr_adapters.documents.rtf_tables import RtfTables
from jobr_adapters.documents.tables import add_block
from jobr_core.cvs.errors import TooComplex

_DEEPEST: Final = 300
_SMALLEST_SEEN: Final = 2
_PLACES: Final = {
    "fonttbl": Place.FONTS,
    "colortbl": Place.COLORS,
    "stylesheet": Place.STYLES,
    "fldinst": Place.CODE,
}
_WITHIN_PARAGRAPH: Final = frozenset({"line", "lbr", "softline", "nestrow"})


class RtfReader:
    """`lines` are the text, `hidden` counts the characters nobody sees."""

    def __init__(self) -> None:
        self.hidden = 0
        self._state = State()
        self._outer: list[State] = []
        self._tables = RtfTables()
        self._page = Page()
        self._paragraph = Paragraph()
        self._edges: dict[str, list[str]] = {}
        self._notes: list[list[str]] = []
        self._fields = Fields()
        self._bytes = bytearray()
        self._optional = False
        self._passing = 0
        self._shaded_cell = False

    def lines(self) -> list[str]:
        """Once all was read. Raises ActiveContent for a field that was left open."""
        self._flush()
        self._end_paragraph()
        self._fields.close()
        headers = [self._edges.get(name, []) for name in words.HEADERS]
        footers = [self._edges.get(name, []) for name in words.FOOTERS]
        lines: list[str] = []
        told: set[tuple[str, ...]] = set()
        for block in (*headers, self._page.lines, *footers, *self._notes):
            if tuple(block) not in told:
                add_block(lines, block)
                told.add(tuple(block))
        return lines

    # Tokens

    def brace(self, *, opens: bool) -> None:
        """One too many to close ends nothing: other readers may go on with what follows."""
        self._flush()
        self._passing = 0
        if opens:
            if len(self._outer) >= _DEEPEST:
                raise TooComplex
            self._outer.append(self._state)
            self._state = self._state.inner()
        elif self._outer:
            if len(self._outer) == 1 and self._paragraph.pieces:
                self._end_paragraph()  # the document ends, and with it what holds
            if self._state.at_end:
                self._state.at_end()
            self._state = self._outer.pop()

    def text(self, data: bytes) -> None:
        plain = data.translate(None, b"\r\n")
        passed = min(self._passing, len(plain))
        self._passing -= passed
        self._bytes += plain[passed:]

    def code(self, byte: int) -> None:
        if self._passing:
            self._passing -= 1
        else:
            self._bytes.append(byte)

    def symbol(self, symbol: str) -> None:
        if symbol == "*":
            self._optional = True
        elif self._passing:
            self._passing -= 1
        elif symbol in words.SYMBOLS:
            self._flush()
            self._character("par" if symbol in "\r\n" else "", words.SYMBOLS[symbol])

    def word(self, word: str, number: int | None) -> None:
        """A control word. Raises ActiveContent."""
        self._flush()
        optional, self._optional = self._optional, False
        if word == "u" and number is not None:
            self._emit(chr(number & 0xFFFF))
            self._passing = self._state.fallbacks
        elif self._passing:
            self._passing -= 1
        elif not self._opens(word, optional=optional):
            self._applies(word, number)

    # Groups

    def _opens(self, word: str, *, optional: bool) -> bool:
        """Whether the word says what the group around it is for."""
        state = self._state
        if state.place is Place.SKIPPED:
            if word == "ud":  # the same text again, for those who know Unicode
                state.place = Place.PAGE
            return True
        if word in ("listtext", "pntext"):
            self._paragraph.listed = True
        if word in _PLACES:
            state.place = _PLACES[word]
            state.at_end = self._fields.separate if word == "fldinst" else None
        elif word in words.SKIPPED or (optional and word not in words.READ_ALTHOUGH_OPTIONAL):
            state.place = Place.SKIPPED
        else:
            return self._opens_text(word)
        return True

    def _opens_text(self, word: str) -> bool:
        if word == "field" and self._state.place in (Place.PAGE, Place.CODE):
            self._fields.begin(self._paragraph)
            self._state.at_end = self._end_field
        elif self._state.place is not Place.PAGE:
            return False
        elif word == "shptxt":
            self._opens_page(self._end_box)
        elif word == "footnote":
            self._opens_page(self._notes.append)
        elif word in (*words.HEADERS, *words.FOOTERS):
            self._opens_page(partial(self._edges.__setitem__, word))
        else:
            return False
        return True

    def _opens_page(self, done: Callable[[list[str]], None]) -> None:
        around = self._page, self._paragraph
        self._page, self._paragraph = Page(), Paragraph()

        def end() -> None:
            self._end_paragraph()
            lines = self._page.lines
            self._page, self._paragraph = around
            done(lines)

        self._state.at_end = end
        self._state.in_table = False

    def _end_box(self, lines: list[str]) -> None:
        self._paragraph.boxes.append(lines)

    def _end_field(self) -> None:
        self._fields.end(self._paragraph)

    # What holds from here on

    def _applies(self, word: str, number: int | None) -> None:
        state = self._state
        if self._tables.take_word(state.place, word, number):
            state.encoding = self._tables.encoding
        elif word in words.CHARACTERS:
            self._character(word, words.CHARACTERS[word])
        elif word in ("cell", "row") and state.place is Place.PAGE:
            self._end_cell(word)
        elif word == "f":
            state.encoding = self._tables.encoding_of(number or 0)
        elif word == "s":
            state.heading = self._tables.is_heading(number or 0)
        elif word in ("trowd", "clcbpat"):
            self._shaded_cell = word == "clcbpat" and not self._tables.is_white(number or 0)
        else:
            state.set(word, number)

    def _character(self, word: str, character: str) -> None:
        if character != "\n" or word in _WITHIN_PARAGRAPH:
            self._emit(character)
        elif self._state.place is Place.PAGE:
            self._end_paragraph()

    def _end_cell(self, word: str) -> None:
        if word == "row":
            self._page.end_row()
        else:
            self._end_paragraph(in_table=True)
            self._page.end_cell()

    def _end_paragraph(self, *, in_table: bool = False) -> None:
        paragraph, state = self._paragraph, self._state
        paragraph.listed |= state.listed
        paragraph.heading = state.heading
        paragraph.before, paragraph.after = state.before, state.after
        self._page.add(paragraph, in_table=in_table or state.in_table)
        self._paragraph = Paragraph()

    # Text

    def _flush(self) -> None:
        if self._bytes:
            text = words.decoded(bytes(self._bytes), self._state.encoding)
            self._bytes.clear()
            self._emit(text)

    def _emit(self, text: str) -> None:
        match self._state.place:
            case Place.PAGE if self._outer and self._fields.showing:
                self._show(text)
            case Place.CODE:
                self._fields.add_code(text)
            case place:
                self._tables.take_text(place, text)

    def _show(self, text: str) -> None:
        if self._is_hidden():
            self.hidden += len(text) - text.count(" ")
        else:
            self._paragraph.pieces.append(text)

    def _is_hidden(self) -> bool:
        state = self._state
        if state.vanish or state.deleted or state.size <= _SMALLEST_SEEN:
            return True
        behind = state.behind or state.behind_paragraph
        shaded = not self._tables.is_white(behind) or (state.in_table and self._shaded_cell)
        return state.color > 0 and self._tables.is_white(state.color) and not shaded
