"""Whether two sides of a gutter are columns, read one after the other, or cells of rows, read
across: a table, job titles with their dates flush right, dates in the margin of what they date.

Lines of one row stand on one baseline. But so do the lines of columns set in the same type: what
they say and how full they are decides then.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import Final

from jobr_adapters.documents.pdf_lines import Word, line_of
from jobr_core.cvs.headings import heading_kind

Row = Sequence[Word]

FEWEST_LINES: Final = 3
# In multiples of the size of the type.
_ALIGNED: Final = 0.15
_NEAR: Final = 0.5
_WIDEST_LEADING: Final = 1.6
_SOLID: Final = 1.18  # of the leading of a quarter of the lines
# Shares of the lines of a side.
_COMMON: Final = 0.6
_NEARLY_ALL: Final = 0.9
_RUNNING: Final = 0.3
_DATED: Final = 0.6
# Lines without a gap between them: fewer are an entry of a table or its date and place.
_BLOCK: Final = 2.5

_DATE: Final = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}[/.]\d{2}\b|’\d\d\b")


def columns_score(left: Sequence[Row], right: Sequence[Row]) -> float | None:
    """How surely two sides are columns, growing with their length; None if they are rows."""
    few, many = sorted((left, right), key=len)
    if len(few) < FEWEST_LINES:
        return None
    lines = len(left) + len(right)
    common = _common(few, many)
    if common < _COMMON:
        return lines * (1.2 - common)
    return lines * 0.4 if _are_columns(few, many, common) else None


def _are_columns(few: Sequence[Row], many: Sequence[Row], common: float) -> bool:
    """For sides whose lines mostly stand on common baselines."""
    beside = _beside(few, many)
    if _share_dated(few) >= _DATED or _is_grid(few, beside):
        return False
    if min(_block_length(few), _block_length(beside)) < _BLOCK:
        return False
    if len(few) != len(many) and _has_heading(few) and _has_heading(many):
        return True
    return common < _NEARLY_ALL or max(_running(few), _running(beside)) >= _RUNNING


def _beside(few: Sequence[Row], many: Sequence[Row]) -> list[Row]:
    """Those of many lines that are no higher or lower than few."""
    near = _NEAR * few[0][0].size
    top, bottom = few[0][0].baseline - near, few[-1][0].baseline + near
    return [row for row in many if top <= row[0].baseline <= bottom] or list(many)


def _common(few: Sequence[Row], many: Sequence[Row]) -> float:
    """The share of the lines of one side that stand on a line of the other, or all at the same
    small distance from it."""
    baselines = [row[0].baseline for row in many]
    distances = []
    for row in few:
        nearest = min((line - row[0].baseline for line in baselines), key=abs)
        if abs(nearest) <= _NEAR * row[0].size:
            distances.append(nearest)
    if not distances:
        return 0.0
    usual = median(distances)
    tolerance = _ALIGNED * median(row[0].size for row in few)
    return sum(abs(each - usual) <= tolerance for each in distances) / len(few)


def blocks_of(rows: Sequence[Row]) -> list[list[Row]]:
    """Lines set solid: a list has many, a date in the margin is alone."""
    steps = [
        (other[0].baseline - one[0].baseline) / max(one[0].size, other[0].size)
        for one, other in pairwise(rows)
    ]
    solid = sorted(steps)[len(steps) // 4] if steps else 1.0
    widest = _SOLID * min(max(solid, 1.0), _WIDEST_LEADING)
    blocks = [[rows[0]]]
    for row, step in zip(rows[1:], steps, strict=True):
        if step > widest:
            blocks.append([])
        blocks[-1].append(row)
    return blocks


def _block_length(rows: Sequence[Row]) -> float:
    return len(rows) / len(blocks_of(rows))


def _is_grid(few: Sequence[Row], many: Sequence[Row]) -> bool:
    """Whether blocks begin on common lines: rows of a table with several lines in its cells."""
    heads = [[block[0] for block in blocks_of(rows)] for rows in (few, many)]
    least, most = sorted(heads, key=len)
    return len(least) >= FEWEST_LINES and _common(least, most) >= _NEARLY_ALL


def _running(rows: Sequence[Row]) -> float:
    """The share of lines that go on with a sentence: cells of a table begin one."""
    return sum(row[0].text[:1].islower() and len(row) > 2 for row in rows) / len(rows)


def _share_dated(rows: Sequence[Row]) -> float:
    return sum(bool(_DATE.search(line_of(row).text)) for row in rows) / len(rows)


def _has_heading(rows: Sequence[Row]) -> bool:
    return any(heading_kind(line_of(row).text) is not None for row in rows)
