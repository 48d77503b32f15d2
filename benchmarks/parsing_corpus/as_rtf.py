"""Sheets as RTF."""

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

START = (
    r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss\fcharset0 Arial;}{\f1\fnil\fcharset2 Symbol;}}"
    r"{\colortbl ;\red31\green78\blue121;}{\stylesheet{\s0 Normal;}{\s1\b heading 1;}}"
    r"{\info{\author Office User}{\title Curriculum vitae}}{\*\generator Riched20 10.0.19041}\viewkind4\uc1 "
)


def rtf_file(sheet: Sheet) -> bytes:
    parts = [START]
    for word, blocks in (("header", sheet.top), ("footer", sheet.bottom)):
        if blocks:
            parts.append(
                rf"{{\{word} " + "\n".join(p for b in blocks for p in _set(b, sheet)) + "}"
            )
    parts += [line for block in sheet.blocks for line in _set(block, sheet)]
    return ("\n".join(parts) + "}").encode("ascii")


def _set(block: Block, sheet: Sheet) -> Iterator[str]:  # noqa: C901 - one case per kind of block
    match block:
        case Heading(text):
            yield rf"\pard\s1\sb240\b\cf1 {_coded(text)}\b0\cf0\par"
        case Text(text, look):
            size = r"\fs44\b" if "name" in look else r"\fs22"
            yield rf"\pard{size} {_coded(text)}\b0\fs22\par"
        case Bullets(items):
            yield from (_bullet(item, sheet.bullet) for item in items)
        case Row(left, right):
            yield rf"\pard\tqr\tx9600\b {_coded(left)}\b0\tab {_coded(right)}\par"
        case Table(rows):
            yield from (_cells(_coded(cell) for cell in row) for row in rows)
        case Columns(left=left, right=right):
            sides = (
                "\n".join(line for b in side for line in _set(b, sheet)) for side in (left, right)
            )
            yield _cells(sides)
        case Box(blocks):
            yield from (line for b in blocks for line in _set(b, sheet))
        case Link(before, text, target):
            yield rf'\pard {_coded(before)}{{\field{{\*\fldinst{{HYPERLINK "{target}"}}}}{{\fldrslt{{\ul {_coded(text)}}}}}}}\par'
        case Rule():
            yield r"\pard\brdrb\brdrs\par"


def _bullet(item: str, sign: str) -> str:
    if sign == "list":
        return rf"\pard{{\pntext\f1\'B7\tab}}{{\*\pn\pnlvlblt\pnf1\pnindent0{{\pntxtb\'B7}}}}\fi-360\li720 {_coded(item)}\par"
    return rf"\pard {_coded(sign)}\tab {_coded(item)}\par" if sign else rf"\pard {_coded(item)}\par"


def _cells(cells: Iterator[str]) -> str:
    listed = list(cells)
    edges = "".join(rf"\cellx{9600 * (n + 1) // len(listed)}" for n in range(len(listed)))
    return rf"\trowd\trgaph108{edges}\pard\intbl " + r"\cell ".join(listed) + r"\cell\row"


def _coded(text: str) -> str:
    return "".join(_character(c) for c in text)


def _character(c: str) -> str:
    if c in "\\{}":
        return "\\" + c
    if c in "\t\n":
        return {"\t": r"\tab ", "\n": r"\line "}[c]
    if c.isascii():
        return c
    try:
        return rf"\'{c.encode('cp1252')[0]:02x}"
    except UnicodeEncodeError:
        units = c.encode("utf-16-le")
        numbers = (
            int.from_bytes(units[n : n + 2], "little", signed=True) for n in range(0, len(units), 2)
        )
        return "".join(rf"\u{number}?" for number in numbers)
