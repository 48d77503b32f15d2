"""What a page is made of, apart from the file format that carries it."""

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Text:
    """A paragraph; `look` is "", name, label, bold, italic, small, center or right."""

    text: str
    look: str = ""


@dataclass(frozen=True)
class Heading:
    text: str


@dataclass(frozen=True)
class Bullets:
    items: tuple[str, ...]


@dataclass(frozen=True)
class Row:
    """A line whose end is flushed right."""

    left: str
    right: str
    bold: bool = True


@dataclass(frozen=True)
class Table:
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...] = ()
    lined: bool = True


@dataclass(frozen=True)
class Columns:
    left: "tuple[Block, ...]"
    right: "tuple[Block, ...]"
    share: float
    """Of the width, that the left column takes."""


@dataclass(frozen=True)
class Box:
    """A text box beside the flow of the text."""

    blocks: "tuple[Block, ...]"


@dataclass(frozen=True)
class Link:
    before: str
    text: str
    target: str


@dataclass(frozen=True)
class Rule:
    pass


Block = Text | Heading | Bullets | Row | Table | Columns | Box | Link | Rule


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A laid-out CV. `top` and `bottom` are the header and the footer of its pages."""

    blocks: tuple[Block, ...]
    top: tuple[Block, ...] = ()
    bottom: tuple[Block, ...] = ()
    font: str = "Liberation Sans"
    accent: str = "1F4E79"
    bullet: str = "•"
    """The sign of bullets; "list" for lists the format itself knows, empty for none."""
    heading_rule: str = ""
    """In plain text: what underlines headings."""
    wrap: int = 0
    """In plain text: where lines are broken."""
    extra: dict[str, str] = field(default_factory=dict)


def strings(blocks: Sequence[Block]) -> list[str]:
    """Every piece of text in reading order."""
    return [piece for block in blocks for piece in _pieces(block)]


def _pieces(block: Block) -> list[str]:  # noqa: C901, PLR0911 - one case per kind of block
    match block:
        case Text(text) | Heading(text):
            return [text]
        case Bullets(items):
            return list(items)
        case Row(left, right):
            return [left, right]
        case Table(rows):
            return [cell for row in rows for cell in row]
        case Columns(left=left_blocks, right=right_blocks):
            return strings(left_blocks) + strings(right_blocks)
        case Box(blocks):
            return strings(blocks)
        case Link(before, text):
            return [before + text]
        case Rule():
            return []
