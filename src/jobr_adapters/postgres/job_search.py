"""Finding postings in PostgreSQL (docs/adr/0014)."""

from collections import Counter
from collections.abc import Sequence
from typing import Final
from uuid import UUID

from jobr_adapters.postgres.candidates import Candidates, Scored, Sought, in_order
from jobr_adapters.postgres.posting_rows import POSTING_COLUMNS, posting_in
from jobr_adapters.postgres.search_index import FACET_SEPARATOR
from jobr_adapters.postgres.search_words import key_query, word_queries
from jobr_adapters.postgres.spelling import Spelling
from jobr_adapters.postgres.statements import Connections, Statement, fetch
from jobr_core.jobs.cursor import SearchCursor
from jobr_core.jobs.model import JobPosting
from jobr_core.jobs.ports import FoundPostings, PostingIndex
from jobr_core.jobs.search import MOST_WEIGHED, Criteria, Sort
from jobr_core.shared.clock import Clock

_PREPARE_MONTHS: Final = Statement("SELECT prepare_search_months()")
_POSTINGS: Final = Statement(
    f"SELECT {', '.join(POSTING_COLUMNS)} FROM jobs WHERE id = ANY(%(ids)s)"  # noqa: S608
)


class PostgresPostingIndex(PostingIndex):
    def __init__(self, connections: Connections, *, now: Clock) -> None:
        self._connections = connections
        self._now = now
        self._candidates = Candidates(connections, now=now)
        self._spelling = Spelling(connections, now=now)

    async def search(self, wanted: Criteria, *, limit: int, cursor: str | None) -> FoundPostings:
        sought = await self._sought(wanted, cursor)
        found = await self._found(sought, limit)
        page = found[:limit]
        following = _cursor_behind(page[-1], sought) if len(found) > limit else None
        postings = await self._postings(page)
        if cursor is not None:
            return FoundPostings(postings=postings, next_cursor=following)
        return FoundPostings(
            postings=postings,
            next_cursor=following,
            total=min(len(found), MOST_WEIGHED),
            counts=_counts(found[:MOST_WEIGHED]),
        )

    async def spelled_like(self, word: str) -> str | None:
        return await self._spelling.nearest(word)

    async def prepare_months(self) -> None:
        await fetch(self._connections, _PREPARE_MONTHS)

    async def _sought(self, wanted: Criteria, cursor: str | None) -> Sought:
        words = await word_queries(self._connections, wanted.words)
        keys = key_query(wanted)
        if cursor is None:
            return Sought(wanted, words, keys, self._now(), words.last)
        at = SearchCursor.read(cursor, wanted.sort)
        return Sought(wanted, words, keys, at.as_of, at.last, (at.job_id, at.value))

    async def _found(self, sought: Sought, limit: int) -> list[Scored]:
        """In order; on the first page up to `MOST_WEIGHED`, later at least one more than asked."""
        words, sort = sought.words, sought.wanted.sort
        if sort is Sort.RELEVANCE and words:
            return in_order(await self._weighed(sought), sought)
        most = limit + 1 if sought.after else MOST_WEIGHED
        matching = words.anywhere(sought.keys) if words else words.having(sought.keys)
        if sort is Sort.SALARY:
            return await self._candidates.best_paid(sought, matching, most)
        return await self._candidates.newest(sought, matching, most)

    async def _weighed(self, sought: Sought) -> Sequence[Scored]:
        return list((await self._candidates.weighed(sought)).values())

    async def _postings(self, found: Sequence[Scored]) -> tuple[JobPosting, ...]:
        ids = [UUID(bytes=scored.job) for scored in found]
        rows = await fetch(self._connections, _POSTINGS, ids=ids) if ids else []
        by_id = {row["id"]: posting_in(row) for row in rows}
        return tuple(by_id[one] for one in ids if one in by_id)


def _cursor_behind(scored: Scored, sought: Sought) -> str:
    cursor = SearchCursor(
        sort=sought.wanted.sort,
        as_of=sought.as_of,
        last=sought.last,
        job_id=UUID(bytes=scored.job),
        value=scored.value,
    )
    return str(cursor)


def _counts(found: Sequence[Scored]) -> Counter[str]:
    return Counter(
        facet for scored in found if scored.facets for facet in scored.facets.split(FACET_SEPARATOR)
    )
