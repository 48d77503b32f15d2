"""Sheets as plain text and Markdown."""

import textwrap
from collections.abc import Iterator

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

ENCODINGS = ("utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-8", "latin-1")


def text_file(sheet: Sheet, turn: int) -> bytes:
    """In one encoding or another; every other one with the line ends of Windows."""
    lines = [
        line
        for block in (*sheet.top, *sheet.blocks, *sheet.bottom)
        for line in _lines(block, sheet)
    ]
    text = "\n".join(lines) + "\n"
    if turn % 2:
        text = text.replace("\n", "\r\n")
    try:
        return text.encode(ENCODINGS[turn % len(ENCODINGS)])
    except UnicodeEncodeError:
        return text.encode("utf-8")


def markdown_file(sheet: Sheet) -> bytes:
    lines = [
        line
        for block in (*sheet.top, *sheet.blocks, *sheet.bottom)
        for line in _marked(block, sheet)
    ]
    return ("\n".join(lines) + "\n").encode()


def _lines(block: Block, sheet: Sheet) -> Iterator[str]:  # noqa: C901 - one case per kind of block
    match block:
        case Heading(text):
            yield from ("", text)
            if sheet.heading_rule:
                yield sheet.heading_rule * (len(text) if len(sheet.heading_rule) == 1 else 1)
        case Text(text):
            yield from _wrapped(text, sheet.wrap)
        case Bullets(items):
            sign = "-" if sheet.bullet == "list" else sheet.bullet
            for item in items:
                yield from _wrapped(f"{sign} {item}".strip(), sheet.wrap, "  " if sign else "")
        case Row(left, right):
            yield f"{left:<50}  {right}" if sheet.wrap else f"{left}\t{right}"
        case Table(rows):
            widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
            yield from (
                " | ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)).rstrip()
                for row in rows
            )
        case Columns(left=blocks, right=others):
            yield from (line for b in (*blocks, *others) for line in _lines(b, sheet))
        case Box(blocks):
            yield from (line for b in blocks for line in _lines(b, sheet))
        case Link(before, text):
            yield before + text
        case Rule():
            yield "-" * 70


def _wrapped(text: str, width: int, hang: str = "") -> list[str]:
    if not width or len(text) <= width:
        return text.split("\n")
    return textwrap.wrap(text, width, subsequent_indent=hang, break_on_hyphens=False)


def _marked(block: Block, sheet: Sheet) -> Iterator[str]:  # noqa: C901 - one case per kind of block
    match block:
        case Heading(text):
            yield from ("", f"## {text}", "")
        case Text(text, look):
            yield {
                "name": f"# {text}",
                "bold": f"### {text}",
                "italic": f"*{text}*",
                "label": f"**{text}**",
            }.get(look, text)
            yield ""
        case Bullets(items):
            yield from (f"* {item}" for item in items)
            yield ""
        case Row(left, right):
            yield from (f"**{left}** — {right}", "")
        case Table(rows):
            yield "| " + " | ".join(rows[0]) + " |"
            yield "|" + " --- |" * len(rows[0])
            yield from ("| " + " | ".join(row) + " |" for row in rows[1:])
        case Link(before, text, target):
            yield from (f"{before}[{text}]({target})", "")
        case Rule():
            yield from ("---", "")
        case Columns() | Box():
            yield from _lines(block, sheet)
