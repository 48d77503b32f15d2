"""The title a person goes by, under or beside the name."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from jobr_core.shared.text import Span, lines
from jobr_core.vocabulary.organisations import names_school
from jobr_core.vocabulary.places import is_place
from jobr_core.vocabulary.roles import role_strength

_CUT = re.compile(r"\s*[|•·●▪♦]\s*|\t+|\s{3,}|\s[-–—]\s")
_LABEL = re.compile(
    r"(?i)^(?:position|title|job title|profession|designation|current role|beruf)\s*:\s*"
)
_LONGEST: Final = 90
_NEAR: Final = 10


def find_headline(text: str, heads: Sequence[Span], name: Span | None) -> Span | None:
    """The first part behind the name, or before it in the head, that names a role; a name that is
    one too (Hunter Cook) is none."""
    candidates = list(_candidates(text, heads, name))
    behind = [span for span in candidates if name and span.start >= name.end]
    own = name.quote(text) if name else ""
    for span in (*behind[:_NEAR], *candidates[:_NEAR]):
        if own != (said := span.quote(text)) and _is_title(said):
            return span
    return None


def _candidates(text: str, heads: Sequence[Span], name: Span | None) -> Iterator[Span]:
    areas = list(heads)
    if name and not any(head.start <= name.start < head.end for head in heads):
        areas.insert(0, Span(name.end, min(len(text), name.end + 200)))
    for area in areas:
        for row in lines(text, area):
            yield from _pieces(text, row)


def _pieces(text: str, row: Span) -> Iterator[Span]:
    at = row.start
    for piece in _CUT.split(row.quote(text)):
        start = text.find(piece, at, row.end)
        label = _LABEL.match(piece)
        lead = label.end() if label else 0
        if piece.strip() and start >= 0:
            yield Span(start + lead, start + len(piece.rstrip(" ,;:")))
            at = start + len(piece)


def _is_title(words: str) -> bool:
    return (
        2 < len(words) <= _LONGEST
        and "@" not in words
        and not words.endswith(".")
        and role_strength(words) >= 1.0
        and not is_place(words)
        and not names_school(words)
    )
