"""XML of Office files, read as a stream within limits: nothing is built the file could inflate."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias
from xml.parsers import expat

from jobr_core.cvs.errors import Corrupt, TooComplex, XmlEntity

_MOST_ITEMS: Final = 400_000
_MOST_ATTRIBUTES: Final = 200
_DEEPEST: Final = 400

# Both spellings of each namespace: ECMA-376 transitional and ISO/IEC 29500 strict.
_PREFIXES: Final = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r:",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r:",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m:",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m:",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a:",
    "http://purl.oclc.org/ooxml/drawingml/main": "a:",
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "wp:",
    "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": "wp:",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc:",
    "http://schemas.openxmlformats.org/package/2006/relationships": "rel:",
    "http://schemas.openxmlformats.org/package/2006/content-types": "ct:",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingShape": "wps:",
    "http://schemas.microsoft.com/office/word/2010/wordml": "w14:",
    "urn:schemas-microsoft-com:vml": "v:",
    "urn:schemas-microsoft-com:office:office": "o:",
}

Attributes: TypeAlias = Mapping[str, str]


@dataclass(slots=True)
class Budget:
    """How many elements and attributes the XML of one package may still have."""

    left: int = _MOST_ITEMS

    def spend(self, items: int) -> None:
        """Raises TooComplex."""
        self.left -= items
        if self.left < 0 or items > _MOST_ATTRIBUTES:
            raise TooComplex


class XmlReader:
    """Walks one part. What is read overrides the three methods.

    Names come short: `p` for w:p in either namespace, `a:off` for others that matter, "" for
    all the rest.
    """

    def __init__(self) -> None:
        self.path: list[str] = []

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins; `path` names those around it."""

    def end(self, name: str) -> None:
        """An element ended; `path` names those around it."""

    def characters(self, text: str) -> None:
        """Text directly within the last element of `path`."""

    def read(self, xml: bytes, budget: Budget) -> None:
        """Raises Corrupt, TooComplex or XmlEntity."""
        short, attribute = _ShortNames(plain=None), _ShortNames(plain="")
        path = self.path

        def start(name: str, attributes: dict[str, str]) -> None:
            budget.spend(1 + len(attributes))
            if len(path) >= _DEEPEST:
                raise TooComplex
            told = {attribute[key]: value for key, value in attributes.items()}
            if len(told) < len(attributes):
                _refuse_twins([attribute[key] for key in attributes if attribute[key]])
            self.start(short[name], told)
            path.append(short[name])

        def end(name: str) -> None:
            path.pop()
            self.end(short[name])

        _parse(xml, start, end, self.characters)


def _refuse_twins(names: list[str]) -> None:
    """Two attributes of one short name: one would hide the other. Nobody writes that."""
    if len(set(names)) < len(names):
        raise Corrupt


class _ShortNames(dict[str, str]):
    """Computed once for each name that occurs in a part. Attributes mostly are in no namespace;
    an element in none is nothing Word knows, whatever it is called."""

    def __init__(self, *, plain: str | None) -> None:
        super().__init__()
        self._plain = plain

    def __missing__(self, name: str) -> str:
        namespace, _, local = name.rpartition(" ")
        prefix = _PREFIXES.get(namespace) if namespace else self._plain
        self[name] = "" if prefix is None else prefix + local
        return self[name]


def _parse(
    xml: bytes,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None],
    characters: Callable[[str], None],
) -> None:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = characters
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        parser.Parse(xml, True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise Corrupt from error


def _refuse_doctype(*_: object) -> None:
    """Entities can be declared only in a DOCTYPE, and no word processor writes one."""
    raise XmlEntity
