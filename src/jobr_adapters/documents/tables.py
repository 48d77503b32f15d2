"""Tables as lines: data row by row, page layouts column by column."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

_LONGEST_SHORT: Final = 160
_FEW_ROWS: Final = 6
_MANY_LINES: Final = 5


@dataclass(slots=True)
class Cell:
    """What stands in a cell, line by line; `tall` if it reaches over several rows."""

    lines: list[str] = field(default_factory=list)
    tall: bool = False


def add_gap(lines: list[str]) -> None:
    """An empty line, unless there is one."""
    if lines and lines[-1]:
        lines.append("")


def add_block(lines: list[str], block: Iterable[str]) -> None:
    """Lines with a gap before and after."""
    add_gap(lines)
    lines.extend(block)
    add_gap(lines)


def lines_of(rows: Sequence[Sequence[Cell]]) -> list[str]:
    """A table's text. Rows of as many cells form a band: a name across the page, then the two
    columns under it."""
    lines: list[str] = []
    for _, band in groupby(rows, key=len):
        add_gap(lines) if _add_band(lines, list(band)) else None
    while lines and not lines[-1]:
        lines.pop()
    return lines


def _add_band(lines: list[str], rows: list[Sequence[Cell]]) -> bool:
    """Whether it is a layout rather than data."""
    if _is_layout(rows):
        for column in zip(*rows, strict=True):
            add_gap(lines)
            lines.extend(line for cell in column for line in (*_trimmed(cell), ""))
        return True
    for row in rows:
        _add_row(lines, [cell for cell in map(_trimmed, row) if cell])
    return False


def _is_layout(rows: Sequence[Sequence[Cell]]) -> bool:
    """Two columns or more that are each read from top to bottom."""
    few = len(rows) <= _FEW_ROWS
    long = [
        any(cell.tall and _length(cell) >= _MANY_LINES for cell in column)
        or (few and max(map(_length, column)) >= _MANY_LINES)
        for column in zip(*rows, strict=True)
    ]
    return sum(long) > 1 or (any(long) and any(cell.tall for cell in _long_cells(rows)))


def _long_cells(rows: Sequence[Sequence[Cell]]) -> Iterator[Cell]:
    return (cell for row in rows for cell in row if _length(cell) >= _MANY_LINES)


def _length(cell: Cell) -> int:
    return sum(1 for line in cell.lines if line)


def _add_row(lines: list[str], cells: list[list[str]]) -> None:
    if all(_is_short(cell) for cell in cells):
        lines.extend(["\t".join(cell[0] for cell in cells)] if cells else [])
        return
    add_gap(lines)
    first, *others = cells
    if others and _is_short(first) and any(map(str.isdigit, first[0])):
        # Dates beside what was done then: the first line of the entry.
        others[0] = [f"{first[0]}\t{others[0][0]}", *others[0][1:]]
    else:
        lines.extend(first)
    for cell in others:
        lines.extend(cell)
    add_gap(lines)


def _is_short(cell: list[str]) -> bool:
    return len(cell) == 1 and len(cell[0]) <= _LONGEST_SHORT


def _trimmed(cell: Cell) -> list[str]:
    lines = cell.lines
    start = next((at for at, line in enumerate(lines) if line), len(lines))
    end = next((at for at in range(len(lines), start, -1) if lines[at - 1]), start)
    return lines[start:end]
