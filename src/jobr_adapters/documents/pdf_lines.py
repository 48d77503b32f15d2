"""Words that stand on one line of a page, and the text of such a line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final

from jobr_adapters.documents.pdf_direction import from_the_right, is_from_the_right

# All in multiples of the size of the type. A space is 0.2 to 0.35 wide; justified text
# stretches it to 0.8.
_SAME_LINE: Final = 0.4
_NO_FURTHER: Final = 0.65  # of the smaller type
_SMALL: Final = 0.75
_SHOULDER: Final = 0.6
_CELL_GAP: Final = 0.85
_BULLET_GAP: Final = 4.0
_WIDEST_SPACED: Final = 2.0
_SPACED: Final = 1.0
_WORD_GAP: Final = 1.6
_BULLETS: Final = frozenset("•◦▪▫●○■□➢➤➔►▸▶‣⁃∙·✓✔❖◆◇❑❒\uf0b7")
# Letters as words bring typewriters and Word write in place of a bullet, far from the text.
_LETTER_BULLETS: Final = frozenset("o-–—*")
_FEWEST_SPACED: Final = 3


@dataclass(frozen=True, slots=True)
class Word:
    """Where a word stands: points from the left and from the top of its page."""

    text: str
    left: float
    right: float
    baseline: float
    size: float

    def followed_by(self, other: "Word", between: str = "") -> "Word":
        return Word(
            text=f"{self.text}{between}{other.text}",
            left=min(self.left, other.left),
            right=max(self.right, other.right),
            baseline=self.baseline,
            size=max(self.size, other.size),
        )


@dataclass(frozen=True, slots=True)
class Line:
    """Text of a line, cells and columns divided by tabs, and where it stands."""

    text: str
    left: float
    baseline: float
    size: float


def rows_of(words: Sequence[Word]) -> list[list[Word]]:
    """Words grouped by line from top to bottom, each from left to right."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.baseline, word.left, word.right, word.text)):
        row = rows[-1] if rows else None
        if row and word.baseline - row[0].baseline <= _tolerance(row[0].size, word.size):
            row.append(word)
        else:
            rows.append([word])
    lowered: list[list[Word]] = []
    for row in rows:
        if lowered and _is_raised(lowered[-1], row):
            lowered[-1].extend(row)
        else:
            lowered.append(row)
    for row in lowered:
        row.sort(key=lambda word: (word.left, word.right, word.text))
    return lowered


def _is_raised(above: Sequence[Word], row: Sequence[Word]) -> bool:
    """Whether small words stand at the shoulders of a line: the “st” of 1st, footnote marks."""
    size = max(word.size for word in row)
    return (
        max(word.size for word in above) <= _SMALL * size
        and row[0].baseline - above[0].baseline <= _SHOULDER * size
        and all(any(abs(w.left - o.right) < 0.2 * size for o in row) for w in above)
    )


def _tolerance(size: float, other: float) -> float:
    return min(_SAME_LINE * max(size, other), _NO_FURTHER * min(size, other))


def cells_of(row: Sequence[Word]) -> list[list[Word]]:
    """Words of a line, divided wherever more than a space is between them."""
    cells = [[row[0]]]
    for one, other in pairwise(row):
        if is_wide(one, other):
            cells.append([])
        cells[-1].append(other)
    return cells


def is_wide(one: Word, other: Word) -> bool:
    return other.left - one.right > _CELL_GAP * max(one.size, other.size)


def line_of(row: Sequence[Word]) -> Line:
    words = list(_closed_up(row))
    return Line(
        text=_mirrored(words) if is_from_the_right(words) else _text(words),
        left=words[0].left,
        baseline=median(word.baseline for word in words),
        size=max(word.size for word in words),
    )


def _mirrored(words: Sequence[Word]) -> str:
    return "\t".join(
        " ".join(word.text for word in from_the_right(cell)) for cell in cells_of(words)[::-1]
    )


def _text(words: Sequence[Word]) -> str:
    parts = [words[0].text]
    for one, other in pairwise(words):
        parts += ["\t" if is_wide(one, other) else " ", other.text]
    return _with_bullets(words, parts)


def _with_bullets(words: Sequence[Word], parts: list[str]) -> str:
    """Each cell that begins with a bullet, the first even with a letter in place of one."""
    for index, word in enumerate(words[:-1]):
        begins = index == 0 or parts[2 * index - 1] == "\t"
        gap = words[index + 1].left - word.right
        if begins and _is_bullet(word, gap):
            parts[2 * index : 2 * index + 2] = ["-", " "]
    return "".join(parts)


def _is_bullet(word: Word, gap: float) -> bool:
    if gap > _BULLET_GAP * word.size:
        return False
    if word.text in _BULLETS:
        return True
    return word.text in _LETTER_BULLETS and gap > 0.5 * word.size


def drawn_bullets(
    dots: Sequence[tuple[float, float, float]], words: Sequence[Word]
) -> Iterator[Word]:
    """Dots (left, right, middle from the top) that stand before a word and behind none: those
    behind a word rate a skill."""
    for left, right, middle in dots:
        beside = [w for w in words if abs(w.baseline - 0.3 * w.size - middle) < 0.4 * w.size]
        after = min((w for w in beside if w.left >= right), key=lambda w: w.left, default=None)
        if after is None or not 0.1 < (after.left - right) / after.size < _BULLET_GAP:
            continue
        near = left - _BULLET_GAP * after.size / 3
        if any(near < w.right <= right for w in beside):
            continue
        row = [other for other, _, m in dots if m == middle and other != left]
        if not any(0 <= after.left - other <= 2 * _BULLET_GAP * after.size for other in row):
            yield Word("•", left, right, after.baseline, after.size)


# --- letter-spaced headings --------------------------------------------------------------


def _closed_up(row: Sequence[Word]) -> Iterator[Word]:
    """“S K I L L S” is one word: single letters at even small distances are."""
    start = 0
    while start < len(row):
        end = start + 1
        while end < len(row) and _may_be_spaced(row[end - 1], row[end]):
            end += 1
        yield from _spaced(row[start:end])
        start = end


def _may_be_spaced(one: Word, other: Word) -> bool:
    return (
        _is_letter(one.text)
        and _is_letter(other.text)
        and other.left - one.right <= _WIDEST_SPACED * max(one.size, other.size)
    )


def _is_letter(text: str) -> bool:
    return len(text) == 1 and (text.isalpha() or text in "&/-")


def _spaced(letters: Sequence[Word]) -> Sequence[Word]:
    """One word of the letters, with spaces where the distance is far larger than usual."""
    gaps = [other.left - one.right for one, other in pairwise(letters)]
    if len(letters) < _FEWEST_SPACED or median(gaps) > _SPACED * letters[0].size:
        return letters
    whole = letters[0]
    for letter, gap in zip(letters[1:], gaps, strict=True):
        whole = whole.followed_by(letter, " " if gap > _WORD_GAP * median(gaps) else "")
    return [whole]
