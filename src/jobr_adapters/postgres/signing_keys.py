"""Signing keys in PostgreSQL."""

from typing import Final

from jobr_adapters.postgres.statements import Connections, Statement, fetch
from jobr_core.accounts.ports import SigningKeys
from jobr_core.accounts.signing_keys import SigningKey

_ALL: Final = Statement("SELECT id, algorithm, active_from, sealed FROM signing_keys")
_ADD_FIRST: Final = Statement(
    """
    INSERT INTO signing_keys (number, id, algorithm, active_from, sealed)
    SELECT 1, %(id)s, %(algorithm)s, %(active_from)s, %(sealed)s
    WHERE NOT EXISTS (SELECT FROM signing_keys) ON CONFLICT (number) DO NOTHING
    """
)
"""Of several who see none, one has the number."""
_ADD: Final = Statement(
    """
    INSERT INTO signing_keys (number, id, algorithm, active_from, sealed)
    SELECT coalesce(max(number), 0) + 1, %(id)s, %(algorithm)s, %(active_from)s, %(sealed)s
    FROM signing_keys
    """
)
_DROP: Final = Statement("DELETE FROM signing_keys WHERE id = %(id)s")


class PostgresSigningKeys(SigningKeys):
    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    async def all(self) -> tuple[SigningKey, ...]:
        return tuple(SigningKey(**row) for row in await fetch(self._connections, _ALL))

    async def add_first(self, key: SigningKey) -> None:
        await self._insert(_ADD_FIRST, key)

    async def add(self, key: SigningKey) -> None:
        await self._insert(_ADD, key)

    async def drop(self, key_id: str) -> None:
        await fetch(self._connections, _DROP, id=key_id)

    async def _insert(self, statement: Statement, key: SigningKey) -> None:
        await fetch(
            self._connections,
            statement,
            id=key.id,
            algorithm=key.algorithm,
            active_from=key.active_from,
            sealed=key.sealed,
        )
