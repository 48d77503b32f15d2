"""How far back a search looks at a time.

A window holds so many of the newest rows, whatever their dates: a frequent word finds enough in
the first one, and none reads more rows than it has to. Days would not do: they hold a hundred
postings on one installation and a hundred thousand on another.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from jobr_adapters.postgres.statements import Connections, Statement, fetch
from jobr_core.shared.clock import Clock

_FIRST: Final = 16_000
_LAST: Final = 512_000
"""Beyond it only all rows: finding out where a window begins takes as long as it is large."""
_KEPT_FOR: Final = timedelta(minutes=5)
_LARGER: Final = 1.5
"""How much more than enough is expected of a window, so that it is not missed by a few."""
_STARTS: Final = Statement(
    f"""
    WITH RECURSIVE windows (rows, since) AS (
        SELECT {_FIRST}, (
            SELECT posted_at FROM job_search ORDER BY posted_at DESC OFFSET {_FIRST} LIMIT 1
        )
        UNION ALL
        SELECT rows * 2, (
            SELECT posted_at FROM job_search WHERE posted_at <= since
            ORDER BY posted_at DESC OFFSET rows LIMIT 1
        ) FROM windows WHERE rows < {_LAST} AND since IS NOT NULL
    )
    SELECT rows, since FROM windows WHERE since IS NOT NULL ORDER BY rows
    """  # noqa: S608 - of constants
)
_ROWS: Final = Statement(
    """
    SELECT coalesce(sum(greatest(part.reltuples, 0)), 0)::bigint AS rows
    FROM pg_inherits JOIN pg_class AS part ON part.oid = inhrelid
    WHERE inhparent = 'job_search'::regclass
    """
)


class Window(NamedTuple):
    """The newest `rows` rows, those since a moment; all of them for None."""

    rows: int
    since: datetime | None


@dataclass(slots=True)
class Windows:
    """Where windows begin, looked up again every five minutes."""

    connections: Connections
    now: Clock
    _known: Sequence[Window] = ()
    _read_at: datetime | None = None

    async def all(self) -> Sequence[Window]:
        """From the smallest to the one of all rows."""
        now = self.now()
        if self._read_at is None or now - self._read_at > _KEPT_FOR:
            self._known, self._read_at = await self._read(), now
        return self._known

    async def _read(self) -> Sequence[Window]:
        [row] = await fetch(self.connections, _ROWS)
        starts = await fetch(self.connections, _STARTS)
        known = [Window(start["rows"], start["since"]) for start in starts]
        return (*known, Window(max(row["rows"], _FIRST), None))


def within(windows: Sequence[Window], since: datetime | None) -> Sequence[Window]:
    """The windows that do not reach behind a moment, and the one of all rows.

    >>> from datetime import UTC
    >>> days = [Window(n, datetime(2026, 11, 30 - n, tzinfo=UTC)) for n in (1, 2, 4)]
    >>> [window.rows for window in within([*days, Window(9, None)], days[1].since)]
    [1, 9]
    """
    if since is None:
        return windows
    return [window for window in windows if window.since is None or window.since > since]


def next_window(windows: Sequence[Window], at: int, found: int, most: int) -> int:
    """The window to look into after one that had too few: the smallest that should have enough,
    going by its share.

    >>> everything = [Window(16_000, None), Window(128_000, None), Window(1_000_000, None)]
    >>> next_window(everything, 0, 400, 1000), next_window(everything, 0, 3, 1000)
    (1, 2)
    """
    for following in range(at + 1, len(windows) - 1):
        if found * windows[following].rows >= _LARGER * most * windows[at].rows:
            return following
    return len(windows) - 1
