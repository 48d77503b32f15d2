"""What no part of an RTF may hold, shown or not (Rich Text Format Specification 1.9.1, [MS-RTF]).

Which groups a reader skips is its own affair: `\\*` before a word it knows means nothing, and text
that is skipped on the page may still be acted upon. So each code and address is taken twice: with
all that stands in its group, and without what Word leaves out there.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Final, Self

from jobr_adapters.documents import rtf_words as words
from jobr_adapters.documents.addresses import refuse_if_active, refuse_if_fetched, without_unseen
from jobr_adapters.documents.fields import Code
from jobr_core.cvs.errors import ActiveContent

_LONGEST_ADDRESS: Final = 2_000
# Shape properties that name a picture by its address ([MS-ODRAW] §2.3.7, §2.3.8, §2.3.23).
_PICTURES: Final = frozenset({"pibname", "fillblipname", "linefillblipname"})


@dataclass(slots=True)
class _Start:
    """Of a text: enough of it to tell where an address leads."""

    text: str = ""

    def add(self, text: str) -> None:
        if len(self.text) < _LONGEST_ADDRESS:
            self.text += without_unseen(text)[:_LONGEST_ADDRESS]


@dataclass(frozen=True, slots=True)
class _Taken:
    """Text of a group: all of it, and what Word does not leave out."""

    whole: _Start | Code
    seen: _Start | Code


@dataclass(slots=True)
class _Shape:
    """A property: the same one word names and another gives it its value."""

    names: list[_Start] = field(default_factory=list)
    values: list[_Start] = field(default_factory=list)

    def check(self) -> None:
        if not _PICTURES.isdisjoint(one.text.lower() for one in self.names):
            for value in self.values:
                refuse_if_fetched(value.text)


@dataclass(slots=True)
class _Group:
    """What holds in a group; what is taken is told apart from whose it is."""

    into: tuple[_Taken, ...] = ()
    code: _Taken | None = None
    shape: _Shape | None = None
    skipped: bool = False
    fallbacks: int = 1

    def inner(self) -> Self:
        """For a group in this one."""
        return type(self)(self.into, self.code, self.shape, self.skipped, self.fallbacks)


class RtfWatch:
    """Takes the same tokens as who reads the text."""

    def __init__(self) -> None:
        self._group = _Group()
        self._outer: list[_Group] = []
        self._optional = False
        self._passing = 0
        self._codes: list[Code] = []
        self._shapes: list[_Shape] = []
        self._fetched: list[_Start] = []
        self._links: list[_Start] = []

    def check(self) -> None:
        """Once all was read. Raises ActiveContent or TooComplex."""
        for code in self._codes:
            code.address()
        for shape in self._shapes:
            shape.check()
        for fetched in self._fetched:
            refuse_if_fetched(fetched.text)
        for link in self._links:
            refuse_if_active(link.text)

    def brace(self, *, opens: bool) -> None:
        self._passing = 0
        self._optional = False
        if opens:
            self._outer.append(self._group)
            self._group = self._group.inner()
        elif self._outer:
            self._group = self._outer.pop()

    def text(self, data: bytes) -> None:
        if self._group.into:
            plain = data.translate(None, b"\r\n").decode("latin-1")
            passed = min(self._passing, len(plain))
            self._passing -= passed
            self._take(plain, plain[passed:])

    def code(self, byte: int) -> None:
        self._one(chr(byte))

    def symbol(self, symbol: str) -> None:
        if symbol == "*":
            self._optional = True
        else:
            self._one(words.SYMBOLS.get(symbol, ""))

    def word(self, word: str, number: int | None) -> None:
        """Raises ActiveContent."""
        if word in words.ACTIVE:
            raise ActiveContent("The file holds another file or links to one; remove it.")
        optional, self._optional = self._optional, False
        if word in self._WORDS:
            self._WORDS[word](self)
        elif word == "uc":
            self._group.fallbacks = min(max(number or 0, 0), 100)
        elif self._group.into:
            self._within(word, number, optional=optional)

    def _within(self, word: str, number: int | None, *, optional: bool) -> None:
        if word == "u" and number is not None:
            character = chr(number & 0xFFFF)
            self._take(character, character)
            self._passing = self._group.fallbacks
        elif word in words.CHARACTERS:
            self._one(words.CHARACTERS[word])
        elif self._passing:
            self._passing -= 1
        elif word in words.SKIPPED or (optional and word not in words.KNOWN):
            self._group.skipped = True

    def _one(self, character: str) -> None:
        if self._group.into:
            self._take(character, "" if self._passing else character)
            self._passing -= bool(self._passing)

    def _take(self, whole: str, seen: str) -> None:
        for taken in self._group.into:
            taken.whole.add(whole)
            if not self._group.skipped:
                taken.seen.add(seen)

    # Groups

    def _refuse_if_unnamed(self) -> None:
        for taken in self._group.into:
            for code in (taken.whole, taken.seen):
                if isinstance(code, Code) and not code.is_named:
                    raise ActiveContent("The file holds a field whose code is calculated.")

    def _field(self) -> None:
        self._refuse_if_unnamed()
        self._group.code, self._group.into = self._new_code(), ()

    def _instruction(self) -> None:
        """A field may have several, of which a reader takes the first, the last or all."""
        self._refuse_if_unnamed()
        around = (self._group.code,) if self._group.code else ()
        self._begin(*around, self._new_code())

    def _result(self) -> None:
        self._begin()
        self._group.code = None

    def _picture(self) -> None:
        self._begin()

    def _template(self) -> None:
        self._begin(self._new(self._fetched))

    def _link(self) -> None:
        self._begin(self._new(self._links))

    def _property(self) -> None:
        self._group.shape = _Shape()
        self._shapes.append(self._group.shape)

    def _name(self) -> None:
        self._begin(self._new(self._shape().names))

    def _value(self) -> None:
        self._begin(self._new(self._shape().values))

    def _shape(self) -> _Shape:
        if self._group.shape is None:
            self._property()
        assert self._group.shape
        return self._group.shape

    def _begin(self, *into: _Taken) -> None:
        self._group.into, self._group.skipped = into, False

    def _new_code(self) -> _Taken:
        whole, seen = Code(), Code()
        self._codes += whole, seen
        return _Taken(whole, seen)

    def _new(self, told: list[_Start]) -> _Taken:
        whole, seen = _Start(), _Start()
        told += whole, seen
        return _Taken(whole, seen)

    _WORDS: ClassVar[Mapping[str, Callable[["RtfWatch"], None]]] = {
        "field": _field, "fldinst": _instruction, "fldrslt": _result, "pict": _picture,
        "template": _template, "hlsrc": _link, "sp": _property, "sn": _name, "sv": _value,
    }  # fmt: skip
