"""What people want and like, in PostgreSQL."""

from typing import Final
from uuid import UUID

from psycopg.types.json import Jsonb

from jobr_adapters.postgres.statements import Connections, Row, Statement, fetch
from jobr_core.accounts.model import UserId
from jobr_core.matching.ports import Feedback, StatedPreferences
from jobr_core.matching.preferences import NO_PREFERENCES, Preferences
from jobr_core.matching.signals import Signals
from jobr_core.matching.taste import Label
from jobr_core.shared.clock import Clock

_OF: Final = Statement("SELECT stated FROM preferences WHERE user_id = %(owner)s")
_STATE: Final = Statement(
    """
    INSERT INTO preferences (user_id, stated, updated_at) VALUES (%(owner)s, %(stated)s, %(now)s)
    ON CONFLICT (user_id) DO UPDATE SET stated = excluded.stated, updated_at = excluded.updated_at
    """
)
_LABELS: Final = Statement(
    """
    SELECT liked, signals, given_at FROM match_feedback WHERE user_id = %(owner)s
    ORDER BY given_at DESC LIMIT 500
    """
)
_LISTED: Final = Statement(
    """
    SELECT job_id, liked, signals, given_at FROM match_feedback
    WHERE user_id = %(owner)s AND job_id > %(behind)s ORDER BY job_id LIMIT %(most)s
    """
)
_GIVE: Final = Statement(
    """
    INSERT INTO match_feedback (user_id, job_id, liked, signals, given_at)
    VALUES (%(owner)s, %(job)s, %(liked)s, %(signals)s, %(given_at)s)
    ON CONFLICT (user_id, job_id) DO UPDATE SET liked = excluded.liked,
        signals = excluded.signals, given_at = excluded.given_at
    """
)
_TAKE_BACK: Final = Statement(
    "DELETE FROM match_feedback WHERE user_id = %(owner)s AND job_id = %(job)s"
)
_FORGET: Final = Statement("DELETE FROM match_feedback WHERE user_id = %(owner)s RETURNING job_id")


class PostgresStatedPreferences(StatedPreferences):
    def __init__(self, connections: Connections, *, now: Clock) -> None:
        self._connections = connections
        self._now = now

    async def of(self, owner: UserId) -> Preferences:
        rows = await fetch(self._connections, _OF, owner=owner)
        return Preferences.from_json(rows[0]["stated"]) if rows else NO_PREFERENCES

    async def state(self, owner: UserId, preferences: Preferences) -> None:
        stated = Jsonb(preferences.to_json())
        await fetch(self._connections, _STATE, owner=owner, stated=stated, now=self._now())


class PostgresFeedback(Feedback):
    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    async def labels_of(self, owner: UserId) -> tuple[Label, ...]:
        rows = await fetch(self._connections, _LABELS, owner=owner)
        return tuple(map(_label, rows))

    async def listed(
        self, owner: UserId, limit: int, *, behind: str | None = None
    ) -> tuple[tuple[str, Label], ...]:
        first = behind or UUID(int=0)
        rows = await fetch(self._connections, _LISTED, owner=owner, behind=first, most=limit)
        return tuple((str(row["job_id"]), _label(row)) for row in rows)

    async def give(self, owner: UserId, posting_id: str, label: Label) -> None:
        await fetch(
            self._connections,
            _GIVE,
            owner=owner,
            job=posting_id,
            liked=label.liked,
            signals=Jsonb(label.signals.to_json()),
            given_at=label.given_at,
        )

    async def take_back(self, owner: UserId, posting_id: str) -> None:
        await fetch(self._connections, _TAKE_BACK, owner=owner, job=posting_id)

    async def forget(self, owner: UserId) -> int:
        return len(await fetch(self._connections, _FORGET, owner=owner))


def _label(row: Row) -> Label:
    return Label(
        signals=Signals.from_json(row["signals"]), liked=row["liked"], given_at=row["given_at"]
    )
