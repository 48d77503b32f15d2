"""Codes asked for by telephone, in memory."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from jobr_adapters.memory.database import Tables
from jobr_core.accounts.errors import OneTimeCodeUnknown
from jobr_core.accounts.one_time_codes import HOUR, MEMORY, Asked, OneTimeCode
from jobr_core.accounts.ports import OneTimeCodes


class MemoryOneTimeCodes(OneTimeCodes):
    """Units of work take turns, so whoever asks is alone."""

    def __init__(self, tables: Callable[[], Tables]) -> None:
        self._tables = tables

    async def asked(self, number: str, network: str, now: datetime) -> Asked:
        kept = self._tables().one_time_codes.values()
        return Asked(
            for_number=await self.for_number(number, now),
            from_network=tuple(
                sorted(
                    code.created_at
                    for code in kept
                    if code.network == network and now < code.created_at + HOUR
                )
            ),
            in_all=sum(now < code.created_at + MEMORY for code in kept),
        )

    async def keep(self, code: OneTimeCode) -> None:
        rows = self._tables().one_time_codes
        for before in tuple(rows.values()):
            same = (before.number, before.purpose) == (code.number, code.purpose)
            if same and before.superseded_at is None:
                rows[before.id] = replace(before, superseded_at=code.created_at)
        rows[code.id] = code

    async def by_id(self, code_id: UUID) -> OneTimeCode:
        try:
            return self._tables().one_time_codes[code_id]
        except KeyError:
            raise OneTimeCodeUnknown from None

    async def for_number(self, number: str, now: datetime) -> tuple[OneTimeCode, ...]:
        kept = self._tables().one_time_codes.values()
        own = (code for code in kept if code.number == number and now < code.created_at + MEMORY)
        return tuple(sorted(own, key=lambda code: code.created_at, reverse=True))

    async def claim(self, code_id: UUID, mac: bytes, now: datetime) -> bool:
        code = self._tables().one_time_codes.get(code_id)
        if code is None or code.mac is not None or not code.is_live(now):
            return False
        self._put(replace(code, mac=mac))
        return True

    async def release(self, code_id: UUID, mac: bytes) -> None:
        code = self._tables().one_time_codes.get(code_id)
        if code is not None and code.mac == mac and code.used_at is None:
            self._put(replace(code, mac=None))

    async def settle(self, code_id: UUID, now: datetime) -> None:
        code = self._tables().one_time_codes.get(code_id)
        if code is not None:
            self._put(replace(code, sent_at=now))

    async def attempt(self, code_id: UUID, mac: bytes, now: datetime) -> OneTimeCode | None:
        code = self._tables().one_time_codes.get(code_id)
        if code is None or not code.is_live(now):
            return None
        tried = code.tried(mac, now)
        self._put(tried)
        return tried

    async def forget_before(self, moment: datetime) -> None:
        rows = self._tables().one_time_codes
        for code in [code for code in rows.values() if code.created_at < moment]:
            del rows[code.id]

    def _put(self, code: OneTimeCode) -> None:
        self._tables().one_time_codes[code.id] = code
