"""From the characters a file holds to the text Jobr hands on."""

import re
from typing import Final

from jobr_adapters.documents.extracted import Extracted
from jobr_core.cvs.bounds import MOST_CHARACTERS
from jobr_core.cvs.errors import TooComplex

_PAIRS: Final = re.compile(r"[\ud800-\udbff][\udc00-\udfff]")
_LINE_ENDS: Final = re.compile("\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
_SPACES: Final = re.compile("[\xa0\u2007\u202f]")
# Symbol fonts put their glyphs at U+F000…: bullets, squares, arrows and ticks stand in lists.
_SYMBOL_BULLETS: Final = re.compile(
    "[\uf02d\uf06c\uf06e\uf071\uf075\uf076\uf0a7\uf0a8\uf0b7\uf0d8\uf0e0\uf0e8\uf0fc]"
)
# Controls, invisible direction and tag characters, lone surrogates, symbols nobody can name.
_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\xad\u061c\u200b\u200e\u200f\u202a-\u202e"
    r"\u2060-\u206f\ud800-\udfff\uf000-\uf0ff\ufdd0-\ufdef\ufeff\ufff0-\ufffc\ufffe\uffff"
    "\U000e0000-\U000e007f]"
)
_WIDE_GAPS: Final = re.compile(r"\n{3,}")


def extracted(text: str, *, hidden: int = 0) -> Extracted:
    """Raises TooComplex for more text than any CV has."""
    text = _LINE_ENDS.sub("\n", _PAIRS.sub(_joined, text))
    text = _SYMBOL_BULLETS.sub("•", _SPACES.sub(" ", text).replace("\u2011", "-"))
    lines = "\n".join(line.rstrip() for line in _UNSEEN.sub("", text).split("\n"))
    text = _WIDE_GAPS.sub("\n\n", lines).strip("\n")
    if len(text) > MOST_CHARACTERS:
        raise TooComplex(f"The file holds more than {MOST_CHARACTERS:,} characters; no CV does.")
    return Extracted(text, _warnings(hidden))


def is_whitish(color: str) -> bool:
    """Whether a colour cannot be told from paper."""
    return re.fullmatch(r"(?:[fF][8-9a-fA-F]){3}", color) is not None


def _joined(pair: re.Match[str]) -> str:
    return pair[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le")


def _warnings(hidden: int) -> tuple[str, ...]:
    if not hidden:
        return ()
    about = hidden if hidden < 20 else round(hidden, -1)
    said = (
        f"About {about:,} characters of hidden text were left out; nobody reading the CV sees them."
    )
    return (said,)
