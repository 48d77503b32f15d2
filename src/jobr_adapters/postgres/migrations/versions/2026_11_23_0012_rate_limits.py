"""How often clients have asked lately."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql as pg

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Unlogged: no request waits for the disk; after a crash counts begin anew.
    op.create_table(
        "rate_limits",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("times", pg.ARRAY(sa.DateTime(timezone=True)), nullable=False),
        sa.Column("stops", sa.Integer(), nullable=False),
        sa.Column("stopped_until", sa.DateTime(timezone=True)),
        sa.Column("let_in", sa.Boolean(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_rate_limits"),
        prefixes=["UNLOGGED"],
    )


def downgrade() -> None:
    op.drop_table("rate_limits")
