"""XML inside of a PDF: its metadata, and the CV once more as Europass writes it."""

import re
from typing import Final
from xml.parsers import expat

from pypdf.generic import StreamObject

from jobr_core.cvs.errors import XmlEntity

# The roots of what Europass writes since 2020, before, and before 2012.
_ROOTS: Final = frozenset({"Candidate", "SkillsPassport", "learnerinfo"})
_NAMESPACE: Final = re.compile(r"(?:https?://(?:www\.)?europass\.[\w.]+(?:/.*)?)?")
# Namespaces a browser that opens the attachment would run scripts of.
_RUNNING: Final = re.compile(r"https?://www\.w3\.org/(?:1999/xhtml|2000/svg|1999/XSL)", re.I)
_LARGEST: Final = 2_000_000
# No path, and nothing that makes the end of a name look like another one.
_NAME: Final = re.compile(r"[^\\/:\x00-\x1f\u200b-\u202e\u2060-\u2069\ufeff]+\.xml", re.I)


def refuse_entities(xml: bytes) -> None:
    """Entities can be declared only in a document type declaration."""
    plain = xml.replace(b"\0", b"")
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise XmlEntity


def is_xml_name(name: object) -> bool:
    """Whether a file that is saved under this name is opened as XML."""
    return isinstance(name, str) and _NAME.fullmatch(name) is not None


def is_europass(file: object) -> bool:
    if not isinstance(file, StreamObject):
        return False
    xml = bytes(file.get_data())
    if len(xml) > _LARGEST or not xml.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return False
    refuse_entities(xml)
    return b"\0" not in xml and _has_europass_root(xml)


class _NoEuropassError(Exception):
    pass


def _has_europass_root(xml: bytes) -> bool:
    parser = expat.ParserCreate(namespace_separator=" ")
    seen = 0

    def element(name: str, _attributes: object) -> None:
        nonlocal seen
        seen += 1
        namespace, _, local = name.rpartition(" ")
        root = seen > 1 or (local in _ROOTS and _NAMESPACE.fullmatch(namespace))
        if not root or _RUNNING.match(namespace):
            raise _NoEuropassError

    parser.StartElementHandler = element
    parser.StartDoctypeDeclHandler = _refuse
    parser.ProcessingInstructionHandler = _refuse  # a style sheet may hold scripts
    try:
        parser.Parse(xml, True)
    except (expat.ExpatError, LookupError, ValueError, _NoEuropassError):
        return False
    return True


def _refuse(*_: object) -> None:
    raise _NoEuropassError
