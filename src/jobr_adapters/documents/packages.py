"""The parts of an Office file, a ZIP archive, read so that nobody can see other parts in it.

The standard library's zipfile is as lenient as an unpacker should be: it joins archives, ignores
what local headers say, and takes the last of two parts of one name. What is read here must be
what Word and a malware scanner read, so everything two readers could differ on is refused.
"""

import re
import struct
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from stat import S_IFLNK, S_IFMT
from typing import Final

from jobr_core.cvs.errors import ArchiveBomb, Corrupt, Encrypted, TooComplex

_MOST_ENTRIES: Final = 1_000
_LARGEST_PART: Final = 20 * 1024 * 1024
_LARGEST_PACKAGE: Final = 50 * 1024 * 1024
# Up to a megabyte anything may shrink well; above, no CV shrinks to a hundredth.
_RATIO_MATTERS_FROM: Final = 1024 * 1024
_HIGHEST_RATIO: Final = 100

# APPNOTE §4.3.7, §4.3.12, §4.3.14–16
_LOCAL: Final = struct.Struct("<4sHHHHHIIIHH")
_CENTRAL: Final = struct.Struct("<4sHHHHHHIIIHHHHHII")
_END: Final = struct.Struct("<4sHHHHIIH")
_LOCATOR_64: Final = struct.Struct("<4sIQI")
_END_64: Final = struct.Struct("<4sQHHIIQQQQ")
_STORED, _DEFLATED, _AES = 0, 8, 99
_IS_ENCRYPTED, _SIZES_FOLLOW, _IS_UTF8 = 0x0001 | 0x0040, 0x0008, 0x0800
_NARROW: Final = 0xFFFFFFFF
_ZIP64: Final = 0x0001
_BAD_NAME: Final = re.compile(r"^$|^/|\\|:|[\x00-\x1f\x7f]|(?:^|/)\.{1,2}(?:/|$)|//")


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    raw_name: bytes
    flags: int
    method: int
    checksum: int
    packed: int
    size: int
    offset: int


@dataclass(slots=True)
class Room:
    """How much a package and those within it may still hold."""

    entries: int = _MOST_ENTRIES
    size: int = _LARGEST_PACKAGE

    def take(self, entries: int, size: int) -> None:
        """Raises ArchiveBomb or TooComplex."""
        self.entries -= entries
        self.size -= size
        if self.entries < 0:
            raise TooComplex
        if self.size < 0:
            raise ArchiveBomb


def parts_of(content: bytes, room: Room) -> Mapping[str, bytes]:
    """Parts by name. Raises ArchiveBomb, Corrupt, Encrypted or TooComplex."""
    try:
        start, entries = _directory(content)
        _check_names(entries)
        room.take(len(entries), sum(entry.size for entry in entries))
        _check_sizes(entries)
        _check_places(content, entries, start)
        return {
            entry.name: _unpacked(content, entry)
            for entry in entries
            if not entry.name.endswith("/")
        }
    except (struct.error, zlib.error, UnicodeDecodeError) as error:
        raise Corrupt from error


def _directory(content: bytes) -> tuple[int, list[_Entry]]:
    """Where the central directory begins, and its entries."""
    at = content.rfind(b"PK\x05\x06", max(0, len(content) - 65_557))
    if at < 0:
        raise Corrupt
    _, _, _, _, count, size, start, _ = _END.unpack_from(content, at)
    end = at
    if _NARROW in (size, start) or count == 0xFFFF:
        end, count, size, start = _directory_64(content, at)
    if count > _MOST_ENTRIES:
        raise TooComplex
    if start + size != end:
        raise Corrupt
    entries = list(_entries(content, start, end))
    if len(entries) != count:
        raise Corrupt
    return start, entries


def _directory_64(content: bytes, end: int) -> tuple[int, int, int, int]:
    if end < _LOCATOR_64.size:
        raise Corrupt
    mark, _, at, _ = _LOCATOR_64.unpack_from(content, end - _LOCATOR_64.size)
    if mark != b"PK\x06\x07" or at > end:
        raise Corrupt
    mark, _, _, _, _, _, _, count, size, start = _END_64.unpack_from(content, at)
    if mark != b"PK\x06\x06":
        raise Corrupt
    return at, count, size, start


def _entries(content: bytes, at: int, end: int) -> Iterator[_Entry]:
    while at < end:
        mark, made_by, _, flags, method, _, _, checksum, *rest = _CENTRAL.unpack_from(content, at)
        packed, size, name_size, extra_size, comment_size, _, _, attributes, offset = rest
        if mark != b"PK\x01\x02" or _is_link(made_by, attributes):
            raise Corrupt
        names_end = at + _CENTRAL.size + name_size
        raw_name = content[names_end - name_size : names_end]
        extra = content[names_end : names_end + extra_size]
        size, packed, offset = _wide((size, packed, offset), extra)
        name = raw_name.decode("utf-8" if flags & _IS_UTF8 else "cp437")
        yield _Entry(name, raw_name, flags, method, checksum, packed, size, offset)
        at = names_end + extra_size + comment_size
    if at != end:
        raise Corrupt


def _is_link(made_by: int, attributes: int) -> bool:
    on_unix = made_by >> 8 in (3, 19)
    return on_unix and S_IFMT(attributes >> 16) == S_IFLNK


def _wide(numbers: tuple[int, ...], extra: bytes) -> list[int]:
    """Numbers that did not fit stand in the ZIP64 field, in this order (APPNOTE §4.5.3)."""
    if _NARROW not in numbers:
        return list(numbers)
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, at)
        if kind == _ZIP64:
            wide = (
                number for (number,) in struct.iter_unpack("<Q", extra[at + 4 :][: length & ~7])
            )
            return [next(wide, number) if number == _NARROW else number for number in numbers]
        at += 4 + length
    raise Corrupt


def _check_names(entries: list[_Entry]) -> None:
    names = [entry.name.rstrip("/").casefold() for entry in entries]
    if len(set(names)) != len(names) or any(map(_BAD_NAME.search, names)):
        raise Corrupt
    for entry in entries:
        if entry.flags & _IS_ENCRYPTED or entry.method == _AES:
            raise Encrypted
        if entry.method not in (_STORED, _DEFLATED):
            raise Corrupt


def _check_sizes(entries: list[_Entry]) -> None:
    for entry in entries:
        grows = entry.size > _RATIO_MATTERS_FROM and entry.size > _HIGHEST_RATIO * entry.packed
        if entry.size > _LARGEST_PART or grows:
            raise ArchiveBomb


def _check_places(content: bytes, entries: list[_Entry], directory: int) -> None:
    """Entries stand one after the other from the first byte on, and nothing between them is
    another entry which only a reader without the directory would see."""
    end = 0
    for entry in sorted(entries, key=lambda one: one.offset):
        if entry.offset < end or (end == 0 and entry.offset != 0):
            raise Corrupt
        if b"PK\x03\x04" in content[end : entry.offset]:
            raise Corrupt
        end = _data_at(content, entry) + entry.packed
    if end > directory or b"PK\x03\x04" in content[end:directory]:
        raise Corrupt


def _data_at(content: bytes, entry: _Entry) -> int:
    """Where the data begins, after a local header that says what the directory says."""
    mark, _, flags, method, *numbers = _LOCAL.unpack_from(content, entry.offset)
    checksum, packed, size, name_size, extra_size = map(int, numbers[2:])
    names_end = entry.offset + _LOCAL.size + name_size
    same = (
        mark == b"PK\x03\x04"
        and content[names_end - name_size : names_end] == entry.raw_name
        and method == entry.method
        and not flags & _IS_ENCRYPTED
    )
    # A writer that cannot go back leaves them out here (APPNOTE §4.4.4 bit 3).
    unknown = flags & _SIZES_FOLLOW
    for here, there in ((checksum, entry.checksum), (packed, entry.packed), (size, entry.size)):
        same &= here in (there, _NARROW) or (unknown > 0 and here == 0)
    if not same:
        raise Corrupt
    return names_end + extra_size


def _unpacked(content: bytes, entry: _Entry) -> bytes:
    start = _data_at(content, entry)
    data = content[start : start + entry.packed]
    if entry.method == _DEFLATED:
        inflating = zlib.decompressobj(-zlib.MAX_WBITS)
        data = inflating.decompress(data, entry.size + 1)
        if len(data) > entry.size:
            raise ArchiveBomb
        if not inflating.eof or inflating.unused_data:
            raise Corrupt
    if len(data) != entry.size or zlib.crc32(data) != entry.checksum:
        raise Corrupt
    return data
