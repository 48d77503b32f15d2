"""HTML → its tags, in linear time.

The parser of the standard library takes quadratic time on unclosed tags, comments and scripts,
which a page of 20 MB turns into hours. This one ends where the HTML standard's would: whatever
is not closed reaches to the end of the page.
"""

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

_START = re.compile(r"<(?:!--|/?([a-zA-Z][^\s/>]{0,40}))")
_SKIPPED = re.compile(r"[\s/=\"'<]*+")
_ATTRIBUTE = re.compile(
    r"[\s/]*+([^\s/>=\"'<]++)(?:\s*+=\s*+(\"[^\"]*+\"|'[^']*+'|[^\s>\"'][^\s>]*+))?+"
)
_UNCLOSED = re.compile(r"\s*+=\s*+[\"']")
_MOST_ATTRIBUTES: Final = 1_000
_RAW: Final = {
    name: re.compile(rf"</{name}\b", re.IGNORECASE)
    for name in ("script", "style", "textarea", "title", "template", "noscript")
}
"""Elements whose content is no markup."""
_CHARSET = re.compile(
    rb"charset\s{0,9}=\s{0,9}[\"']?(iso-8859-\d{1,2}|windows-\d{2,4}|shift_jis|euc-\w{2}|big5|gb\d{4,5}|koi8-[ru])\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag at `page[start:end]`; `attributes` in lower case, and none in a closing one."""

    name: str
    closing: bool
    attributes: Mapping[str, str]
    start: int
    end: int


def decoded(content: bytes) -> str:
    """A page in UTF-8, or in the encoding it declares; windows-1252 if in none, as browsers do."""
    try:
        return content.decode()
    except UnicodeDecodeError:
        declared = _CHARSET.search(content, 0, 4096)
        encoding = declared[1].decode() if declared else "windows-1252"
    try:
        return content.decode(encoding, errors="replace")
    except LookupError:
        return content.decode(errors="replace")


def tags_of(page: str) -> Iterator[Tag]:
    """All whole tags; comments and the content of scripts are passed over."""
    at = 0
    while found := _START.search(page, at):
        at = found.start()
        if found[1] is None:
            at = _behind(page, "-->", found.end())
            continue
        attributes, end = _attributes(page, found.end())
        name, closing = found[1].lower(), page[at + 1] == "/"
        if end > len(page):
            return
        yield Tag(name, closing, {} if closing else attributes, at, end)
        at = end if closing else _behind_raw(page, name, end)


def _behind(page: str, mark: str, start: int) -> int:
    found = page.find(mark, start)
    return len(page) if found < 0 else found + len(mark)


def _behind_raw(page: str, name: str, start: int) -> int:
    if name not in _RAW:
        return start
    found = _RAW[name].search(page, start)
    return found.start() if found else len(page)


def _attributes(page: str, at: int) -> tuple[dict[str, str], int]:
    """What stands up to the end of the tag, and where that is; behind the page if nowhere."""
    found: dict[str, str] = {}
    for _ in range(_MOST_ATTRIBUTES):
        match = _ATTRIBUTE.match(page, at)
        if match and match[2] is None and _UNCLOSED.match(page, match.end()):
            return found, len(page) + 1
        if match:
            value = match[2] or ""
            bare = value[1:-1] if value[:1] in ("'", '"') else value
            found.setdefault(match[1].lower(), html.unescape(bare))
        skipped = _SKIPPED.match(page, match.end() if match else at)
        assert skipped
        at = skipped.end()
        if at >= len(page):
            return found, len(page) + 1
        if page[at] == ">":
            return found, at + 1
    return found, len(page) + 1
