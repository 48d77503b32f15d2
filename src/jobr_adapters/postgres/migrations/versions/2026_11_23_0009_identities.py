"""Accounts have identities of other services; sign-ins there are under way for some minutes."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql as pg

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "auth_accounts",
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("user_id", pg.UUID(), nullable=False),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("email", sa.Text()),
        sa.Column("is_email_verified", sa.Boolean(), nullable=False),
        sa.Column("linked_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("issuer", "subject", name="pk_auth_accounts"),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name="fk_auth_accounts_user_id", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_auth_accounts_user_id", "auth_accounts", ["user_id"])
    op.create_table(
        "sign_in_flows",
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("nonce", sa.Text(), nullable=False),
        sa.Column("verifier", sa.Text(), nullable=False),
        sa.Column("browser", sa.LargeBinary(), nullable=False),
        sa.Column("session_id", pg.UUID()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_sign_in_flows"),
        sa.ForeignKeyConstraint(
            ["session_id"], ["sessions.id"], name="fk_sign_in_flows_session_id", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_sign_in_flows_session_id", "sign_in_flows", ["session_id"])
    op.create_index("ix_sign_in_flows_created_at", "sign_in_flows", ["created_at"])


def downgrade() -> None:
    op.drop_table("sign_in_flows")
    op.drop_table("auth_accounts")
