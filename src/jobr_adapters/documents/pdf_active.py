"""What in a PDF can act: run programs, open other files, send or fetch things (ISO 32000-1 §12.6).

Names are compared as parsed, so that /J#61vaScript is /JavaScript. Plain links are not active: a
person clicks them, and most CVs have some.
"""

import re
from collections.abc import Callable, Mapping
from typing import Final

from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NullObject,
    StreamObject,
)

from jobr_core.cvs.errors import ActiveContent, XmlEntity

_ACTIONS: Final = {
    "/JavaScript": "runs JavaScript",
    "/Launch": "starts programs",
    "/GoToR": "opens other files",
    "/GoToE": "opens embedded files",
    "/Thread": "opens other files",
    "/SubmitForm": "sends form data to an address",
    "/ImportData": "imports data from other files",
    "/Rendition": "plays media",
    "/Movie": "plays media",
    "/Sound": "plays media",
    "/RichMediaExecute": "plays media",
}
_ANNOTATIONS: Final = frozenset({"/RichMedia", "/Movie", "/Screen", "/Sound", "/3D"})
# What a reader would start by itself (§12.6.3); a font may be named /AA, and has no such key.
_TRIGGERS: Final = frozenset(
    f"/{name}" for name in "E X D U Fo Bl PO PC PV PI O C K F V WC WS DS WP DP".split()
)
_STARTING_SCHEMES: Final = re.compile(
    r"(?:javascript|vbscript|data|file|jar|smb|shell|search|search-ms|ms-[a-z-]+|res|mhtml)\s*:"
    r"|\\\\|//[^/]",
    re.I,
)
# The root of what Europass writes since 2020, and before.
_EUROPASS: Final = re.compile(rb"<(?:\w+:)?(?:Candidate|SkillsPassport)\b|europass", re.I)
_LONGEST_HEAD: Final = 4_096


def refuse_active(node: DictionaryObject) -> None:
    """Raises ActiveContent if this dictionary, its values not entered, can act."""
    for key in node.keys() & _RULES.keys():
        value = _resolved(node.raw_get(key))
        if not isinstance(value, NullObject) and value is not None:
            _RULES[key](node, value)


def refuse_entities(xml: bytes) -> None:
    """Entities can be declared only in a document type declaration."""
    plain = xml.replace(b"\0", b"")
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise XmlEntity


def _refuse(what: str) -> None:
    raise ActiveContent(
        f"The file {what}, which a CV need not do; print it to a new PDF file and try again."
    )


def _action(_node: DictionaryObject, value: object) -> None:
    if what := _ACTIONS.get(str(value)):
        _refuse(what)


def _annotation(_node: DictionaryObject, value: object) -> None:
    if value in _ANNOTATIONS:
        _refuse("plays media")


def _script(_node: DictionaryObject, _value: object) -> None:
    _refuse("runs JavaScript")


def _opening(_node: DictionaryObject, value: object) -> None:
    """A place in this document is what LaTeX and most editors write."""
    if isinstance(value, DictionaryObject) and _resolved(value.get("/S")) != "/GoTo":
        _refuse("does something when it is opened")


def _triggered(_node: DictionaryObject, value: object) -> None:
    if isinstance(value, DictionaryObject) and value.keys() & _TRIGGERS:
        _refuse("does something when it is opened or filled in")


def _media(_node: DictionaryObject, _value: object) -> None:
    _refuse("plays media")


def _form(_node: DictionaryObject, _value: object) -> None:
    _refuse("holds an XFA form")


def _link(_node: DictionaryObject, value: object) -> None:
    """The /URI of an action, or the dictionary with a /Base in the catalog."""
    if isinstance(value, DictionaryObject):
        value = _resolved(value.get("/Base", ""))
    address = value.decode("latin-1") if isinstance(value, bytes) else str(value)
    if _STARTING_SCHEMES.match(re.sub(r"[\x00-\x20]+", "", address)):
        _refuse("links to files or programs of a computer")


def _embedded(_node: DictionaryObject, value: object) -> None:
    """Europass writes the CV a second time, as XML, into its PDF files: ignored."""
    files = value.values() if isinstance(value, DictionaryObject) else ()
    if not files or not all(_is_europass(_resolved(file)) for file in files):
        _refuse("has other files embedded")


def _is_europass(file: object) -> bool:
    if not isinstance(file, StreamObject):
        return False
    xml = bytes(file.get_data())
    if not xml.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return False
    refuse_entities(xml)
    return b"\0" not in xml and bool(_EUROPASS.search(xml[:_LONGEST_HEAD]))


def _typed(node: DictionaryObject, value: object) -> None:
    if value == "/EmbeddedFile" and not _is_europass(node):
        _refuse("has other files embedded")
    if value in ("/Filespec", "/F") and not node.keys() & {"/EF", "/S"}:
        _refuse("refers to other files")


def _outside(_node: DictionaryObject, value: object) -> None:
    if value == "/URL":
        _refuse("fetches data from an address")


def _external(node: DictionaryObject, _value: object) -> None:
    """In a stream /F names the file its data are in (§7.3.8.2); elsewhere it is many things."""
    if isinstance(node, StreamObject):
        _refuse("takes its content from another file")


def _reference(_node: DictionaryObject, value: object) -> None:
    """A page of another file drawn in place (§8.10.4); in a tagged PDF /Ref is a list."""
    if isinstance(value, DictionaryObject) and "/F" in value:
        _refuse("takes its content from another file")


def _portfolio(_node: DictionaryObject, value: object) -> None:
    if isinstance(value, DictionaryObject | ArrayObject):
        _refuse("is a collection of other files")


_RULES: Final[Mapping[str, Callable[[DictionaryObject, object], None]]] = {
    "/S": _action,
    "/Subtype": _annotation,
    "/Type": _typed,
    "/JS": _script,
    "/JavaScript": _script,
    "/OpenAction": _opening,
    "/AA": _triggered,
    "/XFA": _form,
    "/URI": _link,
    "/EF": _embedded,
    "/FS": _outside,
    "/F": _external,
    "/FFilter": _external,
    "/Ref": _reference,
    "/Collection": _portfolio,
    "/RichMediaContent": _media,
}
NO_TWO_MEANINGS: Final = (_RULES.keys() - {"/Type"}) | {
    "/Root",
    "/Pages",
    "/Kids",
    "/Contents",
    "/A",
}
"""Keys given twice in one dictionary show one reader what another does not see."""


def _resolved(value: object) -> object:
    return value.get_object() if isinstance(value, IndirectObject) else value
