"""Sheets as PDF, set by typst."""

import json
from functools import cache

import typst

from parsing_corpus.sheet import (
    Block,
    Box,
    Bullets,
    Columns,
    Heading,
    Link,
    Row,
    Rule,
    Sheet,
    Table,
    Text,
)

PRELUDE = """
#set document(date: none)
#set page(paper: "a4", margin: (x: 1.9cm, y: 1.8cm){head}{foot})
#set text(font: ("{font}", "Libertinus Serif", "DejaVu Sans"), size: 10pt, hyphenate: false)
#set par(spacing: 0.7em)
#let accent = rgb("#{accent}")
#let heading-line(body) = block(above: 1.2em, below: 0.7em, sticky: true, width: 100%, stroke: (bottom: 0.5pt + accent), inset: (bottom: 3pt), text(size: 12pt, weight: "bold", fill: accent, body))
#let row(left, right, bold) = grid(columns: (1fr, auto), column-gutter: 1em, if bold {{ strong(left) }} else {{ left }}, right)
"""
LOOKS = {
    "name": '#text(size: 22pt, weight: "bold", fill: accent, {0})', "label": "#text(size: 12pt, {0})", "bold": "#strong({0})", "italic": "#emph({0})",
    "small": "#text(size: 8.5pt, {0})", "center": "#align(center, {0})", "right": "#align(right, {0})", "center-name": '#align(center, text(size: 20pt, weight: "bold", {0}))', "": "#par({0})",
}  # fmt: skip


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=True)


def pdf_file(sheet: Sheet) -> bytes:
    head = ", header: [" + _all(sheet.top, sheet) + "]" if sheet.top else ""
    foot = ", footer: [" + _all(sheet.bottom, sheet) + "]" if sheet.bottom else ""
    prelude = PRELUDE.format(font=sheet.font, accent=sheet.accent, head=head, foot=foot)
    pdf = typst.compile(
        (prelude + _all(sheet.blocks, sheet)).encode(),
        format="pdf",
        font_paths=_fonts(),
        timestamp=0,
    )
    assert isinstance(pdf, bytes)
    return pdf


def _all(blocks: tuple[Block, ...], sheet: Sheet) -> str:
    return "\n\n".join(_set(block, sheet) for block in blocks)


def _quoted(text: str) -> str:
    return json.dumps(text.replace("\t", "    "), ensure_ascii=False)


def _set(block: Block, sheet: Sheet) -> str:  # noqa: PLR0911, C901 - one case per kind of block
    match block:
        case Heading(text):
            return f"#heading-line({_quoted(text)})"
        case Text(""):
            return "#v(0.4em)"
        case Text(text, look):
            return LOOKS[look].format(_quoted(text))
        case Bullets(items):
            return _bullets(items, sheet)
        case Row(left, right, bold):
            return f"#row({_quoted(left)}, {_quoted(right)}, {str(bold).lower()})"
        case Table(rows, widths, lined):
            columns = ", ".join(f"{w}fr" for w in widths or (1.0,) * len(rows[0]))
            cells = ", ".join(_quoted(cell) for row in rows for cell in row)
            return f"#table(columns: ({columns}), stroke: {'0.5pt' if lined else 'none'}, inset: 4pt, {cells})"
        case Columns(left=left_blocks, right=right_blocks, share=share):
            return f"#grid(columns: ({share * 100:.0f}fr, {100 - share * 100:.0f}fr), column-gutter: 0.8cm, [{_all(left_blocks, sheet)}], [{_all(right_blocks, sheet)}])"
        case Box(blocks):
            return f"#rect(width: 7cm, inset: 6pt)[{_all(blocks, sheet)}]"
        case Link(before, text, target):
            return f"#({_quoted(before)})#link({_quoted(target)}, {_quoted(text)})"
        case Rule():
            return "#line(length: 100%, stroke: 0.5pt)"


def _bullets(items: tuple[str, ...], sheet: Sheet) -> str:
    if not sheet.bullet:
        return "\n\n".join(f"#par({_quoted(item)})" for item in items)
    marker = "•" if sheet.bullet == "list" else sheet.bullet
    return (
        f"#list(marker: [{marker if marker not in '-*' else '#' + _quoted(marker)}], "
        + ", ".join(_quoted(item) for item in items)
        + ")"
    )
