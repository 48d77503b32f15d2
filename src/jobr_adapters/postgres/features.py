"""Features of postings in PostgreSQL."""
# ruff: noqa: S608 - statements are made of constants of this module

from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from typing import Any, Final, cast
from uuid import UUID

import msgspec
from psycopg.rows import tuple_row

from jobr_adapters.postgres.errors import core_errors
from jobr_adapters.postgres.posting_rows import posting_in
from jobr_adapters.postgres.statements import Connections, Row, Statement, fetch
from jobr_core.jobs.model import JobPosting
from jobr_core.matching.features import FeaturedPosting, PostingFeatures, features_of, ruleset
from jobr_core.matching.ports import ComputedFeatures, Features, IndexRows
from jobr_core.shared.clock import Clock

_BATCH: Final = 20_000
_LIVE: Final = "jobs.closed_at IS NULL AND (jobs.expires_at IS NULL OR jobs.expires_at > %(now)s)"
_HAS: Final = (
    "kept.job_id = jobs.id AND kept.ruleset = %(ruleset)s AND kept.content_hash = jobs.content_hash"
)
_LACKING: Final = f"""
    SELECT jobs.* FROM jobs WHERE {_LIVE}
        AND NOT EXISTS (SELECT FROM posting_features AS kept WHERE {_HAS})
    """
_LACKING_OF_ALL: Final = Statement(f"{_LACKING} ORDER BY jobs.id DESC LIMIT %(most)s")
_LACKING_AMONG: Final = Statement(f"{_LACKING} AND jobs.id = ANY(%(ids)s) LIMIT %(most)s")
_KEEP: Final = Statement(
    """
    INSERT INTO posting_features (job_id, ruleset, content_hash, features, index_row)
    SELECT new.job_id, %(ruleset)s, new.content_hash, new.features, new.index_row
    FROM unnest(%(ids)s::uuid[], %(hashes)s::text[], %(features)s::bytea[], %(rows)s::bytea[])
        AS new (job_id, content_hash, features, index_row)
    JOIN jobs ON jobs.id = new.job_id ORDER BY new.job_id
    ON CONFLICT (job_id) DO UPDATE SET ruleset = excluded.ruleset,
        content_hash = excluded.content_hash, features = excluded.features,
        index_row = excluded.index_row
    """
)
_ROWS: Final = Statement(
    f"""
    SELECT asked.id, kept.index_row FROM unnest(%(ids)s::uuid[]) AS asked (id)
    LEFT JOIN jobs ON jobs.id = asked.id AND {_LIVE}
    LEFT JOIN posting_features AS kept ON {_HAS}
    """
)
_ALL_ROWS: Final = f"""
    SELECT uuid_send(jobs.id), kept.index_row
    FROM posting_features AS kept JOIN jobs ON {_HAS} WHERE {_LIVE}
    """
_SHOWN: Final = Statement(
    f"""
    SELECT jobs.*, kept.features FROM unnest(%(ids)s::uuid[]) WITH ORDINALITY AS asked (id, place)
    JOIN jobs AS found ON found.id = asked.id
    JOIN jobs ON jobs.id = coalesce(found.duplicate_of, found.id) AND {_LIVE}
    LEFT JOIN posting_features AS kept ON {_HAS}
    ORDER BY asked.place
    """
)
_NEWEST: Final = Statement(
    f"""
    SELECT jobs.id FROM jobs WHERE jobs.id > %(behind)s AND {_LIVE}
    ORDER BY jobs.id DESC LIMIT %(most)s
    """
)
_encode: Final = msgspec.msgpack.Encoder().encode
_decode: Final = msgspec.msgpack.Decoder(PostingFeatures).decode


class PostgresFeatures(Features):
    def __init__(self, connections: Connections, *, now: Clock) -> None:
        self._connections = connections
        self._now = now

    async def lacking(
        self, among: Collection[str] | None = None, *, limit: int = 500
    ) -> tuple[JobPosting, ...]:
        if among is None:
            rows = await self._fetch(_LACKING_OF_ALL, most=limit)
        else:
            rows = await self._fetch(_LACKING_AMONG, most=limit, ids=list(map(UUID, among)))
        return tuple(map(posting_in, rows))

    async def keep(self, computed: Sequence[ComputedFeatures]) -> None:
        await self._fetch(
            _KEEP,
            ids=[UUID(one.posting.id) for one in computed],
            hashes=[one.posting.content_hash for one in computed],
            features=[_encode(one.features) for one in computed],
            rows=[one.index_row for one in computed],
        )

    async def index_rows(self, ids: Collection[str]) -> Mapping[str, bytes | None]:
        rows = await self._fetch(_ROWS, ids=list(map(UUID, ids)))
        return {str(row["id"]): row["index_row"] for row in rows}

    async def all_index_rows(self) -> AsyncIterator[IndexRows]:
        """By a cursor of the server, so that a million of them need little memory."""
        with core_errors():
            async with self._connections() as connection:
                await connection.execute("BEGIN")
                try:
                    async with connection.cursor(
                        "index_rows", binary=True, row_factory=tuple_row
                    ) as cursor:
                        await cursor.execute(cast("Any", _ALL_ROWS), self._values())
                        while rows := await cursor.fetchmany(_BATCH):
                            ids, kept = zip(*rows, strict=True)
                            yield IndexRows(ids=b"".join(ids), rows=b"".join(kept))
                finally:
                    await connection.execute("ROLLBACK")

    async def shown(self, ids: Sequence[str]) -> tuple[FeaturedPosting, ...]:
        rows = await self._fetch(_SHOWN, ids=list(map(UUID, ids)))
        return tuple(map(_featured, {row["id"]: row for row in rows}.values()))

    async def newest(self, behind: str | None, limit: int) -> tuple[str, ...]:
        last = UUID(behind) if behind else UUID(int=0)
        rows = await self._fetch(_NEWEST, behind=last, most=limit)
        return tuple(str(row["id"]) for row in rows)

    async def _fetch(self, statement: Statement, **values: object) -> list[dict[str, Any]]:
        return await fetch(self._connections, statement, **self._values(), **values)

    def _values(self) -> dict[str, object]:
        return {"now": self._now(), "ruleset": ruleset()}


def _featured(row: Row) -> FeaturedPosting:
    posting, kept = posting_in(row), row["features"]
    return FeaturedPosting(posting, _decode(kept) if kept else features_of(posting))
