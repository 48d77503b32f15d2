"""Accounts have a language, a verified address and can be closed; mailed tokens and the networks
sign-ins fail from are kept; what was told of a person is found at once."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql as pg

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.alter_column("users", "password_hash", nullable=True)
    op.add_column("users", sa.Column("language", sa.Text(), nullable=False, server_default="en"))
    op.add_column("users", sa.Column("email_verified_at", sa.DateTime(timezone=True)))
    op.add_column("users", sa.Column("disabled_at", sa.DateTime(timezone=True)))
    op.create_table(
        "sign_in_sources",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("failed", pg.JSONB(), nullable=False),
        sa.Column("stops", sa.Integer(), nullable=False),
        sa.Column("stopped_until", sa.DateTime(timezone=True)),
        sa.Column("kept_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("key", name="pk_sign_in_sources"),
    )
    op.create_table(
        "one_time_tokens",
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("user_id", pg.UUID(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_one_time_tokens"),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name="fk_one_time_tokens_user_id", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_one_time_tokens_user_id_purpose", "one_time_tokens", ["user_id", "purpose"])
    op.create_index(
        "ix_events_actor",
        "events",
        ["actor", "transaction", "number"],
        postgresql_where=sa.text("actor LIKE 'user:%'"),
    )
    op.create_index(
        "ix_events_user",
        "events",
        [sa.text("(data ->> 'user_id')"), "transaction", "number"],
        postgresql_where=sa.text("(data ->> 'user_id') IS NOT NULL"),
    )


def downgrade() -> None:
    op.drop_index("ix_events_user", "events")
    op.drop_index("ix_events_actor", "events")
    op.drop_table("one_time_tokens")
    op.drop_table("sign_in_sources")
    for column in ("disabled_at", "email_verified_at", "language"):
        op.drop_column("users", column)
    # Without a password nobody can sign in where there is no other way: an unusable hash.
    op.execute("UPDATE users SET password_hash = '' WHERE password_hash IS NULL")
    op.alter_column("users", "password_hash", nullable=False)
