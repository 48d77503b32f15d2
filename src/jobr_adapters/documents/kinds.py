"""What kind of document some bytes are; the name must not contradict them."""

from pathlib import PurePath
from typing import Final

from jobr_adapters.documents.verdicts import Kind
from jobr_core.cvs.errors import DocumentEncrypted, DocumentMisnamed, DocumentUnsupported

_SUFFIXES: Final = {
    ".pdf": Kind.PDF, ".docx": Kind.DOCX, ".txt": Kind.TEXT, ".text": Kind.TEXT,
    ".md": Kind.TEXT, ".markdown": Kind.TEXT,
}  # fmt: skip
_OLE: Final = bytes.fromhex("d0cf11e0a1b11ae1")
_LATIN_CONTROLS: Final = frozenset(range(32)) - frozenset(b"\t\n\r\f\v\x1b")


def kind_of(content: bytes, file_name: str) -> Kind:
    """Raises DocumentUnsupported, DocumentEncrypted, or DocumentMisnamed if the name promises
    another kind."""
    kind = _by_content(content)
    promised = _SUFFIXES.get(PurePath(file_name).suffix.lower())
    if promised is not None and promised is not kind:
        raise DocumentMisnamed(
            f"The file is named {PurePath(file_name).suffix} but its content is something else; "
            "save it again in that format."
        )
    return kind


def _by_content(content: bytes) -> Kind:
    if content[:1024].lstrip(b"\x00\t\n\r\f \xef\xbb\xbf").startswith(b"%PDF-"):
        return Kind.PDF
    if content.startswith(b"PK\x03\x04") and b"word/document.xml" in content:
        return Kind.DOCX
    if content.startswith(_OLE) and "EncryptedPackage".encode("utf-16-le") in content:
        return _raise(DocumentEncrypted())
    if content.startswith((_OLE, b"PK", b"{\\rtf")) or not _is_text(content):
        return _raise(DocumentUnsupported())
    return Kind.TEXT


def _raise(error: Exception) -> Kind:
    raise error


def _is_text(content: bytes) -> bool:
    """Whether bytes are text in some encoding: no control characters to speak of."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    sample = content[:65536]
    return sum(byte in _LATIN_CONTROLS for byte in sample) * 1000 <= len(sample)
