"""Markdown as the text it describes. Nothing is fetched, and every step is linear in the text."""

import html
import re
from collections.abc import Iterator
from typing import Final

from jobr_adapters.documents.addresses import with_address
from jobr_adapters.documents.extracted import Extracted
from jobr_adapters.documents.plain import decoded
from jobr_adapters.documents.visible import extracted

_TAG: Final = re.compile(r"</?[A-Za-z][^<>]{0,2000}>")
_BREAK: Final = re.compile(r"<(?:br|/p|/div|/li|/tr|/h[1-6])\s*/?>", re.I)
_AUTOLINK: Final = re.compile(
    r"<((?:https?://|mailto:)[^<>\s]{1,2000}|[^<>\s@]{1,64}@[^<>\s@]{1,255})>"
)
_IMAGE: Final = re.compile(r"!\[([^\[\]]{0,500})\](?:\([^()]{0,2000}\)|\[[^\[\]]{0,200}\])")
_LINK: Final = re.compile(
    r"\[([^\[\]\n]{0,2000})\]\(\s{0,9}<?((?:[^()\s<>]|\([^()\s]{0,500}\)){0,2000})>?[^()\n]{0,500}\)"
)
_REFERENCE: Final = re.compile(r"\[([^\[\]\n]{1,500})\]\[([^\[\]\n]{0,200})\]")
_DEFINITION: Final = re.compile(
    r"^ {0,3}\[([^\[\]\n]{1,200})\]:\s{0,9}<?(\S{1,2000}?)>?(?:\s.{0,500})?$", re.M
)
_QUOTE: Final = re.compile(r"[ \t]*>[> \t]*")
_HEADING: Final = re.compile(r" {0,3}#{1,6}[ \t]+([^\n]*)")
_RULE: Final = re.compile(r" {0,3}(?:=+|-{2,}|(?:[-*_][ \t]*){3,200})$")
_BULLET: Final = re.compile(r"([ \t]*)[*+-][ \t]+(?:\[[ xX]\][ \t]+)?")
_EMPHASIS: Final = re.compile(
    r"(?<![\w\\*])(?:\*{1,3}|_{1,3}|~~|`{1,2})(?=\S)|(?<=[^\s\\])(?:\*{1,3}|_{1,3}|~~|`{1,2})(?![\w*])"
)
_ESCAPED: Final = re.compile(r"\\([\\`*_{}\[\]()#+.!|<>~-])")


def text_of_markdown(content: bytes) -> Extracted:
    """Raises TooComplex."""
    text = decoded(content).replace("\r\n", "\n").replace("\r", "\n")
    text = _without(text, "<!--", "-->")
    for element in ("script", "style"):
        text = _without(text, f"<{element}", f"</{element}>")
    text = _AUTOLINK.sub(r"\1", text)
    text = _TAG.sub("", _BREAK.sub("\n", text))
    return extracted("\n".join(_lines(_with_links(text))))


def _without(text: str, opening: str, closing: str) -> str:
    """What stands outside of these; all of it if one is never closed."""
    low, kept, at = text.lower(), [], 0
    while (start := low.find(opening, at)) >= 0 and (end := low.find(closing, start)) >= 0:
        kept.append(text[at:start])
        at = end + len(closing)
    return "".join((*kept, text[at:]))


def _with_links(text: str) -> str:
    targets = {name.lower(): target for name, target in _DEFINITION.findall(text)}
    text = _IMAGE.sub(r"\1", _DEFINITION.sub("", text))
    text = _LINK.sub(lambda link: _link(link[1], link[2]), text)
    return _REFERENCE.sub(
        lambda link: _link(link[1], targets.get((link[2] or link[1]).lower(), "")), text
    )


def _link(words: str, target: str) -> str:
    return with_address(words, target)


def _lines(text: str) -> Iterator[str]:
    for raw in text.split("\n"):
        line = _QUOTE.sub("", raw, count=1) if raw.lstrip().startswith(">") else raw
        if line.lstrip().startswith(("```", "~~~")) or _is_table_rule(line):
            continue
        if _RULE.match(line):
            yield ""
        elif heading := _HEADING.match(line):
            yield from ("", _plain(heading[1].rstrip("# \t")))
        else:
            yield _plain(_cells(_BULLET.sub(r"\1- ", line) if _BULLET.match(line) else line))


def _is_table_rule(line: str) -> bool:
    """Bars and dashes between the head and the body of a table."""
    return "|" in line and "-" in line and not line.strip("|:- \t")


def _cells(line: str) -> str:
    """A row of a table begins and ends with a bar."""
    bare = line.strip()
    if len(bare) < 3 or not (bare.startswith("|") and bare.endswith("|")):
        return line
    return "\t".join(cell.strip() for cell in bare[1:-1].split("|"))


def _plain(line: str) -> str:
    return html.unescape(_ESCAPED.sub(r"\1", _EMPHASIS.sub("", line)))
