"""The order in which a person reads the words of a page, decided on their boxes alone.

A recursive XY-cut: a page falls into columns wherever an empty gutter runs down through many
lines, and what stands above and below of it is read before and after. The words of a table stand
on common lines: those are read across, as is a date that stands flush right of its job title.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final

from jobr_adapters.documents.pdf_columns import FEWEST_LINES, columns_score
from jobr_adapters.documents.pdf_lines import Line, Word, rows_of
from jobr_adapters.documents.pdf_tables import lines_across

# All in multiples of the size of the type.
_GUTTER: Final = 0.7
_INDENT: Final = 0.8
_EDGE: Final = 2.0  # points: left edges of one column
_DEEPEST: Final = 12
_MOST_CANDIDATES: Final = 40

Row = Sequence[Word]


@dataclass(frozen=True, slots=True)
class _Split:
    """Two columns side by side and what is above and below of both."""

    above: tuple[Word, ...]
    left: tuple[Word, ...]
    right: tuple[Word, ...]
    below: tuple[Word, ...]
    score: float


def reading_order(words: Sequence[Word]) -> list[Line]:
    """Lines of text as a person reads them; the order of the words given does not matter."""
    return list(_blocks(sorted(words, key=_place), 0))


def _place(word: Word) -> tuple[float, float, float, str]:
    return word.baseline, word.left, word.right, word.text


def _blocks(words: Sequence[Word], depth: int) -> Iterator[Line]:
    rows = rows_of(words)
    split = _best_split(rows) if depth < _DEEPEST else None
    if split is None:
        yield from lines_across(rows)
        return
    for part in (split.above, split.left, split.right, split.below):
        if part:
            yield from _blocks(part, depth + 1)


# --- gutters -----------------------------------------------------------------------------


def _best_split(rows: Sequence[Row]) -> _Split | None:
    splits = [
        split
        for gutter in _candidates(rows)
        for band in _bands(rows, gutter)
        if (split := _split(rows, gutter, *band)) is not None
    ]
    return max(splits, key=lambda split: split.score, default=None)


def _candidates(rows: Sequence[Row]) -> Iterator[tuple[float, float]]:
    """Strips no column's words may enter: left of an edge where several lines begin, or right of
    one where several end."""
    if not rows:
        return
    width = _GUTTER * median(word.size for row in rows for word in row)
    starts, ends = [], []
    for row in rows:
        starts.append(row[0].left)
        ends.append(row[-1].right)
        for one, other in pairwise(row):
            if other.left - one.right >= _INDENT * min(one.size, other.size):
                starts.append(other.left)
                ends.append(one.right)
    for edge in _common(starts):
        yield edge - width - 0.5, edge - 0.5
    for edge in _common([-end for end in ends]):
        yield -edge + 0.5, -edge + width + 0.5


def _common(edges: Sequence[float]) -> list[float]:
    """Where several lines begin, most of them first, the outermost edge for each."""
    groups: list[list[float]] = []
    for edge in sorted(edges):
        if groups and edge - groups[-1][0] <= _EDGE:
            groups[-1].append(edge)
        else:
            groups.append([edge])
    groups.sort(key=len, reverse=True)
    return [group[0] for group in groups[:_MOST_CANDIDATES] if len(group) >= FEWEST_LINES]


def _bands(rows: Sequence[Row], gutter: tuple[float, float]) -> Iterator[tuple[int, int]]:
    """Stretches of lines none of which enters the gutter, as first and last + 1."""
    left, right = gutter
    start = 0
    for index, row in enumerate([*rows, None]):
        if row is None or any(word.left < right and word.right > left for word in row):
            if index - start >= FEWEST_LINES:
                yield start, index
            start = index + 1


def _split(
    rows: Sequence[Row], gutter: tuple[float, float], first: int, last: int
) -> _Split | None:
    middle = gutter[1]
    # No word of a band is on both sides, so the outermost words tell.
    sides = [(row[0].right <= middle, row[-1].right > middle) for row in rows]
    # Lines before or after the other column that go with what spans the page.
    while first < last and first > 0 and not sides[first][0]:
        first += 1
    while first < last and last < len(rows) - 2 and not all(_both(sides, last)):
        last -= 1
    band = rows[first:last]
    left = [[word for word in row if word.right <= middle] for row in band]
    right = [[word for word in row if word.right > middle] for row in band]
    score = columns_score([row for row in left if row], [row for row in right if row])
    if score is None:
        return None
    return _Split(
        above=_flat(rows[:first]),
        left=_flat(left),
        right=_flat(right),
        below=_flat(rows[last:]),
        score=score,
    )


def _both(sides: Sequence[tuple[bool, bool]], last: int) -> tuple[bool, bool]:
    """Whether the last lines of a band have words left and right of the gutter."""
    near = sides[max(0, last - 2) : last]
    return any(left for left, _ in near), any(right for _, right in near)


def _flat(rows: Sequence[Row]) -> tuple[Word, ...]:
    return tuple(word for row in rows for word in row)
