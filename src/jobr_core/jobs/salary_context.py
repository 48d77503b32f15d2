"""The words around a sum, and whether they speak of pay or of other money."""

import re
from typing import Final, NamedTuple

from jobr_core.jobs.salary_sums import Sum
from jobr_core.jobs.salary_words import (
    addition,
    mention,
    of_something,
    own_word,
    topic_before,
    topic_behind,
    work,
)

_BREAK: Final = re.compile(r"\n|\s{3,}|[.!?;](?<!\b[A-Z]\.)(?=\s|[A-Z])|[•|·●▪]")
_GLUED: Final = re.compile(r"(?<=[a-z0-9)%])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z]{2})")
_BRACKETS: Final = re.compile(r"\([^()]*\)")
_SENTENCE_END: Final = re.compile(r"\n|\s{3,}|[.!?;](?=\s|[A-Z]|$)|[•|·●▪]")
_BEHIND_END: Final = re.compile(
    r"[(,]|\+(?!\s?(?:base|salary))|\bplus\b|\band\b|\bwith\b|\bto\b|(?<=[a-z0-9])(?=[A-Z][a-z])|(?=\b\w{2,20}(?: \w{2,20})?:)"
)
_BEFORE, _BEHIND, _ABOVE = 110, 60, 70


class Around(NamedTuple):
    """Lower-case words: of the clause before a sum, of the clause behind it (what is added with
    “plus” or in brackets is not part of it), and of the sentence behind it."""

    before: str
    behind: str
    beyond: str
    as_written: str
    is_of_something: bool


def around(text: str, found: Sum, earliest: int, latest: int) -> Around:
    """The words around a sum that belong to no other one (`earliest`, `latest`: their ends)."""
    clause = _BREAK.split(text[max(earliest, found.start - _BEFORE) : found.start])[-1]
    is_of_something = bool(of_something().search(clause.rpartition(", ")[2]))
    if not any(map(str.isalpha, clause)):
        clause = _heading(text, found.start, earliest) + " " + clause
    rest = text[found.end : min(latest, found.end + _BEHIND)]
    beyond = _SENTENCE_END.split(rest, maxsplit=1)[0]
    behind = _BEHIND_END.split(beyond, maxsplit=1)[0]
    before = _unglued(_BRACKETS.sub("", clause))
    return Around(before, _unglued(behind), _unglued(beyond), rest, is_of_something)


def _heading(text: str, end: int, earliest: int) -> str:
    above = text[max(earliest, end - _BEFORE - _ABOVE) : end]
    parts = [part for part in _BREAK.split(above) if any(map(str.isalpha, part))]
    return parts[-1] if parts and len(parts[-1]) <= _ABOVE else ""


def _unglued(words: str) -> str:
    """Postings lose their line breaks: “a yearThe base” is “a year The base”."""
    return _GLUED.sub(" ", words).lower()


_BEFORE_WEIGHT: Final = {
    "salary": 4, "pay": 3, "total": 2, "offer": 1, "other": -4, "special": -4,
}  # fmt: skip
_BEHIND_WEIGHT: Final = {
    "salary": 3, "pay": 2, "total": 1, "offer": 0, "other": -5, "special": -5,
}  # fmt: skip


def weight(words: Around, found: Sum) -> int:
    """How strongly the words say that a sum is pay, above zero, or other money, below."""
    behind = _weight_behind(words.behind)
    if found.is_range:  # a bonus seldom is one
        behind = max(behind, -3) + min(_told(found.gap.lower()), 0)
    return _weight_before(words) + behind + 2 * bool(addition().match(words.beyond))


def _weight_before(words: Around) -> int:
    """The word nearest to the sum decides; a word of pay on the other side of a comma says
    little: “competitive salary, campaigns of $50k”."""
    nearest = words.before.rpartition(", ")[2]
    told = _told(nearest)
    if not told and nearest != words.before:
        told = _told(words.before)
        if ":" not in nearest and own_word().search(nearest):
            told = min(told, 1)
    is_unknown = words.is_of_something and told in (0, 1) and not work().search(nearest)
    return told - 2 * is_unknown


def _told(words: str) -> int:
    kinds = [match.lastgroup for match in mention().finditer(words)]
    told = [kind for kind in kinds if kind and kind != "included"]
    if (not told or told[-1] == "pay") and topic_before().search(words):
        return _BEFORE_WEIGHT["other"]
    return _BEFORE_WEIGHT[told[-1]] if told else 0


def _weight_behind(words: str) -> int:
    match = mention().search(words)
    kind = match and match.lastgroup
    if kind and kind != "included":
        return _BEHIND_WEIGHT[kind]
    return -4 if topic_behind().search(words) else 0
