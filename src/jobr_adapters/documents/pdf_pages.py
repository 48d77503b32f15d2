"""Lines of pages to one text: gaps between blocks, running heads and feet kept only once."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import Final

from jobr_adapters.documents.pdf_hyphens import rejoined
from jobr_adapters.documents.pdf_lines import Line

# In multiples of the usual distance of two lines, which is 1 to 1.8 times the type.
_BLOCK_GAP: Final = 1.3
_LEADING: Final = (1.0, 1.8)
_OUTERMOST: Final = 2
_REPEATED: Final = 0.6


def text_of(pages: Sequence[Sequence[Line]]) -> str:
    """Pages follow one another without a gap, as text flows over their ends; not where a page
    has columns, so that its last line need not be what the next page goes on with."""
    parts: list[str] = []
    before: Sequence[Line] = ()
    for page in _without_repetitions(pages):
        if not page:
            continue
        if parts and not (_flows(before) and _flows(page)):
            parts.append("")
        parts.extend(_with_gaps(page))
        before = page
    return rejoined("\n".join(parts))


def _with_gaps(lines: Sequence[Line]) -> Iterator[str]:
    """The lines, and an empty one wherever a block begins: after a gap, or in another column."""
    steps = _steps(lines)
    usual = median([step for step in steps if step > 0] or [1.2])
    limit = min(max(usual, _LEADING[0]), _LEADING[1]) * _BLOCK_GAP
    for index, line in enumerate(lines):
        if index and not 0 <= steps[index - 1] <= limit:
            yield ""
        yield line.text


def _steps(lines: Sequence[Line]) -> list[float]:
    return [
        (other.baseline - one.baseline) / max(one.size, other.size)
        for one, other in pairwise(lines)
    ]


def _flows(lines: Sequence[Line]) -> bool:
    return all(step >= 0 for step in _steps(lines))


def _without_repetitions(pages: Sequence[Sequence[Line]]) -> Iterator[list[Line]]:
    """What stands at the top or bottom of most pages, but for the page number, is read once."""
    counts = Counter(key for page in pages for key in {_key(line) for line in _outermost(page)})
    repeated = {
        key for key, count in counts.items() if count > 1 and count >= _REPEATED * len(pages)
    }
    seen: set[str] = set()
    for page in pages:
        running = {id(line) for line in _outermost(page) if _key(line) in repeated & seen}
        seen.update(_key(line) for line in _outermost(page))
        yield [line for line in page if id(line) not in running]


def _outermost(page: Sequence[Line]) -> list[Line]:
    lines = sorted(page, key=lambda line: line.baseline)
    return lines[:_OUTERMOST] + lines[max(_OUTERMOST, len(lines) - _OUTERMOST) :]


def _key(line: Line) -> str:
    return re.sub(r"\d+", "0", line.text)
