"""Which text of a page nobody who looks at it can see, decided on plain figures.

In doubt text counts as visible: what is left out is lost for the person whose CV it is.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from jobr_core.cvs.errors import TooComplex

Colour = tuple[int, int, int]
Box = tuple[float, float, float, float]
"""Left, bottom, right, top in points, y upwards as in the file."""

WHITE: Final[Colour] = (255, 255, 255)
# ISO 32000-1 §9.3.6: stroke only, neither fill nor stroke, add to the clipping path only.
_STROKED: Final = 1
_INVISIBLE: Final = frozenset({3, 7})
_SMALLEST_SIZE: Final = 2.0
# Of 255 a channel. Light grey ornaments differ from white by 30 and more.
_SAME_COLOUR: Final = 24
_MARGIN: Final = 1.0
# A scan has a picture of at least this share of the page, and hardly any text but what was
# recognised in it.
_SCANNED_SHARE: Final = 0.5
_RECOGNISED: Final = 4
# Of areas compared with the text of a page: half a second. Pages have dozens, charts some hundred.
_MOST_STEPS: Final = 4_000_000


class Hidden(StrEnum):
    """Why text is not seen, in words that follow “hidden text”."""

    INVISIBLE = "drawn invisibly"
    BLENDED = "in the colour of its background"
    TINY = "too small to see"
    OUTSIDE = "outside the page"


@dataclass(frozen=True, slots=True)
class Ink:
    """How a piece of text is painted."""

    mode: int
    size: float
    fill: Colour | None
    stroke: Colour | None
    transparent: bool

    @property
    def colour(self) -> Colour | None:
        """None if it is not one plain colour."""
        return self.stroke if self.mode == _STROKED else self.fill


@dataclass(frozen=True, slots=True)
class Painted:
    """An area painted in one colour, or in several (`colour` is None: a picture, a gradient).

    `order` is the number of text objects painted before.
    """

    order: int
    box: Box
    colour: Colour | None


@dataclass(frozen=True, slots=True)
class Ground:
    """What text of a page stands on."""

    page: Box
    painted: Sequence[Painted]
    _colours: set[Colour | None] = field(init=False, default_factory=set)
    _known: dict[Colour, bool] = field(init=False, default_factory=dict)
    _steps: Counter[str] = field(init=False, default_factory=Counter)

    def __post_init__(self) -> None:
        self._colours.update(area.colour for area in self.painted)

    def reason(self, ink: Ink, box: Box, order: int) -> Hidden | None:
        """Why text is hidden. BLENDED is a suspicion, as areas may be clipped or patterned: look
        at the page itself."""
        if ink.mode in _INVISIBLE or ink.transparent:
            return Hidden.INVISIBLE
        if not _touch(self.page, box):
            return Hidden.OUTSIDE
        if ink.size < _SMALLEST_SIZE and box[3] - box[1] < _SMALLEST_SIZE:
            return Hidden.TINY
        if ink.colour is not None and self._blends(ink.colour, box, order):
            return Hidden.BLENDED
        return None

    def _blends(self, colour: Colour, box: Box, order: int) -> bool:
        if not self.may_blend(colour):
            return False
        beneath = self._beneath(order, (box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
        return beneath is not None and same_colour(colour, beneath)

    def may_blend(self, colour: Colour) -> bool:
        """Quickly: most pages are black on white, with a few coloured rules."""
        if colour not in self._known:
            self._spend(8 * len(self._colours))
            self._known[colour] = any(
                other is not None and same_colour(colour, other)
                for other in (WHITE, *self._colours)
            )
        return self._known[colour]

    def _beneath(self, order: int, x: float, y: float) -> Colour | None:
        steps = 0
        for steps, area in enumerate(reversed(self.painted), start=1):
            left, bottom, right, top = area.box
            if area.order <= order and left <= x <= right and bottom <= y <= top:
                self._spend(steps)
                return area.colour
        self._spend(steps)
        return WHITE

    def _spend(self, steps: int) -> None:
        self._steps["all"] += steps
        if self._steps["all"] > _MOST_STEPS:
            raise TooComplex(
                "Text and shapes of a page are too many to tell what is hidden; save the CV as a "
                "simpler file."
            )

    def is_scan(self, visible: int, invisible: int) -> bool:
        """Whether the invisible text is what was recognised in a scanned page."""
        left, bottom, right, top = self.page
        largest = max(
            (_area(area.box) for area in self.painted if area.colour is None), default=0.0
        )
        return invisible > _RECOGNISED * visible and largest >= _SCANNED_SHARE * (right - left) * (
            top - bottom
        )


def same_colour(one: Colour, other: Colour) -> bool:
    return all(abs(a - b) <= _SAME_COLOUR for a, b in zip(one, other, strict=True))


def is_uniform(pixels: Iterable[bytes]) -> bool:
    """Whether rows of RGB pixels show nothing: one colour, nearly."""
    least, most = [255, 255, 255], [0, 0, 0]
    for row in pixels:
        for channel in range(3):
            values = row[channel::3]
            if values:
                least[channel] = min(least[channel], *values)
                most[channel] = max(most[channel], *values)
    return all(high - low <= _SAME_COLOUR for low, high in zip(least, most, strict=True))


def warning(hidden: Mapping[Hidden, int]) -> tuple[str, ...]:
    """A sentence on so many characters left out, by kind; none if nothing was."""
    total = sum(hidden.values())
    if not total:
        return ()
    kinds = ", ".join(kind for kind in Hidden if hidden.get(kind))
    sentence = (
        f"About {_rounded(total):,} characters of hidden text ({kinds}) were left out; nobody "
        "reading the CV sees them."
    )
    return (sentence,)


def _rounded(number: int) -> int:
    return round(number, 2 - len(str(number)))


def _touch(one: Box, other: Box) -> bool:
    return (
        other[2] > one[0] + _MARGIN
        and other[0] < one[2] - _MARGIN
        and other[3] > one[1] + _MARGIN
        and other[1] < one[3] - _MARGIN
    )


def _area(box: Box) -> float:
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])
