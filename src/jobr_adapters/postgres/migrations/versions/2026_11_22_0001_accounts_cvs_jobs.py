"""Accounts, CVs and postings."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql as pg

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "users",
        sa.Column("id", pg.UUID(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("full_name", sa.Text(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_users"),
        sa.UniqueConstraint("email", name="uq_users_email"),
    )
    op.create_table(
        "cvs",
        sa.Column("id", pg.UUID(), nullable=False),
        sa.Column("owner_id", pg.UUID(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("engine", sa.Text(), nullable=False),
        sa.Column("profile", pg.JSONB(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("passages", pg.JSONB(), nullable=False),
        sa.Column("warnings", pg.ARRAY(sa.Text()), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_cvs"),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["users.id"], name="fk_cvs_owner_id", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_cvs_owner_id_id", "cvs", ["owner_id", "id"])
    op.create_table(
        "jobs",
        sa.Column("id", pg.UUID(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("board", sa.Text(), nullable=False),
        sa.Column("external_id", sa.Text(), nullable=False),
        sa.Column("url", sa.Text()),
        sa.Column("apply_url", sa.Text()),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("company", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("locations", pg.JSONB(), nullable=False),
        sa.Column("workplace", sa.Text()),
        sa.Column("employment_type", sa.Text()),
        sa.Column("salary", pg.JSONB()),
        sa.Column("tags", pg.ARRAY(sa.Text()), nullable=False, comment="skills the board lists"),
        sa.Column(
            "skills", pg.ARRAY(sa.Text()), nullable=False, comment="canonical skills asked for"
        ),
        sa.Column("seniority", sa.Text()),
        sa.Column("language", sa.Text()),
        sa.Column("posted_at", sa.DateTime(timezone=True)),
        sa.Column("expires_at", sa.DateTime(timezone=True)),
        sa.Column("content_hash", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_jobs"),
        sa.UniqueConstraint(
            "source", "board", "external_id", name="uq_jobs_source_board_external_id"
        ),
    )
    op.create_index("ix_jobs_skills", "jobs", ["skills"], postgresql_using="gin")
    op.create_index("ix_jobs_posted_at", "jobs", [sa.text("posted_at DESC NULLS LAST"), "id"])


def downgrade() -> None:
    op.drop_table("jobs")
    op.drop_table("cvs")
    op.drop_table("users")
