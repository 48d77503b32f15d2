"""Where a text names skills."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from jobr_core.shared.text import Span
from jobr_core.vocabulary.skills import Term, all_terms

_DOMAINS: Final = (".com", ".org", ".io", ".dev", ".net")
_ADDRESS = re.compile(
    r"(?<!\S)\S{1,64}@\S{1,255}|(?:https?://|www\.)\S+|(?<![\w.-])[\w-]{1,63}(?:\.[\w-]{1,63}){0,4}\.(?:com|org|io|dev|net)\b(?:/\S{0,200})?"
)
_NEXT: Final = frozenset(
    "programming developer developers development engineer engineers programmer microservices".split()
)
_SKILL_BEFORE = re.compile(
    r"(?:experience (?:with|in|of)|knowledge of|proficien(?:t|cy) (?:in|with)|expert(?:ise)? (?:in|with)|familiar(?:ity)? with|"
    r"skill(?:s|ed) (?:in|with)|fluent in|background in|using|written in|built (?:in|with)|versed in|understanding of|"
    r"work(?:ing|ed)? (?:in|with))\s+(?:\w+(?:, | and | or |/))?$",
    re.I,
)
_BULLET_BEFORE = re.compile(r"(?:^|\n)\s*[-•*●▪·]\s*$")
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
    sure = {
        n for n, (term, start, end) in enumerate(found) if _is_sure(text, term, start, end, listed)
    }
    line_ends = [match.start() for match in re.finditer("\n", text)]
    lines = [bisect_right(line_ends, start) for _, start, _ in found]
    certain_lines = {lines[n] for n in sure}
    candidates = [
        n for n, (_, start, end) in enumerate(found) if n not in sure and _listed(text, start, end)
    ]
    per_line = Counter(lines[n] for n in candidates)
    vouched = {n for n in candidates if lines[n] in certain_lines or per_line[lines[n]] > 1}
    return tuple(
        SkillMention(term.skill.name, term.skill.category, start, end)
        for n, (term, start, end) in enumerate(found)
        if n in sure or n in vouched
    )


def _is_sure(text: str, term: Term, start: int, end: int, listed: Sequence[Span]) -> bool:
    """Whether a name needs no company: no ordinary word, or used as the name of a skill."""
    return (
        term.spelling is None
        or sum(map(str.isupper, term.spelling)) > 1  # SAP, InDesign: the spelling tells
        or _within(start, end, listed)
        or _named_as_skill(text, start, end)
    )


def _found(text: str) -> Iterator[tuple[Term, int, int]]:
    addresses = _addresses(text)

    def fits(term: Term, start: int, end: int) -> bool:
        if term.spelling is not None and text[start:end] != term.spelling:
            return False
        if text[start] == "." and text[start - 1 : start].isalnum():  # a domain, not .NET
            return False
        if end - start == 1 and re.match(r"\s*&", text[end : end + 3]):  # R & D
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


def _named_as_skill(text: str, start: int, end: int) -> bool:
    """“Go developer”, “R programming”, “experience with Rust”, or a bullet that says nothing else."""
    following = re.match(r"\s*(\w+)", text[end : end + 20])
    if following is not None and following[1].lower() in _NEXT:
        return True
    at_end = re.match(r"[.,;]?\s*(?:$|\n|[,;.)]|and\b|or\b|[&/])", text[end : end + 6])
    before = text[max(0, start - 40) : start]
    return at_end is not None and bool(
        _SKILL_BEFORE.search(before) or _BULLET_BEFORE.search(before)
    )


def _listed(text: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - 8) : start], text[end : end + 6]
    at_start = not before or before.rstrip(" -•*").endswith("\n")
    return bool(_LISTED_AFTER.match(after)) and (at_start or bool(_LISTED_BEFORE.search(before)))
