"""Codes asked for by telephone, in PostgreSQL."""

from datetime import datetime
from typing import Final
from uuid import UUID

from jobr_adapters.postgres.statements import Connections, Row, Statement, fetch
from jobr_core.accounts.errors import OneTimeCodeUnknown
from jobr_core.accounts.model import Language
from jobr_core.accounts.one_time_codes import HOUR, MEMORY, Asked, CodePurpose, OneTimeCode
from jobr_core.accounts.ports import OneTimeCodes

# Always in this order, so that nobody waits in a ring; what is counted is read by a statement
# after, which sees what those before have committed.
_HOLD: Final = Statement(
    """
    SELECT pg_advisory_xact_lock(hashtextextended(key, 0))
    FROM unnest(%(keys)s::text[]) WITH ORDINALITY AS held (key, turn) ORDER BY turn
    """
)
_FOR_NUMBER: Final = Statement(
    """
    SELECT * FROM otp_codes WHERE number = %(number)s AND created_at > %(since)s
    ORDER BY created_at DESC, id
    """
)
_FROM_NETWORK: Final = Statement(
    """
    SELECT created_at FROM otp_codes WHERE network = %(network)s AND created_at > %(since)s
    ORDER BY created_at
    """
)
_IN_ALL: Final = Statement("SELECT count(*) AS in_all FROM otp_codes WHERE created_at > %(since)s")
_SUPERSEDE: Final = Statement(
    """
    UPDATE otp_codes SET superseded_at = %(now)s
    WHERE number = %(number)s AND purpose = %(purpose)s AND superseded_at IS NULL
    """
)
_KEEP: Final = Statement(
    """
    INSERT INTO otp_codes (id, purpose, number, sealed, network, language, created_at, expires_at,
        mac, tries_left)
    VALUES (%(id)s, %(purpose)s, %(number)s, %(sealed)s, %(network)s, %(language)s, %(created_at)s,
        %(expires_at)s, %(mac)s, %(tries_left)s)
    """
)
_BY_ID: Final = Statement("SELECT * FROM otp_codes WHERE id = %(id)s")
_CLAIM: Final = Statement(
    """
    UPDATE otp_codes SET mac = %(mac)s
    WHERE id = %(id)s AND mac IS NULL AND used_at IS NULL AND superseded_at IS NULL
        AND tries_left > 0 AND expires_at > %(now)s
    RETURNING id
    """
)
_RELEASE: Final = Statement(
    "UPDATE otp_codes SET mac = NULL WHERE id = %(id)s AND mac = %(mac)s AND used_at IS NULL"
)
_SETTLE: Final = Statement("UPDATE otp_codes SET sent_at = %(now)s WHERE id = %(id)s")
_ATTEMPT: Final = Statement(
    """
    UPDATE otp_codes SET tries_left = tries_left - 1, tried_at = %(now)s,
        used_at = CASE WHEN mac = %(mac)s THEN %(now)s::timestamptz END
    WHERE id = %(id)s AND used_at IS NULL AND superseded_at IS NULL
        AND tries_left > 0 AND expires_at > %(now)s
    RETURNING *
    """
)
"""`OneTimeCode.tried` as one statement: its row is locked from reading to writing, and whoever
waited for it looks again whether it is live. Nothing is learnt from how long MACs are compared:
without the pepper nobody can choose one."""
_FORGET: Final = Statement("DELETE FROM otp_codes WHERE created_at < %(moment)s")


class PostgresOneTimeCodes(OneTimeCodes):
    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    async def asked(self, number: str, network: str, now: datetime) -> Asked:
        keys = [f"otp number {number}", f"otp network {network}", "otp"]
        await fetch(self._connections, _HOLD, keys=keys)
        lately = {"network": network, "since": now - HOUR}
        rows = await fetch(self._connections, _FROM_NETWORK, **lately)
        [row] = await fetch(self._connections, _IN_ALL, since=now - MEMORY)
        return Asked(
            for_number=await self.for_number(number, now),
            from_network=tuple(row["created_at"] for row in rows),
            in_all=int(row["in_all"]),
        )

    async def keep(self, code: OneTimeCode) -> None:
        own = {"number": code.number, "purpose": code.purpose.value}
        await fetch(self._connections, _SUPERSEDE, now=code.created_at, **own)
        await fetch(
            self._connections,
            _KEEP,
            id=code.id,
            sealed=code.sealed,
            network=code.network,
            language=code.language.value,
            created_at=code.created_at,
            expires_at=code.expires_at,
            mac=code.mac,
            tries_left=code.tries_left,
            **own,
        )

    async def by_id(self, code_id: UUID) -> OneTimeCode:
        rows = await fetch(self._connections, _BY_ID, id=code_id)
        if not rows:
            raise OneTimeCodeUnknown
        return _code(rows[0])

    async def for_number(self, number: str, now: datetime) -> tuple[OneTimeCode, ...]:
        wanted = {"number": number, "since": now - MEMORY}
        rows = await fetch(self._connections, _FOR_NUMBER, **wanted)
        return tuple(map(_code, rows))

    async def claim(self, code_id: UUID, mac: bytes, now: datetime) -> bool:
        return bool(await fetch(self._connections, _CLAIM, id=code_id, mac=mac, now=now))

    async def release(self, code_id: UUID, mac: bytes) -> None:
        await fetch(self._connections, _RELEASE, id=code_id, mac=mac)

    async def settle(self, code_id: UUID, now: datetime) -> None:
        await fetch(self._connections, _SETTLE, id=code_id, now=now)

    async def attempt(self, code_id: UUID, mac: bytes, now: datetime) -> OneTimeCode | None:
        rows = await fetch(self._connections, _ATTEMPT, id=code_id, mac=mac, now=now)
        return _code(rows[0]) if rows else None

    async def forget_before(self, moment: datetime) -> None:
        await fetch(self._connections, _FORGET, moment=moment)


def _code(row: Row) -> OneTimeCode:
    return OneTimeCode(
        id=row["id"],
        purpose=CodePurpose(row["purpose"]),
        number=row["number"],
        sealed=row["sealed"],
        network=row["network"],
        language=Language(row["language"]),
        created_at=row["created_at"],
        mac=row["mac"],
        sent_at=row["sent_at"],
        tries_left=row["tries_left"],
        tried_at=row["tried_at"],
        used_at=row["used_at"],
        superseded_at=row["superseded_at"],
    )
