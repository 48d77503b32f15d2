"""A job title → the words that tell the work, whatever else stands in it."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from jobr_core.jobs.titles import title_facts
from jobr_core.shared.text import folded, words_of
from jobr_core.vocabulary.title_synonyms import STANDS_FOR, TELLS_NO_WORK
from jobr_core.vocabulary.word_grams import STOP_WORDS, stem

_SILENT: Final = STOP_WORDS | TELLS_NO_WORK
_BEHIND: Final = 0.6
_IN_BRACKETS: Final = 0.3
"""What a word counts beside those in front: places, teams, shifts and languages stand there."""
_BRACKETS: Final = re.compile(r"[(\[【]([^)\]】]*)[)\]】]")
_BEHIND_DASH: Final = re.compile(r"\s[-–—|:@]\s|\s[-–—]|[-–—]\s|\b(?:at|for)\b")
_ENDINGS: Final = ("ing", "er", "or", "ment", "ion", "ist", "ance", "ant", "ive", "al")
_SHORTEST: Final = 4
_UNCUT: Final = frozenset({"accounting"})
"""Other work than the word within: who manages an account keeps no books."""


@lru_cache(maxsize=20_000)
def told_by(title: str) -> Mapping[str, float]:
    """Cut words with what each counts, 1 at most.

    >>> dict(told_by("Senior Teacher (Penang) - night shift"))
    {'teach': 1.0, 'night': 0.6, 'shift': 0.6, 'penang': 0.3}
    """
    counts: dict[str, float] = {}
    for part, weight in _parts(title):
        for word in words_told(part):
            counts[cut(word)] = max(weight, counts.get(cut(word), 0.0))
    return counts


def plain_words(title: str) -> str:
    """The words of a title that tell work, uncut, as one text."""
    return " ".join(word for part, _ in _parts(title) for word in words_told(part))


def words_told(text: str) -> Iterator[str]:
    """The words of some text in the broad vocabulary of `title_synonyms`."""
    for word in words_of(folded(text)).keys:
        if word not in _SILENT and not _has_digit(word):
            bare = stem(word)
            yield from STANDS_FOR.get(word) or STANDS_FOR.get(bare, (bare,))


def words_written(title: str) -> Mapping[str, float]:
    """The words of a title as they are written, cut, each counting 1: among tens of thousands of
    known titles the like stand as well.

    >>> dict(words_written("Sr. Python Developer (m/f/d)"))
    {'python': 1.0, 'develop': 1.0}
    """
    words = words_of(folded(title_facts(title).role)).keys
    kept = (word for word in words if word not in STOP_WORDS and not _has_digit(word))
    return dict.fromkeys((cut(stem(word)) for word in kept), 1.0)


def _has_digit(word: str) -> bool:
    return any(map(str.isdigit, word))


@lru_cache(maxsize=50_000)
def cut(word: str) -> str:
    """Without the endings that make a person of a task: teacher and teaching are one.

    >>> cut("teacher"), cut("teaching"), cut("nurse")
    ('teach', 'teach', 'nurse')
    """
    for ending in () if word in _UNCUT else _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word[: -len(ending)]
    return word


def _parts(title: str) -> Iterator[tuple[str, float]]:
    """The name of the job, then what stands behind it and in brackets."""
    role = title_facts(title).role
    first, *behind = [p for p in _BEHIND_DASH.split(_BRACKETS.sub(" ", role)) if p.strip()] or [
        role
    ]
    yield first, 1.0
    yield from ((part, _BEHIND) for part in behind)
    yield from ((match[1], _IN_BRACKETS) for match in _BRACKETS.finditer(role))
