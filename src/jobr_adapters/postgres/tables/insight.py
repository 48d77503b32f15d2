"""What was counted."""

from typing import Final

import sqlalchemy as sa

from jobr_adapters.postgres.tables.described import metadata

daily_event_counts: Final = sa.Table(
    "daily_event_counts",
    metadata,
    sa.Column("day", sa.Date(), primary_key=True),
    sa.Column("name", sa.Text(), primary_key=True),
    sa.Column("count", sa.BigInteger(), nullable=False),
)
