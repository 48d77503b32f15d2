"""How often somebody has asked."""

from typing import Final

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql as pg

from jobr_adapters.postgres.tables.described import metadata, moment

# By HMAC of a zone, an endpoint and who asks; unlogged, so that no request waits for the disk.
rate_limits: Final = sa.Table(
    "rate_limits",
    metadata,
    sa.Column("key", sa.Text(), primary_key=True),
    sa.Column("times", pg.ARRAY(sa.DateTime(timezone=True)), nullable=False),
    sa.Column("stops", sa.Integer(), nullable=False),
    moment("stopped_until", nullable=True),
    sa.Column("let_in", sa.Boolean(), nullable=False),
    moment("asked_at"),
    prefixes=["UNLOGGED"],
)
