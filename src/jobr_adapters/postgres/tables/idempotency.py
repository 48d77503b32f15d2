"""Requests that come twice."""

from typing import Final

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql as pg

from jobr_adapters.postgres.tables.described import metadata, own_user

idempotency_keys: Final = sa.Table(
    "idempotency_keys",
    metadata,
    own_user(),
    sa.Column("method", sa.Text(), primary_key=True),
    sa.Column("route", sa.Text(), primary_key=True),
    sa.Column("key", sa.Text(), primary_key=True),
    sa.Column("fingerprint", sa.LargeBinary(), nullable=False),
    sa.Column("attempt_id", pg.UUID(), nullable=False),
    sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False, index=True),
    sa.Column("status", sa.SmallInteger()),
    sa.Column("content_type", sa.Text()),
    sa.Column("location", sa.Text()),
    sa.Column("body", sa.LargeBinary()),
)
