"""Text of RTF, token by token (Rich Text Format Specification 1.9.1)."""

import re
from typing import Final

from jobr_adapters.documents.extracted import Extracted
from jobr_adapters.documents.rtf_reader import RtfReader
from jobr_adapters.documents.rtf_watch import RtfWatch
from jobr_adapters.documents.visible import extracted
from jobr_core.cvs.errors import Corrupt, TooComplex

_TOKEN: Final = re.compile(
    rb"\\(?P<word>[A-Za-z]{1,32})(?P<number>-?[0-9]{1,10})? ?|\\'(?P<code>[0-9A-Fa-f]{2})"
    rb"|\\(?P<symbol>[^A-Za-z])|(?P<brace>[{}])|(?P<text>[^\\{}]+)|\\",
    re.DOTALL,
)
_MOST_TOKENS: Final = 500_000


def text_of_rtf(content: bytes) -> Extracted:
    """Headers, text, footers, notes. Raises ActiveContent, Corrupt or TooComplex."""
    start = content.find(b"{\\rtf")
    if start < 0 or content[:start].strip(b"\x00\xef\xbb\xbf \t\r\n"):
        raise Corrupt
    reader, watch = RtfReader(), RtfWatch()
    _feed(reader, watch, content, start)
    watch.check()
    return extracted("\n".join(reader.lines()), hidden=reader.hidden)


def _feed(reader: RtfReader, watch: RtfWatch, content: bytes, at: int) -> None:
    for _ in range(_MOST_TOKENS):
        token = _TOKEN.match(content, at)
        if token is None:
            return
        at = token.end()
        if token["word"] == b"bin":
            at = _after_binary(content, at, int(token["number"] or 0))
        else:
            _take(reader, watch, token)
    raise TooComplex


def _take(reader: RtfReader, watch: RtfWatch, token: re.Match[bytes]) -> None:
    match token.lastgroup, token.group(token.lastgroup or 0):
        case "text", text:
            reader.text(text)
            watch.text(text)
        case ("word" | "number") as last, found:
            name = token["word"].decode()
            number = int(found) if last == "number" else None
            reader.word(name, number)
            watch.word(name, number)
        case "code", code:
            reader.code(int(code, 16))
            watch.code(int(code, 16))
        case "brace", brace:
            reader.brace(opens=brace == b"{")
            watch.brace(opens=brace == b"{")
        case "symbol", symbol:
            reader.symbol(symbol.decode("latin-1"))
            watch.symbol(symbol.decode("latin-1"))


def _after_binary(content: bytes, at: int, size: int) -> int:
    r"""`\bin` announces raw bytes, which may look like anything."""
    if not 0 <= size <= len(content) - at:
        raise Corrupt
    return at + size
