"""Which words of a document to quote."""

from typing import Final

from jobr_core.shared.text import Span

_LONGEST_QUOTE: Final = 160


def line_around(text: str, span: Span) -> Span:
    """The line a span stands in, without its bullet; of a long one the words around the span."""
    earliest, latest = max(0, span.start - _LONGEST_QUOTE), span.end + _LONGEST_QUOTE
    start = text.rfind("\n", earliest, span.start) + 1 or earliest
    end = text.find("\n", span.end, latest)
    end = min(latest, len(text)) if end < 0 else end
    if end - start > _LONGEST_QUOTE:
        room = max(0, _LONGEST_QUOTE - (span.end - span.start))
        start = _word_start(text, max(start, span.start - room // 3), span.start)
        end = _word_end(text, span.end, min(end, start + _LONGEST_QUOTE))
    while start < span.start and text[start] in " \t-–•*●▪◦·":
        start += 1
    while end > span.end and text[end - 1] in " \t":
        end -= 1
    return Span(start, end)


def _word_start(text: str, position: int, latest: int) -> int:
    """The first start of a word from a position on."""
    if position == 0 or text[position - 1].isspace():
        return position
    blank = text.find(" ", position, latest)
    return latest if blank < 0 else blank + 1


def _word_end(text: str, earliest: int, position: int) -> int:
    """The last end of a word up to a position."""
    if position <= earliest:
        return earliest
    if position >= len(text) or text[position].isspace():
        return position
    return max(earliest, text.rfind(" ", earliest, position))


def first_line(text: str, span: Span) -> Span:
    """The first non-empty line of a span."""
    start = span.start + len(span.quote(text)) - len(span.quote(text).lstrip())
    end = text.find("\n", start, span.end)
    return Span(start, span.end if end < 0 else end)
