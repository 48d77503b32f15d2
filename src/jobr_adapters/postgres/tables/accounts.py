"""Users, the ways in, and what of each is remembered."""

from typing import Final

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql as pg

from jobr_adapters.postgres.tables.described import metadata, moment, own_user

users: Final = sa.Table(
    "users",
    metadata,
    sa.Column("id", pg.UUID(), primary_key=True),
    sa.Column("email", sa.Text(), unique=True),
    sa.Column("full_name", sa.Text(), nullable=False),
    sa.Column("password_hash", sa.Text()),
    sa.Column("role", sa.Text(), nullable=False),
    moment("created_at"),
    sa.Column("language", sa.Text(), nullable=False, server_default="en"),
    moment("email_verified_at", nullable=True),
    moment("disabled_at", nullable=True),
    moment("second_factor_since", nullable=True),
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
    moment("linked_at"),
)

second_factors: Final = sa.Table(
    "second_factors",
    metadata,
    own_user(),
    sa.Column("sealed", sa.LargeBinary(), nullable=False),
    sa.Column("last_step", sa.BigInteger(), nullable=False),
    moment("created_at"),
)

recovery_codes: Final = sa.Table(
    "recovery_codes",
    metadata,
    own_user(),
    sa.Column("digest", sa.LargeBinary(), primary_key=True),
)

one_time_tokens: Final = sa.Table(
    "one_time_tokens",
    metadata,
    sa.Column("digest", sa.LargeBinary(), primary_key=True),
    sa.Column("user_id", pg.UUID(), sa.ForeignKey("users.id", ondelete="CASCADE"), nullable=False),
    sa.Column("purpose", sa.Text(), nullable=False),
    sa.Column("email", sa.Text(), nullable=False),
    moment("created_at"),
    moment("expires_at"),
    sa.Index(None, "user_id", "purpose"),
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
    moment("created_at"),
    moment("expires_at"),
    sa.Column("mac", sa.LargeBinary()),
    moment("sent_at", nullable=True),
    sa.Column("tries_left", sa.SmallInteger(), nullable=False),
    moment("tried_at", nullable=True),
    moment("used_at", nullable=True),
    moment("superseded_at", nullable=True),
    sa.Index(None, "number", "created_at"),
    sa.Index(None, "network", "created_at"),
    sa.Index(None, "created_at"),
)

# Rows are by HMAC of an address, known or not, so none goes with a user.
sign_in_attempts: Final = sa.Table(
    "sign_in_attempts",
    metadata,
    sa.Column("key", sa.Text(), primary_key=True),
    sa.Column("count", sa.SmallInteger(), nullable=False),
    moment("last_at"),
    moment("locked_until", nullable=True),
)

# By HMAC of a network address.
sign_in_sources: Final = sa.Table(
    "sign_in_sources",
    metadata,
    sa.Column("key", sa.Text(), primary_key=True),
    sa.Column("failed", pg.JSONB(), nullable=False),
    sa.Column("stops", sa.Integer(), nullable=False),
    moment("stopped_until", nullable=True),
    moment("kept_at", nullable=True),
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
    moment("created_at"),
    sa.Index(None, "created_at"),
)

sessions: Final = sa.Table(
    "sessions",
    metadata,
    sa.Column("id", pg.UUID(), primary_key=True),
    sa.Column("user_id", pg.UUID(), sa.ForeignKey("users.id", ondelete="CASCADE"), nullable=False),
    sa.Column("agent", sa.Text(), nullable=False),
    moment("created_at"),
    moment("last_used_at"),
    moment("revoked_at", nullable=True),
    sa.Column("awaits_second_factor", sa.Boolean(), nullable=False, server_default=sa.false()),
    moment("proved_at", nullable=True),
    sa.Index(None, "user_id", "last_used_at"),
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
    moment("issued_at"),
    moment("consumed_at", nullable=True),
)

signing_keys: Final = sa.Table(
    "signing_keys",
    metadata,
    sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
    sa.Column("id", sa.Text(), nullable=False, unique=True),
    sa.Column("algorithm", sa.Text(), nullable=False),
    moment("active_from"),
    sa.Column("sealed", sa.LargeBinary(), nullable=False),
)
