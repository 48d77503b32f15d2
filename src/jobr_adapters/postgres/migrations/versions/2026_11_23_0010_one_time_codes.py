"""Codes sent to telephones; accounts may have no address: of whoever signs in by phone only."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql as pg

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.alter_column("users", "email", nullable=True)
    op.create_table(
        "otp_codes",
        sa.Column("id", pg.UUID(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("network", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("mac", sa.LargeBinary()),
        sa.Column("sent_at", sa.DateTime(timezone=True)),
        sa.Column("tries_left", sa.SmallInteger(), nullable=False),
        sa.Column("tried_at", sa.DateTime(timezone=True)),
        sa.Column("used_at", sa.DateTime(timezone=True)),
        sa.Column("superseded_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_otp_codes"),
    )
    op.create_index("ix_otp_codes_number_created_at", "otp_codes", ["number", "created_at"])
    op.create_index("ix_otp_codes_network_created_at", "otp_codes", ["network", "created_at"])
    op.create_index("ix_otp_codes_created_at", "otp_codes", ["created_at"])


def downgrade() -> None:
    op.drop_table("otp_codes")
    # The version before cannot show accounts without an address; these get one nobody has.
    op.execute("UPDATE users SET email = id || '@invalid' WHERE email IS NULL")
    op.alter_column("users", "email", nullable=False)
