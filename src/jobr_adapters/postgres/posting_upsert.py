"""The one statement that stores postings, new or known."""

from typing import Final

from sqlalchemy import (
    JSON,
    Boolean,
    and_,
    bindparam,
    case,
    cast,
    column,
    func,
    literal_column,
    not_,
    null,
    or_,
    select,
)
from sqlalchemy.dialects.postgresql import insert

from jobr_adapters.postgres.statements import Statement
from jobr_adapters.postgres.tables.jobs import jobs

_KEPT: Final = frozenset(("id", "source", "board", "external_id", "created_at", "duplicate_of"))
_COLUMNS: Final = tuple(c for c in jobs.c if c.name != "duplicate_of")
_incoming = (
    func.json_to_recordset(cast(bindparam("rows"), JSON))
    .table_valued(*(column(c.name, c.type) for c in _COLUMNS), name="incoming")
    .render_derived(with_types=True)
)
_new = insert(jobs).from_select(
    [c.name for c in _COLUMNS],
    select(*(_incoming.c[c.name] for c in _COLUMNS)).order_by(
        _incoming.c.source, _incoming.c.board, _incoming.c.external_id
    ),
)
_told = _new.excluded
_anew = bindparam("anew", type_=Boolean())
_told_again = and_(
    not_(_anew), jobs.c.payload_hash != "", jobs.c.payload_hash == _told.payload_hash
)
_returns = and_(
    jobs.c.closed_at.is_not(None),
    or_(jobs.c.expires_at.is_(None), jobs.c.expires_at > _told.updated_at),
)
_differs = or_(
    _anew,
    jobs.c.content_hash != _told.content_hash,
    jobs.c.closed_at.is_(None) != _told.closed_at.is_(None),
)
_has_its_time = or_(
    _told.expires_at.is_(None), _told.expires_at.is_not_distinct_from(jobs.c.expires_at)
)
_closed_at = case(
    (_told_again, null()),
    (_told.closed_at.is_not(None), func.coalesce(jobs.c.closed_at, _told.closed_at)),
    (and_(_anew, _has_its_time), jobs.c.closed_at),
    else_=null(),
)
_changing = tuple(c.name for c in _COLUMNS if c.name not in _KEPT)

STORE: Final = Statement.of(
    _new.on_conflict_do_update(
        index_elements=[jobs.c.source, jobs.c.board, jobs.c.external_id],
        set_={
            **{name: case((_told_again, jobs.c[name]), else_=_told[name]) for name in _changing},
            "updated_at": _told.updated_at,
            "closed_at": _closed_at,
        },
        where=case((_told_again, _returns), else_=_differs),
    ).returning(
        jobs.c.id,
        jobs.c.source,
        jobs.c.board,
        jobs.c.external_id,
        jobs.c.opening,
        literal_column("xmax = 0", type_=None).label("created"),
    )
)
"""In the order of their keys, so that two importers never wait for each other in a ring."""
