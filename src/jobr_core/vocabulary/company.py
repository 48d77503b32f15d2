"""Which names that are ordinary words too mean skills, by the company they keep."""

import itertools
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from typing import Final, TypeAlias

from jobr_core.vocabulary.skills import Term

Found: TypeAlias = tuple[Term, int, int]

_LISTED_BEFORE = re.compile(
    r"(?:[,;/|(•·:+&-]|\b(?:and|or|in|with|using|like|such as|any of|one of|either|e\.g\.))\s*$"
)
_LISTED_AFTER = re.compile(r"\s*(?:[,;/|)•·+&.]|\b(?:and|or)\b|$|\n)")
_GAP = re.compile(r"[ \t,;/|&•·+()]*(?:\b(?:and|or)\b[ \t]*)?")
_SENTENCE_BEFORE = re.compile(r"[a-z,(]\s?$")
_CAPITAL_AFTER = re.compile(r"[ \t]+(?:[A-Z]|\d(?!\d?(?:\d\d)?(?:[,.;)]|\s+[a-z]|$)))")
_LONGEST_GAP: Final = 9
_NEAR: Final = 120
_LANGUAGE: Final = "programming language"
_COMPOUND = re.compile(r"[-'’]|\.\s?\w| of\b| (?:level|suite)\b")
_BEFORE_LETTER = re.compile(r"\b(?:in|with|to|from|using|by|as|for|than|language)\s$")


def vouched(text: str, found: Sequence[Found], sure: Sequence[bool]) -> list[bool]:
    """Which of the names found count: the sure ones, and those that keep company with them."""
    listed = _listed_names(text, found, sure)
    return [
        is_sure or in_list or _beside(text, found, sure, n) or _capital(text, found, sure, n)
        for n, (is_sure, in_list) in enumerate(zip(sure, listed, strict=True))
    ]


def _listed_names(text: str, found: Sequence[Found], sure: Sequence[bool]) -> list[bool]:
    """Names in a list in a line with a sure one, or with another such name."""
    line_ends = [match.start() for match in re.finditer("\n", text)]
    lines = [bisect_right(line_ends, start) for _, start, _ in found]
    certain = set(itertools.compress(lines, sure))
    listed = [
        not is_sure and _listed(text, name) for name, is_sure in zip(found, sure, strict=True)
    ]
    named = [
        in_list and not name[0].skill.field for name, in_list in zip(found, listed, strict=True)
    ]
    per_line = Counter(itertools.compress(lines, named))
    return [
        in_list and (line in certain or per_line[line] > 1)
        for line, in_list in zip(lines, listed, strict=True)
    ]


def _listed(text: str, name: Found) -> bool:
    term, start, end = name
    if not term.skill.field and text[start:end] != term.spelling:
        return False
    before, after = text[max(0, start - 8) : start], text[end : end + 6]
    at_start = not before or before.rstrip(" -•*").endswith("\n")
    return bool(_LISTED_AFTER.match(after)) and (at_start or bool(_LISTED_BEFORE.search(before)))


def _beside(text: str, found: Sequence[Found], sure: Sequence[bool], n: int) -> bool:
    """Whether only blanks, commas or the like part a name from a sure one. In other than its
    exact case it must have names on either side, or be in a line of nothing but names."""
    run = _run(text, found, n)
    if not any(sure[run.start : run.stop]):
        return False
    term, start, end = found[n]
    inside = run.start < n < run.stop - 1
    exact = text[start:end] == term.spelling and not term.skill.field
    return exact or inside or _is_line(text, found[run.start][1], found[run.stop - 1][2])


def _run(text: str, found: Sequence[Found], n: int) -> range:
    first, last = n, n
    while first and _joined(text, found[first - 1], found[first]):
        first -= 1
    while last + 1 < len(found) and _joined(text, found[last], found[last + 1]):
        last += 1
    return range(first, last + 1)


def _joined(text: str, one: Found, other: Found) -> bool:
    gap = text[one[2] : other[1]]
    return len(gap) <= _LONGEST_GAP and _GAP.fullmatch(gap) is not None


def _is_line(text: str, start: int, end: int) -> bool:
    return text[start - 1 : start] in ("", "\n") and text[end : end + 1] in ("", "\n")


def _capital(text: str, found: Sequence[Found], sure: Sequence[bool], n: int) -> bool:
    """“with React for our web app”: its capital tells it from the word, in a text about skills."""
    term, start, end = found[n]
    if text[start:end] != term.spelling or _CAPITAL_AFTER.match(text, end):
        return False
    if _SENTENCE_BEFORE.search(text, max(0, start - 3), start) is None:
        return False
    return any(sure) if term.skill.capital else _is_language(text, found, sure, n)


def _is_language(text: str, found: Sequence[Found], sure: Sequence[bool], n: int) -> bool:
    """“from Java to Go on AWS”, near a sure name; not “Go-to-market”, “C-level”, “Cell C”."""
    term, start, end = found[n]
    if term.skill.category != _LANGUAGE or _COMPOUND.match(text, end):
        return False
    if end - start == 1 and not _BEFORE_LETTER.search(text, max(0, start - 9), start):
        return False
    others = (found[m] for m in (n - 1, n + 1) if 0 <= m < len(found) and sure[m])
    gaps = (text[min(end, to) : max(start, at)] for _, at, to in others)
    return any(len(gap) <= _NEAR and "\n" not in gap for gap in gaps)
