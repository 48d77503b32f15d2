"""Passwords hashed with argon2id."""

import asyncio
import os
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import Final, TypeVar

import bcrypt
from argon2 import PasswordHasher as Argon2
from argon2.exceptions import InvalidHashError, VerificationError

from jobr_core.accounts.errors import PasswordsBusy
from jobr_core.accounts.ports import PasswordHasher

Result = TypeVar("Result")

_MOST_WAITING: Final = 200
"""Some five seconds of work on two cores; whoever comes then is told to come back."""
_BCRYPT: Final = ("$2a$", "$2b$", "$2y$")
_BCRYPT_BYTES: Final = 72


class Argon2Hasher(PasswordHasher):
    """argon2id with OWASP's minimum: 19 MiB, 2 passes, 1 lane (Password Storage Cheat Sheet).
    Hashes of bcrypt are verified too, as Jobr's ancestor made them: it cut passwords off after 72
    bytes.

    Hashing runs in threads of its own, one per core: argon2 and bcrypt release the interpreter
    lock, so the event loop goes on, and more threads would only hold more memory.
    """

    def __init__(
        self,
        *,
        memory_kib: int = 19_456,
        passes: int = 2,
        cores: int = os.cpu_count() or 1,
        most_waiting: int = _MOST_WAITING,
    ) -> None:
        self._argon2 = Argon2(time_cost=passes, memory_cost=memory_kib, parallelism=1)
        self._threads = ThreadPoolExecutor(cores, thread_name_prefix="argon2")
        self._turns = asyncio.Semaphore(cores)
        self._waiting = 0
        self._most_waiting = most_waiting
        self._nobody = self._argon2.hash("nobody's password")

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        if self._waiting >= self._most_waiting:
            raise PasswordsBusy(retry_after=2)
        self._waiting += 1
        try:
            await self._turns.acquire()
        finally:
            self._waiting -= 1
        try:
            yield
        finally:
            self._turns.release()

    async def hashed(self, password: str) -> str:
        async with self.turn():
            return await self._aside(lambda: self._argon2.hash(password))

    async def verifies(self, password: str, password_hash: str | None) -> bool:
        known = password_hash or self._nobody
        right = await self._aside(lambda: self._verify(known, password))
        return right and password_hash is not None

    def is_outdated(self, password_hash: str) -> bool:
        return password_hash.startswith(_BCRYPT) or self._argon2.check_needs_rehash(password_hash)

    def close(self) -> None:
        """Ends the threads."""
        self._threads.shutdown(cancel_futures=True)

    async def _aside(self, work: Callable[[], Result]) -> Result:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work)

    def _verify(self, password_hash: str, password: str) -> bool:
        try:
            if password_hash.startswith(_BCRYPT):
                cut = password.encode()[:_BCRYPT_BYTES]
                return bcrypt.checkpw(cut, password_hash.encode())
            return self._argon2.verify(password_hash, password)
        except (VerificationError, InvalidHashError, ValueError):
            return False
