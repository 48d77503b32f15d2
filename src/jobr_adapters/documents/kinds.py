"""What kind of document some bytes are; neither name nor media type may promise another."""

import re
from enum import StrEnum
from typing import Final

from jobr_adapters.documents.unicode_text import is_text, unicode_encoding
from jobr_core.cvs.errors import Encrypted, TypeMismatch, UnsupportedType


class Kind(StrEnum):
    """Documents Jobr reads, by media type."""

    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    DOC = "application/msword"
    RTF = "application/rtf"
    TEXT = "text/plain"
    MARKDOWN = "text/markdown"
    JSON = "application/json"


_WORD: Final = frozenset({Kind.DOC, Kind.DOCX, Kind.RTF})
_WRITTEN: Final = frozenset({Kind.TEXT, Kind.MARKDOWN, Kind.JSON})
_NAMED: Final = {
    "pdf": frozenset({Kind.PDF}),
    "docx": frozenset({Kind.DOCX}),
    "doc": _WORD,  # Word opens all three under this name, and portals write all three
    "rtf": frozenset({Kind.RTF}),
    "txt": frozenset({Kind.TEXT}),
    "text": frozenset({Kind.TEXT}),
    "md": frozenset({Kind.MARKDOWN}),
    "markdown": frozenset({Kind.MARKDOWN}),
    "json": frozenset({Kind.JSON}),
    "": frozenset(Kind),
}
_DECLARED: Final = {
    **{kind.value: frozenset({kind}) for kind in Kind},
    "application/x-pdf": frozenset({Kind.PDF}),
    "application/msword": _WORD,
    "application/vnd.ms-word": _WORD,
    "application/x-msword": _WORD,
    "application/x-rtf": frozenset({Kind.RTF}),
    "text/rtf": frozenset({Kind.RTF}),
    "text/richtext": frozenset({Kind.RTF}),
    "text/plain": _WRITTEN,
    "text/markdown": frozenset({Kind.MARKDOWN, Kind.TEXT}),
    "text/x-markdown": frozenset({Kind.MARKDOWN, Kind.TEXT}),
    "text/x-web-markdown": frozenset({Kind.MARKDOWN, Kind.TEXT}),
    "text/json": frozenset({Kind.JSON}),
    "application/ld+json": frozenset({Kind.JSON}),
    "application/x-json": frozenset({Kind.JSON}),
    "": frozenset(Kind),
    "application/octet-stream": frozenset(Kind),
    "binary/octet-stream": frozenset(Kind),
}
_INVISIBLE: Final = re.compile("[\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f]")
_BLANK: Final = b" \t\r\n\f\x00\xef\xbb\xbf"
_JUNK_BEFORE_PDF: Final = 1024
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHER_OLE: Final = tuple(
    name.encode("utf-16-le")
    for name in ("Workbook\0", "Book\0", "PowerPoint Document", "VisioDocument", "__substg1.0_")
)
_MARKUP: Final = re.compile(rb"<(?:!doctype\s+(?:html|svg)|html|svg|\?xml)[\s>]", re.I)


def kind_of(content: bytes, file_name: str, declared_type: str) -> Kind:
    """Raises UnsupportedType, TypeMismatch, or Encrypted for a Word file behind a password."""
    named = _NAMED.get(_ending(file_name))
    if named is None:
        raise UnsupportedType
    declared = _DECLARED.get(declared_type.partition(";")[0].strip().lower())
    if declared is None:
        raise TypeMismatch
    found = _binary_kind(content) or _written_kind(content, named)
    if found is None:
        raise UnsupportedType if len(named) == len(Kind) else TypeMismatch
    if found not in named or found not in declared:
        raise TypeMismatch
    return found


def _ending(file_name: str) -> str:
    """What follows the last dot; a part of a sentence or a number is no ending."""
    name = re.split(r"[/\\]", _INVISIBLE.sub("", file_name))[-1].rstrip(". ")
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    return "" if " " in ending or ending.isdecimal() else ending


def _binary_kind(content: bytes) -> Kind | None:
    if _is_pdf(content):
        return Kind.PDF
    if content.startswith(b"PK\x03\x04"):
        return Kind.DOCX if b"word/" in content else None
    if content.startswith(_OLE):
        return _ole_kind(content)
    return Kind.RTF if content.lstrip(_BLANK)[:5] == b"{\\rtf" else None


def _is_pdf(content: bytes) -> bool:
    """Mail gateways leave a line or two in front; other formats that mention PDF are none."""
    start = content[:_JUNK_BEFORE_PDF].lstrip(_BLANK)
    if start.startswith(b"%PDF-"):
        return True
    junk = start.partition(b"%PDF-")
    return bool(junk[1]) and junk[0].endswith((b"\n", b"\r")) and b"<" not in junk[0]


def _ole_kind(content: bytes) -> Kind | None:
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise Encrypted
    if "WordDocument".encode("utf-16-le") in content:
        return Kind.DOC
    return None if any(name in content for name in _OTHER_OLE) else Kind.DOC


def _written_kind(content: bytes, named: frozenset[Kind]) -> Kind | None:
    """Which of the written kinds is for the name to say; without one, what it looks like."""
    if not is_text(content) or content.startswith((b"PK\x03\x04", _OLE)):
        return None
    start = _start_of_text(content)
    if _MARKUP.match(start) or not start:
        return None
    if len(named) == 1:
        return next(iter(named & _WRITTEN), Kind.TEXT)
    return Kind.JSON if start.startswith(b"{") else Kind.TEXT


def _start_of_text(content: bytes) -> bytes:
    encoding = unicode_encoding(content) or "latin-1"
    sample = content[:4096].decode(encoding, "replace")
    return sample.lstrip("\ufeff \t\r\n").encode("utf-8", "replace")
