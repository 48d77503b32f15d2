"""What Procrastinate does not keep of its tasks."""

from typing import Final

import sqlalchemy as sa

from jobr_adapters.postgres.tables.described import metadata, moment

task_failures: Final = sa.Table(
    "task_failures",
    metadata,
    sa.Column("task_id", sa.BigInteger(), primary_key=True, autoincrement=False),
    sa.Column("reason", sa.Text(), nullable=False),
    moment("failed_at"),
)
