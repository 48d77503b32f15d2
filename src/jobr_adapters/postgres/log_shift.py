"""The event log of a database that was restored in another cluster, which counts its transactions
anew."""

from typing import Final

import sqlalchemy as sa

_LAST = (
    "greatest((SELECT max(transaction) FROM events), "
    "(SELECT max(transaction) FROM subscriber_checkpoints))"
)
_IS_AHEAD: Final = sa.text(
    f"SELECT {_LAST} >= event_transaction(pg_snapshot_xmax(pg_current_snapshot()))"
)
_SHIFT: Final = sa.text(
    f"UPDATE event_log_shift SET shift = shift + 1 + {_LAST} "  # noqa: S608
    "- event_transaction(pg_snapshot_xmin(pg_current_snapshot()))"
)


def is_from_elsewhere(connection: sa.Connection) -> bool:
    """Whether events or checkpoints stand at transactions this cluster has yet to come to: then
    new events would stand before them, and nobody would see either."""
    if connection.scalar(sa.text("SELECT to_regclass('event_log_shift')")) is None:
        return False
    return bool(connection.scalar(_IS_AHEAD))


def put_right(connection: sa.Connection) -> None:
    """From now on new events stand behind all there are."""
    connection.execute(_SHIFT)
