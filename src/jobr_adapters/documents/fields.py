"""Fields of Word: a code that is not shown, and the result that is (ECMA-376 part 1 §17.16)."""

import re
from dataclasses import dataclass, field
from typing import Final

from jobr_adapters.documents.addresses import refuse_if_active
from jobr_adapters.documents.paragraphs import Paragraph
from jobr_core.cvs.errors import ActiveContent, TooComplex

# They start programs, fetch other documents or show controls.
_ACTIVE: Final = frozenset(
    "DDE DDEAUTO INCLUDE INCLUDETEXT INCLUDEPICTURE IMPORT LINK DATABASE RD HTMLACTIVEX CONTROL "
    "OCX".split()
)
_FIRST_WORD: Final = re.compile(r'[\s"\\\x00-\x1f]*([A-Za-z]+)')
_WHOLE_WORD: Final = re.compile(r"\s*(?:\w+\s|=)")
_LINK: Final = re.compile(r'\s*HYPERLINK\s+(?:\\[mnt]\s+)*(?!\\)(?:"([^"]*)"|(\S+))', re.I)
_DEEPEST: Final = 50
_LONGEST_CODE: Final = 10_000


def refuse_if_active_code(code: str) -> None:
    """Raises ActiveContent for the code of a field that would run or fetch something."""
    word = _FIRST_WORD.match(code)
    if word and word[1].upper() in _ACTIVE:
        raise ActiveContent(
            f"The file holds a field that runs or fetches something ({word[1].upper()}); "
            "remove it and try again."
        )


def link_in(code: str) -> str:
    """The address a HYPERLINK field leads to, or nothing. Raises ActiveContent."""
    link = _LINK.match(code)
    target = (link[1] or link[2] or "") if link else ""
    refuse_if_active(target)
    return target


@dataclass(slots=True)
class _Open:
    """A field or link that began in some paragraph, after so many of its pieces."""

    paragraph: Paragraph | None
    since: int
    code: str = ""
    in_result: bool = False


@dataclass(slots=True)
class Fields:
    """The fields and links open at some place of the text, outermost first."""

    _open: list[_Open] = field(default_factory=list)
    _links: list[tuple[_Open, str]] = field(default_factory=list)

    @property
    def showing(self) -> bool:
        """Whether text here is a result, or outside of any field."""
        return all(one.in_result for one in self._open)

    def begin(self, paragraph: Paragraph | None) -> None:
        """Raises ActiveContent if the field decides what the one around it does: Word calculates
        the outer code from it, which is how DDE is hidden from those who look for the word."""
        around = self._open[-1] if self._open else None
        if around and not around.in_result and not _WHOLE_WORD.match(around.code):
            raise ActiveContent("The file holds a field whose code is calculated; remove it.")
        if len(self._open) >= _DEEPEST:
            raise TooComplex
        self._open.append(_opened_in(paragraph))

    def add_code(self, text: str) -> None:
        """More of the innermost field's code."""
        if self._open and len(self._open[-1].code) < _LONGEST_CODE:
            self._open[-1].code += text

    def separate(self) -> None:
        """The code is complete, what follows is the result. Raises ActiveContent."""
        if self._open:
            refuse_if_active_code(self._open[-1].code)
            self._open[-1].in_result = True

    def end(self, paragraph: Paragraph | None) -> None:
        """If the field is a link, its address is told. Raises ActiveContent."""
        if self._open:
            ended = self._open.pop()
            refuse_if_active_code(ended.code)
            self._tell(ended, link_in(ended.code), paragraph)

    def begin_link(self, target: str, paragraph: Paragraph | None) -> None:
        """A link that is no field."""
        self._links.append((_opened_in(paragraph), target))

    def end_link(self, paragraph: Paragraph | None) -> None:
        """Its address is told."""
        if self._links:
            self._tell(*self._links.pop(), paragraph)

    def close(self) -> None:
        """The text ends here, whatever is open. Raises ActiveContent."""
        while self._open:
            self.end(None)

    def _tell(self, ended: _Open, target: str, paragraph: Paragraph | None) -> None:
        if target and paragraph and self.showing:
            paragraph.link(ended.since if ended.paragraph is paragraph else 0, target)


def _opened_in(paragraph: Paragraph | None) -> _Open:
    return _Open(paragraph, len(paragraph.pieces) if paragraph else 0)
