"""What no part of a DOCX may hold, read as text or not (ECMA-376 part 1 and part 4).

Former, removed and hidden text, comments, building blocks and what is there for older programs is
not shown, but Word acts on all of it.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Final

from jobr_adapters.documents.addresses import refuse_if_active, refuse_if_fetched
from jobr_adapters.documents.fields import Fields, address_in
from jobr_adapters.documents.office_xml import Attributes, Budget, XmlReader
from jobr_core.cvs.errors import ActiveContent

_ACTIVE: Final = frozenset(
    "altChunk control subDoc objectEmbed objectLink o:OLEObject frameset sourceFileName".split()
)
# Text that is there in one way of looking at a document and not in the other.
_REMOVED: Final = frozenset(
    "del moveFrom rPrChange pPrChange sectPrChange tblPrChange tblGridChange tcPrChange trPrChange "
    "tblPrExChange numberingChange sdtPr sdtEndPr rt mc:Fallback".split()
)
_ADDED: Final = frozenset({"ins", "moveTo"})
_CODES: Final = frozenset({"instrText", "delInstrText"})
_TEXTS: Final = frozenset({"t", "delText"})
_DRAWN: Final = ("v:", "o:", "a:", "wp:", "wps:")
# Part 4 §19.1 and §19.2: where VML takes pictures from without any relationship.
_FETCHED: Final = frozenset({"src", "o:src", "o:href", "o:althref"})
_PICTURES: Final = frozenset({"v:imagedata", "v:fill", "v:stroke"})


@dataclass(slots=True)
class _Reading:
    """The fields there are if some elements are left out."""

    left_out: frozenset[str] = frozenset()
    fields: Fields = field(default_factory=Fields)
    depth: int = 0


class Watch(XmlReader):
    """Reads one part."""

    def __init__(self) -> None:
        super().__init__()
        self._readings = (_Reading(), _Reading(_REMOVED), _Reading(_ADDED))
        self._unnamed = False

    def check(self, xml: bytes, budget: Budget) -> None:
        """Raises ActiveContent, Corrupt, TooComplex or XmlEntity."""
        self.read(xml, budget)
        for reading in self._readings:
            reading.fields.close()

    def start(self, name: str, attributes: Attributes) -> None:
        if name in _ACTIVE:
            raise ActiveContent("The file holds another file or a control; remove it.")
        if name in _REMOVED or name in _ADDED:
            self._leave_out(name, 1)
        if name in self._STARTS:
            self._STARTS[name](self, attributes)
        elif name.startswith(_DRAWN):
            _check_drawn(name, attributes)

    def end(self, name: str) -> None:
        if name in _REMOVED or name in _ADDED:
            self._leave_out(name, -1)

    def characters(self, text: str) -> None:
        """To Word all text before the field's separator is its code, w:t as well."""
        if self.path[-1] in _CODES or (self._unnamed and self.path[-1] in _TEXTS):
            for fields in self._here():
                fields.add_code(text)
            self._look_around()

    def _leave_out(self, name: str, more: int) -> None:
        for reading in self._readings:
            reading.depth += more if name in reading.left_out else 0

    def _here(self) -> Iterator[Fields]:
        return (reading.fields for reading in self._readings if not reading.depth)

    def _look_around(self) -> None:
        self._unnamed = any(reading.fields.is_unnamed for reading in self._readings)

    def _field_character(self, attributes: Attributes) -> None:
        for fields in self._here():
            match attributes.get("fldCharType"):
                case "begin":
                    fields.begin(None)
                case "separate":
                    fields.separate()
                case "end":
                    fields.end(None)
        self._look_around()

    def _simple_field(self, attributes: Attributes) -> None:
        self._chosen(attributes)
        address_in(attributes.get("instr", ""))

    def _chosen(self, _: Attributes) -> None:
        """A field, alternatives or data of another part: what stands there is not decided here."""
        for fields in self._here():
            fields.refuse_if_unnamed()

    def _merged(self, attributes: Attributes) -> None:
        """§17.14: the data base Word asks when the document is opened."""
        told = attributes.get("val", "").strip() or attributes.get("r:id")
        if told and "mailMerge" in self.path:
            raise ActiveContent("The file is merged with data from elsewhere; remove the source.")

    _STARTS: ClassVar[Mapping[str, Callable[["Watch", Attributes], None]]] = {
        "fldChar": _field_character, "fldSimple": _simple_field, "mc:AlternateContent": _chosen,
        "sdt": _chosen, "connectString": _merged, "udl": _merged, "query": _merged,
        "dataSource": _merged, "headerSource": _merged, "src": _merged,
    }  # fmt: skip


def _check_drawn(name: str, attributes: Attributes) -> None:
    for attribute, value in attributes.items():
        if attribute in _FETCHED or attribute.startswith("r:"):
            refuse_if_fetched(value)
    if "href" in attributes:
        check = refuse_if_fetched if name in _PICTURES else refuse_if_active
        check(attributes["href"])
