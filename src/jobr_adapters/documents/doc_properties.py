"""What the paragraphs of a Word 97–2003 file are: headings, list items, cells ([MS-DOC] §2.9)."""

import struct
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import Any, Final

from jobr_adapters.documents.doc_files import WordStreams
from jobr_adapters.documents.doc_pieces import Fib
from jobr_core.cvs.errors import Corrupt

_PAGE: Final = 512
_PLC_PAPX: Final = 13
_HEADINGS: Final = range(1, 10)
# Sizes of operands by the upper bits of the property's number; 6 says its own ([MS-DOC] §2.6.1).
_SIZES: Final = (1, 1, 2, 4, 2, 2, 0, 3)
_TABLE_DEFINITION, _TABS = 0xD608, 0xC615


@dataclass(frozen=True, slots=True)
class Properties:
    """Of a paragraph; spaces in twentieths of a point."""

    heading: bool = False
    listed: bool = False
    in_table: bool = False
    ends_row: bool = False
    before: int = 0
    after: int = 0


class ParagraphProperties:
    """Looked up by where in the stream a paragraph's mark stands."""

    def __init__(self, streams: WordStreams, fib: Fib) -> None:
        runs = sorted(_runs(streams.document, fib.table(_PLC_PAPX)), key=itemgetter(0))
        self._starts = [run[0] for run in runs]
        self._runs = runs

    @property
    def known(self) -> bool:
        """Whether the file says anything at all."""
        return bool(self._runs)

    def at(self, offset: int) -> Properties:
        """Of the paragraph whose mark stands there."""
        number = bisect_right(self._starts, offset) - 1
        if number < 0 or offset >= self._runs[number][1]:
            return Properties()
        _, _, page, at = self._runs[number]
        return _properties(page, at) if at else Properties()


def _runs(document: bytes, plc: bytes) -> Iterator[tuple[int, int, bytes, int]]:
    """From where to where, and what: page by page ([MS-DOC] §2.9.172 PapxFkp)."""
    count = (len(plc) - 4) // 8
    if count * _PAGE > len(document):
        raise Corrupt
    for (page,) in struct.iter_unpack("<I", plc[4 * (count + 1) :][: 4 * max(count, 0)]):
        start = (page & 0x3F_FFFF) * _PAGE
        data = document[start : start + _PAGE]
        if len(data) == _PAGE:
            yield from _runs_on(data)


def _runs_on(page: bytes) -> Iterator[tuple[int, int, bytes, int]]:
    count = page[-1]
    places = struct.unpack_from(f"<{count + 1}I", page, 0)
    for number in range(count):
        at = 2 * page[4 * (count + 1) + 13 * number]
        yield places[number], places[number + 1], page, at


def _properties(page: bytes, at: int) -> Properties:
    size = 2 * page[at] - 1
    if page[at] == 0:
        at += 1
        size = 2 * page[at]
    data = page[at + 1 : at + 1 + size]
    (style,) = struct.unpack_from("<H", data, 0)
    found = Properties(heading=style in _HEADINGS)
    for number, operand in _modifiers(data[2:]):
        found = _modified(found, number, operand)
    return found


def _modifiers(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Single property modifiers one after the other ([MS-DOC] §2.2.5.1)."""
    at = 0
    while at + 3 <= len(data):
        (number,) = struct.unpack_from("<H", data, at)
        at += 2
        size = _SIZES[number >> 13]
        if number == _TABLE_DEFINITION:
            size = struct.unpack_from("<H", data, at)[0] + 1 if at + 2 <= len(data) else 2
        elif size == 0:
            size = data[at] + 1
        yield number, data[at : at + size]
        if number == _TABS and data[at] == 255:
            return
        at += size


def _modified(found: Properties, number: int, operand: bytes) -> Properties:
    change = _MODIFIERS.get(number)
    value = int.from_bytes(operand[:4], "little")
    return replace(found, **change(value)) if change else found


# [MS-DOC] §2.6.2: sprmPFInTable, sprmPFTtp, sprmPIlfo, sprmPOutLvl, sprmPDyaBefore, sprmPDyaAfter
_MODIFIERS: Final[Mapping[int, Callable[[int], dict[str, Any]]]] = {
    0x2416: lambda value: {"in_table": bool(value)},
    0x2417: lambda value: {"ends_row": bool(value)},
    0x460B: lambda value: {"listed": 0 < value < 0xF801},
    0x2640: lambda value: {"heading": value < 9},
    0xA413: lambda value: {"before": value},
    0xA414: lambda value: {"after": value},
}
