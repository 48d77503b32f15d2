"""Finding postings in PostgreSQL (docs/adr/0014).

What is most relevant is looked for among candidates: matches in the title, matches in the
headline, and, where those are few, matches in the description; of each kind the newest 1,000,
which is all of them for a selective word. Candidates are taken from the newest months first, so
that a frequent word costs no more than a rare one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from psycopg.rows import tuple_row

from jobr_adapters.postgres.errors import core_errors
from jobr_adapters.postgres.posting_rows import posting_in
from jobr_adapters.postgres.search_words import Condition, WordQueries, key_query, word_queries
from jobr_adapters.postgres.spelling import Spelling
from jobr_adapters.postgres.statements import Connections, Statement, fetch
from jobr_core.jobs.cursor import SearchCursor
from jobr_core.jobs.model import JobPosting
from jobr_core.jobs.ports import FoundPostings, PostingIndex
from jobr_core.jobs.search import HALF_LIFE, MOST_WEIGHED, Criteria, Sort
from jobr_core.shared.clock import Clock

_WINDOWS: Final = (timedelta(days=14), timedelta(days=60), timedelta(days=240), None)
_ENOUGH_IN_HEADLINE: Final = MOST_WEIGHED
_LAST: Final = Statement(
    "SELECT coalesce(pg_sequence_last_value(pg_get_serial_sequence('job_search', 'number')), 0) "
    "AS number"
)
_PREPARE_MONTHS: Final = Statement("SELECT prepare_search_months()")
_POSTINGS: Final = Statement("SELECT * FROM jobs WHERE id = ANY(%(ids)s)")
_COUNTS: Final = Statement(
    """
    SELECT key, count(*) AS postings FROM jobs, LATERAL (
        SELECT key FROM unnest(keys) AS key WHERE left(key, 2) IN ('w:', 't:', 'l:')
        UNION ALL SELECT 's:' || skill FROM unnest(skills) AS skill
        UNION ALL SELECT DISTINCT 'p:' || concat_ws(', ', place ->> 'city', place ->> 'country')
        FROM jsonb_array_elements(locations) AS place
    ) AS has (key)
    WHERE id = ANY(%(ids)s) GROUP BY key
    """
)
_AGE_WEIGHT: Final = (
    "(0.5 + 0.5 * power(0.5, greatest(extract(epoch FROM %(as_of)s - posted_at), 0)::float8 "
    f"/ {HALF_LIFE.total_seconds()}))"
)

_Scored = tuple[bytes, float]
"""The id of a posting as its 16 bytes, and what it is sorted by."""


@dataclass(frozen=True, slots=True)
class _Sought:
    """One search at one moment: everything its statements need."""

    wanted: Criteria
    words: WordQueries
    keys: str
    as_of: datetime
    last: int
    after: _Scored | None = None

    def cursor_behind(self, scored: _Scored) -> str:
        own, value = scored
        return str(
            SearchCursor(
                sort=self.wanted.sort,
                as_of=self.as_of,
                last=self.last,
                job_id=UUID(bytes=own),
                value=value,
            )
        )

    def restricting(self) -> Iterator[str]:
        yield "number <= %(last)s"
        if self.wanted.posted_since is not None:
            yield "posted_at >= %(posted_since)s"
        if self.wanted.pay_from is not None:
            yield "pay_high >= %(pay_from)s"


class PostgresPostingIndex(PostingIndex):
    def __init__(self, connections: Connections, *, now: Clock) -> None:
        self._connections = connections
        self._now = now
        self._spelling = Spelling(connections, now=now)

    async def search(self, wanted: Criteria, *, limit: int, cursor: str | None) -> FoundPostings:
        sought = await self._sought(wanted, cursor)
        found = await self._found(sought, limit)
        page, more = found[:limit], len(found) > limit
        following = sought.cursor_behind(page[-1]) if more else None
        postings = await self._postings([own for own, _ in page])
        if cursor is not None:
            return FoundPostings(postings=postings, next_cursor=following)
        return FoundPostings(
            postings=postings,
            next_cursor=following,
            total=min(len(found), MOST_WEIGHED),
            counts=await self._counts([own for own, _ in found[:MOST_WEIGHED]]),
        )

    async def spelled_like(self, word: str) -> str | None:
        return await self._spelling.nearest(word)

    async def prepare_months(self) -> None:
        await fetch(self._connections, _PREPARE_MONTHS)

    async def _sought(self, wanted: Criteria, cursor: str | None) -> _Sought:
        words = await word_queries(self._connections, wanted.words)
        keys = key_query(wanted)
        if cursor is not None:
            at = SearchCursor.read(cursor, wanted.sort)
            return _Sought(wanted, words, keys, at.as_of, at.last, (at.job_id.bytes, at.value))
        [row] = await fetch(self._connections, _LAST)
        return _Sought(wanted, words, keys, self._now(), row["number"])

    async def _found(self, sought: _Sought, limit: int) -> list[_Scored]:
        """In order; on the first page up to `MOST_WEIGHED`, later at least one more than asked."""
        if sought.wanted.sort is Sort.RELEVANCE and sought.words:
            return _behind(sought, await self._weighed(sought))
        most = limit + 1 if sought.after else MOST_WEIGHED
        matching = (
            sought.words.matching("document", sought.keys) if sought.words else _having(sought.keys)
        )
        if sought.wanted.sort is Sort.SALARY:
            return await self._best_paid(sought, matching, most)
        return await self._newest(sought, matching, most)

    async def _weighed(self, sought: _Sought) -> list[_Scored]:
        words, keys = sought.words, sought.keys
        found = await self._candidates(sought, words.matching("headline", keys), "headline")
        if len(found) < _ENOUGH_IN_HEADLINE:
            inside = words.matching("document", keys)
            found |= {
                own: score
                for own, score in (await self._candidates(sought, inside, "document")).items()
                if own not in found
            }
        else:
            found |= await self._candidates(sought, words.in_title(keys), "headline")
            named = Condition(f"role = %(role)s AND {_having(keys).sql}", _having(keys).values)
            found |= await self._candidates(sought, named, "headline", windows=(None,), most=100)
        return sorted(found.items(), key=lambda scored: (-scored[1], scored[0]))

    async def _candidates(
        self,
        sought: _Sought,
        matching: Condition,
        vector: str,
        windows: Sequence[timedelta | None] = _WINDOWS,
        most: int = MOST_WEIGHED,
    ) -> dict[bytes, float]:
        """The newest matches with their weight."""
        rank = sought.words.rank(vector)
        rows: list[tuple[Any, ...]] = []
        for window in windows:
            where = " AND ".join((matching.sql, *sought.restricting(), *_since(window)))
            rows = await self._rows(
                f"""
                SELECT uuid_send(job_id),
                    ({rank.sql} + (role = %(role)s)::int)::float8 * {_AGE_WEIGHT}
                FROM (
                    SELECT job_id, posted_at, language, role, {vector} FROM job_search
                    WHERE {where} ORDER BY posted_at DESC LIMIT {most}
                ) AS newest
                """,  # noqa: S608 - made of constants and parameters only
                sought, window, {**matching.values, **rank.values},
            )  # fmt: skip
            if len(rows) >= most:
                break
        return dict(rows)

    async def _newest(self, sought: _Sought, matching: Condition, most: int) -> list[_Scored]:
        rows: list[tuple[Any, ...]] = []
        for window in _WINDOWS:
            behind = (
                ("(posted_at, job_id) < (%(at)s, %(own)s)", "posted_at <= %(at)s")
                if sought.after
                else ()
            )
            where = " AND ".join((matching.sql, *sought.restricting(), *behind, *_since(window)))
            rows = await self._rows(
                "SELECT uuid_send(job_id), extract(epoch FROM posted_at)::float8 FROM job_search "  # noqa: S608
                f"WHERE {where} ORDER BY posted_at DESC, job_id DESC LIMIT {most}",
                sought,
                window,
                matching.values,
            )
            if len(rows) >= most:
                break
        return rows

    async def _best_paid(self, sought: _Sought, matching: Condition, most: int) -> list[_Scored]:
        behind = ("(pay_high, job_id) < (%(after)s, %(own)s)",) if sought.after else ()
        where = " AND ".join((matching.sql, "pay_high IS NOT NULL", *sought.restricting(), *behind))
        return await self._rows(
            f"SELECT uuid_send(job_id), pay_high FROM job_search WHERE {where} "  # noqa: S608
            f"ORDER BY pay_high DESC, job_id DESC LIMIT {most}",
            sought,
            None,
            matching.values,
        )

    async def _rows(
        self,
        sql: str,
        sought: _Sought,
        window: timedelta | None,
        values: dict[str, object] | Any,
    ) -> list[tuple[Any, ...]]:
        """Planned anew each time: the plan depends on how frequent the words are."""
        after = sought.after
        start = sought.as_of if after is None or sought.wanted.sort is not Sort.RECENT else None
        at = start or datetime.fromtimestamp(after[1], sought.as_of.tzinfo)  # type: ignore[index]
        parameters = {
            "last": sought.last,
            "as_of": sought.as_of,
            "posted_since": sought.wanted.posted_since,
            "pay_from": sought.wanted.pay_from,
            "role": sought.wanted.role,
            "since": window and at - window,
            "at": at,
            "after": after and after[1],
            "own": after and UUID(bytes=after[0]),
            **values,
        }
        with core_errors():
            async with self._connections() as connection:
                cursor = connection.cursor(row_factory=tuple_row, binary=True)
                await cursor.execute(sql, parameters, prepare=False)
                return await cursor.fetchall()

    async def _postings(self, ids: Sequence[bytes]) -> tuple[JobPosting, ...]:
        own = [UUID(bytes=one) for one in ids]
        rows = await fetch(self._connections, _POSTINGS, ids=own) if own else []
        by_id = {row["id"]: posting_in(row) for row in rows}
        return tuple(by_id[one] for one in own if one in by_id)

    async def _counts(self, ids: Sequence[bytes]) -> dict[str, int]:
        own = [UUID(bytes=one) for one in ids]
        rows = await fetch(self._connections, _COUNTS, ids=own) if own else []
        return {row["key"]: row["postings"] for row in rows}


def _having(keys: str) -> Condition:
    return (
        Condition("headline @@ %(keys)s::tsquery", {"keys": keys})
        if keys
        else Condition("true", {})
    )


def _since(window: timedelta | None) -> tuple[str, ...]:
    return () if window is None else ("posted_at >= %(since)s",)


def _behind(sought: _Sought, found: list[_Scored]) -> list[_Scored]:
    if sought.after is None:
        return found
    own, score = sought.after
    return [scored for scored in found if (-scored[1], scored[0]) > (-score, own)]
