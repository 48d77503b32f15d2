"""Which postings may be meant, and how much each weighs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, NamedTuple
from uuid import UUID

from psycopg.rows import tuple_row

from jobr_adapters.postgres.errors import core_errors
from jobr_adapters.postgres.search_words import Condition, WordQueries
from jobr_adapters.postgres.statements import Connections
from jobr_adapters.postgres.windows import Windows, next_window, within
from jobr_core.jobs.search import HALF_LIFE, MOST_WEIGHED, Criteria
from jobr_core.shared.clock import Clock

_MOST_SAME_ROLE: Final = 100
_SOMEWHERE: Final = 0.1
"""What words are worth wherever they stand. How often a description has them is not asked: it is
stored apart, and reading it for every match would take most of the time."""
_AGE_WEIGHT: Final = (
    "(0.5 + 0.5 * power(0.5, greatest(extract(epoch FROM %(as_of)s - posted_at), 0)::float8 "
    f"/ {HALF_LIFE.total_seconds()}))"
)


class Scored(NamedTuple):
    """A posting by the 16 bytes of its id, what it is sorted by, and its facets in one string."""

    job: bytes
    value: float
    facets: str

    @property
    def order(self) -> tuple[float, bytes]:
        return -self.value, self.job


@dataclass(frozen=True, slots=True)
class Sought:
    """One search at one moment; `after` is the last posting of the page before."""

    wanted: Criteria
    words: WordQueries
    keys: str
    as_of: datetime
    last: int
    after: tuple[UUID, float] | None = None

    def restricting(self) -> Iterator[str]:
        yield "number <= %(last)s"
        if self.wanted.posted_since is not None:
            yield "posted_at >= %(posted_since)s"
        if self.wanted.among is not None:
            yield "job_id = ANY(%(among)s::uuid[])"
        if self.wanted.pay_from is not None:
            yield "pay_high >= %(pay_from)s"

    def values(self) -> dict[str, object]:
        own, value = self.after or (None, None)
        return {
            "last": self.last,
            "as_of": self.as_of,
            "posted_since": self.wanted.posted_since,
            "pay_from": self.wanted.pay_from,
            "among": sorted(self.wanted.among or ()),
            "role": self.wanted.role,
            "own": own,
            "after": value,
        }


_MICROSECONDS: Final = "(extract(epoch FROM posted_at) * 1000000)::float8"
_MOMENT: Final = "timestamptz 'epoch' + %(after)s * interval '1 microsecond'"
"""The same back; seconds with a fraction would not be exact."""


class Candidates:
    def __init__(self, connections: Connections, *, now: Clock) -> None:
        self._connections = connections
        self._windows = Windows(connections, now)

    async def weighed(self, sought: Sought) -> dict[bytes, Scored]:
        """The newest matches in the headline; where these are few, those in the description too,
        else also those in the title alone and those of the very role, however old."""
        words, keys = sought.words, sought.keys
        headline, window = await self.matching(sought, words.in_headline(keys))
        if len(headline) < MOST_WEIGHED:
            anywhere, _ = await self.matching(sought, words.anywhere(keys))
            return headline | anywhere
        # Smaller windows had too few matches in the headline, of which the title is part.
        title, _ = await self.matching(sought, words.in_title(keys), window=window)
        return headline | title | await self._of_the_role(sought)

    async def matching(
        self, sought: Sought, condition: Condition, most: int = MOST_WEIGHED, *, window: int = 0
    ) -> tuple[dict[bytes, Scored], int]:
        """The newest `most` matches with their weight, and the window that had enough; `window`
        is the first one to look into."""
        rank = sought.words.rank()
        relevance = f"({rank.sql} + (role = %(role)s)::int + {_SOMEWHERE})::float8"
        select = (
            f"SELECT uuid_send(job_id), {relevance} * {_AGE_WEIGHT}, facets FROM ("
            "SELECT job_id, posted_at, language, role, facets, headline FROM job_search "
            "WHERE {where} ORDER BY posted_at DESC LIMIT {most}) AS newest"
        )
        rows, window = await self._rows(select, sought, condition, most, rank.values, window)
        return {row.job: row for row in rows}, window

    async def _of_the_role(self, sought: Sought) -> dict[bytes, Scored]:
        having = sought.words.having(sought.keys)
        condition = Condition(f"role = %(role)s AND {having.sql}", having.values)
        found, _ = await self.matching(sought, condition, _MOST_SAME_ROLE)
        return found

    async def newest(self, sought: Sought, condition: Condition, most: int) -> list[Scored]:
        if sought.after is not None:
            behind = f"(posted_at, job_id) < ({_MOMENT}, %(own)s)"
            condition = Condition(f"{condition.sql} AND {behind}", condition.values)
        select = (
            f"SELECT uuid_send(job_id), {_MICROSECONDS}, facets FROM job_search "
            "WHERE {where} ORDER BY posted_at DESC, job_id DESC LIMIT {most}"
        )
        rows, _ = await self._rows(select, sought, condition, most, {}, 0)
        return rows

    async def best_paid(self, sought: Sought, condition: Condition, most: int) -> list[Scored]:
        behind = ("(pay_high, job_id) < (%(after)s, %(own)s)",) if sought.after else ()
        where = (condition.sql, "pay_high IS NOT NULL", *sought.restricting(), *behind)
        return await self._fetched(
            f"SELECT uuid_send(job_id), pay_high, facets FROM job_search "
            f"WHERE {' AND '.join(where)} ORDER BY pay_high DESC, job_id DESC LIMIT {most}",
            {**sought.values(), **condition.values},
        )

    async def _rows(
        self,
        select: str,
        sought: Sought,
        condition: Condition,
        most: int,
        values: Mapping[str, object],
        at: int,
    ) -> tuple[list[Scored], int]:
        """`select` with its conditions filled in, in windows until there are enough."""
        where = " AND ".join((condition.sql, *sought.restricting()))
        parameters = {**sought.values(), **condition.values, **values}
        windows = within(await self._windows.all(), sought.wanted.posted_since)
        at = min(at, len(windows) - 1)
        while True:
            since = windows[at].since
            bounded = f"{where} AND posted_at >= %(since)s" if since else where
            sql = select.replace("{where}", bounded).replace("{most}", str(most))
            rows = await self._fetched(sql, {**parameters, "since": since})
            if len(rows) >= most or since is None:
                return rows, at
            at = next_window(windows, at, len(rows), most)

    async def _fetched(self, sql: str, values: dict[str, object]) -> list[Scored]:
        """Planned anew each time: the plan depends on how frequent the words are."""
        with core_errors():
            async with self._connections() as connection:
                cursor = connection.cursor(row_factory=tuple_row, binary=True)
                await cursor.execute(sql, values, prepare=False)
                return list(map(Scored._make, await cursor.fetchall()))


def in_order(found: Sequence[Scored], sought: Sought) -> list[Scored]:
    """The best first, without what stood on the pages before."""
    ordered = sorted(found, key=lambda scored: scored.order)
    if sought.after is None:
        return ordered
    own, value = sought.after
    return [scored for scored in ordered if scored.order > (-value, own.bytes)]
