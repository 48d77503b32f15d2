"""Every table, described once: for statements, migrations and the check that both agree."""

from typing import Final

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql as pg

metadata: Final = sa.MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)


def _moment(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _said() -> tuple[sa.Column[object], ...]:
    """What one version of a CV says, and what read it."""
    return (
        sa.Column("engine", sa.Text(), nullable=False),
        sa.Column("profile", pg.JSONB(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("passages", pg.JSONB(), nullable=False),
        sa.Column("warnings", pg.ARRAY(sa.Text()), nullable=False),
    )


def _own_user() -> sa.Column[object]:
    """Of a table whose rows go with their user."""
    return sa.Column(
        "user_id", pg.UUID(), sa.ForeignKey("users.id", ondelete="CASCADE"), primary_key=True
    )


users: Final = sa.Table(
    "users",
    metadata,
    sa.Column("id", pg.UUID(), primary_key=True),
    sa.Column("email", sa.Text(), unique=True),
    sa.Column("full_name", sa.Text(), nullable=False),
    sa.Column("password_hash", sa.Text()),
    sa.Column("role", sa.Text(), nullable=False),
    _moment("created_at"),
    sa.Column("language", sa.Text(), nullable=False, server_default="en"),
    _moment("email_verified_at", nullable=True),
    _moment("disabled_at", nullable=True),
    _moment("second_factor_since", nullable=True),
)

# Rows are by HMAC of an address, known or not, so none goes with a user.
sign_in_attempts: Final = sa.Table(
    "sign_in_attempts",
    metadata,
    sa.Column("key", sa.Text(), primary_key=True),
    sa.Column("count", sa.SmallInteger(), nullable=False),
    _moment("last_at"),
    _moment("locked_until", nullable=True),
)

# By HMAC of a network address.
sign_in_sources: Final = sa.Table(
    "sign_in_sources",
    metadata,
    sa.Column("key", sa.Text(), primary_key=True),
    sa.Column("failed", pg.JSONB(), nullable=False),
    sa.Column("stops", sa.Integer(), nullable=False),
    _moment("stopped_until", nullable=True),
    _moment("kept_at", nullable=True),
)

# By HMAC of a zone, an endpoint and who asks; unlogged, so that no request waits for the disk.
rate_limits: Final = sa.Table(
    "rate_limits",
    metadata,
    sa.Column("key", sa.Text(), primary_key=True),
    sa.Column("times", pg.ARRAY(sa.DateTime(timezone=True)), nullable=False),
    sa.Column("stops", sa.Integer(), nullable=False),
    _moment("stopped_until", nullable=True),
    sa.Column("let_in", sa.Boolean(), nullable=False),
    _moment("asked_at"),
    prefixes=["UNLOGGED"],
)

one_time_tokens: Final = sa.Table(
    "one_time_tokens",
    metadata,
    sa.Column("digest", sa.LargeBinary(), primary_key=True),
    sa.Column("user_id", pg.UUID(), sa.ForeignKey("users.id", ondelete="CASCADE"), nullable=False),
    sa.Column("purpose", sa.Text(), nullable=False),
    sa.Column("email", sa.Text(), nullable=False),
    _moment("created_at"),
    _moment("expires_at"),
    sa.Index(None, "user_id", "purpose"),
)

auth_accounts: Final = sa.Table(
    "auth_accounts",
    metadata,
    sa.Column("issuer", sa.Text(), primary_key=True),
    sa.Column("subject", sa.Text(), primary_key=True),
    sa.Column(
        "user_id",
        pg.UUID(),
        sa.ForeignKey("users.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    sa.Column("provider", sa.Text(), nullable=False),
    sa.Column("email", sa.Text()),
    sa.Column("is_email_verified", sa.Boolean(), nullable=False),
    _moment("linked_at"),
)

# `session_id` is the one that links; those of nobody signed in go by time alone.
sign_in_flows: Final = sa.Table(
    "sign_in_flows",
    metadata,
    sa.Column("digest", sa.LargeBinary(), primary_key=True),
    sa.Column("provider", sa.Text(), nullable=False),
    sa.Column("nonce", sa.Text(), nullable=False),
    sa.Column("verifier", sa.Text(), nullable=False),
    sa.Column("browser", sa.LargeBinary(), nullable=False),
    sa.Column(
        "session_id", pg.UUID(), sa.ForeignKey("sessions.id", ondelete="CASCADE"), index=True
    ),
    _moment("created_at"),
    sa.Index(None, "created_at"),
)

# Numbers and networks are HMACs, so none goes with a user; `sealed` is the number.
otp_codes: Final = sa.Table(
    "otp_codes",
    metadata,
    sa.Column("id", pg.UUID(), primary_key=True),
    sa.Column("purpose", sa.Text(), nullable=False),
    sa.Column("number", sa.Text(), nullable=False),
    sa.Column("sealed", sa.LargeBinary(), nullable=False),
    sa.Column("network", sa.Text(), nullable=False),
    sa.Column("language", sa.Text(), nullable=False),
    _moment("created_at"),
    _moment("expires_at"),
    sa.Column("mac", sa.LargeBinary()),
    _moment("sent_at", nullable=True),
    sa.Column("tries_left", sa.SmallInteger(), nullable=False),
    _moment("tried_at", nullable=True),
    _moment("used_at", nullable=True),
    _moment("superseded_at", nullable=True),
    sa.Index(None, "number", "created_at"),
    sa.Index(None, "network", "created_at"),
    sa.Index(None, "created_at"),
)

cv_files: Final = sa.Table(
    "cv_files",
    metadata,
    sa.Column("key", sa.Text(), primary_key=True),
    sa.Column("owner_id", pg.UUID(), sa.ForeignKey("users.id", ondelete="CASCADE"), nullable=False),
    sa.Column("digest", sa.Text(), nullable=False),
    sa.Column("size", sa.BigInteger(), nullable=False),
    _moment("created_at"),
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
    _moment("created_at"),
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
    _moment("created_at"),
)

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
    sa.Column("salary", pg.JSONB()),
    sa.Column("tags", pg.ARRAY(sa.Text()), nullable=False, comment="skills the board lists"),
    sa.Column("skills", pg.ARRAY(sa.Text()), nullable=False, comment="canonical skills asked for"),
    sa.Column("seniority", sa.Text()),
    sa.Column("language", sa.Text()),
    _moment("posted_at", nullable=True),
    _moment("expires_at", nullable=True),
    sa.Column("content_hash", sa.Text(), nullable=False),
    _moment("created_at"),
    _moment("updated_at"),
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
    _moment("closed_at", nullable=True),
    sa.UniqueConstraint("source", "board", "external_id"),
    sa.Index(None, "skills", postgresql_using="gin"),
    sa.Index("ix_jobs_opening", "opening", "source"),
    sa.Index(
        "ix_jobs_duplicate_of", "duplicate_of", postgresql_where=sa.text("duplicate_of IS NOT NULL")
    ),
    sa.Index(
        "ix_jobs_expires_at",
        "expires_at",
        postgresql_where=sa.text("closed_at IS NULL AND expires_at IS NOT NULL"),
    ),
    sa.Index("ix_jobs_posted_at", sa.text("posted_at DESC NULLS LAST"), "id"),
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

import_runs: Final = sa.Table(
    "import_runs",
    metadata,
    sa.Column("source", sa.Text(), primary_key=True),
    sa.Column("version", sa.Text(), nullable=False),
    sa.Column("through", sa.BigInteger()),
    sa.Column("last_modified", sa.Text()),
)

# PostgreSQL tells apart who may change what only between roles, and the log must not be changed
# even by Jobr: the migration takes UPDATE, DELETE and TRUNCATE from its owner too.
events: Final = sa.Table(
    "events",
    metadata,
    sa.Column(
        "transaction",
        sa.BigInteger(),
        primary_key=True,
        autoincrement=False,
        server_default=sa.text("event_transaction(pg_current_xact_id())"),
    ),
    sa.Column(
        "number",
        sa.BigInteger(),
        primary_key=True,
        autoincrement=False,
        server_default=sa.text("nextval('events_number_seq')"),
    ),
    sa.Column("id", pg.UUID(), nullable=False),
    sa.Column("name", sa.Text(), nullable=False),
    sa.Column("version", sa.Integer(), nullable=False),
    sa.Column("occurred_at", sa.DateTime(timezone=True), primary_key=True),
    sa.Column("actor", sa.Text(), nullable=False),
    sa.Column("subject", sa.Text(), nullable=False),
    sa.Column("data", pg.JSONB(), nullable=False),
    sa.Column("trace_id", sa.Text(), nullable=False),
    sa.Index("ix_events_name", "name", "transaction", "number"),
    sa.Index("ix_events_subject", "subject", "transaction", "number"),
    sa.Index(
        "ix_events_actor",
        "actor",
        "transaction",
        "number",
        postgresql_where=sa.text("actor LIKE 'user:%'"),
    ),
    sa.Index(
        "ix_events_user",
        sa.text("(data ->> 'user_id')"),
        "transaction",
        "number",
        postgresql_where=sa.text("(data ->> 'user_id') IS NOT NULL"),
    ),
    postgresql_partition_by="RANGE (occurred_at)",
)

event_log_shift: Final = sa.Table(
    "event_log_shift", metadata, sa.Column("shift", sa.BigInteger(), nullable=False)
)

subscriber_checkpoints: Final = sa.Table(
    "subscriber_checkpoints",
    metadata,
    sa.Column("subscriber", sa.Text(), primary_key=True),
    sa.Column("transaction", sa.BigInteger(), nullable=False),
    sa.Column("number", sa.BigInteger(), nullable=False),
    _moment("updated_at"),
    _moment("replay_since", nullable=True),
    _moment("replay_until", nullable=True),
    _moment("replay_started_at", nullable=True),
    sa.Column("replay_transaction", sa.BigInteger()),
    sa.Column("replay_number", sa.BigInteger()),
)

parked_events: Final = sa.Table(
    "parked_events",
    metadata,
    sa.Column("subscriber", sa.Text(), primary_key=True),
    sa.Column("event_id", pg.UUID(), primary_key=True),
    sa.Column("transaction", sa.BigInteger(), nullable=False),
    sa.Column("number", sa.BigInteger(), nullable=False),
    sa.Column("name", sa.Text(), nullable=False),
    _moment("occurred_at"),
    sa.Column("attempts", sa.Integer(), nullable=False),
    sa.Column("reason", sa.Text(), nullable=False),
    _moment("failed_at"),
    _moment("retry_at", nullable=True),
)

daily_event_counts: Final = sa.Table(
    "daily_event_counts",
    metadata,
    sa.Column("day", sa.Date(), primary_key=True),
    sa.Column("name", sa.Text(), primary_key=True),
    sa.Column("count", sa.BigInteger(), nullable=False),
)

sent_messages: Final = sa.Table(
    "sent_messages",
    metadata,
    sa.Column("event_id", pg.UUID(), primary_key=True),
    sa.Column("template", sa.Text(), primary_key=True),
    _moment("claimed_at"),
    _moment("settled_at", nullable=True),
)

task_failures: Final = sa.Table(
    "task_failures",
    metadata,
    sa.Column("task_id", sa.BigInteger(), primary_key=True, autoincrement=False),
    sa.Column("reason", sa.Text(), nullable=False),
    _moment("failed_at"),
)

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
    _own_user(),
    sa.Column("stated", pg.JSONB(), nullable=False),
    _moment("updated_at"),
)

# A label outlives its posting: `signals` is all that is learned from.
match_feedback: Final = sa.Table(
    "match_feedback",
    metadata,
    _own_user(),
    sa.Column("job_id", pg.UUID(), primary_key=True),
    sa.Column("liked", sa.Boolean(), nullable=False),
    sa.Column("signals", pg.JSONB(), nullable=False),
    _moment("given_at"),
)

matches: Final = sa.Table(
    "matches",
    metadata,
    _own_user(),
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
    _moment("found_at"),
    _moment("computed_at"),
    sa.Column("is_current", sa.Boolean(), nullable=False),
    sa.Index(None, "user_id", "found_at"),
)

match_runs: Final = sa.Table(
    "match_runs",
    metadata,
    _own_user(),
    sa.Column("cv_id", pg.UUID()),
    sa.Column("ruleset", sa.Text(), nullable=False, server_default=""),
    sa.Column("standing", sa.LargeBinary()),
    sa.Column("bar", sa.SmallInteger(), nullable=False, server_default="0"),
    sa.Column("is_due", sa.Boolean(), nullable=False, server_default=sa.false()),
    _moment("computed_at", nullable=True),
    _moment("visited_at", nullable=True),
    sa.Index("ix_match_runs_due", "user_id", postgresql_where=sa.text("is_due")),
)

rematch_runs: Final = sa.Table(
    "rematch_runs",
    metadata,
    sa.Column("id", pg.UUID(), primary_key=True),
    _moment("begun_at"),
    sa.Column("last_user_id", pg.UUID()),
    sa.Column("done", sa.Integer(), nullable=False),
    sa.Column("total", sa.Integer(), nullable=False),
    _moment("ended_at", nullable=True),
)

sessions: Final = sa.Table(
    "sessions",
    metadata,
    sa.Column("id", pg.UUID(), primary_key=True),
    sa.Column("user_id", pg.UUID(), sa.ForeignKey("users.id", ondelete="CASCADE"), nullable=False),
    sa.Column("agent", sa.Text(), nullable=False),
    _moment("created_at"),
    _moment("last_used_at"),
    _moment("revoked_at", nullable=True),
    sa.Column("awaits_second_factor", sa.Boolean(), nullable=False, server_default=sa.false()),
    _moment("proved_at", nullable=True),
    sa.Index(None, "user_id", "last_used_at"),
)

second_factors: Final = sa.Table(
    "second_factors",
    metadata,
    _own_user(),
    sa.Column("sealed", sa.LargeBinary(), nullable=False),
    sa.Column("last_step", sa.BigInteger(), nullable=False),
    _moment("created_at"),
)

recovery_codes: Final = sa.Table(
    "recovery_codes",
    metadata,
    _own_user(),
    sa.Column("digest", sa.LargeBinary(), primary_key=True),
)

refresh_tokens: Final = sa.Table(
    "refresh_tokens",
    metadata,
    sa.Column("digest", sa.LargeBinary(), primary_key=True),
    sa.Column(
        "session_id",
        pg.UUID(),
        sa.ForeignKey("sessions.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    _moment("issued_at"),
    _moment("consumed_at", nullable=True),
)

idempotency_keys: Final = sa.Table(
    "idempotency_keys",
    metadata,
    _own_user(),
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

signing_keys: Final = sa.Table(
    "signing_keys",
    metadata,
    sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
    sa.Column("id", sa.Text(), nullable=False, unique=True),
    sa.Column("algorithm", sa.Text(), nullable=False),
    _moment("active_from"),
    sa.Column("sealed", sa.LargeBinary(), nullable=False),
)
