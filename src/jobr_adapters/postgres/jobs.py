"""Postings in PostgreSQL."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any, Final
from uuid import UUID

import msgspec
from sqlalchemy import bindparam, select

from jobr_adapters.postgres.cards import arrange_cards
from jobr_adapters.postgres.posting_rows import posting_in, row_of
from jobr_adapters.postgres.posting_upsert import STORE
from jobr_adapters.postgres.search_index import index_postings
from jobr_adapters.postgres.statements import Connections, Statement, fetch
from jobr_adapters.postgres.tables.jobs import jobs
from jobr_core.jobs.errors import PostingNotFound
from jobr_core.jobs.facts import DescribedPosting
from jobr_core.jobs.model import JobPosting
from jobr_core.jobs.ports import JobPostings, PostingLink, PostingStanding
from jobr_core.jobs.storing import Stored, StoredPosting
from jobr_core.shared.clock import Clock
from jobr_core.shared.ids import IdSource

_Key = tuple[str, str, str]
_BY_ID: Final = Statement.of(select(jobs).where(jobs.c.id == bindparam("id")))
_BEHIND: Final = Statement(
    "SELECT * FROM jobs WHERE id > %(id)s AND closed_at IS NULL ORDER BY id LIMIT %(most)s"
)
_LINKS: Final = Statement(
    """
    SELECT asked.closed_at, other.source, other.url, other.apply_url FROM jobs AS asked
    JOIN jobs AS other ON other.id = asked.id
        OR other.duplicate_of = coalesce(asked.duplicate_of, asked.id)
        OR other.id = asked.duplicate_of
    WHERE asked.id = %(id)s AND (other.closed_at IS NULL OR other.id = asked.id)
    ORDER BY other.id <> asked.id, other.duplicate_of IS NOT NULL, other.created_at, other.id
    """
)
_CLOSE_UNSEEN: Final = Statement(
    """
    UPDATE jobs SET closed_at = %(now)s, updated_at = %(now)s WHERE id IN (
        SELECT id FROM jobs WHERE source = %(source)s AND board = %(board)s
            AND closed_at IS NULL AND NOT external_id = ANY(%(seen)s)
        ORDER BY source, board, external_id FOR UPDATE
    ) RETURNING id, source, opening
    """
)
_CLOSE_EXPIRED: Final = Statement(
    """
    UPDATE jobs SET closed_at = %(now)s, updated_at = %(now)s WHERE id IN (
        SELECT id FROM jobs WHERE closed_at IS NULL AND expires_at <= %(now)s
        ORDER BY expires_at LIMIT %(most)s FOR UPDATE SKIP LOCKED
    ) RETURNING id, source, opening
    """
)
_CLOSE: Final = Statement(
    """
    UPDATE jobs SET closed_at = %(now)s, updated_at = %(now)s WHERE id = %(id)s
    RETURNING id, source, opening
    """
)
_REMOVE: Final = Statement("DELETE FROM jobs WHERE id = %(id)s")


class PostgresPostings(JobPostings):
    def __init__(self, connections: Connections, *, now: Clock, new_id: IdSource) -> None:
        self._connections = connections
        self._now = now
        self._new_id = new_id

    async def store(
        self, postings: Sequence[DescribedPosting], *, anew: bool = False
    ) -> tuple[StoredPosting, ...]:
        """One statement for all, a second one for those that stand in it twice."""
        outcomes: dict[int, StoredPosting] = {}
        for turn in _turns(postings):
            stored = await self._store([postings[n] for n in turn], anew=anew)
            outcomes |= {n: stored[_key(postings[n])] for n in turn}
        return tuple(outcomes[n] for n in range(len(postings)))

    async def _store(
        self, postings: Sequence[DescribedPosting], *, anew: bool
    ) -> dict[_Key, StoredPosting]:
        incoming = msgspec.json.encode([self._row(posting) for posting in postings]).decode()
        rows = await fetch(self._connections, STORE, rows=incoming, anew=anew)
        stored = {_key(p): StoredPosting(Stored.UNCHANGED) for p in postings}
        new: list[UUID] = []
        changed: list[UUID] = []
        for row in rows:
            key = (row["source"], row["board"], row["external_id"])
            (new if row["created"] else changed).append(row["id"])
            outcome = Stored.CREATED if row["created"] else Stored.UPDATED
            stored[key] = StoredPosting(outcome, str(row["id"]), row["source"])
        await self._show([row["opening"] for row in rows], new=new, changed=changed)
        return stored

    def _row(self, described: DescribedPosting) -> dict[str, Any]:
        now = self._now()
        expires = described.posting.expires_at
        return {
            **row_of(described),
            "id": self._new_id(),
            "created_at": now,
            "updated_at": now,
            "closed_at": now if expires and expires <= now else None,
        }

    async def _show(
        self, openings: Collection[str], *, new: Sequence[UUID], changed: Sequence[UUID]
    ) -> None:
        arranged = await arrange_cards(self._connections, changed, openings) if openings else ()
        moved = set(arranged)
        again = {*changed, *moved} - set(new)
        await index_postings(
            self._connections,
            new=[own for own in new if own not in moved],
            changed=[*sorted(again), *(own for own in new if own in moved)],
        )

    async def by_id(self, posting_id: str) -> JobPosting:
        rows = await fetch(self._connections, _BY_ID, id=_uuid(posting_id))
        if not rows:
            raise PostingNotFound
        return posting_in(rows[0])

    async def standing_of(self, posting_id: str) -> PostingStanding:
        rows = await fetch(self._connections, _LINKS, id=_uuid(posting_id))
        if not rows:
            raise PostingNotFound
        links = (
            PostingLink(source=row["source"], url=row["url"], apply_url=row["apply_url"])
            for row in rows
        )
        return PostingStanding(closed_at=rows[0]["closed_at"], links=tuple(links))

    async def behind(self, posting_id: str | None, limit: int) -> tuple[JobPosting, ...]:
        own = UUID(int=0) if posting_id is None else _uuid(posting_id)
        rows = await fetch(self._connections, _BEHIND, id=own, most=limit)
        return tuple(map(posting_in, rows))

    async def close_unseen(
        self, source: str, board: str, *, seen: Collection[str]
    ) -> tuple[StoredPosting, ...]:
        return await self._close(_CLOSE_UNSEEN, source=source, board=board, seen=list(seen))

    async def close_expired(self, limit: int) -> tuple[StoredPosting, ...]:
        return await self._close(_CLOSE_EXPIRED, most=limit)

    async def remove(self, posting_id: str) -> None:
        """What leans on it is told apart first."""
        own = _uuid(posting_id)
        if not await self._close(_CLOSE, id=own):
            raise PostingNotFound
        await fetch(self._connections, _REMOVE, id=own)

    async def _close(self, statement: Statement, **values: object) -> tuple[StoredPosting, ...]:
        rows = await fetch(self._connections, statement, now=self._now(), **values)
        if rows:
            await self._show(
                [row["opening"] for row in rows], new=(), changed=[row["id"] for row in rows]
            )
        return tuple(StoredPosting(Stored.CLOSED, str(row["id"]), row["source"]) for row in rows)


def _turns(postings: Sequence[DescribedPosting]) -> Iterator[list[int]]:
    """Positions in groups that have every key once, in order."""
    waiting = list(range(len(postings)))
    while waiting:
        first = {_key(postings[n]): n for n in reversed(waiting)}
        turn = sorted(first.values())
        yield turn
        taken = set(turn)
        waiting = [n for n in waiting if n not in taken]


def _key(described: DescribedPosting) -> _Key:
    posting = described.posting
    return posting.source, posting.board, posting.external_id


def _uuid(posting_id: str) -> UUID:
    try:
        return UUID(posting_id)
    except ValueError:
        raise PostingNotFound from None
