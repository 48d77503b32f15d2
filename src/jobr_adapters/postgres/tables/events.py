"""The log, and how far each subscriber has read it."""

from typing import Final

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql as pg

from jobr_adapters.postgres.tables.described import metadata, moment

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
    moment("updated_at"),
    moment("replay_since", nullable=True),
    moment("replay_until", nullable=True),
    moment("replay_started_at", nullable=True),
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
    moment("occurred_at"),
    sa.Column("attempts", sa.Integer(), nullable=False),
    sa.Column("reason", sa.Text(), nullable=False),
    moment("failed_at"),
    moment("retry_at", nullable=True),
)
