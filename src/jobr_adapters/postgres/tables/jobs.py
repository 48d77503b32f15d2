"""Postings, how they came, and what finds them."""

from typing import Final

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql as pg

from jobr_adapters.postgres.tables.described import metadata, moment

jobs: Final = sa.Table(
    "jobs",
    metadata,
    sa.Column("id", pg.UUID(), primary_key=True),
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
    sa.Column("further_employment_types", pg.ARRAY(sa.Text()), nullable=False, server_default="{}"),
    sa.Column("salary", pg.JSONB()),
    sa.Column("tags", pg.ARRAY(sa.Text()), nullable=False, comment="skills the board lists"),
    sa.Column("skills", pg.ARRAY(sa.Text()), nullable=False, comment="canonical skills asked for"),
    sa.Column("seniority", sa.Text()),
    sa.Column("language", sa.Text()),
    moment("posted_at", nullable=True),
    moment("expires_at", nullable=True),
    sa.Column("content_hash", sa.Text(), nullable=False),
    moment("created_at"),
    moment("updated_at"),
    sa.Column("role", sa.Text(), nullable=False, server_default=""),
    sa.Column("company_key", sa.Text(), nullable=False, server_default=""),
    sa.Column("keys", pg.ARRAY(sa.Text()), nullable=False, server_default="{}"),
    sa.Column("cities", pg.ARRAY(sa.Text()), nullable=False, server_default="{}"),
    sa.Column("opening", sa.Text(), nullable=False, server_default=""),
    sa.Column("office_days", sa.SmallInteger()),
    sa.Column("pay_low", sa.Double()),  # euro a year, to compare only
    sa.Column("pay_high", sa.Double()),
    sa.Column("payload_hash", sa.Text(), nullable=False, server_default=""),
    sa.Column("duplicate_of", pg.UUID(), sa.ForeignKey("jobs.id")),
    moment("closed_at", nullable=True),
    sa.UniqueConstraint("source", "board", "external_id"),
    sa.Index("ix_jobs_opening", "opening", "source"),
    sa.Index(
        "ix_jobs_duplicate_of", "duplicate_of", postgresql_where=sa.text("duplicate_of IS NOT NULL")
    ),
    sa.Index(
        "ix_jobs_expires_at",
        "expires_at",
        postgresql_where=sa.text("closed_at IS NULL AND expires_at IS NOT NULL"),
    ),
)

import_runs: Final = sa.Table(
    "import_runs",
    metadata,
    sa.Column("source", sa.Text(), primary_key=True),
    sa.Column("version", sa.Text(), nullable=False),
    sa.Column("through", sa.BigInteger()),
    sa.Column("last_modified", sa.Text()),
)

# One row for each card that can be found: live, and no duplicate of another. Everything in it comes
# from `jobs` (search_index.py).
job_search: Final = sa.Table(
    "job_search",
    metadata,
    sa.Column("job_id", pg.UUID(), primary_key=True),
    sa.Column("posted_at", sa.DateTime(timezone=True), primary_key=True),
    sa.Column("number", sa.BigInteger(), sa.Identity(always=True), nullable=False),
    sa.Column("language", sa.Text(), nullable=False),
    sa.Column("role", sa.Text(), nullable=False),
    sa.Column("pay_low", sa.Double()),
    sa.Column("pay_high", sa.Double()),
    sa.Column("facets", sa.Text(), nullable=False),
    sa.Column("headline", pg.TSVECTOR(), nullable=False),
    sa.Column("document", pg.TSVECTOR(), nullable=False),
    sa.Index(
        "ix_job_search_headline",
        "headline",
        postgresql_using="gin",
        postgresql_with={"gin_pending_list_limit": 512},
    ),
    sa.Index("ix_job_search_document", "document", postgresql_using="gin"),
    sa.Index("ix_job_search_posted_at", sa.text("posted_at DESC"), sa.text("job_id DESC")),
    sa.Index("ix_job_search_role", "role", sa.text("posted_at DESC")),
    sa.Index(
        "ix_job_search_pay",
        sa.text("pay_high DESC"),
        sa.text("job_id DESC"),
        postgresql_where=sa.text("pay_high IS NOT NULL"),
    ),
    postgresql_partition_by="RANGE (posted_at)",
)

search_languages: Final = sa.Table(
    "search_languages", metadata, sa.Column("language", sa.Text(), primary_key=True)
)

search_words: Final = sa.Table(
    "search_words", metadata, sa.Column("word", sa.Text(), primary_key=True)
)
