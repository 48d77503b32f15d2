"""The streams of a Word 97–2003 file, an OLE2 compound file ([MS-CFB]), read with suspicion."""

import io
import struct
from dataclasses import dataclass
from typing import Final

from olefile.olefile import (
    DEFECT_INCORRECT,
    OleDirectoryEntry,
    OleFileIO,
)

from jobr_core.cvs.errors import ActiveContent, Corrupt, Encrypted, TypeMismatch

_HEADER_SIZE: Final = 512
_SECTOR_SHIFTS: Final = (9, 12)
_MACROS: Final = frozenset({"macros", "_vba_project_cur", "vba", "_vba_project", "vbaproject.bin"})
_OBJECTS: Final = frozenset({"\x01ole10native", "package", "\x03objinfo", "\x01ole10itemname"})
_STREAM, _STORAGE = 2, 1
# What olefile lets through of its own and of the standard library when a file is broken.
_BROKEN: Final = (
    OSError, ValueError, IndexError, KeyError, TypeError, AttributeError, OverflowError,
    struct.error,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class WordStreams:
    """The document, and both of the streams its tables may be in."""

    document: bytes
    tables: tuple[bytes, bytes]


def word_streams(content: bytes) -> WordStreams:
    """Raises ActiveContent, Corrupt, Encrypted or TypeMismatch."""
    _check_header(content)
    try:
        with OleFileIO(io.BytesIO(content), raise_defects=DEFECT_INCORRECT) as compound:
            return _streams(compound, len(content))
    except _BROKEN as error:
        raise Corrupt from error


def _check_header(content: bytes) -> None:
    """Numbers that olefile would allocate or loop by ([MS-CFB] §2.2)."""
    if len(content) < _HEADER_SIZE:
        raise Corrupt
    shift, mini_shift = struct.unpack_from("<HH", content, 30)
    (fats,) = struct.unpack_from("<I", content, 44)
    mini_fats, _, difats = struct.unpack_from("<III", content, 64)
    most = len(content) >> 9
    if shift not in _SECTOR_SHIFTS or mini_shift != 6 or max(fats, mini_fats, difats) > most:
        raise Corrupt


def _streams(compound: OleFileIO, size: int) -> WordStreams:
    entries = [entry for entry in compound.direntries if entry is not None]
    names = {entry.name.lower() for entry in entries}
    if "encryptedpackage" in names:
        raise Encrypted
    _check_chains(compound, entries, size)
    if "worddocument" not in names:
        raise TypeMismatch("The file is not a Word document; save the CV as DOCX and try again.")
    if names & _MACROS:
        raise ActiveContent("The file holds macros; save it as DOCX without them and try again.")
    if names & _OBJECTS or _has_objects(entries):
        raise ActiveContent("The file holds other files (objects); remove them and try again.")
    tables = [_read(compound, name) for name in ("0Table", "1Table")]
    return WordStreams(_read(compound, "WordDocument"), (tables[0], tables[1]))


def _has_objects(entries: list[OleDirectoryEntry]) -> bool:
    """Word leaves an empty ObjectPool in many a document."""
    return any(entry.name.lower() == "objectpool" and entry.kids for entry in entries)


def _read(compound: OleFileIO, name: str) -> bytes:
    if not compound.exists(name):
        return b""
    data: bytes = compound.openstream(name).read()
    return data


def _check_chains(compound: OleFileIO, entries: list[OleDirectoryEntry], size: int) -> None:
    """No sector belongs to two streams or twice to one: olefile would read on in circles."""
    streams = [entry for entry in entries if entry.entry_type == _STREAM]
    if any(entry.size > size for entry in streams):
        raise Corrupt
    compound.loadminifat()
    used: set[int] = set()
    used_mini: set[int] = set()
    for entry in streams:
        small = entry.size < compound.minisectorcutoff
        fat, length, seen = (
            (compound.minifat, compound.minisectorsize, used_mini)
            if small
            else (compound.fat, compound.sectorsize, used)
        )
        sector = entry.isectStart
        for _ in range(-(-entry.size // length)):
            if sector in seen or not 0 <= sector < len(fat):
                raise Corrupt
            seen.add(sector)
            sector = fat[sector]
