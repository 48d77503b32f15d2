"""CVs keep their file, their former versions and a default."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql as pg

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def _new_columns() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("updated_at", sa.DateTime(timezone=True)),
        sa.Column("version", sa.Integer(), nullable=False, server_default="1"),
        sa.Column("is_default", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("status", sa.Text(), nullable=False, server_default="ready"),
        sa.Column("refusal_code", sa.Text()),
        sa.Column("refusal_detail", sa.Text()),
        sa.Column("file_key", sa.Text()),
    )


def upgrade() -> None:
    op.create_table(
        "cv_files",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("owner_id", pg.UUID(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_cv_files"),
        sa.UniqueConstraint("owner_id", "digest", name="uq_cv_files_owner_id_digest"),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["users.id"], name="fk_cv_files_owner_id", ondelete="CASCADE"
        ),
    )
    op.create_table(
        "cv_versions",
        sa.Column("cv_id", pg.UUID(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("engine", sa.Text(), nullable=False),
        sa.Column("profile", pg.JSONB(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("passages", pg.JSONB(), nullable=False),
        sa.Column("warnings", pg.ARRAY(sa.Text()), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("cv_id", "number", name="pk_cv_versions"),
        sa.ForeignKeyConstraint(
            ["cv_id"], ["cvs.id"], name="fk_cv_versions_cv_id", ondelete="CASCADE"
        ),
    )
    for column in _new_columns():
        op.add_column("cvs", column)
    op.execute("UPDATE cvs SET updated_at = created_at")
    op.execute(
        "UPDATE cvs SET is_default = true "
        "WHERE id IN (SELECT DISTINCT ON (owner_id) id FROM cvs ORDER BY owner_id, id DESC)"
    )
    # Defaults stay, so that a server of the version before can go on adding CVs.
    op.alter_column("cvs", "updated_at", nullable=False, server_default=sa.func.now())
    op.create_foreign_key("fk_cvs_file_key", "cvs", "cv_files", ["file_key"], ["key"])
    op.create_index("ix_cvs_file_key", "cvs", ["file_key"])
    op.create_index(
        "ix_cvs_default", "cvs", ["owner_id"], unique=True, postgresql_where=sa.text("is_default")
    )


def downgrade() -> None:
    op.drop_index("ix_cvs_default", "cvs")
    op.drop_index("ix_cvs_file_key", "cvs")
    op.drop_constraint("fk_cvs_file_key", "cvs")
    for column in reversed(_new_columns()):
        op.drop_column("cvs", column.name)
    op.drop_table("cv_versions")
    op.drop_table("cv_files")
