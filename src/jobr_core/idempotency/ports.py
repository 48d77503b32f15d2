"""Where keys are kept."""

from abc import abstractmethod
from datetime import datetime
from typing import Protocol

from jobr_core.idempotency.model import Answer, Attempt, KeptAttempt


class IdempotencyKeys(Protocol):
    """Each call stands for itself, outside the unit of work of what is carried out."""

    @abstractmethod
    async def claim(self, attempt: Attempt) -> KeptAttempt | None:
        """Takes the key; None: it is this attempt's to carry out. Of any number at the same moment
        one gets it. Raises Conflict for an owner who is gone."""

    @abstractmethod
    async def settle(self, attempt: Attempt, answer: Answer) -> None:
        """Keeps what was answered, unless the key has passed to another attempt."""

    @abstractmethod
    async def release(self, attempt: Attempt) -> None:
        """Frees the key, unless it has passed to another attempt."""

    @abstractmethod
    async def forget_ended(self, now: datetime) -> None:
        """Those of a day ago."""
