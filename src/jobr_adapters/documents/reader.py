"""Uploaded files, read where a hostile one can harm nobody (ADR 0011)."""

import asyncio
import json
import os
import socket
import subprocess
import sys
import weakref
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import Final

from jobr_adapters.documents.answers import READY
from jobr_adapters.documents.kinds import Kind, kind_of
from jobr_core.cvs import errors
from jobr_core.cvs.errors import Empty, FileTooLarge, ReadersBusy, TooComplex
from jobr_core.cvs.model import Cv
from jobr_core.cvs.plain_form import cv_of
from jobr_core.cvs.ports import DocumentReader, Reading
from jobr_core.shared.errors import JobrError

_ATTEMPTS: Final = 3
_SECONDS: Final = 8.0  # the sandbox ends itself before that
_NURSERY: Final = "jobr_adapters.documents.nursery"
_LONGEST_ANSWER: Final = 32 * 1024 * 1024
_PASSED_ON: Final = ("PATH", "PYTHONPATH", "SYSTEMROOT", "LD_LIBRARY_PATH")
_REFUSALS: Final[dict[str, type[JobrError]]] = {
    refusal.code: refusal
    for refusal in vars(errors).values()
    if isinstance(refusal, type) and issubclass(refusal, JobrError)
}


class SandboxedReader(DocumentReader):
    """Each document in a process of its own, at most `at_once` of them (default: one a core)."""

    def __init__(self, *, size_limit: int, at_once: int | None = None) -> None:
        self._size_limit = size_limit
        self._turns = asyncio.Semaphore((os.cpu_count() or 1) if at_once is None else at_once)
        self._nursery = Nursery()

    async def __call__(
        self,
        content: bytes,
        *,
        file_name: str = "",
        declared_type: str = "",
        patience: float | None = None,
    ) -> Reading:
        if not content:
            raise Empty
        if len(content) > self._size_limit:
            raise FileTooLarge(
                f"The file has {len(content):,} bytes; Jobr reads at most {self._size_limit:,}."
            )
        kind = kind_of(content, file_name, declared_type)
        async with self._turn(patience):
            return Reading(media_type=kind, cv=_cv_in(await self._answer(kind, content)))

    async def open(self) -> None:
        """Starts what the first document would have to wait for."""
        await asyncio.to_thread(self._nursery.start)

    def close(self) -> None:
        self._nursery.stop()

    @asynccontextmanager
    async def _turn(self, patience: float | None) -> AsyncIterator[None]:
        try:
            await asyncio.wait_for(self._turns.acquire(), patience)
        except TimeoutError:
            raise ReadersBusy from None
        try:
            yield
        finally:
            self._turns.release()

    async def _answer(self, kind: Kind, content: bytes) -> bytes:
        """What the sandbox says before it closes; nothing if it was ended."""
        for _ in range(_ATTEMPTS):
            connection = await asyncio.to_thread(self._nursery.sandbox)
            try:
                async with asyncio.timeout(_SECONDS):
                    return await _ask(connection, kind, content)
            except _NeverBorn:
                await asyncio.to_thread(self._nursery.stop)
            except (TimeoutError, OSError):
                return b""
        raise ReadersBusy


class _NeverBorn(Exception):
    """The nursery was killed before it could fork: the document has nothing to do with it."""


async def _ask(connection: socket.socket, kind: Kind, content: bytes) -> bytes:
    incoming, outgoing = await asyncio.open_unix_connection(sock=connection)
    try:
        if not await incoming.read(len(READY)):
            raise _NeverBorn
        outgoing.write(f"{kind} {len(content)}\n".encode())
        outgoing.write(content)
        with suppress(OSError):  # it may have been ended while it was still told
            await outgoing.drain()
        return await incoming.read(_LONGEST_ANSWER)
    finally:
        outgoing.close()


def _cv_in(answer: bytes) -> Cv:
    try:
        said = json.loads(answer)
    except ValueError:
        raise TooComplex from None
    if "refused" in said:
        raise _REFUSALS[said["refused"]](said["detail"])
    return cv_of(said)


class Nursery:
    """The warm process, started when it is needed and again should it have died; it ends when
    nobody can ask it any more."""

    def __init__(self) -> None:
        self._asking: socket.socket | None = None
        self.stop: Callable[[], object] = _nothing

    def sandbox(self) -> socket.socket:
        """A connection to a sandbox of one's own."""
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                self._hand_over(theirs)
            except OSError:  # it was killed: the one started instead will do
                self.stop()
                self._asking = None
                self._hand_over(theirs)
        return ours

    def _hand_over(self, connection: socket.socket) -> None:
        self.start()
        assert self._asking
        socket.send_fds(self._asking, [b"?"], [connection.fileno()])

    def start(self) -> None:
        """Returns when it is warm."""
        if self._asking is not None and self._asking.fileno() >= 0:
            return
        self._asking, theirs = socket.socketpair()
        with theirs:
            process = subprocess.Popen(  # noqa: S603 - our own module
                [sys.executable, "-P", "-m", _NURSERY, str(theirs.fileno())],
                pass_fds=(theirs.fileno(),),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env={name: os.environ[name] for name in _PASSED_ON if name in os.environ},
            )
        self.stop = weakref.finalize(self, _end, self._asking, process)
        self._asking.recv(len(READY))


def _nothing() -> None:
    """Stopping what was not started."""


def _end(asking: socket.socket, process: "subprocess.Popen[bytes]") -> None:
    asking.close()
    process.wait()
