"""Passwords hashed with argon2id."""

import asyncio
import os
from concurrent.futures import ThreadPoolExecutor

from argon2 import PasswordHasher as Argon2
from argon2.exceptions import InvalidHashError, VerificationError

from jobr_core.accounts.ports import PasswordHasher


class Argon2Hasher(PasswordHasher):
    """argon2id with OWASP's minimum: 19 MiB, 2 passes, 1 lane (Password Storage Cheat Sheet).

    Hashing runs in threads of its own, one per core: argon2 releases the interpreter lock, so
    the event loop goes on, and more threads would only hold more memory.
    """

    def __init__(self, *, memory_kib: int = 19_456, passes: int = 2) -> None:
        self._argon2 = Argon2(time_cost=passes, memory_cost=memory_kib, parallelism=1)
        self._threads = ThreadPoolExecutor(os.cpu_count(), thread_name_prefix="argon2")
        self._nobody = self._argon2.hash("nobody's password")

    async def hashed(self, password: str) -> str:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, self._argon2.hash, password)

    async def verifies(self, password: str, password_hash: str | None) -> bool:
        loop = asyncio.get_running_loop()
        known = password_hash or self._nobody
        right = await loop.run_in_executor(self._threads, self._verify, known, password)
        return right and password_hash is not None

    def close(self) -> None:
        """Ends the threads."""
        self._threads.shutdown(cancel_futures=True)

    def _verify(self, password_hash: str, password: str) -> bool:
        try:
            return self._argon2.verify(password_hash, password)
        except (VerificationError, InvalidHashError):
            return False
