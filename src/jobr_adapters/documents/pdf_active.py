"""What in a PDF can act: run programs, open other files, send or fetch things (ISO 32000-1 §12.6).

Names are compared as parsed, so that /J#61vaScript is /JavaScript. Plain links are not active: a
person clicks them, and most CVs have some.
"""

from collections.abc import Callable, Mapping
from typing import Final

from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NullObject,
    StreamObject,
)

from jobr_adapters.documents.pdf_uris import is_starting
from jobr_adapters.documents.pdf_xml import is_europass, is_xml_name
from jobr_core.cvs.errors import ActiveContent

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
_FILE_NAMES: Final = frozenset({"/F", "/UF", "/DOS", "/Mac", "/Unix"})
_MOST_IN_A_ROW: Final = 100


def refuse_active(node: DictionaryObject) -> None:
    """Raises ActiveContent if this dictionary, its values not entered, can act."""
    for key in node.keys() & _RULES.keys():
        value = _resolved(node.raw_get(key))
        if not isinstance(value, NullObject) and value is not None:
            _RULES[key](node, value)


def refuse_active_name(name: NameObject) -> None:
    """A name that is an object of its own can be what an action does."""
    _action(DictionaryObject(), name)


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
    """A place in this document is what LaTeX and most editors write. An array is a place here,
    and several actions after /Next (§12.6.2)."""
    pending: list[object] = [value] if isinstance(value, DictionaryObject) else []
    for _ in range(_MOST_IN_A_ROW):
        if not pending:
            return
        action = pending.pop()
        if not isinstance(action, DictionaryObject) or _resolved(action.get("/S")) != "/GoTo":
            break
        following = _resolved(action.get("/Next", ArrayObject()))
        several = following if isinstance(following, ArrayObject) else [following]
        pending.extend(_resolved(each) for each in several)
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
    if is_starting(value):
        _refuse("links to files or programs of a computer")


def _embedded(node: DictionaryObject, value: object) -> None:
    """Europass writes the CV a second time, as XML, into its PDF files: ignored."""
    files = value.values() if isinstance(value, DictionaryObject) else ()
    names = [_resolved(node.raw_get(key)) for key in node.keys() & _FILE_NAMES]
    named = bool(names) and all(is_xml_name(name) for name in names)
    if not (files and named and all(is_europass(_resolved(file)) for file in files)):
        _refuse("has other files embedded")


def _typed(node: DictionaryObject, value: object) -> None:
    if value == "/EmbeddedFile" and not is_europass(node):
        _refuse("has other files embedded")
    if value in ("/Filespec", "/F") and not node.keys() & {"/EF", "/S"}:
        _refuse("refers to other files")


def _outside(_node: DictionaryObject, value: object) -> None:
    """What a file is at, or the file of an attachment; a font may be named /FS as well."""
    if value == "/URL":
        _refuse("fetches data from an address")
    names = value.keys() if isinstance(value, DictionaryObject) else set[str]()
    if isinstance(value, str | bytes) or (names & _FILE_NAMES and "/EF" not in names):
        _refuse("refers to other files")


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


def _resolved(value: object) -> object:
    return value.get_object() if isinstance(value, IndirectObject) else value
