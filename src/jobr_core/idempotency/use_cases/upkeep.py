"""What is kept of requests stays small."""

from dataclasses import dataclass
from typing import Final

from jobr_core.idempotency.ports import IdempotencyKeys
from jobr_core.shared.clock import Clock
from jobr_core.tasks.model import TaskKind, Urgency

FORGET_IDEMPOTENCY_KEYS: Final = TaskKind(name="forget_idempotency_keys", urgency=Urgency.BULK)


@dataclass(frozen=True, slots=True, kw_only=True)
class ForgetIdempotencyKeys:
    """Forgets keys and answers of a day ago."""

    keys: IdempotencyKeys
    now: Clock

    async def __call__(self) -> None:
        await self.keys.forget_ended(self.now())
