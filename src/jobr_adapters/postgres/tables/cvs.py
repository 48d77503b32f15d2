"""CVs, what they said before, and the files they were read from."""

from typing import Final

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql as pg

from jobr_adapters.postgres.tables.described import metadata, moment


def _said() -> tuple[sa.Column[object], ...]:
    """What one version of a CV says, and what read it."""
    return (
        sa.Column("engine", sa.Text(), nullable=False),
        sa.Column("profile", pg.JSONB(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("passages", pg.JSONB(), nullable=False),
        sa.Column("warnings", pg.ARRAY(sa.Text()), nullable=False),
    )


cv_files: Final = sa.Table(
    "cv_files",
    metadata,
    sa.Column("key", sa.Text(), primary_key=True),
    sa.Column("owner_id", pg.UUID(), sa.ForeignKey("users.id", ondelete="CASCADE"), nullable=False),
    sa.Column("digest", sa.Text(), nullable=False),
    sa.Column("size", sa.BigInteger(), nullable=False),
    moment("created_at"),
    sa.UniqueConstraint("owner_id", "digest"),
)

cvs: Final = sa.Table(
    "cvs",
    metadata,
    sa.Column("id", pg.UUID(), primary_key=True),
    sa.Column("owner_id", pg.UUID(), sa.ForeignKey("users.id", ondelete="CASCADE"), nullable=False),
    sa.Column("file_name", sa.Text(), nullable=False),
    sa.Column("media_type", sa.Text(), nullable=False),
    *_said(),
    moment("created_at"),
    sa.Column(
        "updated_at", sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now()
    ),
    sa.Column("version", sa.Integer(), nullable=False, server_default="1"),
    sa.Column("is_default", sa.Boolean(), nullable=False, server_default=sa.false()),
    sa.Column("status", sa.Text(), nullable=False, server_default="ready"),
    sa.Column("refusal_code", sa.Text()),
    sa.Column("refusal_detail", sa.Text()),
    sa.Column("file_key", sa.Text(), sa.ForeignKey("cv_files.key"), index=True),
    sa.Index(None, "owner_id", "id"),
    sa.Index("ix_cvs_default", "owner_id", unique=True, postgresql_where=sa.text("is_default")),
)

cv_versions: Final = sa.Table(
    "cv_versions",
    metadata,
    sa.Column("cv_id", pg.UUID(), sa.ForeignKey("cvs.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
    *_said(),
    moment("created_at"),
)
