"""Finding postings in memory: every word as it is written, without stemming."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

from jobr_adapters.memory.database import KeptPosting, Tables
from jobr_core.jobs.cursor import SearchCursor
from jobr_core.jobs.ports import FoundPostings, PostingIndex
from jobr_core.jobs.search import MOST_WEIGHED, Criteria, Sort, weight
from jobr_core.shared.clock import Clock
from jobr_core.shared.text import folded

_GAP: Final = "0"
"""Stands between texts, so that no phrase is found across them."""
_WORD: Final = re.compile(r"[^\W_]+")
_TERM: Final = re.compile(r'(-?)(?:"([^"]*)"|(\S+))')


@dataclass(frozen=True, slots=True)
class _Scored:
    value: float
    kept: KeptPosting

    @property
    def order(self) -> tuple[float, str]:
        return -self.value, self.kept.id


class MemoryPostingIndex(PostingIndex):
    def __init__(self, tables: Callable[[], Tables], *, now: Clock) -> None:
        self._tables = tables
        self._now = now

    async def search(self, wanted: Criteria, *, limit: int, cursor: str | None) -> FoundPostings:
        at = None if cursor is None else SearchCursor.read(cursor, wanted.sort)
        newest = max((kept.number for kept in self._tables().postings.values()), default=0)
        as_of, last = (at.as_of, at.last) if at else (self._now(), newest)
        shown = [k for k in self._tables().postings.values() if k.is_shown and k.number <= last]
        found = sorted(_found(shown, wanted, as_of), key=lambda scored: scored.order)
        if at is not None:
            behind = (-at.value, str(at.job_id))
            found = [scored for scored in found if scored.order > behind]
        page = found[:limit]
        following = None
        if len(found) > limit:
            following = SearchCursor(
                sort=wanted.sort, as_of=as_of, last=last,
                job_id=UUID(page[-1].kept.id), value=page[-1].value,
            )  # fmt: skip
        return FoundPostings(
            postings=tuple(scored.kept.posting for scored in page),
            next_cursor=None if following is None else str(following),
            total=None if at else min(len(found), MOST_WEIGHED),
            counts={} if at else Counter(key for scored in found for key in _counted(scored.kept)),
        )

    async def spelled_like(self, word: str) -> str | None:
        known = {
            name
            for kept in self._tables().postings.values()
            for name in f"{kept.facts.role} {kept.facts.company}".split()
        }
        if word in known or len(word) < 4:
            return None
        near = extractOne(word, known, scorer=OSA.distance, score_cutoff=2 if len(word) > 5 else 1)
        return near[0] if near else None

    async def prepare_months(self) -> None:
        """Memory has room for all of them."""


def _found(shown: list[KeptPosting], wanted: Criteria, as_of: datetime) -> Iterator[_Scored]:
    for kept in shown:
        relevance = _relevance(kept, wanted.words)
        if relevance and _meets(kept, wanted):
            value = _value(kept, wanted, relevance, as_of)
            if value is not None:
                yield _Scored(value, kept)


def _value(kept: KeptPosting, wanted: Criteria, relevance: float, as_of: datetime) -> float | None:
    if wanted.sort is Sort.SALARY:
        return kept.facts.pay[1] if kept.facts.pay else None
    if wanted.sort is Sort.RECENT or not wanted.words:
        return _seen_at(kept).timestamp()
    return weight(relevance + (kept.facts.role == wanted.role), as_of - _seen_at(kept))


def _meets(kept: KeptPosting, wanted: Criteria) -> bool:
    keys, pay = set(kept.facts.keys), kept.facts.pay
    return (
        (wanted.among is None or kept.id in wanted.among)
        and all(keys & set(group) for group in wanted.any_of)
        and not keys & set(wanted.none_of)
        and (wanted.pay_from is None or (pay is not None and pay[1] >= wanted.pay_from))
        and (wanted.posted_since is None or _seen_at(kept) >= wanted.posted_since)
    )


def _relevance(kept: KeptPosting, words: str) -> float:
    """0 where the words are not met, 1 where none are asked for."""
    posting, facts = kept.posting, kept.facts
    parts = (
        (1.0, f"{posting.title} {_GAP} {facts.role}"),
        (0.6, f" {_GAP} ".join(facts.skills)),
        (0.3, f" {_GAP} ".join((posting.company, *map(str, posting.locations)))),
        (0.1, posting.description),
    )
    texts = [(worth, _spaced(text)) for worth, text in parts]
    return max(_worth(alternative, texts) for alternative in re.split(r"(?i)\bor\b", words))


def _worth(words: str, texts: list[tuple[float, str]]) -> float:
    total, count = 0.0, 0
    for excluded, phrase, word in _TERM.findall(words):
        term = _spaced(phrase or word)
        best = max((worth for worth, text in texts if term in text), default=0.0)
        if bool(excluded) == bool(best):
            return 0.0
        total, count = total + best, count + 1
    return total / count if total else float(not words.strip() or bool(count))


def _spaced(text: str) -> str:
    """Its words, each between blanks."""
    return " ".join(("", *_WORD.findall(folded(text)), ""))


def _seen_at(kept: KeptPosting) -> datetime:
    """Not after it came in: what claims to be posted tomorrow is not the newest for that."""
    return min(kept.posting.posted_at or kept.created_at, kept.updated_at)


def _counted(kept: KeptPosting) -> Iterator[str]:
    yield from (key for key in kept.facts.keys if key[:2] in ("@:", "w:", "t:", "l:"))
    yield from (f"s:{skill}" for skill in kept.facts.skills)
