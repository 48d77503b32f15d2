"""Whether the structure of a PDF may be read at all: decided on its parsed objects, before any
page is drawn. What makes an object active content is in `pdf_active`.

Figures per file, chosen so that a CV of fifty pages stays far below each of them.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from pypdf import Configuration, PdfReader, apply_configuration
from pypdf.errors import (
    DependencyError,
    FileNotDecryptedError,
    LimitReachedError,
    PyPdfError,
)
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    PdfObject,
    StreamObject,
)

from jobr_adapters.documents.extracted import MOST_PAGES
from jobr_adapters.documents.pdf_active import refuse_active, refuse_active_name
from jobr_adapters.documents.pdf_orphans import members, refuse_long_strings, unlisted_objects
from jobr_adapters.documents.pdf_streams import (
    LARGEST_STREAM,
    MOST_DECODED,
    MOST_PREDICTED,
    Unpacked,
    resolved,
)
from jobr_adapters.documents.pdf_twice import unambiguous
from jobr_core.cvs.errors import Corrupt, Encrypted, TooComplex

_MOST_OBJECTS: Final = 20_000
_MOST_NODES: Final = 1_000_000
_MOST_TREE_NODES: Final = 500
_DEEPEST_TREE: Final = 20
_LIMITS: Final = Configuration(
    maximum_declared_stream_length=20_000_000,
    array_based_stream_maximum_output_length=LARGEST_STREAM,
    zlib_maximum_output_length=LARGEST_STREAM,
    zlib_maximum_recovery_input_length=200_000,
    # Decoded byte by byte in Python, and written by nobody since about 2000.
    lzw_maximum_output_length=1_000_000,
    run_length_maximum_output_length=1_000_000,
    brotli_maximum_output_length=0,
    jbig2_maximum_output_length=0,
    stream_filters_maximum_length=4,
    stream_decoding_work_maximum_length=MOST_DECODED,
    xmp_maximum_input_length=1_000_000,
    jbig2dec_binary=None,
    disable_legacy_handling=True,
)


def checked_pages(content: bytes) -> int:
    """How many pages there really are. Raises Refused if the file must not be read on."""
    # "endobj" counts as well: without a table of objects every one of them is searched for.
    if content.count(b"obj") > 2 * _MOST_OBJECTS:
        raise _too_many("parts", _MOST_OBJECTS)
    refuse_long_strings(content)
    with apply_configuration(_LIMITS), unambiguous():
        try:
            return _Inspection(content, _opened(content)).pages()
        except FileNotDecryptedError as error:
            raise Encrypted from error
        except LimitReachedError as error:
            raise TooComplex from error


def _opened(content: bytes) -> PdfReader:
    try:
        with apply_configuration(zlib_maximum_output_length=2 * MOST_PREDICTED):
            return PdfReader(
                io.BytesIO(content),
                root_object_recovery_limit=_MOST_OBJECTS,
                xref_stream_maximum_entries=10 * _MOST_OBJECTS,
            )
    except LimitReachedError:
        raise
    except (PyPdfError, DependencyError, NotImplementedError, TypeError) as error:
        if isinstance(error, FileNotDecryptedError) or b"/Encrypt" in content:
            raise Encrypted from error
        raise Corrupt from error


@dataclass(slots=True)
class _Inspection:
    content: bytes
    reader: PdfReader
    unpacked: Unpacked = field(default_factory=Unpacked)
    nodes: int = 0

    def pages(self) -> int:
        self._inspect_all()
        pages = list(self._leaves())
        if not pages:
            raise Corrupt("The file has no pages; save it again and retry.")
        for page in pages:
            self.unpacked.add_page(page)
        return len(pages)

    def _inspect_all(self) -> None:
        listed = list(self._objects())
        for found in listed:  # before a reference has one of them unpacked without these limits
            self._unpack(found)
        for found in listed:
            self._inspect(found)
        for found in unlisted_objects(self.content, self.reader):
            self._unpack(found)
            self._inspect(found)

    def _unpack(self, found: PdfObject) -> None:
        if isinstance(found, StreamObject):
            self.unpacked.add_stream(found)

    def _objects(self) -> Iterator[PdfObject]:
        """Every object the table has the place of, used or not."""
        reader = self.reader
        numbers = [(n, g) for g, offsets in reader.xref.items() for n in offsets]
        if len(numbers) + len(reader.xref_objStm) > _MOST_OBJECTS:
            raise _too_many("parts", _MOST_OBJECTS)
        for number, generation in numbers:
            try:
                found = reader.get_object(IndirectObject(number, generation, reader))
            except (FileNotDecryptedError, LimitReachedError):
                raise
            except PyPdfError as error:
                # An entry of the table that points nowhere is a common flaw and harmless.
                if re.search(rb"(?<!\d)%d\s+%d\s+obj" % (number, generation), self.content):
                    raise Corrupt from error
                continue
            if found is not None:
                yield found

    def _inspect(self, found: PdfObject) -> None:
        """The object and all that is written inside of it."""
        self._inspect_values(found)
        if isinstance(found, NameObject):
            refuse_active_name(found)
        if isinstance(found, StreamObject) and _is_object_stream(found):
            for member in members(found, self.unpacked.data(found), self.reader):
                self._inspect_values(member)

    def _inspect_values(self, found: PdfObject) -> None:
        pending: list[object] = [found]
        while pending:
            node = pending.pop()
            if isinstance(node, DictionaryObject):
                refuse_active(node)
                pending.extend(node.values())
                self.nodes += len(node)
            elif isinstance(node, ArrayObject):
                pending.extend(node)
                self.nodes += len(node)
            if self.nodes > _MOST_NODES:
                raise _too_many("values", _MOST_NODES)

    def _leaves(self) -> Iterator[DictionaryObject]:
        """Pages by the tree itself: /Count is what the file says of itself (ISO 32000-1 §7.7.3)."""
        pending: list[tuple[object, int]] = [(self.reader.root_object.get("/Pages"), 0)]
        visited = pages = 0
        while pending:
            reference, depth = pending.pop()
            node = resolved(reference)
            visited += 1
            if visited > _MOST_TREE_NODES or depth > _DEEPEST_TREE:
                raise _too_many("pages", MOST_PAGES)
            if not isinstance(node, DictionaryObject):
                continue
            kids = resolved(node.get("/Kids"))
            if isinstance(kids, ArrayObject):
                pending.extend((kid, depth + 1) for kid in kids[::-1])
                continue
            pages += 1
            if pages > MOST_PAGES:
                raise _too_many("pages", MOST_PAGES)
            yield node


def _is_object_stream(stream: StreamObject) -> bool:
    return stream.get("/Type") == "/ObjStm" or ("/N" in stream and "/First" in stream)


def _too_many(what: str, most: int) -> TooComplex:
    return TooComplex(
        f"The file has more than {most:,} {what}, which is more than Jobr reads; save the CV alone "
        "and try again."
    )
