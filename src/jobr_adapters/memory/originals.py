"""The files CVs were read from, in memory."""

from collections.abc import AsyncIterator
from datetime import datetime

from jobr_core.cvs.errors import OriginalMissing
from jobr_core.cvs.ports import Originals
from jobr_core.shared.clock import Clock


class MemoryOriginals(Originals):
    """They rest nowhere, so nothing is sealed."""

    def __init__(self, now: Clock) -> None:
        self._now = now
        self._files: dict[str, tuple[bytes, datetime]] = {}

    async def keep(self, key: str, content: bytes) -> None:
        self._files[key] = content, self._now()

    async def read(self, key: str) -> bytes:
        if key not in self._files:
            raise OriginalMissing
        content, _ = self._files[key]
        return content

    async def remove(self, key: str) -> None:
        self._files.pop(key, None)

    async def kept_before(self, moment: datetime) -> AsyncIterator[tuple[str, ...]]:
        keys = tuple(key for key, (_, kept_at) in self._files.items() if kept_at < moment)
        if keys:
            yield keys
