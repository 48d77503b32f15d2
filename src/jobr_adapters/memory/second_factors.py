"""Second factors in memory."""

from collections.abc import Callable, Sequence

from jobr_adapters.memory.database import Tables
from jobr_core.accounts.model import UserId
from jobr_core.accounts.ports import SecondFactors
from jobr_core.accounts.second_factor import SecondFactor


class MemorySecondFactors(SecondFactors):
    """Units of work take turns, so whoever holds one is alone with it."""

    def __init__(self, tables: Callable[[], Tables]) -> None:
        self._tables = tables

    async def held(self, user_id: UserId) -> SecondFactor | None:
        return self._tables().second_factors.get(user_id)

    async def keep(self, factor: SecondFactor) -> None:
        self._tables().second_factors[factor.user_id] = factor

    async def remove(self, user_id: UserId) -> None:
        self._tables().second_factors.pop(user_id, None)
        self._tables().recovery_codes.pop(user_id, None)

    async def replace_codes(self, user_id: UserId, digests: Sequence[bytes]) -> None:
        self._tables().recovery_codes[user_id] = frozenset(digests)

    async def take_code(self, user_id: UserId, digest: bytes) -> bool:
        codes = self._tables().recovery_codes
        left = codes.get(user_id, frozenset())
        codes[user_id] = left - {digest}
        return digest in left

    async def codes_left(self, user_id: UserId) -> int:
        return len(self._tables().recovery_codes.get(user_id, ()))
