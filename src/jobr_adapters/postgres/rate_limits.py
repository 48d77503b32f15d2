"""How often clients have asked, in PostgreSQL: one statement a request."""

from datetime import timedelta
from typing import Final

from jobr_adapters.postgres.statements import Connections, Statement, fetch
from jobr_core.shared.clock import Clock
from jobr_core.shared.rate_limits import LONGEST_WAIT, MEMORY, RateLimit, RateLimiter, Verdict

# The rule of RateLimit.asked. What follows ON CONFLICT is computed when the row is locked, the
# clock included: requests at the same moment count one after another. The database's clock is the
# same for all processes.
_ASK: Final = Statement(
    """
    INSERT INTO rate_limits AS kept (key, times, stops, stopped_until, let_in, asked_at)
    SELECT %(key)s, ARRAY[clock.now], 0, NULL, true, clock.now
    FROM (SELECT coalesce(%(now)s::timestamptz, clock_timestamp()) AS now) AS clock
    ON CONFLICT (key) DO UPDATE SET (times, stops, stopped_until, let_in, asked_at) = (
        SELECT
            CASE WHEN let_in THEN recent || now ELSE recent END,
            CASE WHEN stopped OR let_in THEN stops ELSE stops + 1 END,
            CASE WHEN stopped OR let_in THEN kept.stopped_until
                ELSE now + greatest(room, least(
                    greatest(room, interval '1 second') * 2::float8 ^ least(stops, 16), %(longest)s
                )) END,
            let_in,
            now
        FROM (
            SELECT
                greatest(
                    coalesce(%(now)s::timestamptz, clock_timestamp()),
                    kept.times[cardinality(kept.times)]
                ) AS now
        ) AS clock
        CROSS JOIN LATERAL (
            SELECT
                kept.times[width_bucket(now - %(window)s, kept.times) + 1 :] AS recent,
                coalesce(now < kept.stopped_until, false) AS stopped,
                CASE WHEN kept.stopped_until + %(memory)s <= now THEN 0 ELSE kept.stops END AS stops
        ) AS known
        CROSS JOIN LATERAL (
            SELECT
                NOT stopped AND cardinality(recent) < %(most)s AS let_in,
                recent[cardinality(recent) - %(most)s + 1] + %(window)s - now AS room
        ) AS judged
    )
    RETURNING let_in, cardinality(times) AS used,
        CASE WHEN let_in THEN times[1] + %(window)s ELSE stopped_until END - asked_at AS wait
    """,
    {"longest": LONGEST_WAIT, "memory": MEMORY},
)
_FORGET: Final = Statement(
    "DELETE FROM rate_limits WHERE asked_at < clock_timestamp() - %(unused)s::interval"
)


class PostgresRateLimiter(RateLimiter):
    """By the database's clock; another one is for tests."""

    def __init__(self, connections: Connections, now: Clock | None = None) -> None:
        self._connections, self._now = connections, now

    async def __call__(self, limit: RateLimit, key: str) -> Verdict:
        now = self._now() if self._now else None
        [row] = await fetch(
            self._connections, _ASK, key=key, now=now, most=limit.most, window=limit.window
        )
        left = limit.most - row["used"] if row["let_in"] else 0
        return Verdict(let_in=row["let_in"], left=left, wait=row["wait"])

    async def forget(self, unused: timedelta) -> None:
        """Clients that have not asked for so long."""
        await fetch(self._connections, _FORGET, unused=unused)
