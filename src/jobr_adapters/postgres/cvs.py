"""CVs in PostgreSQL."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import (
    ARRAY,
    Text,
    and_,
    bindparam,
    cast,
    delete,
    exists,
    func,
    insert,
    literal,
    null,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.dialects.postgresql import insert as insert_unless

from jobr_adapters.postgres.statements import Connections, Row, Statement, fetch, json_value
from jobr_adapters.postgres.tables.accounts import users
from jobr_adapters.postgres.tables.cvs import cv_files, cv_versions, cvs
from jobr_core.accounts.model import UserId
from jobr_core.cvs.errors import CvChanged, CvNotFound, NoCv
from jobr_core.cvs.model import Cv
from jobr_core.cvs.plain_form import cv_of, plain_form
from jobr_core.cvs.ports import Cvs
from jobr_core.cvs.stored import CvId, CvStatus, CvVersion, OriginalFile, Refusal, Shelf, StoredCv

_MOST_VERSIONS: Final = 50
_SAID: Final = ("profile", "text", "passages", "warnings")
_owners = cvs.c.owner_id == bindparam("owner")
_OWN: Final = (cvs.c.id == bindparam("cv_id"), _owners)
_whole = select(cvs, cv_files.c.digest, cv_files.c.size).outerjoin(
    cv_files, cvs.c.file_key == cv_files.c.key
)
_LOCK: Final = Statement.of(
    select(users.c.id).where(users.c.id == bindparam("owner")).with_for_update(key_share=True)
)
_SHELF: Final = Statement.of(
    select(
        select(func.count()).select_from(cvs).where(_owners).scalar_subquery().label("cvs"),
        select(func.coalesce(func.sum(cv_files.c.size), 0))
        .where(cv_files.c.owner_id == bindparam("owner"))
        .scalar_subquery()
        .label("bytes"),
    )
)
_KEY: Final = Statement.of(
    select(cv_files.c.key).where(
        cv_files.c.owner_id == bindparam("owner"), cv_files.c.digest == bindparam("digest")
    )
)
_KEYS: Final = Statement.of(
    select(cv_files.c.key).where(cv_files.c.owner_id == bindparam("owner")).order_by("key")
)
_ADD_FILE: Final = Statement.of(insert_unless(cv_files).on_conflict_do_nothing())
_ADD: Final = Statement.of(insert(cvs))
_BY_ID: Final = Statement.of(_whole.where(*_OWN))
_newest = _whole.where(_owners).order_by(cvs.c.id.desc()).limit(bindparam("most"))
_NEWEST: Final = Statement.of(_newest)
_NEWEST_BEFORE: Final = Statement.of(_newest.where(cvs.c.id < bindparam("before")))
_DEFAULT: Final = Statement.of(_whole.where(_owners, cvs.c.is_default))
_current = (*_OWN, cvs.c.version == bindparam("replaced"))
_KEEP_VERSION: Final = Statement.of(
    insert(cv_versions).from_select(
        [c.name for c in cv_versions.c],
        select(cvs.c.id, cvs.c.version, cvs.c.engine, *(cvs.c[n] for n in _SAID), cvs.c.updated_at)
        .where(*_current, cvs.c.status == literal(CvStatus.READY.value))
        .where(
            or_(
                cvs.c.profile != cast(bindparam("new_profile"), JSONB()),
                cvs.c.text != bindparam("new_text"),
            )
        ),
    )
)  # fmt: skip
_FORGET_VERSIONS: Final = Statement.of(
    delete(cv_versions).where(
        cv_versions.c.cv_id == bindparam("cv_id"), cv_versions.c.number <= bindparam("oldest")
    )
)
_CHANGING: Final = (
    "media_type", "engine", *_SAID, "updated_at", "version", "status", "refusal_code",
    "refusal_detail",
)  # fmt: skip
_REPLACE: Final = Statement.of(
    update(cvs)
    .where(*_current)
    .values({name: bindparam(name) for name in _CHANGING})
    .returning(cvs.c.id)
)
_was_read = cvs.c.status == literal(CvStatus.READY.value)
_BEST_DEFAULT: Final = Statement.of(
    select(cvs.c.id, cvs.c.is_default)
    .where(_owners)
    .order_by(and_(cvs.c.is_default, _was_read).desc(), _was_read.desc(), cvs.c.id.desc())
    .limit(1)
)
_NO_DEFAULT: Final = Statement.of(
    update(cvs).where(_owners, cvs.c.is_default).values(is_default=False)
)
_MAKE_DEFAULT: Final = Statement.of(
    update(cvs).where(*_OWN).values(is_default=True).returning(cvs.c.id)
)
_VERSIONS: Final = Statement.of(
    select(cv_versions)
    .join(cvs, cvs.c.id == cv_versions.c.cv_id)
    .where(*_OWN)
    .order_by(cv_versions.c.number.desc())
)
_REMOVE: Final = Statement.of(delete(cvs).where(*_OWN).returning(cvs.c.file_key))
_RELEASE: Final = Statement.of(update(cvs).where(*_OWN).values(file_key=null()))
_FORGET_FILE: Final = Statement.of(
    delete(cv_files)
    .where(cv_files.c.key == bindparam("file_key"))
    .where(~exists().where(cvs.c.file_key == cv_files.c.key))
    .returning(cv_files.c.key)
)  # fmt: skip
_listed = func.unnest(cast(bindparam("keys"), ARRAY(Text())))
_asked = _listed.table_valued("key").render_derived("asked")
_UNNEEDED: Final = Statement.of(
    select(_asked.c.key).where(~exists().where(cv_files.c.key == _asked.c.key))
)


class PostgresCvs(Cvs):
    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    async def shelf_of(self, owner: UserId) -> Shelf:
        """Two statements: the second sees what those we waited for have committed."""
        await self._fetch(_LOCK, owner=owner)
        [row] = await self._fetch(_SHELF, owner=owner)
        return Shelf(cvs=row["cvs"], bytes=int(row["bytes"]))

    async def key_of(self, owner: UserId, digest: str) -> str | None:
        rows = await self._fetch(_KEY, owner=owner, digest=digest)
        return rows[0]["key"] if rows else None

    async def keys_of(self, owner: UserId) -> tuple[str, ...]:
        return tuple(row["key"] for row in await self._fetch(_KEYS, owner=owner))

    async def add(self, stored: StoredCv) -> None:
        original = stored.original
        if original is not None:
            await self._fetch(
                _ADD_FILE,
                key=original.key,
                owner_id=stored.owner,
                digest=original.digest,
                size=original.size,
                created_at=stored.created_at,
            )
        await self._fetch(
            _ADD,
            id=stored.id,
            owner_id=stored.owner,
            file_name=stored.file_name,
            created_at=stored.created_at,
            is_default=stored.is_default,
            file_key=original.key if original else None,
            **_changing(stored),
        )

    async def by_id(self, cv_id: CvId, *, owner: UserId) -> StoredCv:
        rows = await self._fetch(_BY_ID, cv_id=cv_id, owner=owner)
        if not rows:
            raise CvNotFound
        return _stored_cv(rows[0])

    async def newest_of(
        self, owner: UserId, limit: int, *, before: CvId | None = None
    ) -> tuple[StoredCv, ...]:
        if before is None:
            rows = await self._fetch(_NEWEST, owner=owner, most=limit)
        else:
            rows = await self._fetch(_NEWEST_BEFORE, owner=owner, most=limit, before=before)
        return tuple(map(_stored_cv, rows))

    async def default_of(self, owner: UserId) -> StoredCv:
        rows = await self._fetch(_DEFAULT, owner=owner)
        if not rows:
            raise NoCv
        return _stored_cv(rows[0])

    async def replace(self, stored: StoredCv, *, version: int) -> None:
        which = {"cv_id": stored.id, "owner": stored.owner, "replaced": version}
        changing = _changing(stored)
        await self._fetch(
            _KEEP_VERSION, **which, new_profile=changing["profile"], new_text=changing["text"]
        )
        await self._fetch(
            _FORGET_VERSIONS, cv_id=stored.id, oldest=stored.version - 1 - _MOST_VERSIONS
        )
        if not await self._fetch(_REPLACE, **which, **changing):
            await self.by_id(stored.id, owner=stored.owner)
            raise CvChanged

    async def ensure_default(self, owner: UserId) -> CvId | None:
        rows = await self._fetch(_BEST_DEFAULT, owner=owner)
        for row in rows:
            if not row["is_default"]:
                await self.make_default(CvId(row["id"]), owner=owner)
        return CvId(rows[0]["id"]) if rows else None

    async def make_default(self, cv_id: CvId, *, owner: UserId) -> None:
        await self._fetch(_NO_DEFAULT, owner=owner)
        if not await self._fetch(_MAKE_DEFAULT, cv_id=cv_id, owner=owner):
            raise CvNotFound

    async def versions_of(self, cv_id: CvId, *, owner: UserId) -> tuple[CvVersion, ...]:
        rows = await self._fetch(_VERSIONS, cv_id=cv_id, owner=owner)
        return tuple(
            CvVersion(
                number=row["number"],
                engine=row["engine"],
                cv=_cv(row),
                created_at=row["created_at"],
            )
            for row in rows
        )

    async def remove(self, cv_id: CvId, *, owner: UserId) -> str | None:
        rows = await self._fetch(_REMOVE, cv_id=cv_id, owner=owner)
        if not rows:
            raise CvNotFound
        return await self._without_cvs(rows[0]["file_key"])

    async def release(self, cv_id: CvId, *, owner: UserId) -> str | None:
        original = (await self.by_id(cv_id, owner=owner)).original
        await self._fetch(_RELEASE, cv_id=cv_id, owner=owner)
        return await self._without_cvs(original.key if original else None)

    async def unneeded(self, keys: Sequence[str]) -> tuple[str, ...]:
        return tuple(row["key"] for row in await self._fetch(_UNNEEDED, keys=list(keys)))

    async def _without_cvs(self, key: str | None) -> str | None:
        """The key, forgotten, if it was nobody's any more."""
        return key if key and await self._fetch(_FORGET_FILE, file_key=key) else None

    async def _fetch(self, statement: Statement, **values: object) -> Sequence[Row]:
        return await fetch(self._connections, statement, **values)


def _changing(stored: StoredCv) -> dict[str, Any]:
    said, refusal = plain_form(stored.cv), stored.refusal
    return {
        **said,
        "profile": json_value(said["profile"]),
        "passages": json_value(said["passages"]),
        "media_type": stored.media_type,
        "engine": stored.engine,
        "updated_at": stored.updated_at,
        "version": stored.version,
        "status": stored.status.value,
        "refusal_code": refusal.code if refusal else None,
        "refusal_detail": refusal.detail if refusal else None,
    }


def _cv(row: Row) -> Cv:
    return cv_of({name: row[name] for name in _SAID})  # type: ignore[arg-type]


def _stored_cv(row: Row) -> StoredCv:
    code, key = row["refusal_code"], row["file_key"]
    return StoredCv(
        id=CvId(row["id"]),
        owner=UserId(row["owner_id"]),
        file_name=row["file_name"],
        media_type=row["media_type"],
        engine=row["engine"],
        cv=_cv(row),
        created_at=row["created_at"],
        updated_at=row["updated_at"],
        version=row["version"],
        is_default=row["is_default"],
        status=CvStatus(row["status"]),
        refusal=Refusal(code=code, detail=row["refusal_detail"]) if code else None,
        original=OriginalFile(key=key, digest=row["digest"], size=row["size"]) if key else None,
    )
