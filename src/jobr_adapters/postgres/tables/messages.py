"""What was sent."""

from typing import Final

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql as pg

from jobr_adapters.postgres.tables.described import metadata, moment

sent_messages: Final = sa.Table(
    "sent_messages",
    metadata,
    sa.Column("event_id", pg.UUID(), primary_key=True),
    sa.Column("template", sa.Text(), primary_key=True),
    moment("claimed_at"),
    moment("settled_at", nullable=True),
)
