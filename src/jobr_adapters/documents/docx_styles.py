"""How text of a DOCX looks, as far as reading it depends on it: seen or not, heading, list."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, Self

from jobr_adapters.documents.office_xml import Attributes, Budget, XmlReader
from jobr_adapters.documents.visible import is_whitish

_TABLE: Final = b'<w:style w:type="table"'
_TABLE_ID: Final = re.compile(rb'w:styleId="([^"]*)"')
_TABLE_FILL: Final = re.compile(rb'w:fill="(?!auto"|[fF]{6}")')
_OFF: Final = frozenset({"0", "false", "off", "none"})
_HEADING: Final = re.compile(r"heading|title|subtitle|section", re.I)
_DEEPEST: Final = 20
# A point or less; text of this size is there for machines only.
_SMALLEST_SEEN: Final = 2
_AUTOMATIC_SPACING: Final = 280


def is_on(attributes: Attributes) -> bool:
    """A toggle is on unless it says no (ECMA-376 part 1 §17.17.4)."""
    return attributes.get("val", "1").lower() not in _OFF


def number(text: str | None) -> int:
    """Word writes whole numbers here, others write decimals and units."""
    found = re.match(r"-?\d{1,9}", text or "")
    return int(found[0]) if found else 0


def fill_of(attributes: Attributes) -> str:
    """The colour that w:shd lays behind text, or nothing (ECMA-376 part 1 §17.3.5)."""
    pattern, fill = attributes.get("val", "clear"), attributes.get("fill", "auto")
    if pattern not in ("clear", "nil"):
        return attributes.get("color", "auto") if pattern == "solid" else "pattern"
    return "" if fill == "auto" or pattern == "nil" else fill


@dataclass(frozen=True, slots=True)
class Look:
    """Of characters. None is what the style around says."""

    vanish: bool | None = None
    color: str | None = None
    size: int | None = None
    fill: str | None = None

    def over(self, under: Self) -> Self:
        """What is set here, the rest from there."""
        return type(self)(
            self.vanish if self.vanish is not None else under.vanish,
            self.color or under.color,
            self.size or under.size,
            self.fill or under.fill,
        )

    def with_property(self, name: str, attributes: Attributes) -> Self:
        """As an element of w:rPr changes it."""
        changed = _LOOKS[name](attributes) if name in _LOOKS else {}
        return replace(self, **changed) if changed else self

    def is_hidden_on(self, ground: str) -> bool:
        """Whether nobody sees text of this look on that colour (nothing: the paper)."""
        if self.vanish or 0 < (self.size or 24) <= _SMALLEST_SEEN:
            return True
        behind, color = self.fill or ground, self.color or "auto"
        if behind and not is_whitish(behind):
            return color.lower() == behind.lower() and color != "auto"
        return is_whitish(color)


_LOOKS: Final[Mapping[str, Callable[[Attributes], dict[str, Any]]]] = {
    "vanish": lambda attributes: {"vanish": is_on(attributes)},
    "color": lambda attributes: {"color": attributes.get("val", "auto")},
    "sz": lambda attributes: {"size": number(attributes.get("val"))},
    "shd": lambda attributes: {"fill": fill_of(attributes) or None},
    "highlight": lambda attributes: {"fill": "highlight"} if is_on(attributes) else {},
    "w14:noFill": lambda _: {"vanish": True},
}


@dataclass(slots=True)
class Style:
    """Of paragraphs, characters or tables. None is what the style it is based on says."""

    name: str = ""
    based_on: str = ""
    listed: bool | None = None
    heading: bool = False
    before: int | None = None
    after: int | None = None
    look: Look = Look()
    fills: bool = False
    """A table style that shades some of its cells: what is white on them is seen."""


def _name(style: Style, attributes: Attributes) -> None:
    style.name = attributes.get("val", "")
    style.heading |= _HEADING.match(style.name) is not None


def _base(style: Style, attributes: Attributes) -> None:
    style.based_on = attributes.get("val", "")


def _list(style: Style, attributes: Attributes) -> None:
    style.listed = attributes.get("val") != "0"


def _outline(style: Style, attributes: Attributes) -> None:
    style.heading |= number(attributes.get("val")) < 9


_DEFINITIONS: Final[Mapping[str, Callable[[Style, Attributes], None]]] = {
    "name": _name,
    "basedOn": _base,
    "numId": _list,
    "outlineLvl": _outline,
}


class Styles(XmlReader):
    """The styles of a document by their id."""

    def __init__(self) -> None:
        super().__init__()
        self._styles: dict[str, Style] = {}
        self._resolved: dict[str, Style] = {}
        self._current = Style()
        self._is_usual = False

    def read_styles(self, xml: bytes, budget: Budget) -> None:
        """Word's own list of styles is 40 times as long as a CV, and most of it is looks of
        tables: whether these shade anything can be told without reading them."""
        rest, tables = _split(xml)
        self.read(rest, budget)
        for table in tables:
            name = _TABLE_ID.search(table)
            if name:
                fills = _TABLE_FILL.search(table) is not None
                self._styles.setdefault(name[1].decode("utf-8", "replace"), Style(fills=fills))

    def start(self, name: str, attributes: Attributes) -> None:
        style = self._current
        if name == "style":
            self._begin(attributes)
        elif name in _DEFINITIONS:
            _DEFINITIONS[name](style, attributes)
        elif name == "spacing" and self.path[-1] == "pPr" and not self._is_usual:
            style.before, style.after = spacing(attributes)
        elif name == "shd" and self.path[-1] == "tcPr":
            style.fills |= bool(fill_of(attributes))
        elif self.path[-2:] == ["style", "rPr"]:
            style.look = style.look.with_property(name, attributes)

    def _begin(self, attributes: Attributes) -> None:
        self._current = Style()
        self._is_usual = is_on({"val": attributes.get("default", "0")})
        self._styles[attributes.get("styleId", "")] = self._current

    def of(self, style_id: str) -> Style:
        """With what it takes over from those it is based on."""
        if style_id not in self._resolved:
            self._resolved[style_id] = self._resolve(style_id)
        return self._resolved[style_id]

    def _resolve(self, style_id: str) -> Style:
        found = Style(name=style_id, heading=_HEADING.match(style_id) is not None)
        for _ in range(_DEEPEST):
            style = self._styles.get(style_id)
            if style is None:
                break
            found.listed = style.listed if found.listed is None else found.listed
            found.before = style.before if found.before is None else found.before
            found.after = style.after if found.after is None else found.after
            found.heading |= style.heading
            found.fills |= style.fills
            found.look = found.look.over(style.look)
            style_id = style.based_on
        return found


def _split(xml: bytes) -> tuple[bytes, list[bytes]]:
    """What is to be read, and the definitions of table styles. Only plain UTF-8 with the usual
    prefix is cut; anything else is read whole."""
    kept, tables, at = [], [], 0
    for opening, closing in ((b"<w:latentStyles", b"</w:latentStyles>"), (_TABLE, b"</w:style>")):
        while (start := xml.find(opening, at)) >= 0 and (end := xml.find(closing, start)) >= 0:
            kept.append(xml[at:start])
            at = end + len(closing)
            tables.append(xml[start:at])
    return b"".join((*kept, xml[at:])), tables


def spacing(attributes: Attributes) -> tuple[int | None, int | None]:
    """Before and after a paragraph, in twentieths of a point."""
    return _space(attributes, "before"), _space(attributes, "after")


def _space(attributes: Attributes, side: str) -> int | None:
    if attributes.get(f"{side}Autospacing", "0").lower() not in _OFF:
        return _AUTOMATIC_SPACING
    return number(attributes[side]) if side in attributes else None
