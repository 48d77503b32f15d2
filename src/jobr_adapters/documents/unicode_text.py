"""Whether bytes are Unicode text, and in which encoding; quick enough to ask of any upload."""

import codecs
from typing import Final

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE: Final = 65_536
_UNWRITTEN: Final = bytes(set(range(0x20)) - set(b"\t\n\v\f\r\x1a\x1b")) + b"\x7f"


def unicode_encoding(content: bytes) -> str:
    """By byte order mark, or by the zeros that UTF-16 and UTF-32 write; nothing if neither."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return encoding
    return _unmarked(content[:_SAMPLE]) if b"\x00" in content[:_SAMPLE] else ""


def is_text(content: bytes) -> bool:
    """Whether a person could have typed it: hardly any control characters, no zeros."""
    encoding = unicode_encoding(content)
    if encoding in ("", "utf-8-sig"):
        return b"\x00" not in content and _is_typed(content)
    sample = content[: _SAMPLE - _SAMPLE % 4]
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(sample)
    except UnicodeDecodeError:
        return False
    return _is_typed(text.encode("utf-8", "replace"))


def _is_typed(content: bytes) -> bool:
    unwritten = len(content) - len(content.translate(None, _UNWRITTEN))
    return unwritten * 200 <= len(content)


def _unmarked(sample: bytes) -> str:
    """In any language spaces, digits and line ends have zeros for their upper bytes: all in the
    same place of a unit, and never a whole unit."""
    whole = len(sample) // 4 * 4
    zeros = [sample[at:whole:4].count(0) * 4 for at in range(4)]
    often, never = whole // 20, whole // 200
    if len(sample) % 4 == 0 and min(zeros[3], zeros[2]) > whole * 0.9 and zeros[0] <= never:
        return "utf-32-le"
    if len(sample) % 4 == 0 and min(zeros[0], zeros[1]) > whole * 0.9 and zeros[3] <= never:
        return "utf-32-be"
    even, odd = zeros[0] + zeros[2], zeros[1] + zeros[3]
    if even <= never * 2 and odd > often:
        return "utf-16-le"
    if odd <= never * 2 and even > often:
        return "utf-16-be"
    return ""
