"""Text of RTF, token by token (Rich Text Format Specification 1.9.1)."""

import re
from typing import Final

from jobr_adapters.documents.extracted import Extracted
from jobr_adapters.documents.rtf_reader import RtfReader
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
    reader = RtfReader()
    _feed(reader, content, start)
    return extracted("\n".join(reader.lines()), hidden=reader.hidden)


def _feed(reader: RtfReader, content: bytes, at: int) -> None:
    for _ in range(_MOST_TOKENS):
        token = _TOKEN.match(content, at)
        if token is None:
            return
        at = token.end()
        if token["word"] == b"bin":
            at = _after_binary(content, at, int(token["number"] or 0))
        else:
            _take(reader, token)
    raise TooComplex


def _take(reader: RtfReader, token: re.Match[bytes]) -> None:
    match token.lastgroup, token.group(token.lastgroup or 0):
        case "text", text:
            reader.text(text)
        case "word", word:
            reader.word(word.decode(), None)
        case "number", number:
            reader.word(token["word"].decode(), int(number))
        case "code", code:
            reader.code(int(code, 16))
        case "brace", brace:
            reader.brace(opens=brace == b"{")
        case "symbol", symbol:
            reader.symbol(symbol.decode("latin-1"))


def _after_binary(content: bytes, at: int, size: int) -> int:
    r"""`\bin` announces raw bytes, which may look like anything."""
    if not 0 <= size <= len(content) - at:
        raise Corrupt
    return at + size
