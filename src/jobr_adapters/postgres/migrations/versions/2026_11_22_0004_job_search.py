"""Postings are described once and searched in a table of their own."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql as pg

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# ISO 639-1 → the text search configurations every PostgreSQL has; others are not stemmed.
_LANGUAGE = """
CREATE FUNCTION search_language(code text) RETURNS regconfig
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE code
        WHEN 'en' THEN 'pg_catalog.english'::regconfig WHEN 'de' THEN 'pg_catalog.german'
        WHEN 'fr' THEN 'pg_catalog.french' WHEN 'es' THEN 'pg_catalog.spanish'
        WHEN 'pt' THEN 'pg_catalog.portuguese' WHEN 'it' THEN 'pg_catalog.italian'
        WHEN 'nl' THEN 'pg_catalog.dutch' WHEN 'sv' THEN 'pg_catalog.swedish'
        WHEN 'da' THEN 'pg_catalog.danish' WHEN 'nb' THEN 'pg_catalog.norwegian'
        WHEN 'fi' THEN 'pg_catalog.finnish' WHEN 'hu' THEN 'pg_catalog.hungarian'
        WHEN 'ro' THEN 'pg_catalog.romanian' WHEN 'ru' THEN 'pg_catalog.russian'
        WHEN 'tr' THEN 'pg_catalog.turkish' WHEN 'ar' THEN 'pg_catalog.arabic'
        WHEN 'el' THEN 'pg_catalog.greek' WHEN 'id' THEN 'pg_catalog.indonesian'
        WHEN 'ta' THEN 'pg_catalog.tamil' WHEN 'hi' THEN 'pg_catalog.hindi'
        ELSE 'pg_catalog.simple' END
$$
"""

# Texts one after the other with a 0 in between, which is left out but for the gap: so that no
# phrase is found across the end of a text.
_APART = """
CREATE FUNCTION words_apart(config regconfig, texts text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT ts_delete(to_tsvector(config, '0 ' || texts), '0')
$$
"""

# True, at the price that PostgreSQL should reckon with for a value stored apart: it takes looking
# into one for as cheap as looking at the row, and would rather read thousands than use an index.
# Never in parallel: a worker takes longer to start than a search to end.
_READ_APART = """
CREATE FUNCTION read_apart(value tsvector) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE PARALLEL UNSAFE COST 4000 AS $$ BEGIN RETURN true; END $$
"""

# A month has its own part, so that the newest matches of a frequent word are found among few.
_MONTHS = """
CREATE FUNCTION prepare_search_months() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    first timestamptz;
    part text;
BEGIN
    FOR ahead IN -24 .. 2 LOOP
        first := date_trunc('month', now() AT TIME ZONE 'UTC') AT TIME ZONE 'UTC'
            + make_interval(months => ahead);
        part := 'job_search_' || to_char(first AT TIME ZONE 'UTC', 'YYYY_MM');
        CONTINUE WHEN to_regclass(part) IS NOT NULL OR EXISTS (
            SELECT FROM job_search_rest
            WHERE posted_at >= first AND posted_at < first + interval '1 month'
        );
        EXECUTE format(
            'CREATE TABLE %I PARTITION OF job_search FOR VALUES FROM (%L) TO (%L)',
            part, first, first + interval '1 month'
        );
    END LOOP;
END $$;
SELECT prepare_search_months();
"""


def _new_columns() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("role", sa.Text(), nullable=False, server_default=""),
        sa.Column("company_key", sa.Text(), nullable=False, server_default=""),
        sa.Column("keys", pg.ARRAY(sa.Text()), nullable=False, server_default="{}"),
        sa.Column("cities", pg.ARRAY(sa.Text()), nullable=False, server_default="{}"),
        sa.Column("opening", sa.Text(), nullable=False, server_default=""),
        sa.Column("office_days", sa.SmallInteger()),
        sa.Column("pay_low", sa.Double()),
        sa.Column("pay_high", sa.Double()),
        sa.Column("payload_hash", sa.Text(), nullable=False, server_default=""),
        sa.Column("duplicate_of", pg.UUID()),
        sa.Column("closed_at", sa.DateTime(timezone=True)),
    )


def _run(script: str) -> None:
    cursor = op.get_bind().connection.cursor()
    cursor.execute(script)
    cursor.close()


def upgrade() -> None:
    for column in _new_columns():
        op.add_column("jobs", column)
    op.create_foreign_key("fk_jobs_duplicate_of", "jobs", "jobs", ["duplicate_of"], ["id"])
    op.create_index("ix_jobs_opening", "jobs", ["opening", "source"])
    op.create_index(
        "ix_jobs_duplicate_of",
        "jobs",
        ["duplicate_of"],
        postgresql_where=sa.text("duplicate_of IS NOT NULL"),
    )
    op.create_index(
        "ix_jobs_expires_at",
        "jobs",
        ["expires_at"],
        postgresql_where=sa.text("closed_at IS NULL AND expires_at IS NOT NULL"),
    )
    _run(_LANGUAGE)
    _run(_APART)
    _run(_READ_APART)
    op.create_table(
        "job_search",
        sa.Column("job_id", pg.UUID(), nullable=False),
        sa.Column("posted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("number", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("pay_low", sa.Double()),
        sa.Column("pay_high", sa.Double()),
        sa.Column("facets", sa.Text(), nullable=False),
        sa.Column("headline", pg.TSVECTOR(), nullable=False),
        sa.Column("document", pg.TSVECTOR(), nullable=False),
        sa.PrimaryKeyConstraint("job_id", "posted_at", name="pk_job_search"),
        postgresql_partition_by="RANGE (posted_at)",
    )
    # tsvectors do not compress; trying to costs three times the insertion.
    _run("ALTER TABLE job_search ALTER COLUMN document SET STORAGE EXTERNAL")
    _run("CREATE TABLE job_search_rest PARTITION OF job_search DEFAULT")
    op.create_index(
        "ix_job_search_headline",
        "job_search",
        ["headline"],
        postgresql_using="gin",
        postgresql_with={"gin_pending_list_limit": 512},
    )
    op.create_index("ix_job_search_document", "job_search", ["document"], postgresql_using="gin")
    op.create_index(
        "ix_job_search_posted_at", "job_search", [sa.text("posted_at DESC"), sa.text("job_id DESC")]
    )
    op.create_index("ix_job_search_role", "job_search", ["role", sa.text("posted_at DESC")])
    op.create_index(
        "ix_job_search_pay",
        "job_search",
        [sa.text("pay_high DESC"), sa.text("job_id DESC")],
        postgresql_where=sa.text("pay_high IS NOT NULL"),
    )
    _run(_MONTHS)
    op.create_table(
        "search_languages",
        sa.Column("language", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("language", name="pk_search_languages"),
    )
    op.create_table(
        "search_words",
        sa.Column("word", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("word", name="pk_search_words"),
    )
    op.create_table(
        "import_runs",
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("through", sa.BigInteger()),
        sa.Column("last_modified", sa.Text()),
        sa.PrimaryKeyConstraint("source", name="pk_import_runs"),
    )


def downgrade() -> None:
    op.drop_table("import_runs")
    op.drop_table("search_words")
    op.drop_table("search_languages")
    op.drop_table("job_search")
    _run("DROP FUNCTION prepare_search_months, read_apart, words_apart, search_language")
    op.drop_index("ix_jobs_expires_at", "jobs")
    op.drop_index("ix_jobs_duplicate_of", "jobs")
    op.drop_index("ix_jobs_opening", "jobs")
    op.drop_constraint("fk_jobs_duplicate_of", "jobs")
    for column in reversed(_new_columns()):
        op.drop_column("jobs", column.name)
