"""Where a text names skills."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from jobr_core.shared.text import Span, within
from jobr_core.vocabulary.company import Found, vouched
from jobr_core.vocabulary.skills import Term, all_terms

_DOMAINS: Final = (".com", ".org", ".io", ".dev", ".net")
_ADDRESS = re.compile(
    r"(?<!\S)\S{1,64}@\S{1,255}|(?:https?://|www\.)\S+|(?<![\w.-])(?!(?i:asp|vb|ado)\.net\b)[\w-]{1,63}(?:\.[\w-]{1,63}){0,4}\.(?:com|org|io|dev|net)\b(?:/\S{0,200})?"
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
_VERSION_AFTER = re.compile(r"\s?v?\d{1,2}\.(?:\d{1,2}|x)\b(?!\s?%)")
_USED_AFTER = re.compile(
    r"\s+(?:(?:programming |coding )?(?:skills|experience|expertise)|codebases?|microservices?|back-?ends?|APIs?)\b"
)
_DESCRIBED_BEFORE = re.compile(
    r"(?:(?:^|\n)[ \t]*|[^A-Za-z\s]\s*|(?<![A-Za-z])[a-z]+\s|\b(?:Strong|Solid|Good|Proven|Some|Deep"
    r"|Extensive|Excellent|Advanced|Professional|Commercial|Production|Prior)\s)$"
)
_BULLET_BEFORE = re.compile(r"(?:^|\n)\s*[-•*●▪·]\s*$")


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
    sure = [_is_sure(text, *name, listed) for name in found]
    kept = sure if all(sure) else vouched(text, found, sure)
    return tuple(_mentions(text, list(itertools.compress(found, kept))))


def _mentions(text: str, found: Sequence[Found]) -> Iterator[SkillMention]:
    """Each name; with its abbreviation in brackets it is one, “Amazon Web Services (AWS)”."""
    at = 0
    while at < len(found):
        term, start, end = found[at]
        at += 1
        if text[end : end + 2] == " (" and at < len(found) and found[at][0].skill is term.skill:
            other_end = found[at][2]
            if found[at][1] == end + 2 and text[other_end : other_end + 1] == ")":
                end, at = other_end + 1, at + 1
        yield SkillMention(term.skill.name, term.skill.category, start, end)


def _is_sure(text: str, term: Term, start: int, end: int, listed: Sequence[Span]) -> bool:
    """Whether a name needs no company: no ordinary word, or used as the name of a skill."""
    return (
        term.spelling is None
        or _told_by_capitals(text, term.spelling, start, end)
        or within(start, end, listed)
        or _named_as_skill(text, term, start, end)
    )


def _told_by_capitals(text: str, spelling: str, start: int, end: int) -> bool:
    """SAP, InDesign."""
    return text[start:end] == spelling and sum(map(str.isupper, spelling)) > 1


def _found(text: str) -> Iterator[Found]:
    addresses = _addresses(text)

    def fits(term: Term, start: int, end: int) -> bool:
        if term.spelling is not None and not _written_as(term, text[start:end]):
            return False
        if text[start] == "." and text[start - 1 : start].isalnum():  # a domain, not .NET
            return False
        if end - start == 1 and _is_mere_letter(text, start, end):
            return False
        return not (addresses and within(start, end, addresses))

    yield from all_terms().found_in(text, fits)


_R_AND_D: Final = re.compile(r"\s*&\s*\w(?![\w+#])")
_LETTER_OF: Final = re.compile(
    r"\b(?:vitamin|hepatitis|grade|class|category|series|plan|appendix)s? $", re.I
)


def _is_mere_letter(text: str, start: int, end: int) -> bool:
    """R & D, Vitamin C; not C & C++."""
    before = text[max(0, start - 12) : start]
    return bool(_R_AND_D.match(text, end) or _LETTER_OF.search(before))


def _written_as(term: Term, written: str) -> bool:
    """In its exact case or, which needs closer neighbours, without capitals."""
    return written == term.spelling or term.skill.field or written.islower()


def _addresses(text: str) -> list[Span]:
    """E-mail and web addresses: their words are no skills."""
    if not any(mark in text for mark in ("@", "://", "www.", *_DOMAINS)):
        return []
    return [Span(*match.span()) for match in _ADDRESS.finditer(text)]


def _named_as_skill(text: str, term: Term, start: int, end: int) -> bool:
    """“Go developer”, “R programming”, “experience with Rust”, or a bullet that says nothing else."""
    if not term.skill.field and text[start:end] != term.spelling:
        return False
    if not term.skill.field and (_before_role(text, end) or _before_use(text, start, end)):
        return True
    at_end = re.match(r"[.,;]?\s*(?:$|\n|[,;.)]|and\b|or\b|[&/])", text[end : end + 6])
    before = text[max(0, start - 40) : start]
    return at_end is not None and bool(
        _SKILL_BEFORE.search(before) or _BULLET_BEFORE.search(before)
    )


def _before_use(text: str, start: int, end: int) -> bool:
    """“Go 1.22”, “strong Go skills”, “our Go codebase”; not “Market Access experience”."""
    if _VERSION_AFTER.match(text, end):
        return True
    before = text[max(0, start - 40) : start]
    return bool(_USED_AFTER.match(text, end) and _DESCRIBED_BEFORE.search(before))


def _before_role(text: str, end: int) -> bool:
    following = re.match(r"\s*(\w+)", text[end : end + 20])
    return following is not None and following[1].lower() in _NEXT
