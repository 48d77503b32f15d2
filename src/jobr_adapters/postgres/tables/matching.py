"""What is asked for, what was found, and what is computed on the way."""

from typing import Final

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql as pg

from jobr_adapters.postgres.tables.described import metadata, moment, own_user

posting_features: Final = sa.Table(
    "posting_features",
    metadata,
    sa.Column("job_id", pg.UUID(), sa.ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("ruleset", sa.Text(), nullable=False),
    sa.Column("content_hash", sa.Text(), nullable=False),
    sa.Column("features", sa.LargeBinary(), nullable=False),
    sa.Column("index_row", sa.LargeBinary(), nullable=False),
)

preferences: Final = sa.Table(
    "preferences",
    metadata,
    own_user(),
    sa.Column("stated", pg.JSONB(), nullable=False),
    moment("updated_at"),
)

# A label outlives its posting: `signals` is all that is learned from.
match_feedback: Final = sa.Table(
    "match_feedback",
    metadata,
    own_user(),
    sa.Column("job_id", pg.UUID(), primary_key=True),
    sa.Column("liked", sa.Boolean(), nullable=False),
    sa.Column("signals", pg.JSONB(), nullable=False),
    moment("given_at"),
)

matches: Final = sa.Table(
    "matches",
    metadata,
    own_user(),
    sa.Column(
        "job_id",
        pg.UUID(),
        sa.ForeignKey("jobs.id", ondelete="CASCADE"),
        primary_key=True,
        index=True,
    ),
    sa.Column("cv_id", pg.UUID(), nullable=False),
    sa.Column("cv_version", sa.Integer(), nullable=False),
    sa.Column("score", sa.SmallInteger()),
    sa.Column("report", pg.JSONB(), nullable=False),
    sa.Column("receipt", pg.JSONB(), nullable=False),
    moment("found_at"),
    moment("computed_at"),
    sa.Column("is_current", sa.Boolean(), nullable=False),
    sa.Index(None, "user_id", "found_at"),
)

match_runs: Final = sa.Table(
    "match_runs",
    metadata,
    own_user(),
    sa.Column("cv_id", pg.UUID()),
    sa.Column("ruleset", sa.Text(), nullable=False, server_default=""),
    sa.Column("standing", sa.LargeBinary()),
    sa.Column("bar", sa.SmallInteger(), nullable=False, server_default="0"),
    sa.Column("is_due", sa.Boolean(), nullable=False, server_default=sa.false()),
    moment("computed_at", nullable=True),
    moment("visited_at", nullable=True),
    sa.Index("ix_match_runs_due", "user_id", postgresql_where=sa.text("is_due")),
)

rematch_runs: Final = sa.Table(
    "rematch_runs",
    metadata,
    sa.Column("id", pg.UUID(), primary_key=True),
    moment("begun_at"),
    sa.Column("last_user_id", pg.UUID()),
    sa.Column("done", sa.Integer(), nullable=False),
    sa.Column("total", sa.Integer(), nullable=False),
    moment("ended_at", nullable=True),
)
