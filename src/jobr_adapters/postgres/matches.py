"""Matches in PostgreSQL, and how far rematching everybody has come."""
# ruff: noqa: S608 - statements are made of constants of this module

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from psycopg.types.json import Jsonb

from jobr_adapters.postgres.statements import Connections, Row, Statement, fetch
from jobr_core.accounts.errors import UserNotFound
from jobr_core.accounts.model import UserId
from jobr_core.cvs.stored import CvId
from jobr_core.matching.features import ruleset
from jobr_core.matching.model import HistoryPlace, MatchRun, RematchRun, StoredMatch
from jobr_core.matching.ports import Matches, RematchRuns
from jobr_core.matching.receipts import Receipt
from jobr_core.matching.report import MatchReport

_RUN: Final = Statement(
    """
    INSERT INTO match_runs (user_id, cv_id, ruleset, standing, bar, computed_at)
    SELECT id, %(cv_id)s, %(ruleset)s, %(standing)s, %(bar)s, %(computed_at)s
    FROM users WHERE id = %(owner)s FOR KEY SHARE
    ON CONFLICT (user_id) DO UPDATE SET cv_id = excluded.cv_id, ruleset = excluded.ruleset,
        standing = excluded.standing, bar = excluded.bar, computed_at = excluded.computed_at,
        is_due = false
    RETURNING user_id
    """
)
"""First of all, so that two runs for one person take turns, and nobody leaves meanwhile."""
_FORMER: Final = Statement(
    "UPDATE matches SET is_current = false WHERE user_id = %(owner)s AND is_current"
)
_ORPHANED: Final = Statement(
    """
    DELETE FROM matches WHERE user_id = %(owner)s
        AND NOT EXISTS (SELECT FROM cvs WHERE cvs.id = matches.cv_id)
    """
)
"""They quote a CV that is gone."""
_KEEP: Final = Statement(
    """
    INSERT INTO matches (user_id, job_id, cv_id, cv_version, score, report, receipt, found_at,
        computed_at, is_current)
    SELECT %(owner)s, new.job_id, %(cv_id)s, new.cv_version, new.score, new.report, new.receipt,
        new.found_at, new.computed_at, true
    FROM unnest(%(jobs)s::uuid[], %(versions)s::int[], %(scores)s::smallint[],
        %(reports)s::jsonb[], %(receipts)s::jsonb[], %(found)s::timestamptz[],
        %(computed)s::timestamptz[])
        AS new (job_id, cv_version, score, report, receipt, found_at, computed_at)
    JOIN jobs ON jobs.id = new.job_id
    ON CONFLICT (user_id, job_id) DO UPDATE SET cv_id = excluded.cv_id,
        cv_version = excluded.cv_version, score = excluded.score, report = excluded.report,
        receipt = excluded.receipt, computed_at = excluded.computed_at, is_current = true
    RETURNING job_id, xmax = 0 AS is_new
    """
)
_FORGET: Final = Statement("DELETE FROM matches WHERE user_id = %(owner)s")
_FORGET_RUN: Final = Statement(
    """
    UPDATE match_runs SET cv_id = NULL, ruleset = '', standing = NULL, bar = 0, is_due = false,
        computed_at = NULL
    WHERE user_id = %(owner)s
    """
)
_BEST_FIRST: Final = "score DESC NULLS LAST, (report ->> 'confidence')::float DESC, job_id"
_CURRENT: Final = Statement(
    f"""
    SELECT * FROM matches WHERE user_id = %(owner)s AND is_current
    ORDER BY {_BEST_FIRST} LIMIT %(most)s
    """
)
_NEW: Final = Statement(
    f"""
    SELECT * FROM matches WHERE user_id = %(owner)s AND is_current AND found_at > coalesce(
        (SELECT visited_at FROM match_runs WHERE user_id = %(owner)s), '-infinity')
    ORDER BY {_BEST_FIRST} LIMIT %(most)s
    """
)
_HISTORY: Final = Statement(
    """
    SELECT * FROM matches WHERE user_id = %(owner)s
        AND (%(at)s::timestamptz IS NULL OR (found_at, job_id) < (%(at)s, %(job)s::uuid))
    ORDER BY found_at DESC, job_id DESC LIMIT %(most)s
    """
)
_OF_POSTING: Final = Statement(
    "SELECT * FROM matches WHERE user_id = %(owner)s AND job_id = %(job)s"
)
_VISIT: Final = Statement(
    """
    INSERT INTO match_runs (user_id, visited_at) VALUES (%(owner)s, %(at)s)
    ON CONFLICT (user_id) DO UPDATE SET visited_at = excluded.visited_at
    """
)
_STATE_OF: Final = Statement("SELECT * FROM match_runs WHERE user_id = %(owner)s")
_RUNS: Final = Statement(
    "SELECT * FROM match_runs WHERE ruleset = %(ruleset)s AND standing IS NOT NULL"
)
_MARK_DUE: Final = Statement(
    """
    UPDATE match_runs SET is_due = true
    WHERE user_id = ANY(%(owners)s) AND standing IS NOT NULL AND NOT is_due
    """
)
_DUE: Final = Statement("SELECT user_id FROM match_runs WHERE is_due ORDER BY 1 LIMIT %(most)s")
_OWNERS: Final = Statement(
    """
    SELECT DISTINCT owner_id FROM cvs
    WHERE is_default AND status = 'ready' AND owner_id > %(behind)s ORDER BY 1 LIMIT %(most)s
    """
)
_COUNT_OWNERS: Final = Statement(
    "SELECT count(*) AS number FROM cvs WHERE is_default AND status = 'ready'"
)
_UNFINISHED: Final = Statement(
    "SELECT * FROM rematch_runs WHERE ended_at IS NULL ORDER BY begun_at LIMIT 1"
)
_KEEP_RUN: Final = Statement(
    """
    INSERT INTO rematch_runs (id, begun_at, last_user_id, done, total, ended_at)
    VALUES (%(id)s, %(begun_at)s, %(last)s, %(done)s, %(total)s, %(ended_at)s)
    ON CONFLICT (id) DO UPDATE SET last_user_id = excluded.last_user_id, done = excluded.done,
        ended_at = excluded.ended_at
    """
)


class PostgresMatches(Matches):
    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    async def keep(self, run: MatchRun, found: Sequence[StoredMatch]) -> tuple[str, ...]:
        if not await self._fetch(
            _RUN,
            owner=run.owner,
            cv_id=run.cv_id,
            ruleset=ruleset(),
            standing=run.standing,
            bar=run.bar,
            computed_at=run.computed_at,
        ):
            raise UserNotFound
        await self._fetch(_ORPHANED, owner=run.owner)
        await self._fetch(_FORMER, owner=run.owner)
        rows = await self._fetch(_KEEP, owner=run.owner, cv_id=run.cv_id, **_columns(found))
        return tuple(str(row["job_id"]) for row in rows if row["is_new"])

    async def forget(self, owner: UserId) -> None:
        await self._fetch(_FORGET_RUN, owner=owner)
        await self._fetch(_FORGET, owner=owner)

    async def current_of(self, owner: UserId, limit: int) -> tuple[StoredMatch, ...]:
        return _matches(await self._fetch(_CURRENT, owner=owner, most=limit))

    async def new_of(self, owner: UserId, limit: int) -> tuple[StoredMatch, ...]:
        return _matches(await self._fetch(_NEW, owner=owner, most=limit))

    async def history_of(
        self, owner: UserId, limit: int, *, before: HistoryPlace | None = None
    ) -> tuple[StoredMatch, ...]:
        at, job = (before.found_at, before.posting_id) if before else (None, None)
        return _matches(await self._fetch(_HISTORY, owner=owner, at=at, job=job, most=limit))

    async def of_posting(self, owner: UserId, posting_id: str) -> StoredMatch | None:
        rows = await self._fetch(_OF_POSTING, owner=owner, job=posting_id)
        return _match(rows[0]) if rows else None

    async def visit(self, owner: UserId, at: datetime) -> None:
        await self._fetch(_VISIT, owner=owner, at=at)

    async def visited_at(self, owner: UserId) -> datetime | None:
        rows = await self._fetch(_STATE_OF, owner=owner)
        return rows[0]["visited_at"] if rows else None

    async def run_of(self, owner: UserId) -> MatchRun | None:
        rows = await self._fetch(_STATE_OF, owner=owner)
        return _run(rows[0]) if rows and rows[0]["standing"] is not None else None

    async def runs(self) -> tuple[MatchRun, ...]:
        return tuple(map(_run, await self._fetch(_RUNS, ruleset=ruleset())))

    async def mark_due(self, owners: Collection[UserId]) -> None:
        await self._fetch(_MARK_DUE, owners=sorted(owners))

    async def due(self, limit: int) -> tuple[UserId, ...]:
        rows = await self._fetch(_DUE, most=limit)
        return tuple(UserId(row["user_id"]) for row in rows)

    async def owners_behind(self, owner: UserId | None, limit: int) -> tuple[UserId, ...]:
        rows = await self._fetch(_OWNERS, behind=owner or UUID(int=0), most=limit)
        return tuple(UserId(row["owner_id"]) for row in rows)

    async def count_owners(self) -> int:
        [row] = await self._fetch(_COUNT_OWNERS)
        return int(row["number"])

    async def _fetch(self, statement: Statement, **values: object) -> list[dict[str, Any]]:
        return await fetch(self._connections, statement, **values)


class PostgresRematchRuns(RematchRuns):
    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    async def unfinished(self) -> RematchRun | None:
        rows = await fetch(self._connections, _UNFINISHED)
        return _rematch_run(rows[0]) if rows else None

    async def keep(self, run: RematchRun) -> None:
        await fetch(
            self._connections,
            _KEEP_RUN,
            id=run.id,
            begun_at=run.begun_at,
            last=run.last,
            done=run.done,
            total=run.total,
            ended_at=run.ended_at,
        )


def _columns(found: Sequence[StoredMatch]) -> dict[str, object]:
    return {
        "jobs": [UUID(one.report.job_id) for one in found],
        "versions": [one.cv_version for one in found],
        "scores": [one.report.score for one in found],
        "reports": [Jsonb(one.report.to_json()) for one in found],
        "receipts": [Jsonb(one.receipt.to_json()) for one in found],
        "found": [one.found_at for one in found],
        "computed": [one.computed_at for one in found],
    }


def _matches(rows: Sequence[Row]) -> tuple[StoredMatch, ...]:
    return tuple(map(_match, rows))


def _match(row: Row) -> StoredMatch:
    return StoredMatch(
        owner=UserId(row["user_id"]),
        cv_id=CvId(row["cv_id"]),
        cv_version=row["cv_version"],
        report=MatchReport.from_json(row["report"]),
        receipt=Receipt.from_json(row["receipt"]),
        found_at=row["found_at"],
        computed_at=row["computed_at"],
        is_current=row["is_current"],
    )


def _run(row: Row) -> MatchRun:
    return MatchRun(
        owner=UserId(row["user_id"]),
        cv_id=CvId(row["cv_id"]),
        standing=row["standing"],
        bar=row["bar"],
        computed_at=row["computed_at"],
    )


def _rematch_run(row: Row) -> RematchRun:
    last = row["last_user_id"]
    return RematchRun(
        id=row["id"],
        begun_at=row["begun_at"],
        total=row["total"],
        done=row["done"],
        last=UserId(last) if last else None,
        ended_at=row["ended_at"],
    )
