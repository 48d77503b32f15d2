"""Where a text names skills."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from jobr_core.shared.text import Span
from jobr_core.vocabulary.skills import Term, all_terms

_DOMAINS: Final = (".com", ".org", ".io", ".dev", ".net")
_ADDRESS = re.compile(
    r"\S+@\S+|(?:https?://|www\.)\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|io|dev|net)\b(?:/\S*)?"
)
_NEXT: Final = frozenset(
    "programming developer developers development engineer engineers programmer microservices".split()
)
_LISTED_BEFORE = re.compile(r"(?:[,;/|(•·:+&-]|\b(?:and|or|in|with|using))\s*$")
_LISTED_AFTER = re.compile(r"\s*(?:[,;/|)•·+&.]|\b(?:and|or)\b|$|\n)")


@dataclass(frozen=True, slots=True)
class SkillMention:
    """A skill named at `text[start:end]`; `skill` is its canonical name."""

    skill: str
    category: str
    start: int
    end: int


def skill_mentions(text: str, listed: Sequence[Span] = ()) -> tuple[SkillMention, ...]:
    """Skills a text names, in its order, longest name first, none inside another.

    Names that are ordinary words too (Go, R, Excel) count only where they stand in a list or
    before a word like “developer”, with a certain skill in the same line, or within the
    `listed` spans (the skills section of a CV).

    >>> [m.skill for m in skill_mentions("Python, Go and R; we go fast.")]
    ['Python', 'Go', 'R']
    """
    found = list(_found(text))
    certain_lines = {_line(text, start) for term, start, _ in found if term.spelling is None}
    return tuple(
        SkillMention(term.skill.name, term.skill.category, start, end)
        for term, start, end in found
        if term.spelling is None
        or _within(start, end, listed)
        or _named_as_skill(text, end)
        or (_line(text, start) in certain_lines and _listed(text, start, end))
    )


def _found(text: str) -> Iterator[tuple[Term, int, int]]:
    addresses = _addresses(text)

    def fits(term: Term, start: int, end: int) -> bool:
        if term.spelling is not None and text[start:end] != term.spelling:
            return False
        if text[start] == "." and text[start - 1 : start].isalnum():  # a domain, not .NET
            return False
        return not _within(start, end, addresses)

    yield from all_terms().found_in(text, fits)


def _addresses(text: str) -> list[Span]:
    """E-mail and web addresses: their words are no skills."""
    if not any(mark in text for mark in ("@", "://", "www.", *_DOMAINS)):
        return []
    return [Span(*match.span()) for match in _ADDRESS.finditer(text)]


def _within(start: int, end: int, spans: Sequence[Span]) -> bool:
    at = bisect_right(spans, start, key=lambda other: other.start) - 1
    return at >= 0 and end <= spans[at].end


def _line(text: str, start: int) -> int:
    return text.rfind("\n", 0, start)


def _named_as_skill(text: str, end: int) -> bool:
    """“Go developer”, “R programming”."""
    following = re.match(r"\s*(\w+)", text[end : end + 20])
    return following is not None and following[1].lower() in _NEXT


def _listed(text: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - 8) : start], text[end : end + 6]
    at_start = not before or before.rstrip(" -•*").endswith("\n")
    return bool(_LISTED_AFTER.match(after)) and (at_start or bool(_LISTED_BEFORE.search(before)))
