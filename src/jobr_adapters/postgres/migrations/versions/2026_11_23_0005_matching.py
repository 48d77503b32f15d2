"""Postings keep their features, people their preferences, feedback and matches."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql as pg

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def _owned(table: str, *columns: sa.Column[object], key: str | None = None) -> None:
    """A table whose rows go with their user."""
    names = ["user_id", key] if key else ["user_id"]
    op.create_table(
        table,
        sa.Column("user_id", pg.UUID(), nullable=False),
        *columns,
        sa.PrimaryKeyConstraint(*names, name=f"pk_{table}"),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=f"fk_{table}_user_id", ondelete="CASCADE"
        ),
    )


def upgrade() -> None:
    op.create_table(
        "posting_features",
        sa.Column("job_id", pg.UUID(), nullable=False),
        sa.Column("ruleset", sa.Text(), nullable=False),
        sa.Column("content_hash", sa.Text(), nullable=False),
        sa.Column("features", sa.LargeBinary(), nullable=False),
        sa.Column("index_row", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("job_id", name="pk_posting_features"),
        sa.ForeignKeyConstraint(
            ["job_id"], ["jobs.id"], name="fk_posting_features_job_id", ondelete="CASCADE"
        ),
    )
    _owned(
        "preferences",
        sa.Column("stated", pg.JSONB(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
    )
    _owned(
        "match_feedback",
        sa.Column("job_id", pg.UUID(), nullable=False),
        sa.Column("liked", sa.Boolean(), nullable=False),
        sa.Column("signals", pg.JSONB(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        key="job_id",
    )
    _owned(
        "matches",
        sa.Column("job_id", pg.UUID(), nullable=False),
        sa.Column("cv_id", pg.UUID(), nullable=False),
        sa.Column("cv_version", sa.Integer(), nullable=False),
        sa.Column("score", sa.SmallInteger()),
        sa.Column("report", pg.JSONB(), nullable=False),
        sa.Column("receipt", pg.JSONB(), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("computed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        key="job_id",
    )
    op.create_foreign_key(
        "fk_matches_job_id", "matches", "jobs", ["job_id"], ["id"], ondelete="CASCADE"
    )
    op.create_index("ix_matches_job_id", "matches", ["job_id"])
    op.create_index("ix_matches_user_id_found_at", "matches", ["user_id", "found_at"])
    _owned(
        "match_runs",
        sa.Column("cv_id", pg.UUID()),
        sa.Column("ruleset", sa.Text(), nullable=False, server_default=""),
        sa.Column("standing", sa.LargeBinary()),
        sa.Column("bar", sa.SmallInteger(), nullable=False, server_default="0"),
        sa.Column("is_due", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("computed_at", sa.DateTime(timezone=True)),
        sa.Column("visited_at", sa.DateTime(timezone=True)),
    )
    op.create_index(
        "ix_match_runs_due", "match_runs", ["user_id"], postgresql_where=sa.text("is_due")
    )
    op.create_table(
        "rematch_runs",
        sa.Column("id", pg.UUID(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_user_id", pg.UUID()),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_rematch_runs"),
    )


def downgrade() -> None:
    for table in (
        "rematch_runs",
        "match_runs",
        "matches",
        "match_feedback",
        "preferences",
        "posting_features",
    ):
        op.drop_table(table)
