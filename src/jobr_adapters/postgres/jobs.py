"""Postings in PostgreSQL."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ARRAY, Text, bindparam, cast, func, literal_column, or_, select
from sqlalchemy.dialects.postgresql import insert

from jobr_adapters.postgres.statements import Connections, Row, Statement, fetch, json_value
from jobr_adapters.postgres.tables import jobs
from jobr_core.jobs.analysis import analyze
from jobr_core.jobs.errors import PostingNotFound
from jobr_core.jobs.model import JobPosting
from jobr_core.jobs.ports import JobPostings, Stored, StoredPosting
from jobr_core.jobs.salary import PayPeriod, Salary
from jobr_core.jobs.terms import EmploymentType, Location, Workplace
from jobr_core.shared.clock import Clock
from jobr_core.shared.ids import IdSource

_KEPT: Final = frozenset(("id", "source", "board", "external_id", "created_at"))
_new = insert(jobs)
_STORE: Final = Statement.of(
    _new.on_conflict_do_update(
        index_elements=[jobs.c.source, jobs.c.board, jobs.c.external_id],
        set_={c.name: _new.excluded[c.name] for c in jobs.c if c.name not in _KEPT},
        where=jobs.c.content_hash != _new.excluded.content_hash,
    ).returning(jobs.c.id, literal_column("xmax = 0", type_=None).label("created"))
)
_BY_ID: Final = Statement.of(select(jobs).where(jobs.c.id == bindparam("id")))
_wanted = cast(bindparam("skills"), ARRAY(Text()))
_shared = (
    select(func.count())
    .select_from(func.unnest(jobs.c.skills).table_valued("name").alias("asked"))
    .where(literal_column("asked.name") == func.any(_wanted))
    .scalar_subquery()
)
_WITH_SKILLS: Final = Statement.of(
    select(jobs)
    .where(or_(jobs.c.expires_at.is_(None), jobs.c.expires_at > bindparam("now")))
    .order_by(_shared.desc(), jobs.c.posted_at.desc().nulls_last(), jobs.c.id.desc())
    .limit(bindparam("most"))
)


class PostgresPostings(JobPostings):
    def __init__(self, connections: Connections, *, now: Clock, new_id: IdSource) -> None:
        self._connections = connections
        self._now = now
        self._new_id = new_id

    async def store(self, postings: Sequence[JobPosting]) -> tuple[StoredPosting, ...]:
        """In the order of their keys, so that two importers never wait for each other in a ring.

        All are analysed before the first is written: the transaction is short.
        """
        order = sorted(range(len(postings)), key=lambda n: _key(postings[n]))
        values = [_values(posting) for posting in postings]
        outcomes = {n: await self._store(values[n]) for n in order}
        return tuple(outcomes[n] for n in range(len(postings)))

    async def _store(self, values: dict[str, Any]) -> StoredPosting:
        now = self._now()
        rows = await fetch(
            self._connections, _STORE, id=self._new_id(), created_at=now, updated_at=now, **values
        )
        if not rows:
            return StoredPosting(Stored.UNCHANGED)
        [row] = rows
        outcome = Stored.CREATED if row["created"] else Stored.UPDATED
        return StoredPosting(outcome, str(row["id"]))

    async def by_id(self, posting_id: str) -> JobPosting:
        try:
            rows = await fetch(self._connections, _BY_ID, id=UUID(posting_id))
        except ValueError:
            raise PostingNotFound from None
        if not rows:
            raise PostingNotFound
        return _posting(rows[0])

    async def with_skills(self, skills: Sequence[str], limit: int) -> tuple[JobPosting, ...]:
        rows = await fetch(
            self._connections, _WITH_SKILLS, skills=list(skills), now=self._now(), most=limit
        )
        return tuple(map(_posting, rows))


def _key(posting: JobPosting) -> tuple[str, str, str]:
    return posting.source, posting.board, posting.external_id


def _values(posting: JobPosting) -> dict[str, Any]:
    places = [{"city": p.city, "region": p.region, "country": p.country} for p in posting.locations]
    return {
        "source": posting.source,
        "board": posting.board,
        "external_id": posting.external_id,
        "url": posting.url,
        "apply_url": posting.apply_url,
        "title": posting.title,
        "company": posting.company,
        "description": posting.description,
        "locations": json_value(places),
        "workplace": posting.workplace,
        "employment_type": posting.employment_type,
        "salary": json_value(_pay(posting.salary)),
        "tags": list(posting.skills),
        "skills": list(analyze(posting).skill_names),
        "seniority": posting.seniority,
        "language": posting.language,
        "posted_at": posting.posted_at,
        "expires_at": posting.expires_at,
        "content_hash": posting.content_hash,
    }


def _pay(salary: Salary | None) -> dict[str, object] | None:
    return asdict(salary) if salary else None


def _posting(row: Row) -> JobPosting:
    pay = row["salary"]
    return JobPosting(
        id=str(row["id"]),
        source=row["source"],
        board=row["board"],
        external_id=row["external_id"],
        url=row["url"],
        apply_url=row["apply_url"],
        title=row["title"],
        company=row["company"],
        description=row["description"],
        locations=tuple(Location(**place) for place in row["locations"]),
        workplace=row["workplace"] and Workplace(row["workplace"]),
        employment_type=row["employment_type"] and EmploymentType(row["employment_type"]),
        salary=pay and Salary(**{**pay, "period": PayPeriod(pay["period"])}),
        skills=tuple(row["tags"]),
        seniority=row["seniority"],
        posted_at=row["posted_at"],
        expires_at=row["expires_at"],
        language=row["language"],
    )
