"""Keys of requests, in memory."""

from datetime import datetime

from jobr_adapters.memory.database import MemoryDatabase
from jobr_core.idempotency.model import KEPT, Answer, Attempt, KeptAttempt
from jobr_core.idempotency.ports import IdempotencyKeys


class MemoryIdempotencyKeys(IdempotencyKeys):
    """Waits for the unit of work under way, which would publish its own copy."""

    def __init__(self, database: MemoryDatabase) -> None:
        self._database = database

    async def claim(self, attempt: Attempt) -> KeptAttempt | None:
        async with self._database.turn:
            tables = self._database.tables
            tables.ensure_user(attempt.scope.owner)
            kept = tables.idempotency_keys.get(attempt.scope)
            if kept is not None and not kept.is_over(attempt.begun_at):
                return kept
            tables.idempotency_keys[attempt.scope] = KeptAttempt(attempt=attempt)
            return None

    async def settle(self, attempt: Attempt, answer: Answer) -> None:
        async with self._database.turn:
            if self._is_of(attempt):
                settled = KeptAttempt(attempt=attempt, answer=answer)
                self._database.tables.idempotency_keys[attempt.scope] = settled

    async def release(self, attempt: Attempt) -> None:
        async with self._database.turn:
            if self._is_of(attempt):
                del self._database.tables.idempotency_keys[attempt.scope]

    async def forget_ended(self, now: datetime) -> None:
        async with self._database.turn:
            keys = self._database.tables.idempotency_keys
            for scope in [s for s, one in keys.items() if one.attempt.begun_at + KEPT <= now]:
                del keys[scope]

    def _is_of(self, attempt: Attempt) -> bool:
        kept = self._database.tables.idempotency_keys.get(attempt.scope)
        return kept is not None and kept.answer is None and kept.attempt.id == attempt.id
