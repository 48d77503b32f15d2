"""The event log, its subscribers, background tasks and sent messages.

The tables of background tasks are those of Procrastinate as installed; its later changes come as
migrations of our own that run Procrastinate's (procrastinate.readthedocs.io, “Migrations”).
"""

import sqlalchemy as sa
from alembic import op
from procrastinate.schema import SchemaManager
from sqlalchemy.dialects import postgresql as pg

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# Numbers of transactions begin anew in another cluster. After a restore there the shift is raised,
# so that new events stand behind the restored ones (schema.py).
_NUMBERING = """
CREATE SEQUENCE events_number_seq;
CREATE TABLE event_log_shift (shift bigint NOT NULL);
INSERT INTO event_log_shift VALUES (0);
DO $$
BEGIN
    EXECUTE format(
        'CREATE FUNCTION event_transaction(xid8) RETURNS bigint LANGUAGE sql STABLE AS '
        '$sql$ SELECT $1::text::bigint + shift FROM %I.event_log_shift $sql$',
        current_schema()
    );
END $$;
"""

# For a role with ordinary rights the log is append-only by permission, its owner included; the
# trigger says the same to a superuser, such as the one of the embedded database.
_APPEND_ONLY = """
CREATE FUNCTION refuse_to_change_events() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE insufficient_privilege USING MESSAGE = 'the event log is append-only';
END $$;
CREATE TRIGGER events_are_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON events
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_change_events();
CREATE TRIGGER events_are_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON events_rest
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_change_events();
REVOKE UPDATE, DELETE, TRUNCATE ON events, events_rest FROM PUBLIC, CURRENT_USER;
"""

# A month some of whose events are in the default partition already stays there.
_MONTHS = """
CREATE FUNCTION prepare_event_months() RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path FROM CURRENT SET lock_timeout = '4s' SET timezone = 'UTC' AS $$
DECLARE
    first timestamptz;
    next timestamptz;
    part text;
BEGIN
    FOR ahead IN 0..2 LOOP
        first := date_trunc('month', now()) + make_interval(months => ahead);
        next := first + interval '1 month';
        part := 'events_' || to_char(first, 'YYYY_MM');
        CONTINUE WHEN to_regclass(part) IS NOT NULL OR EXISTS (
            SELECT FROM events_rest WHERE occurred_at >= first AND occurred_at < next
        );
        EXECUTE format(
            'CREATE TABLE %I PARTITION OF events FOR VALUES FROM (%L) TO (%L)', part, first, next
        );
        EXECUTE format(
            'REVOKE UPDATE, DELETE, TRUNCATE ON %I FROM PUBLIC, %I', part, current_user
        );
        EXECUTE format(
            'CREATE TRIGGER events_are_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %I '
            'FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_change_events()', part
        );
    END LOOP;
END $$;
SELECT prepare_event_months();
"""

_WITHOUT_PROCRASTINATE = """
DROP TABLE procrastinate_events, procrastinate_periodic_defers, procrastinate_jobs,
    procrastinate_workers CASCADE;
DO $$
DECLARE
    made record;
BEGIN
    FOR made IN
        SELECT oid::regprocedure AS name FROM pg_proc
        WHERE proname LIKE 'procrastinate\\_%' AND pronamespace = current_schema()::regnamespace
    LOOP
        EXECUTE 'DROP FUNCTION ' || made.name;
    END LOOP;
    FOR made IN
        SELECT oid::regtype AS name FROM pg_type
        WHERE typname LIKE 'procrastinate\\_%' AND typnamespace = current_schema()::regnamespace
    LOOP
        EXECUTE 'DROP TYPE ' || made.name;
    END LOOP;
END $$;
"""


def _run(script: str) -> None:
    """Several statements at once, percent signs and all."""
    cursor = op.get_bind().connection.cursor()
    cursor.execute(script)
    cursor.close()


def upgrade() -> None:
    _run(_NUMBERING)
    op.create_table(
        "events",
        sa.Column(
            "transaction",
            sa.BigInteger(),
            server_default=sa.text("event_transaction(pg_current_xact_id())"),
            nullable=False,
        ),
        sa.Column(
            "number",
            sa.BigInteger(),
            server_default=sa.text("nextval('events_number_seq')"),
            nullable=False,
        ),
        sa.Column("id", pg.UUID(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("occurred_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("data", pg.JSONB(), nullable=False),
        sa.Column("trace_id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("transaction", "number", "occurred_at", name="pk_events"),
        postgresql_partition_by="RANGE (occurred_at)",
    )
    op.create_index("ix_events_name", "events", ["name", "transaction", "number"])
    op.create_index("ix_events_subject", "events", ["subject", "transaction", "number"])
    _run("CREATE TABLE events_rest PARTITION OF events DEFAULT")
    _run(_APPEND_ONLY)
    _run(_MONTHS)
    op.create_table(
        "subscriber_checkpoints",
        sa.Column("subscriber", sa.Text(), nullable=False),
        sa.Column("transaction", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("replay_since", sa.DateTime(timezone=True)),
        sa.Column("replay_until", sa.DateTime(timezone=True)),
        sa.Column("replay_started_at", sa.DateTime(timezone=True)),
        sa.Column("replay_transaction", sa.BigInteger()),
        sa.Column("replay_number", sa.BigInteger()),
        sa.PrimaryKeyConstraint("subscriber", name="pk_subscriber_checkpoints"),
    )
    op.create_table(
        "parked_events",
        sa.Column("subscriber", sa.Text(), nullable=False),
        sa.Column("event_id", pg.UUID(), nullable=False),
        sa.Column("transaction", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("occurred_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("failed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("retry_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("subscriber", "event_id", name="pk_parked_events"),
    )
    op.create_table(
        "daily_event_counts",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("count", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("day", "name", name="pk_daily_event_counts"),
    )
    op.create_table(
        "sent_messages",
        sa.Column("event_id", pg.UUID(), nullable=False),
        sa.Column("template", sa.Text(), nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("event_id", "template", name="pk_sent_messages"),
    )
    _run(SchemaManager.get_schema())
    op.create_table(
        "task_failures",
        sa.Column("task_id", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("failed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("task_id", name="pk_task_failures"),
        sa.ForeignKeyConstraint(
            ["task_id"],
            ["procrastinate_jobs.id"],
            name="fk_task_failures_task_id",
            ondelete="CASCADE",
        ),
    )
    # Whose turn it is (task_queue.py) is asked at every enqueueing.
    _run(
        "CREATE INDEX ix_procrastinate_jobs_turns ON procrastinate_jobs "
        "(queue_name, (args ->> 'on_behalf_of'), priority) WHERE status = 'todo'"
    )


def downgrade() -> None:
    op.drop_table("task_failures")
    _run(_WITHOUT_PROCRASTINATE)
    for table in ("sent_messages", "daily_event_counts", "parked_events", "subscriber_checkpoints"):
        op.drop_table(table)
    op.drop_table("events")
    _run("DROP FUNCTION prepare_event_months(); DROP FUNCTION refuse_to_change_events()")
    _run("DROP FUNCTION event_transaction; DROP TABLE event_log_shift")
    _run("DROP SEQUENCE events_number_seq")
