"""How much the streams of a PDF unpack to, without unpacking all of it.

Pictures and fonts are left to who draws them: they are the bulk of most files, and a bomb in one
of them ends the sandboxed child and nothing else.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from pypdf import apply_configuration
from pypdf.errors import LimitReachedError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

from jobr_adapters.documents.pdf_xml import refuse_entities
from jobr_core.cvs.errors import ArchiveBomb

LARGEST_STREAM: Final = 10_000_000
MOST_DECODED: Final = 40_000_000
_PICTURES: Final = frozenset({"/Image", "/Type1C", "/CIDFontType0C", "/OpenType"})
_DIFFERENCES: Final = frozenset({"/DecodeParms", "/DP"})
_FONT_LENGTH: Final = "/Length1"
MOST_PREDICTED: Final = 1_000_000
"""Of bytes that are written as differences (ISO 32000-1 §7.4.4.4) and no picture: cross-reference
streams, of a few thousand. Each takes up to a microsecond."""


@dataclass(slots=True)
class Unpacked:
    """What was unpacked of one file so far."""

    total: int = 0
    predicted: int = 0
    sizes: dict[int, int] = field(default_factory=dict)
    kept: list[StreamObject] = field(default_factory=list)  # so that no other has its id

    def add_stream(self, stream: StreamObject) -> None:
        """A stream that is no picture."""
        subtype = stream.get("/Subtype")
        if subtype in _PICTURES or _FONT_LENGTH in stream:
            return
        if stream.get("/Type") == "/Metadata" or subtype == "/XML":
            refuse_entities(self.data(stream))
        self._count(self._size(stream))

    def add_page(self, page: DictionaryObject) -> None:
        """What a page draws, each part as often as it is listed."""
        contents = resolved(page.get("/Contents"))
        parts: Iterable[object] = contents if isinstance(contents, ArrayObject) else [contents]
        for part in parts:
            stream = resolved(part)
            if isinstance(stream, StreamObject):
                self._count(self._size(stream))

    def _size(self, stream: StreamObject) -> int:
        if id(stream) not in self.sizes:
            self.sizes[id(stream)] = len(self._first_decoded(stream))
            self.kept.append(stream)
        return self.sizes[id(stream)]

    def data(self, stream: StreamObject) -> bytes:
        """Kept by the stream itself once it was decoded."""
        return _decoded(stream) if self._size(stream) else b""

    def _first_decoded(self, stream: StreamObject) -> bytes:
        if not stream.keys() & _DIFFERENCES:
            return _decoded(stream)
        with apply_configuration(zlib_maximum_output_length=MOST_PREDICTED - self.predicted):
            data = _decoded(stream)
        self.predicted = min(self.predicted + len(data), MOST_PREDICTED - 1)
        return data

    def _count(self, size: int) -> None:
        self.total += size
        if self.total > MOST_DECODED:
            raise ArchiveBomb


def resolved(value: object) -> object:
    return value.get_object() if isinstance(value, IndirectObject) else value


def _decoded(stream: StreamObject) -> bytes:
    """What the stream holds; nothing if it is damaged: whether that matters, its reader knows."""
    try:
        return stream.get_data()
    except LimitReachedError as error:
        raise ArchiveBomb from error
    except (MemoryError, RecursionError):
        raise
    except Exception:  # noqa: BLE001 - decoders raise whatever zlib, struct or codecs do
        return b""
