"""Text of a DOCX, read from its XML as a stream: nothing is built that the file could inflate.

python-docx is not used for reading: a 2 KB file can make it allocate gigabytes.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from jobr_adapters.documents.docx_safety import Docx, safe_docx
from jobr_adapters.documents.docx_styles import Styles
from jobr_adapters.documents.docx_words import Words
from jobr_adapters.documents.extracted import Extracted
from jobr_adapters.documents.office_xml import Budget
from jobr_adapters.documents.tables import add_block
from jobr_adapters.documents.visible import extracted
from jobr_core.cvs.errors import Corrupt

_PAGES: Final = ("first", "default", "even")
# A drawing behind the text, such as a coloured bar: who is to say what is white on it?
_BEHIND: Final = (b'behindDoc="1"', b'behindDoc="true"')


def text_of_docx(content: bytes) -> Extracted:
    """Headers, body, footers, notes. Raises ActiveContent, ArchiveBomb, Corrupt, Encrypted,
    TooComplex, TypeMismatch or XmlEntity."""
    try:
        return _Document(safe_docx(content)).text()
    except (IndexError, KeyError, ValueError, OverflowError) as error:
        raise Corrupt from error


class _Document:
    def __init__(self, docx: Docx) -> None:
        self._docx = docx
        self._styles = Styles()
        self._hidden = 0
        self._budget = Budget()
        drawn_on = (docx.main, *self._related_parts("header", "footer"))
        self._white_is_seen = any(mark in docx.parts[name] for name in drawn_on for mark in _BEHIND)

    def text(self) -> Extracted:
        for name in self._related_parts("styles"):
            self._styles.read_styles(self._docx.parts[name], self._budget)
        body = self._words(self._docx.main)
        blocks = (
            *self._edges(body, "headerReference"),
            body.lines,
            *self._edges(body, "footerReference"),
            *(self._words(name).lines for name in self._related_parts("footnotes", "endnotes")),
        )
        return extracted("\n".join(_joined(blocks)), hidden=self._hidden)

    def _words(self, name: str) -> Words:
        words = Words(self._styles, self._docx.related(name), white_is_seen=self._white_is_seen)
        words.read(self._docx.parts[name], self._budget)
        self._hidden += words.hidden
        return words

    def _related_parts(self, *kinds: str) -> list[str]:
        related = self._docx.related(self._docx.main).values()
        names = (one.target for one in related if one.kind in kinds and not one.outside)
        return list(dict.fromkeys(name for name in names if name in self._docx.parts))

    def _edges(self, body: Words, element: str) -> Iterator[list[str]]:
        """Each distinct header or footer once, that of the first page first."""
        related = self._docx.related(self._docx.main)
        references = sorted(
            (one for one in body.references if one[0] == element and one[1] in _PAGES),
            key=lambda one: _PAGES.index(one[1]),
        )
        names = dict.fromkeys(related[id_].target for _, _, id_ in references if id_ in related)
        told: set[tuple[str, ...]] = set()
        for name in names:
            if name in self._docx.parts:
                lines = self._words(name).lines
                if tuple(lines) not in told:
                    told.add(tuple(lines))
                    yield lines


def _joined(blocks: Iterable[list[str]]) -> list[str]:
    lines: list[str] = []
    for block in blocks:
        add_block(lines, block)
    return lines
