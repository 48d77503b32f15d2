"""Objects that the cross-reference table does not lead to, but another reader may find: one that
rebuilds the table, or reads comments, hybrid tables (ISO 32000-1 §7.5.8.4) or wrong offsets its own
way. Former versions of objects, which incremental updates leave behind, are among them.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Final

from pypdf import PdfReader
from pypdf.errors import LimitReachedError
from pypdf.generic import IndirectObject, PdfObject, StreamObject, read_object

from jobr_core.cvs.errors import Corrupt, TooComplex

# Of an object, or of a trailer, which may hold the catalog itself.
_BEGINNING: Final = re.compile(rb"(?<![A-Za-z])(?:obj|trailer)")
_MOST: Final = 40_000
_GAP: Final = rb"(?:[\0\t\n\f\r ]|%[^\r\n]*+[\r\n])"
_HEAD: Final = re.compile(rb"(\d{1,10})" + _GAP + rb"++(\d{1,10})" + _GAP + rb"++\Z")
_BLANK: Final = re.compile(_GAP + rb"*+")
# Of blanks and comments, before “obj” and after it; no program writes nearly as many.
_LONGEST_HEAD: Final = 256
_LONGEST_BLANK: Final = 4_096
# Strings, numbers and references cannot act by themselves.
_BODY: Final = re.compile(rb"<<|\[|/")
_PAIR: Final = re.compile(rb"[\0\t\n\f\r ]*+(\d{1,10})[\0\t\n\f\r ]++(\d{1,10})")
# Each digit takes a microsecond; signatures have some ten thousand.
_LONG_HEX: Final = re.compile(rb"<[0-9A-Fa-f\0\t\n\f\r ]{64,}+")
_MOST_HEX: Final = 500_000


def refuse_long_strings(content: bytes) -> None:
    if sum(found.end() - found.start() for found in _LONG_HEX.finditer(content)) > _MOST_HEX:
        raise TooComplex


def unlisted_objects(content: bytes, reader: PdfReader) -> Iterator[PdfObject]:
    """Every object written in the file, except those found by the table where it says."""
    read = 0
    for count, found in enumerate(_BEGINNING.finditer(content)):
        head = _HEAD.search(content, max(0, found.start() - _LONGEST_HEAD), found.start())
        if head and _is_listed(reader, int(head[1]), int(head[2]), head.start()):
            continue
        start = _body(content, found.end())
        if content.startswith(b"<<", start) or (head and _BODY.match(content, start)):
            yield _parsed(reader, start, head)
            read += reader.stream.tell() - start
        # They may be written inside of each other.
        if read > 2 * len(content) or count > _MOST:
            raise TooComplex


def _is_listed(reader: PdfReader, number: int, generation: int, start: int) -> bool:
    listed = reader.xref.get(generation, {}).get(number) == start
    free = reader.xref_free_entry.get(generation, {}).get(number, False)
    return listed and not free and (generation > 0 or number not in reader.xref_objStm)


def _body(content: bytes, start: int) -> int:
    blank = _BLANK.match(content, start, start + _LONGEST_BLANK)
    end = blank.end() if blank else start
    if end == start + _LONGEST_BLANK:
        raise Corrupt
    return end


def _parsed(reader: PdfReader, start: int, head: re.Match[bytes] | None) -> PdfObject:
    reader.stream.seek(start)
    try:
        found = read_object(reader.stream, reader)
        if reader._encryption is not None and head:  # noqa: SLF001 - of the table's objects only
            found = reader._encryption.decrypt_object(  # noqa: SLF001
                found, int(head[1]), int(head[2]), strict=False
            )
    except LimitReachedError:
        raise
    except (MemoryError, RecursionError):
        raise
    except Exception as error:
        raise Corrupt from error
    return found


def members(stream: StreamObject, data: bytes, reader: PdfReader) -> Iterator[PdfObject]:
    """What is in an object stream (§7.5.7), whatever it says of its length and the table of it."""
    first = stream.get("/First")
    first = first.get_object() if isinstance(first, IndirectObject) else first
    if not isinstance(first, int) or first < 0:
        raise Corrupt
    refuse_long_strings(data)
    unread, read = BytesIO(data), 0
    for offset in _offsets(data, first):
        blank = _BLANK.match(data, first + offset)
        start = blank.end() if blank else first + offset
        if start >= len(data):
            continue
        unread.seek(start)
        yield read_object(unread, reader)
        read += unread.tell() - start
        if read > 2 * len(data):
            raise TooComplex


def _offsets(data: bytes, first: int) -> Iterator[int]:
    """From the pairs of number and offset it begins with."""
    end = 0
    while pair := _PAIR.match(data, end, first):
        yield int(pair[2])
        end = pair.end()
