"""Postings in memory."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace

from jobr_adapters.memory.database import KeptPosting, PostingKey, Tables
from jobr_core.jobs.duplicates import Opening, cards, words_compared
from jobr_core.jobs.errors import PostingNotFound
from jobr_core.jobs.facts import DescribedPosting
from jobr_core.jobs.imports import ImportRun
from jobr_core.jobs.model import JobPosting
from jobr_core.jobs.ports import ImportRuns, JobPostings, PostingLink, PostingStanding
from jobr_core.jobs.storing import Stored, StoredPosting
from jobr_core.shared.clock import Clock
from jobr_core.shared.ids import IdSource


class MemoryPostings(JobPostings):
    def __init__(self, tables: Callable[[], Tables], *, now: Clock, new_id: IdSource) -> None:
        self._tables = tables
        self._now = now
        self._new_id = new_id

    @property
    def _kept(self) -> dict[PostingKey, KeptPosting]:
        return self._tables().postings

    async def store(
        self, postings: Sequence[DescribedPosting], *, anew: bool = False
    ) -> tuple[StoredPosting, ...]:
        keys = [_key(described.posting) for described in postings]
        before = [self._kept[key].facts.opening for key in keys if key in self._kept]
        stored = tuple(self._store(posting, anew=anew) for posting in postings)
        self._arrange((*before, *(self._kept[key].facts.opening for key in keys)))
        return stored

    def _store(self, described: DescribedPosting, *, anew: bool) -> StoredPosting:
        key = _key(described.posting)
        old = self._kept.get(key)
        if old is None:
            new = self._new(described)
        else:
            new = old.followed_by(described, now=self._now(), anew=anew)
        if new is old:
            return StoredPosting(Stored.UNCHANGED)
        self._kept[key] = new
        return StoredPosting(Stored.UPDATED if old else Stored.CREATED, new.id, new.posting.source)

    def _new(self, described: DescribedPosting) -> KeptPosting:
        now = self._now()
        own = replace(described.posting, id=str(self._new_id()))
        new = KeptPosting(
            described=replace(described, posting=own),
            number=self._next_number(),
            created_at=now,
            updated_at=now,
            closed_at=None,
        )
        return replace(new, closed_at=now) if new.is_over(now) else new

    def _next_number(self) -> int:
        return max((kept.number for kept in self._kept.values()), default=0) + 1

    def _arrange(self, openings: Iterable[str]) -> None:
        """Says anew which postings are shown, for all of these openings."""
        asked = set(openings)
        by_opening: dict[str, list[Opening]] = defaultdict(list)
        for kept in self._kept.values():
            if kept.facts.opening in asked and kept.closed_at is None:
                by_opening[kept.facts.opening].append(_opening(kept))
        shown = {own: card for group in by_opening.values() for own, card in cards(group).items()}
        for key, kept in self._kept.items():
            if kept.facts.opening in asked:
                card = shown.get(kept.id, kept.id)
                self._kept[key] = replace(kept, duplicate_of=None if card == kept.id else card)

    async def behind(self, posting_id: str | None, limit: int) -> tuple[JobPosting, ...]:
        live = (kept.posting for kept in self._kept.values() if kept.closed_at is None)
        following = (p for p in live if posting_id is None or p.id > posting_id)
        return tuple(sorted(following, key=lambda posting: posting.id)[:limit])

    async def by_id(self, posting_id: str) -> JobPosting:
        return self._by_id(posting_id).posting

    async def standing_of(self, posting_id: str) -> PostingStanding:
        asked = self._by_id(posting_id)
        card = asked.duplicate_of or asked.id
        told = (
            kept
            for kept in self._kept.values()
            if kept is asked or (card in (kept.id, kept.duplicate_of) and kept.closed_at is None)
        )
        in_order = sorted(
            told,
            key=lambda kept: (
                kept is not asked, kept.duplicate_of is not None, kept.created_at, kept.id,
            ),
        )  # fmt: skip
        links = tuple(_link(kept.posting) for kept in in_order)
        return PostingStanding(closed_at=asked.closed_at, links=links)

    def _by_id(self, posting_id: str) -> KeptPosting:
        for kept in self._kept.values():
            if kept.id == posting_id:
                return kept
        raise PostingNotFound

    async def close_unseen(
        self, source: str, board: str, *, seen: Collection[str]
    ) -> tuple[StoredPosting, ...]:
        return self._close(
            key for key in self._kept if key[:2] == (source, board) and key[2] not in seen
        )

    async def close_expired(self, limit: int) -> tuple[StoredPosting, ...]:
        now = self._now()
        over = (key for key, kept in self._kept.items() if kept.is_over(now))
        live = [key for key in over if self._kept[key].closed_at is None]
        return self._close(live[:limit])

    async def remove(self, posting_id: str) -> None:
        key = _key(self._by_id(posting_id).posting)
        self._close([key])
        del self._kept[key]

    def _close(self, keys: Iterable[PostingKey]) -> tuple[StoredPosting, ...]:
        closing = [key for key in keys if self._kept[key].closed_at is None]
        for key in closing:
            self._kept[key] = replace(self._kept[key], closed_at=self._now())
        closed = [self._kept[key] for key in closing]
        self._arrange(kept.facts.opening for kept in closed)
        return tuple(StoredPosting(Stored.CLOSED, kept.id, kept.posting.source) for kept in closed)


class MemoryImportRuns(ImportRuns):
    def __init__(self, tables: Callable[[], Tables]) -> None:
        self._tables = tables

    async def of(self, source: str) -> ImportRun | None:
        return self._tables().import_runs.get(source)

    async def keep(self, run: ImportRun) -> None:
        self._tables().import_runs[run.source] = run


def _opening(kept: KeptPosting) -> Opening:
    return Opening(
        id=kept.id,
        source=kept.posting.source,
        seen_at=kept.posting.posted_at or kept.created_at,
        places=kept.facts.cities,
        words=words_compared(kept.posting.description),
    )


def _key(posting: JobPosting) -> PostingKey:
    return posting.source, posting.board, posting.external_id


def _link(posting: JobPosting) -> PostingLink:
    return PostingLink(source=posting.source, url=posting.url, apply_url=posting.apply_url)
