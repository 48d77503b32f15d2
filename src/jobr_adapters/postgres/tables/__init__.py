"""Every table, described once: for statements, migrations and the check that both agree."""

# All of them, so that whoever has the metadata has every table.
from jobr_adapters.postgres.tables import (
    accounts,
    cvs,
    events,
    idempotency,
    insight,
    jobs,
    matching,
    messages,
    rate_limits,
    tasks,
)
from jobr_adapters.postgres.tables.described import metadata

__all__ = [
    "accounts",
    "cvs",
    "events",
    "idempotency",
    "insight",
    "jobs",
    "matching",
    "messages",
    "metadata",
    "rate_limits",
    "tasks",
]
