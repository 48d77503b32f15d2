"""Small Office files of our own making, whole and broken."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_WORD = "http://purl.oclc.org/ooxml/wordprocessingml/main"
STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_NAMESPACES = {
    "w": WORD,
    "r": OFFICE,
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
XMLNS = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in _NAMESPACES.items())

# DOCX


def paragraph(text: str, run: str = "", properties: str = "") -> str:
    """Of one run, with the elements of w:rPr and w:pPr given."""
    return (
        f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr>"
        f'<w:t xml:space="preserve">{escaped(text)}</w:t></w:r></w:p>'
    )


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def table(*rows: tuple[str, ...]) -> str:
    """Cells are given as text; their lines become paragraphs."""
    cell = "<w:tc>{}</w:tc>".format
    return "<w:tbl>{}</w:tbl>".format(
        "".join(
            f"<w:tr>{''.join(cell(''.join(map(paragraph, text.split('|')))) for text in row)}</w:tr>"
            for row in rows
        )
    )


def field(code: str, result: str) -> str:
    """Of a paragraph of its own."""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    return (
        f"<w:p>{mark('begin')}<w:r><w:instrText>{escaped(code)}</w:instrText></w:r>"
        f"{mark('separate')}<w:r><w:t>{result}</w:t></w:r>{mark('end')}</w:p>"
    )


def a_part(body: str, *, root: str = "document", prolog: str = '<?xml version="1.0"?>') -> bytes:
    inner = f"<w:body>{body}</w:body>" if root == "document" else body
    return f"{prolog}<w:{root} {XMLNS}>{inner}</w:{root}>".encode()


def relationships(*entries: tuple[str, ...]) -> bytes:
    """Of id, type (its last word, or all of it), target, and mode."""
    told = "".join(
        f'<Relationship Id="{entry[0]}" Type="{entry[1] if ":" in entry[1] else f"{OFFICE}/{entry[1]}"}"'
        f' Target="{escaped(entry[2])}"{f" TargetMode={chr(34)}{entry[3]}{chr(34)}" if entry[3:] else ""}/>'
        for entry in entries
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{told}</Relationships>'.encode()


def content_types(main: str = MAIN, more: str = "") -> bytes:
    return (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/>{more}</Types>'
    ).encode()


def docx_parts(body: str = "", more: Mapping[str, bytes] | None = None) -> dict[str, bytes]:
    """What a DOCX is made of; `more` adds and replaces."""
    return {
        "[Content_Types].xml": content_types(),
        "_rels/.rels": relationships(("rId1", "officeDocument", "word/document.xml")),
        "word/document.xml": a_part(body or paragraph("Ada Lovelace, engineer in London")),
        **(more or {}),
    }


def a_docx(body: str = "", more: Mapping[str, bytes] | None = None) -> bytes:
    return a_zip(docx_parts(body, more))


def a_docx_related(
    *entries: tuple[str, ...],
    body: str = "",
    more: Mapping[str, bytes] | None = None,
) -> bytes:
    """With these relationships of the main part."""
    rels = {"word/_rels/document.xml.rels": relationships(*entries)}
    return a_docx(body, {**rels, **(more or {})})


def a_zip(parts: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


class _OneWay(io.RawIOBase):
    def __init__(self) -> None:
        self.written = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        self.written += data
        return len(data)


def a_streamed_zip(parts: Mapping[str, bytes]) -> bytes:
    """As written by who cannot go back: sizes and checksums follow the data."""
    out = _OneWay()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return bytes(out.written)


@dataclass
class Entry:
    """Of a ZIP, with everything that can be lied about."""

    name: bytes
    data: bytes = b""
    local_name: bytes | None = None
    method: int = 8
    flags: int = 0
    size: int | None = None
    checksum: int | None = None
    attributes: int = 0
    offset: int | None = None


def a_raw_zip(entries: list[Entry], *, count: int | None = None, tail: bytes = b"") -> bytes:
    """Written record by record (APPNOTE §4.3)."""
    body, directory = b"", b""
    for entry in entries:
        packed = _deflated(entry.data) if entry.method == 8 else entry.data
        size = len(entry.data) if entry.size is None else entry.size
        checksum = zlib.crc32(entry.data) if entry.checksum is None else entry.checksum
        common = struct.pack(
            "<HHHHHIII", 20, entry.flags, entry.method, 0, 33, checksum, len(packed), size
        )
        offset = len(body) if entry.offset is None else entry.offset
        name = entry.name if entry.local_name is None else entry.local_name
        body += b"PK\x03\x04" + common + struct.pack("<HH", len(name), 0) + name + packed
        directory += (
            b"PK\x01\x02\x14\x03" + common
            + struct.pack("<HHHHHII", len(entry.name), 0, 0, 0, 0, entry.attributes, offset)
            + entry.name
        )  # fmt: skip
    number = len(entries) if count is None else count
    end = struct.pack("<HHHHIIH", 0, 0, number, number, len(directory), len(body), 0)
    return body + directory + b"PK\x05\x06" + end + tail


def _deflated(data: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


# OLE2 and DOC

_FREE, _END_OF_CHAIN, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SECTOR = 512


@dataclass
class Ole:
    """A compound file ([MS-CFB]): streams by path, all of at least 4,096 bytes."""

    streams: Mapping[str, bytes]
    empty_storages: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        self.names = ["Root Entry"]
        self.children: dict[int, list[int]] = {0: []}
        self.data: dict[int, bytes] = {}
        for path, data in self.streams.items():
            self.data[self._add(path)] = data.ljust(4096, b"\x00")
        for path in self.empty_storages:
            self.children.setdefault(self._add(path), [])
        self.fat: list[int] = []
        self.sectors: list[bytes] = []
        self.starts = {number: self._allocate(data) for number, data in self.data.items()}

    def _add(self, path: str) -> int:
        folder = 0
        for name in path.split("/"):
            known = {self.names[child]: child for child in self.children.setdefault(folder, [])}
            if name not in known:
                known[name] = len(self.names)
                self.names.append(name)
                self.children[folder].append(known[name])
            folder = known[name]
        return folder

    def _allocate(self, data: bytes) -> int:
        first = len(self.sectors)
        for at in range(0, len(data), _SECTOR):
            self.sectors.append(data[at : at + _SECTOR].ljust(_SECTOR, b"\x00"))
            self.fat.append(len(self.sectors))
        self.fat[-1] = _END_OF_CHAIN
        return first

    def _directory(self) -> bytes:
        right: dict[int, int] = {}
        for children in self.children.values():
            children.sort(key=lambda child: (len(self.names[child]), self.names[child].upper()))
            right.update(pairwise(children))
        entries = b""
        for number, name in enumerate(self.names):
            child = next(iter(self.children.get(number, [])), _FREE)
            kind = 5 if number == 0 else 2 if number in self.data else 1
            raw = (name + "\0").encode("utf-16-le")
            start = self.starts.get(number, _END_OF_CHAIN if number == 0 else 0)
            entries += raw.ljust(64, b"\x00") + struct.pack(
                "<HBBIII16sIQQIQ", len(raw), kind, 1, _FREE, right.get(number, _FREE), child,
                b"", 0, 0, 0, start, len(self.data.get(number, b"")),
            )  # fmt: skip
        return entries + bytes(-len(entries) % _SECTOR)

    def written(self) -> bytes:
        directory = self._allocate(self._directory())
        count = 1
        while count * 128 < len(self.sectors) + count:
            count += 1
        first = len(self.sectors)
        fat = [*self.fat, *[_FAT] * count]
        table = struct.pack(f"<{len(fat)}I", *fat).ljust(count * _SECTOR, b"\xff")
        places = [first + number for number in range(count)]
        header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack(
            "<HHHHHHIIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 0, 0, count, directory, 0, 4096,
            _END_OF_CHAIN, 0, _END_OF_CHAIN, 0,
        )  # fmt: skip
        header += struct.pack("<109I", *(places + [_FREE] * 109)[:109])
        return header + b"".join(self.sectors) + table


def in_units(text: str) -> str:
    """With two characters for those that UTF-16 writes as two."""
    raw = text.encode("utf-16-le", "surrogatepass")
    return "".join(chr(unit) for (unit,) in struct.iter_unpack("<H", raw))


@dataclass
class Doc:
    """A Word 97 document ([MS-DOC]): its stories, and for each paragraph of the first its
    property modifiers."""

    text: str
    headers: tuple[str, ...] = ()
    footnotes: str = ""
    boxes: str = ""
    pieces: int = 1
    repeat: int = 1
    wide: bool = True
    modifiers: tuple[bytes, ...] = ()
    flags: int = 0
    ident: int = 0xA5EC
    clx_size: int | None = None

    def written(self, *empty_storages: str, **more: bytes) -> bytes:
        document, tables = self._streams()
        streams = {"WordDocument": document, "1Table": tables, **more}
        return Ole(streams, empty_storages).written()

    def _streams(self) -> tuple[bytes, bytes]:
        self.text = in_units(self.text)
        stories = [self.text, self.footnotes, "".join(self.headers), "", "", "", self.boxes, ""]
        text = "".join(stories)
        raw = text.encode("utf-16-le", "surrogatepass") if self.wide else text.encode("cp1252")
        start = 0x800
        width = 2 if self.wide else 1
        step = max(1, len(text) // self.pieces)
        cuts = [*range(0, len(text), step)][: self.pieces]
        ends = [*cuts[1:], len(text)]
        plc = struct.pack("<I", 0)
        positions = [0]
        places = b""
        for _ in range(self.repeat):
            for cut, end in zip(cuts, ends, strict=True):
                positions.append(positions[-1] + end - cut)
                place = start + cut * width
                places += struct.pack("<HIH", 0, place if self.wide else place * 2 | 1 << 30, 0)
        plc = struct.pack(f"<{len(positions)}I", *positions) + places
        clx = b"\x02" + struct.pack("<I", len(plc)) + plc
        ends_of_headers, at = [0] * 6, 0
        for header in self.headers:
            ends_of_headers.append(at)
            at += len(header)
        ends_of_headers += [at, at]
        headers = struct.pack(f"<{len(ends_of_headers)}I", *ends_of_headers)
        page_at = (start + len(raw) + 511) // 512 * 512
        papx = struct.pack("<III", start, start + len(raw), page_at // 512)
        parts = {33: clx, 11: headers if self.headers else b"", 13: papx if self.modifiers else b""}
        tables, places_of = b"", [0] * 186
        for index, part in parts.items():
            places_of[2 * index : 2 * index + 2] = len(tables), len(part)
            tables += part
        if self.clx_size is not None:
            places_of[67] = self.clx_size
        lengths = [0, 0, 0, len(self.text) * self.repeat, *map(len, stories[1:]), *[0] * 11]
        fib = struct.pack("<HHHHHHHIBBHHII", self.ident, 0xC1, 0, 0x409, 0, 0x200 | self.flags,
                          0xBF, 0, 0, 0, 0, 0, start, start + len(raw))  # fmt: skip
        fib += struct.pack("<H28sH", 14, b"", 22) + struct.pack("<22i", *lengths[:22])
        fib += struct.pack("<H186I", 93, *places_of)
        document = (fib.ljust(start, b"\x00") + raw).ljust(page_at, b"\x00")
        return document + self._properties(start, width), tables

    def _properties(self, start: int, width: int) -> bytes:
        """One page of paragraph properties ([MS-DOC] §2.9.172)."""
        if not self.modifiers:
            return b""
        offsets, at = [start], start
        for mark in range(len(self.text)):
            at = start + (mark + 1) * width
            if self.text[mark] in "\r\x07":
                offsets.append(at)
        page = bytearray(512)
        count = len(offsets) - 1
        struct.pack_into(f"<{count + 1}I", page, 0, *offsets)
        free = 510
        for number, modifier in enumerate(self.modifiers):
            data = struct.pack("<H", 0) + modifier
            data += bytes(1 - len(data) % 2)
            free = (free - len(data) - 1) // 2 * 2
            page[free] = (len(data) + 1) // 2
            page[free + 1 : free + 1 + len(data)] = data
            page[4 * (count + 1) + 13 * number] = free // 2
        page[511] = count
        return bytes(page)


# RTF


def an_rtf(body: str, header: str = r"\ansi\ansicpg1252\deff0{\fonttbl{\f0 Arial;}}") -> bytes:
    return f"{{\\rtf1{header} {body}}}".encode("latin-1")


def as_rtf(text: str) -> str:
    """Text as RTF writers put it: control words for lines, numbers for what is not ASCII."""
    told = ""
    for character in text:
        if character in "\\{}":
            told += f"\\{character}"
        elif character == "\n":
            told += "\\par "
        elif character == "\t":
            told += "\\tab "
        elif character.isascii():
            told += character
        else:
            units = character.encode("utf-16-le")
            for at in range(0, len(units), 2):
                (unit,) = struct.unpack("<h", units[at : at + 2])
                told += f"\\u{unit}?"
    return told
