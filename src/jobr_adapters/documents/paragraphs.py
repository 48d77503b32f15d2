"""Paragraphs of a word processor, and how they follow each other on a page."""

from dataclasses import dataclass, field
from typing import Final

from jobr_adapters.documents.addresses import with_address
from jobr_adapters.documents.tables import Cell, add_block, add_gap, lines_of

# Half a line of text, in twentieths of a point: less is the line spacing of somebody's taste.
_GAP: Final = 120
_LONGEST_LINK: Final = 500
_BULLETS: Final = "•‣▪▫◦●○■□◆◇➢➤►▶✓✔–-*·\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf0a8\uf02d"


@dataclass(slots=True)
class Paragraph:
    """What was read of it so far; spaces are in twentieths of a point."""

    pieces: list[str] = field(default_factory=list)
    listed: bool = False
    heading: bool = False
    before: int = 0
    after: int = 0
    boxes: list[list[str]] = field(default_factory=list)
    _linked: tuple[str, int, int, str] = ("", 0, 0, "")

    @property
    def text(self) -> str:
        return "".join(self.pieces).strip(" \t\n")

    def link(self, since: int, target: str) -> None:
        """The pieces from there on lead to that address. Word cuts a link into several where the
        spelling checker was at it; they are told as one."""
        words = "".join(self.pieces[since:])
        last, last_since, last_end, last_words = self._linked
        if last == target and last_end == since and len(last_words) < _LONGEST_LINK:
            since, words = last_since, last_words + words
        self.pieces[since:] = [with_address(words, target)]
        self._linked = (target, since, len(self.pieces), words)


@dataclass(slots=True)
class Flow:
    """Lines one under the other: the body, a cell, a text box."""

    lines: list[str] = field(default_factory=list)
    tall: bool = False
    _space: int = 0
    _in_list: bool = False

    def add(self, paragraph: Paragraph) -> None:
        """Its lines, then the text boxes that are anchored in it."""
        if paragraph.text:
            self._add_text(paragraph)
        else:
            add_gap(self.lines)
        for box in paragraph.boxes:
            add_block(self.lines, box)

    def _add_text(self, paragraph: Paragraph) -> None:
        text, listed = paragraph.text, paragraph.listed and not paragraph.heading
        apart = max(paragraph.before, self._space) >= _GAP
        if paragraph.heading or (apart and not (listed and self._in_list)):
            add_gap(self.lines)
        if listed and text[0] not in _BULLETS:
            text = f"- {text}"
        self.lines.extend(text.split("\n"))
        self._space, self._in_list = paragraph.after, listed


@dataclass(slots=True)
class Page:
    """A flow with tables that are told by marks after their cells and rows, as in DOC and RTF."""

    flow: Flow = field(default_factory=Flow)
    _cell: Flow = field(default_factory=Flow)
    _row: list[Cell] = field(default_factory=list)
    _rows: list[list[Cell]] = field(default_factory=list)

    @property
    def lines(self) -> list[str]:
        """Once all was added."""
        self._close_table()
        return self.flow.lines

    def add(self, paragraph: Paragraph, *, in_table: bool = False) -> None:
        """In a table, to the cell that is open."""
        if in_table:
            self._cell.add(paragraph)
        else:
            self._close_table()
            self.flow.add(paragraph)

    def end_cell(self) -> None:
        self._row.append(Cell(self._cell.lines))
        self._cell = Flow()

    def end_row(self) -> None:
        if self._cell.lines:
            self.end_cell()
        if self._row:
            self._rows.append(self._row)
        self._row = []

    def _close_table(self) -> None:
        self.end_row()
        if self._rows:
            add_block(self.flow.lines, lines_of(self._rows))
            self._rows = []
