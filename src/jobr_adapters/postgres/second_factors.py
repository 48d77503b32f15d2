"""Second factors in PostgreSQL."""

from collections.abc import Sequence
from typing import Final

from jobr_adapters.postgres.statements import Connections, Statement, fetch
from jobr_core.accounts.model import UserId
from jobr_core.accounts.ports import SecondFactors
from jobr_core.accounts.second_factor import SecondFactor

_HOLD: Final = Statement("SELECT * FROM second_factors WHERE user_id = %(owner)s FOR UPDATE")
_KEEP: Final = Statement(
    """
    INSERT INTO second_factors (user_id, sealed, last_step, created_at)
    VALUES (%(owner)s, %(sealed)s, %(last_step)s, %(created_at)s)
    ON CONFLICT (user_id) DO UPDATE SET sealed = excluded.sealed,
        last_step = excluded.last_step, created_at = excluded.created_at
    """
)
_REMOVE: Final = Statement("DELETE FROM second_factors WHERE user_id = %(owner)s")
_FORGET_CODES: Final = Statement("DELETE FROM recovery_codes WHERE user_id = %(owner)s")
_ADD_CODES: Final = Statement(
    """
    INSERT INTO recovery_codes (user_id, digest)
    SELECT %(owner)s, unnest(%(digests)s::bytea[])
    """
)
_TAKE_CODE: Final = Statement(
    """
    DELETE FROM recovery_codes WHERE user_id = %(owner)s AND digest = %(digest)s RETURNING digest
    """
)
_LEFT: Final = Statement("SELECT count(*) AS left FROM recovery_codes WHERE user_id = %(owner)s")


class PostgresSecondFactors(SecondFactors):
    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    async def held(self, user_id: UserId) -> SecondFactor | None:
        rows = await fetch(self._connections, _HOLD, owner=user_id)
        return SecondFactor(**rows[0]) if rows else None

    async def keep(self, factor: SecondFactor) -> None:
        await fetch(
            self._connections,
            _KEEP,
            owner=factor.user_id,
            sealed=factor.sealed,
            last_step=factor.last_step,
            created_at=factor.created_at,
        )

    async def remove(self, user_id: UserId) -> None:
        await fetch(self._connections, _REMOVE, owner=user_id)
        await fetch(self._connections, _FORGET_CODES, owner=user_id)

    async def replace_codes(self, user_id: UserId, digests: Sequence[bytes]) -> None:
        await fetch(self._connections, _FORGET_CODES, owner=user_id)
        await fetch(self._connections, _ADD_CODES, owner=user_id, digests=list(digests))

    async def take_code(self, user_id: UserId, digest: bytes) -> bool:
        return bool(await fetch(self._connections, _TAKE_CODE, owner=user_id, digest=digest))

    async def codes_left(self, user_id: UserId) -> int:
        [row] = await fetch(self._connections, _LEFT, owner=user_id)
        return int(row["left"])
