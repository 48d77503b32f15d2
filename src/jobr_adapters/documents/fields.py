"""Fields of Word: a code that is not shown, and the result that is (ECMA-376 part 1 §17.16)."""

import re
from collections.abc import Iterator
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
# Before the name of a field Word skips blanks and quotes.
_BEFORE: Final = re.compile(
    r'[\s"“”„‟\\\x00-\x1f\x7f-\xa0\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]*'
)
_NAME: Final = re.compile(r"[A-Za-z]+")
_WHOLE_NAME: Final = re.compile(r"\w+\s|=")
# ECMA-376 part 1 §17.16.1: an argument is one word or stands in quotes, which Word also takes when
# they are typographic; a backslash before a character takes its meaning away.
_ARGUMENT: Final = re.compile(
    r'\\(?P<switch>[A-Za-z*@#!])|["“”„‟](?P<quoted>(?:[^"“”„‟\\]|\\.)*)["“”„‟]?'
    r'|(?P<word>(?:[^\s"“”„‟\\]|\\.)+)',
    re.DOTALL,
)
_ESCAPE: Final = re.compile(r"\\(.)", re.DOTALL)
# Switches of a link that are followed by a word about it (§17.16.5.25), and those of all fields.
_TAKING_ONE: Final = frozenset("lot*@#")
_DEEPEST: Final = 50
# Reference managers keep whole abstracts in the codes of their citations.
_LONGEST_CODE: Final = 200_000
_LONGEST_NAME: Final = 100


@dataclass(slots=True)
class Code:
    """What a field does; it comes in pieces."""

    _pieces: list[str] = field(default_factory=list)
    _length: int = 0
    _start: str = ""

    def add(self, text: str) -> None:
        """Raises TooComplex."""
        self._length += len(text)
        if self._length > _LONGEST_CODE:
            raise TooComplex
        self._pieces.append(text)
        if not self._start:
            text = _BEFORE.sub("", text, count=1)
        if len(self._start) < _LONGEST_NAME:
            self._start += text[:_LONGEST_NAME]

    @property
    def is_named(self) -> bool:
        """Whether nothing that follows can change which field it is."""
        return _WHOLE_NAME.match(self._start) is not None

    def address(self) -> str:
        """Where it leads if it is a link, or nothing. Raises ActiveContent for what runs or
        fetches something."""
        found = _NAME.match(self._start)
        name = found[0].upper() if found else ""
        if name in _ACTIVE:
            raise ActiveContent(
                f"The file holds a field that runs or fetches something ({name}); "
                "remove it and try again."
            )
        return _link_in("".join(self._pieces)) if name == "HYPERLINK" else ""


def address_in(code: str) -> str:
    """Of a field whose code is known at once. Raises ActiveContent or TooComplex."""
    whole = Code()
    whole.add(code)
    return whole.address()


def _link_in(code: str) -> str:
    """The first word that belongs to no switch; the rest is looked at as well, since who reads
    the switches otherwise finds the address there. Raises ActiveContent."""
    links = list(_without_switches(code))[1:]
    for link in links:
        refuse_if_active(link)
        refuse_if_active(_ESCAPE.sub(r"\1", link))
    return links[0] if links else ""


def _without_switches(code: str) -> Iterator[str]:
    switch = ""
    for argument in _ARGUMENT.finditer(code):
        if switch not in _TAKING_ONE and not argument["switch"]:
            yield argument["quoted"] or argument["word"] or ""
        switch = argument["switch"] or "-"


@dataclass(slots=True)
class _Open:
    """A field or link that began in some paragraph, after so many of its pieces."""

    paragraph: Paragraph | None
    since: int
    code: Code = field(default_factory=Code)
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

    @property
    def is_unnamed(self) -> bool:
        """Whether what comes next says which field it is."""
        around = self._open[-1] if self._open else None
        return around is not None and not around.in_result and not around.code.is_named

    def refuse_if_unnamed(self) -> None:
        """Where something stands that Word calculates or chooses. Raises ActiveContent: this is
        how DDE is hidden from those who look for the word."""
        if self.is_unnamed:
            raise ActiveContent("The file holds a field whose code is calculated; remove it.")

    def begin(self, paragraph: Paragraph | None) -> None:
        """Raises ActiveContent if the field decides what the one around it does."""
        self.refuse_if_unnamed()
        if len(self._open) >= _DEEPEST:
            raise TooComplex
        self._open.append(_opened_in(paragraph))

    def add_code(self, text: str) -> None:
        """More of the innermost field's code. Raises TooComplex."""
        if self._open:
            self._open[-1].code.add(text)

    def separate(self) -> None:
        """The code is complete, what follows is the result. Raises ActiveContent."""
        if self._open and not self._open[-1].in_result:
            self._open[-1].code.address()
            self._open[-1].in_result = True

    def end(self, paragraph: Paragraph | None) -> None:
        """If the field is a link, its address is told. Raises ActiveContent."""
        if self._open:
            ended = self._open.pop()
            self._tell(ended, ended.code.address(), paragraph)

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
