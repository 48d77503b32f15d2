"""CVs in PostgreSQL."""

from typing import Final

from sqlalchemy import bindparam, delete, insert, select

from jobr_adapters.postgres.statements import Connections, Row, Statement, fetch, json_value
from jobr_adapters.postgres.tables import cvs
from jobr_core.accounts.model import UserId
from jobr_core.cvs.errors import CvNotFound
from jobr_core.cvs.json_resume import document_of, profile_from
from jobr_core.cvs.model import Cv, CvId, StoredCv
from jobr_core.cvs.passages import Passage, PassageKind
from jobr_core.cvs.ports import Cvs
from jobr_core.shared.text import Span

_OWN: Final = (cvs.c.id == bindparam("cv_id"), cvs.c.owner_id == bindparam("owner"))
_ADD: Final = Statement.of(insert(cvs))
_BY_ID: Final = Statement.of(select(cvs).where(*_OWN))
_NEWEST: Final = Statement.of(
    select(cvs)
    .where(cvs.c.owner_id == bindparam("owner"))
    .order_by(cvs.c.id.desc())
    .limit(bindparam("most"))
)
_REMOVE: Final = Statement.of(delete(cvs).where(*_OWN).returning(cvs.c.id))


class PostgresCvs(Cvs):
    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    async def add(self, stored: StoredCv) -> None:
        passages = [[p.kind.value, p.span.start, p.span.end, p.entry] for p in stored.cv.passages]
        await fetch(
            self._connections,
            _ADD,
            id=stored.id,
            owner_id=stored.owner,
            file_name=stored.file_name,
            media_type=stored.media_type,
            engine=stored.engine,
            profile=json_value(document_of(stored.cv.profile)),
            text=stored.cv.text,
            passages=json_value(passages),
            warnings=list(stored.cv.warnings),
            created_at=stored.created_at,
        )

    async def by_id(self, cv_id: CvId, *, owner: UserId) -> StoredCv:
        rows = await fetch(self._connections, _BY_ID, cv_id=cv_id, owner=owner)
        if not rows:
            raise CvNotFound
        return _stored_cv(rows[0])

    async def newest_of(self, owner: UserId, limit: int) -> tuple[StoredCv, ...]:
        return tuple(
            map(_stored_cv, await fetch(self._connections, _NEWEST, owner=owner, most=limit))
        )

    async def remove(self, cv_id: CvId, *, owner: UserId) -> None:
        if not await fetch(self._connections, _REMOVE, cv_id=cv_id, owner=owner):
            raise CvNotFound


def _stored_cv(row: Row) -> StoredCv:
    cv = Cv(
        profile=profile_from(row["profile"]),
        text=row["text"],
        passages=tuple(
            Passage(PassageKind(kind), Span(start, end), entry)
            for kind, start, end, entry in row["passages"]
        ),
        warnings=tuple(row["warnings"]),
    )
    return StoredCv(
        id=CvId(row["id"]),
        owner=UserId(row["owner_id"]),
        file_name=row["file_name"],
        media_type=row["media_type"],
        engine=row["engine"],
        cv=cv,
        created_at=row["created_at"],
    )
