"""Lines read across: rows of a table whose cells have several lines, headings in the margin."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Final

from jobr_adapters.documents.pdf_columns import FEWEST_LINES, Row, blocks_of
from jobr_adapters.documents.pdf_hyphens import rejoined
from jobr_adapters.documents.pdf_lines import Line, Word, cells_of, line_of
from jobr_core.cvs.headings import heading_kind

_FEWEST_CELLS: Final = 3
_EDGE: Final = 2.0


def lines_across(rows: Sequence[Row]) -> Iterator[Line]:
    """The lines of a text from top to bottom; a row of a table is one line."""
    blocks = blocks_of(rows) if rows else []
    edges = Counter(_edges(block[0]) for block in blocks)
    margins = _heading_margins(rows)
    for block in blocks:
        columns = _edges(block[0])
        if len(block) > 1 and edges[columns] >= FEWEST_LINES and _is_table_row(block):
            yield _table_row(block)
        else:
            yield from _plain_lines(block, margins)


def _edges(row: Row) -> tuple[int, ...]:
    """Where the cells of a line begin, to compare lines by."""
    return tuple(round(cell[0].left / _EDGE) for cell in cells_of(row))


def _is_table_row(block: Sequence[Row]) -> bool:
    columns = [cell[0].left for cell in cells_of(block[0])]
    return len(columns) >= _FEWEST_CELLS and all(
        any(abs(cell[0].left - left) <= _EDGE for left in columns)
        for row in block[1:]
        for cell in cells_of(row)
    )


def _table_row(block: Sequence[Row]) -> Line:
    cells = [[cell] for cell in cells_of(block[0])]
    for row in block[1:]:
        for cell in cells_of(row):
            next(c for c in cells if abs(c[0][0].left - cell[0].left) <= _EDGE).append(cell)
    text = "\t".join(_cell_text(cell) for cell in cells)
    return replace(line_of(block[-1]), text=text, left=block[0][0].left)


def _cell_text(lines: Sequence[Sequence[Word]]) -> str:
    return " ".join(rejoined("\n".join(line_of(line).text for line in lines)).split("\n"))


def _plain_lines(block: Sequence[Row], margins: AbstractSet[int]) -> Iterator[Line]:
    for row in block:
        first, *others = cells_of(row)
        if others and _margin(first) in margins and _is_heading(first):
            yield line_of(first)
            yield line_of([word for cell in others for word in cell])
        else:
            yield line_of(row)


def _heading_margins(rows: Sequence[Row]) -> set[int]:
    """Left edges at which the first of several cells mostly is a heading: those of a table's
    rows may be by chance."""
    counts: dict[int, list[bool]] = defaultdict(list)
    for row in rows:
        first, *others = cells_of(row)
        if others:
            counts[_margin(first)].append(_is_heading(first))
    return {margin for margin, headings in counts.items() if 2 * sum(headings) > len(headings)}


def _margin(cell: Sequence[Word]) -> int:
    return round(cell[0].left / _EDGE)


def _is_heading(cell: Sequence[Word]) -> bool:
    return heading_kind(line_of(cell).text) is not None
