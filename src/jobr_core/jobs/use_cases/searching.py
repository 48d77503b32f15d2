"""A person looks for postings."""

import re
from collections.abc import Hashable, Mapping, MutableMapping
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

from jobr_core.events.catalogue import JobExpired, JobImported, JobUpdated
from jobr_core.events.model import Position
from jobr_core.events.ports import EventLog
from jobr_core.jobs.facts import InEuro
from jobr_core.jobs.model import JobPosting
from jobr_core.jobs.places import FindCity
from jobr_core.jobs.ports import FoundPostings, PostingIndex
from jobr_core.jobs.search import MOST_WEIGHED, PostingSearch, criteria, facets
from jobr_core.shared.text import folded

_CHANGES: Final = frozenset(event.name for event in (JobImported, JobUpdated, JobExpired))
_WORD: Final = re.compile(r"(?<![\w\"-])[^\W\d_]{4,}(?![\w\"])")
_MOST_CORRECTED: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class PostingsPage:
    """Some of what was found, in order.

    `total` and `facets` come with the first page; both stop at `MOST_WEIGHED`, then the total is
    not exact. `corrected` holds the words that were searched for where nothing has those given.
    """

    postings: tuple[JobPosting, ...]
    next_cursor: str | None = None
    total: int | None = None
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    corrected: str | None = None

    @property
    def total_is_exact(self) -> bool:
        return self.total is not None and self.total < MOST_WEIGHED


class CachedPage(NamedTuple):
    """A page, and the end of the event log before it was looked for."""

    page: PostingsPage
    end: Position


PageCache = MutableMapping[Hashable, CachedPage]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPostings:
    """Live postings, one for each opening. Words nobody uses are taken for the ones they may be
    meant for, if nothing is found otherwise. Raises CursorInvalid."""

    index: PostingIndex
    log: EventLog
    find_city: FindCity
    in_euro: InEuro
    cache: PageCache

    async def __call__(
        self, asked: PostingSearch, *, limit: int = 20, cursor: str | None = None
    ) -> PostingsPage:
        key = asked, limit, cursor
        known = self.cache.get(key)
        if known and not await self.log.is_newer(_CHANGES, known.end):
            return known.page
        end = await self.log.end()
        page = await self._searched(asked, limit, cursor)
        self.cache[key] = CachedPage(page, end)
        return page

    async def _searched(self, asked: PostingSearch, limit: int, cursor: str | None) -> PostingsPage:
        page = await self._page(asked, limit, cursor)
        if cursor is not None or page.postings or not asked.words:
            return page
        corrected = await self._corrected(asked.words)
        if corrected == asked.words:
            return page
        found = await self._page(replace(asked, words=corrected), limit, None)
        return replace(found, corrected=corrected) if found.postings else page

    async def _page(self, asked: PostingSearch, limit: int, cursor: str | None) -> PostingsPage:
        wanted = criteria(asked, find_city=self.find_city, in_euro=self.in_euro)
        return _page_of(await self.index.search(wanted, limit=limit, cursor=cursor))

    async def _corrected(self, words: str) -> str:
        """Words outside quotes and not excluded, each by the nearest one there is."""
        corrected = words
        for word in dict.fromkeys(_WORD.findall(words)[:_MOST_CORRECTED]):
            near = await self.index.spelled_like(folded(word))
            if near is not None:
                corrected = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", near, corrected)
        return corrected


def _page_of(found: FoundPostings) -> PostingsPage:
    return PostingsPage(
        postings=found.postings,
        next_cursor=found.next_cursor,
        total=found.total,
        facets=facets(found.counts),
    )
