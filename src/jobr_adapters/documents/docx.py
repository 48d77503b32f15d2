"""Text of a DOCX, read from its XML as a stream: nothing is built that the file could inflate.

python-docx is not used for reading: a 2 KB file can make it allocate gigabytes.
"""

import io
import zipfile
import zlib
from typing import Final
from xml.parsers import expat

from jobr_adapters.documents.verdicts import MOST_CHARACTERS, Unreadable, Verdict

_WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MOST_ENTRIES: Final = 1_000
_MOST_HEADERS: Final = 9
_LARGEST_PART: Final = 20 * 1024 * 1024
_MOST_ELEMENTS: Final = 400_000
_DEEPEST: Final = 400
# What ends a line, a tab stop and a table cell; w:del holds removed text.
_BREAKS: Final = frozenset({"p", "br", "cr", "tr"})
_SKIPPED: Final = frozenset({"delText", "instrText", "Fallback"})


class _Text:
    """Collects the words of one XML part."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self._elements = 0
        self._depth = 0
        self._in_text = False
        self._length = 0
        self._paragraph = 0
        self._skip_below: int | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._elements += 1 + len(attributes)
        self._depth += 1
        if self._elements > _MOST_ELEMENTS or self._depth > _DEEPEST:
            raise Unreadable(Verdict.TOO_COMPLEX)
        local = name.rsplit(" ", 1)[-1]
        if local in _SKIPPED and self._skip_below is None:
            self._skip_below = self._depth
        self._in_text = local == "t"
        if local == "p":
            self._paragraph = len(self.parts)
        elif local == "numPr" or (
            local == "pStyle" and "List" in "".join(attributes.values())
        ):  # a bullet or number, which Word draws itself
            self.parts.insert(self._paragraph, "- ")
        elif local == "tab":
            self.parts.append("\t")
        elif local in ("br", "cr"):
            self.parts.append("\n")

    def end(self, name: str) -> None:
        local = name.rsplit(" ", 1)[-1]
        if self._skip_below == self._depth:
            self._skip_below = None
        self._depth -= 1
        self._in_text = False
        if local in _BREAKS:
            self.parts.append("\n")

    def characters(self, data: str) -> None:
        if self._in_text and self._skip_below is None:
            self.parts.append(data)
            self._length += len(data)
            if self._length > MOST_CHARACTERS:
                raise _EnoughRead


class _EnoughRead(Exception):
    """The most characters Jobr reads were read."""


def text_of_docx(content: bytes) -> str:
    """Headers, then the body: paragraphs, tables row by row, text boxes. Raises Unreadable."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            if len(names) > _MOST_ENTRIES:
                raise Unreadable(Verdict.TOO_COMPLEX)
            headers = sorted(n for n in names if n.startswith("word/header") and n.endswith(".xml"))
            headers = headers[:_MOST_HEADERS]
            return "\n".join(_part(archive, name) for name in (*headers, "word/document.xml"))
    except (
        zipfile.BadZipFile,
        zlib.error,
        KeyError,
        NotImplementedError,
        EOFError,
        OSError,
    ) as error:
        raise Unreadable(Verdict.CORRUPT) from error
    except RuntimeError as error:  # zipfile's way to say that an entry is encrypted
        raise Unreadable(Verdict.ENCRYPTED) from error


def _part(archive: zipfile.ZipFile, name: str) -> str:
    found = _Text()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = found.start
    parser.EndElementHandler = found.end
    parser.CharacterDataHandler = found.characters
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        with archive.open(name) as stream:
            data = stream.read(_LARGEST_PART + 1)
        if len(data) > _LARGEST_PART:
            raise Unreadable(Verdict.TOO_COMPLEX)
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise Unreadable(Verdict.CORRUPT) from error
    except _EnoughRead:
        pass
    return "".join(found.parts)


def _refuse_doctype(*_: object) -> None:
    """Entities can be declared only in a DOCTYPE, and Word never writes one."""
    raise Unreadable(Verdict.CORRUPT)
