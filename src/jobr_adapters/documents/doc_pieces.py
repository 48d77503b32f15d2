"""Where the text of a Word 97–2003 file stands ([MS-DOC] §2.4, §2.5, §2.8)."""

import struct
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from jobr_adapters.documents.doc_files import WordStreams
from jobr_core.cvs.bounds import MOST_CHARACTERS
from jobr_core.cvs.errors import Corrupt, Encrypted, TooComplex, UnsupportedType

_WORD_97, _WORD_95 = 0xA5EC, 0xA5DC
_IS_ENCRYPTED, _SECOND_TABLE = 0x0100, 0x0200
_MOST_PIECES: Final = 20_000
_MOST_TEXT: Final = 2 * MOST_CHARACTERS
_CLX: Final = 33
_COMPRESSED: Final = 0x4000_0000


@dataclass(frozen=True, slots=True)
class Fib:
    """The file information block: how long each story is, and where the tables are."""

    lengths: Sequence[int]
    tables: bytes
    places: Sequence[int]

    def table(self, index: int) -> bytes:
        """One of the structures of FibRgFcLcb97; nothing if the file has none."""
        if 2 * index + 1 >= len(self.places):
            return b""
        start, size = self.places[2 * index : 2 * index + 2]
        if start + size > len(self.tables):
            raise Corrupt
        return self.tables[start : start + size]


def fib_of(streams: WordStreams) -> Fib:
    """Raises Corrupt, Encrypted, or UnsupportedType for what is older than Word 97."""
    document = streams.document
    (ident,) = struct.unpack_from("<H", document, 0)
    (flags,) = struct.unpack_from("<H", document, 10)
    if ident == _WORD_95:
        raise UnsupportedType(
            "The file was written by Word 95 or older; save it as DOCX or PDF and try again."
        )
    if ident != _WORD_97:
        raise Corrupt
    if flags & _IS_ENCRYPTED:
        raise Encrypted
    at = 32
    _, at = _counted(document, at, "H")
    lengths, at = _counted(document, at, "i")
    places, _ = _counted(document, at, "Q")
    halves = struct.unpack(f"<{2 * len(places)}I", struct.pack(f"<{len(places)}Q", *places))
    tables = streams.tables[1 if flags & _SECOND_TABLE else 0]
    return Fib(lengths, tables, halves)


def _counted(document: bytes, at: int, kind: str) -> tuple[tuple[int, ...], int]:
    (count,) = struct.unpack_from("<H", document, at)
    numbers = struct.unpack_from(f"<{count}{kind}", document, at + 2)
    return numbers, at + 2 + struct.calcsize(f"<{count}{kind}")


@dataclass(frozen=True, slots=True)
class Pieces:
    """The text of all stories in one row, piece by piece."""

    starts: Sequence[int]
    _places: Sequence[tuple[int, int]]
    _document: bytes

    def text(self, start: int, end: int) -> str:
        """Characters from one position to another. Raises TooComplex."""
        if end - start > _MOST_TEXT:
            raise TooComplex
        return "".join(self._texts(start, end))

    def offset(self, position: int) -> int:
        """Where in the document's stream a character stands."""
        number = bisect_right(self.starts, position) - 1
        place, width = self._places[min(number, len(self._places) - 1)]
        return place + (position - self.starts[number]) * width

    def _texts(self, start: int, end: int) -> Iterator[str]:
        first_piece = max(bisect_right(self.starts, start) - 1, 0)
        for number in range(first_piece, bisect_left(self.starts, end, hi=len(self._places))):
            place, width = self._places[number]
            since, until = max(start, self.starts[number]), min(end, self.starts[number + 1])
            if since < until:
                first = place + (since - self.starts[number]) * width
                data = self._document[first : first + (until - since) * width]
                if len(data) < (until - since) * width:
                    raise Corrupt
                # A piece may end within a pair of surrogates; they are joined afterwards.
                yield (
                    data.decode("cp1252", "replace")
                    if width == 1
                    else data.decode("utf-16-le", "surrogatepass")
                )


def pieces_of(streams: WordStreams, fib: Fib) -> Pieces:
    """Raises Corrupt or TooComplex."""
    table = _piece_table(fib.table(_CLX))
    count = (len(table) - 4) // 12
    if count > _MOST_PIECES:
        raise TooComplex
    starts = struct.unpack_from(f"<{count + 1}I", table, 0)
    if count < 1 or any(one >= two for one, two in pairwise(starts)):
        raise Corrupt
    if starts[-1] > _MOST_TEXT:
        raise TooComplex
    places = [
        ((place & ~_COMPRESSED) // 2, 1) if place & _COMPRESSED else (place, 2)
        for _, place, _ in struct.iter_unpack("<HIH", table[4 * (count + 1) :][: 8 * count])
    ]
    return Pieces(starts, places, streams.document)


def _piece_table(clx: bytes) -> bytes:
    """After any number of property lists ([MS-DOC] §2.9.38)."""
    at = 0
    while clx[at : at + 1] == b"\x01":
        (size,) = struct.unpack_from("<H", clx, at + 1)
        at += 3 + size
    mark, size = struct.unpack_from("<BI", clx, at)
    if mark != 2 or size != len(clx[at + 5 : at + 5 + size]):
        raise Corrupt
    return clx[at + 5 : at + 5 + size]
