"""Text files in whatever encoding they come."""

import re
from typing import Final

import charset_normalizer

from jobr_adapters.documents.extracted import Extracted
from jobr_adapters.documents.unicode_text import unicode_encoding
from jobr_adapters.documents.visible import extracted
from jobr_core.cvs.bounds import MOST_CHARACTERS
from jobr_core.cvs.errors import TooComplex

# What CVs are written in besides Unicode, likelier ones first.
_ENCODINGS: Final = (
    "cp1252 cp1250 cp1251 cp1253 cp1254 cp1255 cp1256 cp1257 iso8859_2 iso8859_5 iso8859_7 "
    "iso8859_15 koi8_r mac_roman cp932 gb18030 big5 cp949 euc_jp cp874"
).split()
_ONLY_ISO_8859_2: Final = re.compile(b"[\xa1\xa6\xac\xb1\xb6\xbc]")
_ONLY_CP1250: Final = re.compile(b"[\x80-\x9f]")
_SAMPLE: Final = 32_768
_MOST_BYTES_A_CHARACTER: Final = 4


def text_of_plain(content: bytes) -> Extracted:
    """Raises TooComplex."""
    return extracted(decoded(content))


def decoded(content: bytes) -> str:
    """As text. What cannot be decoded is replaced; Windows-1252 is what it is taken for if
    nothing speaks for another encoding. Raises TooComplex."""
    if len(content) > _MOST_BYTES_A_CHARACTER * (MOST_CHARACTERS + 1):
        raise TooComplex(f"The file holds more than {MOST_CHARACTERS:,} characters; no CV does.")
    encoding = unicode_encoding(content)
    if encoding:
        return content.decode(encoding, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode(_legacy_encoding(content), "replace")


def _legacy_encoding(content: bytes) -> str:
    best = charset_normalizer.from_bytes(
        _telling_lines(content), cp_isolation=_ENCODINGS, preemptive_behaviour=False,
        enable_fallback=False, steps=3, chunk_size=2048,
    ).best()  # fmt: skip
    return _twin(content, best.encoding) if best else "cp1252"


def _twin(content: bytes, encoding: str) -> str:
    """ISO 8859-2 looks like Windows-1250, which has the same letters but six elsewhere: there
    these are signs nobody writes in a CV, and its own are controls here."""
    telling = encoding == "cp1250" and _ONLY_ISO_8859_2.search(content)
    return "iso8859_2" if telling and not _ONLY_CP1250.search(content) else encoding


def _telling_lines(content: bytes) -> bytes:
    """Those in which the encodings differ."""
    lines = [line for line in content.splitlines() if not line.isascii()]
    return b"\n".join(lines)[:_SAMPLE]
