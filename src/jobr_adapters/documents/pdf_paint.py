"""What is painted on a page, as pdfium knows it: areas in their order, and pixels when asked."""

import ctypes
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import pypdfium2 as pdfium
from pypdfium2 import raw

from jobr_adapters.documents.pdf_hidden import Box, Colour, Painted
from jobr_core.cvs.errors import TooComplex

_MOST_OBJECTS: Final = 100_000
_DEEPEST: Final = 12
# Rules and underlines are no ground to write on.
_THINNEST: Final = 4.0
_SMALLEST_DOT: Final = 1.5
_LARGEST_DOT: Final = 7.0
_LARGEST_SIDE: Final = 1_500

Matrix = tuple[float, float, float, float, float, float]
_UNCHANGED: Final[Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


# Filled by pdfium at each call; making them anew would take longer than the calls.
_RED, _GREEN, _BLUE, _ALPHA = (ctypes.c_uint() for _ in range(4))
_LEFT, _BOTTOM, _RIGHT, _TOP = (ctypes.c_float() for _ in range(4))
_FILLED, _STROKED = ctypes.c_int(), ctypes.c_int()


def colour_of(read: Callable[..., Any], found: Any) -> tuple[Colour | None, int]:
    """The colour of a page object and how opaque it is (0–255)."""
    if not found or not read(found, _RED, _GREEN, _BLUE, _ALPHA):
        return None, 255
    return (_RED.value, _GREEN.value, _BLUE.value), _ALPHA.value


@dataclass(slots=True)
class Painting:
    """The areas of a page, lowest first, and the place of each text object among them.

    `dots` are small round or square shapes, as browsers draw the bullets of lists.
    """

    page: pdfium.PdfPage
    areas: list[Painted] = field(init=False, default_factory=list)
    dots: list[Box] = field(init=False, default_factory=list)
    order: dict[int, int] = field(init=False, default_factory=dict)
    texts: list[tuple[Any, Matrix]] = field(init=False, default_factory=list)
    _count: int = field(init=False, default=0)
    _rows: list[bytes] = field(init=False, default_factory=list)
    _scale: float = field(init=False, default=1.0)

    def __post_init__(self) -> None:
        page = self.page.raw
        self._add_all(
            (
                raw.FPDFPage_GetObject(page, index)
                for index in range(raw.FPDFPage_CountObjects(page))
            ),
            _UNCHANGED,
            0,
        )

    def _add_all(self, objects: Iterable[Any], matrix: Matrix, depth: int) -> None:
        for found in objects:
            self._count += 1
            if self._count > _MOST_OBJECTS:
                raise TooComplex(
                    "The pages are drawn of more pieces than Jobr reads; save the CV as a simpler "
                    "file."
                )
            kind = raw.FPDFPageObj_GetType(found)
            if kind == raw.FPDF_PAGEOBJ_TEXT:
                self.order[ctypes.addressof(found.contents)] = len(self.texts)
                self.texts.append((found, matrix))
            elif kind == raw.FPDF_PAGEOBJ_PATH:
                self._add_path(found, matrix)
            elif kind == raw.FPDF_PAGEOBJ_FORM:
                self._add_form(found, matrix, depth)
            else:
                self._add_area(_bounds(found, matrix), None)

    def _add_path(self, found: Any, matrix: Matrix) -> None:
        raw.FPDFPath_GetDrawMode(found, _FILLED, _STROKED)
        filled = _FILLED.value != raw.FPDF_FILLMODE_NONE
        if not (filled or _STROKED.value):
            return
        box = _bounds(found, matrix)
        if _is_dot(box):
            self.dots.append(box)
        elif filled:
            colour, alpha = colour_of(raw.FPDFPageObj_GetFillColor, found)
            if alpha:
                self._add_area(box, colour if alpha == 255 else None)

    def _add_area(self, box: Box, colour: Colour | None) -> None:
        if min(box[2] - box[0], box[3] - box[1]) >= _THINNEST:
            self.areas.append(Painted(len(self.texts), box, colour))

    def _add_form(self, found: Any, matrix: Matrix, depth: int) -> None:
        if depth >= _DEEPEST:
            return
        own = raw.FS_MATRIX()
        raw.FPDFPageObj_GetMatrix(found, own)
        inner = _product((own.a, own.b, own.c, own.d, own.e, own.f), matrix)
        count = raw.FPDFFormObj_CountObjects(found)
        self._add_all(
            (raw.FPDFFormObj_GetObject(found, index) for index in range(count)), inner, depth + 1
        )

    def place(self, order: int) -> tuple[float, float]:
        """Where a text object begins."""
        found, matrix = self.texts[order]
        own = raw.FS_MATRIX()
        raw.FPDFPageObj_GetMatrix(found, own)
        return _moved(own.e, own.f, matrix)

    def pixels(self, box: Box) -> Iterator[bytes]:
        """Rows of the page as it looks, about one pixel a point; `box` is from its top left."""
        if not self._rows:
            self._scale = min(1.0, _LARGEST_SIDE / max(*self.page.get_size(), 1.0))
            self._rows = _rendered(self.page, self._scale)
        left, top, right, bottom = (max(0, round(side * self._scale)) for side in box)
        for row in self._rows[top : max(bottom, top + 1)]:
            yield row[3 * left : 3 * max(right, left + 1)]


def _rendered(page: pdfium.PdfPage, scale: float) -> list[bytes]:
    bitmap = page.render(scale=scale, may_draw_forms=False, force_bitmap_format=raw.FPDFBitmap_BGR)
    data = bytes(bitmap.buffer)
    return [data[start : start + 3 * bitmap.width] for start in range(0, len(data), bitmap.stride)]


def _bounds(found: Any, matrix: Matrix) -> Box:
    raw.FPDFPageObj_GetBounds(found, _LEFT, _BOTTOM, _RIGHT, _TOP)
    box = _LEFT.value, _BOTTOM.value, _RIGHT.value, _TOP.value
    if matrix is _UNCHANGED:
        return box
    corners = [_moved(x, y, matrix) for x in (box[0], box[2]) for y in (box[1], box[3])]
    xs, ys = zip(*corners, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _is_dot(box: Box) -> bool:
    width, height = box[2] - box[0], box[3] - box[1]
    return _SMALLEST_DOT <= width <= _LARGEST_DOT and abs(width - height) <= 0.2 * width


def _moved(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _product(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (
        a * p + b * r, a * q + b * s,
        c * p + d * r, c * q + d * s,
        e * p + f * r + t, e * q + f * s + u,
    )  # fmt: skip
