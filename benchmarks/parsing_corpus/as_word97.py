"""Sheets as Word 97 documents: an OLE2 compound file, a FIB and a piece table.

Written from Microsoft's published [MS-CFB] and [MS-DOC]; only what carries text.
"""

import struct
from collections.abc import Iterator
from itertools import pairwise

from parsing_corpus.sheet import (
    Block,
    Box,
    Bullets,
    Columns,
    Heading,
    Link,
    Row,
    Rule,
    Sheet,
    Table,
    Text,
)

SECTOR = 512
TEXT_AT = 0x800
END_OF_CHAIN, FREE, FAT_SECTOR, NOTHING = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFF
CELL, FIELD, FIELD_SHOWS, FIELD_ENDS = "\x07", "\x13", "\x14", "\x15"


def word97_file(sheet: Sheet) -> bytes:
    main = "".join(_paragraph_text(block, sheet) for block in sheet.blocks)
    word, table = _streams(
        main if main.endswith("\r") else main + "\r",
        _story(sheet.top, sheet),
        _story(sheet.bottom, sheet),
    )
    return compound_file({"WordDocument": word, "1Table": table})


def _story(blocks: tuple[Block, ...], sheet: Sheet) -> str:
    """A header or footer, closed with an empty paragraph of its own."""
    lines = [line for block in blocks for line in _paragraphs(block, sheet)]
    return "".join(line + "\r" for line in (*lines, "")) if lines else ""


def _paragraph_text(block: Block, sheet: Sheet) -> str:
    match block:
        case Table(rows):
            return "".join(CELL.join(row) + CELL + CELL for row in rows)
        case Columns(left=left, right=right):
            cells = (
                "\r".join(line for b in side for line in _paragraphs(b, sheet))
                for side in (left, right)
            )
            return CELL.join(cells) + CELL + CELL
    return "".join(line + "\r" for line in _paragraphs(block, sheet))


def _paragraphs(block: Block, sheet: Sheet) -> Iterator[str]:  # noqa: C901 - one case per kind of block
    match block:
        case Heading(text) | Text(text):
            yield text.replace("\n", "\x0b")
        case Bullets(items):
            yield from (
                f"{'' if sheet.bullet == 'list' else sheet.bullet + chr(9)}{item}".lstrip("\t")
                for item in items
            )
        case Row(left, right):
            yield f"{left}\t{right}"
        case Link(before, text, target):
            yield f'{before}{FIELD} HYPERLINK "{target}" {FIELD_SHOWS}{text}{FIELD_ENDS}'
        case Box(blocks):
            yield from (line for b in blocks for line in _paragraphs(b, sheet))
        case Rule():
            yield "_" * 60
        case Table(rows):
            yield from ("\t".join(row) for row in rows)
        case Columns():
            raise TypeError(block)


def _streams(main: str, header: str, footer: str) -> tuple[bytes, bytes]:
    """The text in three pieces, as Word leaves it after some editing, and the tables naming them."""
    apart = header + footer + "\r" if header or footer else ""
    text = main + apart + ("\r" if apart else "")
    cuts = [0, len(text) // 3, 2 * len(text) // 3, len(text)]
    body, descriptors = bytearray(), b""
    for start, end in pairwise(cuts):
        piece, at = text[start:end], TEXT_AT + len(body)
        try:
            body += piece.encode("cp1252")
            descriptors += struct.pack("<HIH", 0, at * 2 | 0x40000000, 0)
        except UnicodeEncodeError:
            body += b"\0" * (len(body) % 2)
            at = TEXT_AT + len(body)
            body += piece.encode("utf-16-le")
            descriptors += struct.pack("<HIH", 0, at, 0)
    pieces = struct.pack("<4I", *(_units(text[:cut]) for cut in cuts)) + descriptors
    clx = b"\x02" + struct.pack("<I", len(pieces)) + pieces
    stories = _stories(_units(header), _units(footer)) if apart else b""
    fib = _fib((_units(main), _units(apart)), TEXT_AT + len(body), len(clx), len(stories))
    return (fib.ljust(TEXT_AT, b"\0") + bytes(body)).ljust(4096, b"\0"), (clx + stories).ljust(
        4096, b"\0"
    )


def _units(text: str) -> int:
    """Word counts in halves of UTF-16."""
    return len(text.encode("utf-16-le")) // 2


def _stories(header: int, footer: int) -> bytes:
    """Six separators of notes, then even and odd headers, even and odd footers, those of first pages."""
    starts = [0] * 8 + [header, header] + [header + footer] * 3
    return struct.pack("<14I", *starts, header + footer + 1)


def _fib(counts: tuple[int, int], end: int, clx: int, stories: int) -> bytes:
    """`counts`: of the main text and of headers with footers."""
    fib = bytearray(900)
    struct.pack_into("<HHHHHH", fib, 0, 0xA5EC, 0x00C1, 0, 0x0409, 0, 0x0200)
    struct.pack_into("<HI", fib, 12, 0x00BF, 0)
    struct.pack_into("<II", fib, 24, TEXT_AT, end)
    struct.pack_into("<H", fib, 32, 14)
    struct.pack_into("<H", fib, 62, 22)
    struct.pack_into("<I", fib, 64, end)
    struct.pack_into("<III", fib, 76, counts[0], 0, counts[1])
    struct.pack_into("<H", fib, 152, 93)
    struct.pack_into("<II", fib, 154 + 11 * 8, clx, stories)
    struct.pack_into("<II", fib, 154 + 33 * 8, 0, clx)
    return bytes(fib)


def compound_file(streams: dict[str, bytes]) -> bytes:
    """An OLE2 file of version 3; every stream must have at least 4,096 bytes."""
    assert all(len(content) >= 4096 for content in streams.values())
    names, contents = list(streams), b""
    starts: list[int] = []
    chain: list[int] = []
    for content in streams.values():
        starts.append(len(chain))
        sectors = -(-len(content) // SECTOR)
        chain += [len(chain) + n + 1 for n in range(sectors - 1)] + [END_OF_CHAIN]
        contents += content.ljust(sectors * SECTOR, b"\0")
    directory_at = len(chain)
    chain.append(END_OF_CHAIN)
    contents += _directory(names, starts, [len(c) for c in streams.values()])
    fat_sectors = 1
    while (len(chain) + fat_sectors) * 4 > fat_sectors * SECTOR:
        fat_sectors += 1
    fat_at = len(chain)
    fat = chain + [FAT_SECTOR] * fat_sectors
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(fat_sectors * SECTOR, b"\xff")
    return _header(directory_at, fat_at, fat_sectors) + contents + table


def _header(directory_at: int, fat_at: int, fat_sectors: int) -> bytes:
    fat = [fat_at + n for n in range(fat_sectors)] + [FREE] * (109 - fat_sectors)
    return (
        bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16)
        + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
        + struct.pack("<IIIIIIIII", 0, fat_sectors, directory_at, 0, 4096, END_OF_CHAIN, 0, END_OF_CHAIN, 0)
        + struct.pack("<109I", *fat)
    )  # fmt: skip


def _directory(names: list[str], starts: list[int], sizes: list[int]) -> bytes:
    """The root, whose child is the second stream; the first is to the right of it (longer name)."""
    assert len(names) == 2
    assert len(names[0]) > len(names[1])
    entries = [
        _entry("Root Entry", 5, child=2, start=END_OF_CHAIN, size=0),
        _entry(names[0], 2, start=starts[0], size=sizes[0]),
        _entry(names[1], 2, right=1, start=starts[1], size=sizes[1]),
        bytes(64) + struct.pack("<HBBIII", 0, 0, 0, NOTHING, NOTHING, NOTHING) + bytes(48),
    ]
    return b"".join(entries)


def _entry(
    name: str, kind: int, *, right: int = NOTHING, child: int = NOTHING, start: int, size: int
) -> bytes:
    coded = name.encode("utf-16-le") + b"\0\0"
    return (
        coded.ljust(64, b"\0") + struct.pack("<HBBIII", len(coded), kind, 1, NOTHING, right, child)
        + bytes(16 + 4 + 16) + struct.pack("<III", start, size, 0)
    )  # fmt: skip
