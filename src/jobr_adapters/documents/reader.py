"""Uploaded files, read where a hostile one can harm nobody (ADR 0011)."""

import asyncio
import json
import os
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Final

import structlog

from jobr_adapters.documents.answers import READY
from jobr_adapters.documents.kinds import Kind, kind_of
from jobr_adapters.documents.warm import Nursery, NurseryGone
from jobr_core.cvs import errors
from jobr_core.cvs.errors import Empty, FileTooLarge, ReadersBusy, TooComplex
from jobr_core.cvs.model import Cv
from jobr_core.cvs.plain_form import cv_of
from jobr_core.cvs.ports import DocumentReader, Reading
from jobr_core.shared.errors import JobrError

_ATTEMPTS: Final = 3
_EARLY: Final = 2.0
_SECONDS: Final = 8.0  # the sandbox ends itself before that
_LONGEST_ANSWER: Final = 32 * 1024 * 1024
_CHUNK: Final = 256 * 1024
_log = structlog.get_logger("jobr.documents")
_REFUSALS: Final[dict[str, type[JobrError]]] = {
    refusal.code: refusal
    for refusal in vars(errors).values()
    if isinstance(refusal, type) and issubclass(refusal, JobrError)
}


class SandboxedReader(DocumentReader):
    """Each document in a process of its own, at most `at_once` of them (default: one a core);
    `for_one` starts sooner where there is but one to read."""

    def __init__(
        self, *, size_limit: int, at_once: int | None = None, for_one: bool = False
    ) -> None:
        self._size_limit = size_limit
        self._turns = asyncio.Semaphore((os.cpu_count() or 1) if at_once is None else at_once)
        self._nursery = Nursery(for_one=for_one)

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
        kind = await asyncio.to_thread(kind_of, content, file_name, declared_type)
        async with self._turn(patience):
            answer = await self._answer(kind, content)
        return Reading(media_type=kind, cv=await asyncio.to_thread(_cv_in, answer))

    async def open(self) -> None:
        """Starts what the first document would have to wait for."""
        await asyncio.to_thread(self._nursery.start)

    def close(self) -> None:
        self._nursery.stop()

    @asynccontextmanager
    async def _turn(self, patience: float | None) -> AsyncIterator[None]:
        try:
            async with asyncio.timeout(patience):
                await self._turns.acquire()
        except TimeoutError:
            raise ReadersBusy from None
        try:
            yield
        finally:
            self._turns.release()

    async def _answer(self, kind: Kind, content: bytes) -> bytes:
        """What the sandbox says before it closes; nothing if it was ended. One that ended early may
        have been the kernel's or an operator's doing: the document gets another, once."""
        loop = asyncio.get_running_loop()
        for attempt in range(_ATTEMPTS):
            try:
                connection = await asyncio.to_thread(self._nursery.sandbox, kind)
                started = loop.time()
                async with asyncio.timeout(_SECONDS):
                    answer = await _ask(connection, kind, content)
                if answer or attempt or loop.time() - started > _EARLY:
                    return answer
                _log.warning("a sandbox ended without an answer; the document gets another one")
            except NurseryGone as error:
                _log.warning("no process to read documents", reason=str(error))
            except (TimeoutError, OSError):
                return b""
        raise ReadersBusy


async def _ask(connection: socket.socket, kind: Kind, content: bytes) -> bytes:
    incoming, outgoing = await asyncio.open_unix_connection(sock=connection)
    try:
        if not await incoming.read(len(READY)):
            raise NurseryGone("it was ended before it could fork")
        outgoing.write(f"{kind} {len(content)}\n".encode())
        outgoing.write(content)
        with suppress(OSError):  # it may have been ended while it was still told
            await outgoing.drain()
        return await _until_end(incoming)
    finally:
        outgoing.transport.abort()


async def _until_end(incoming: asyncio.StreamReader) -> bytes:
    """`read(n)` would give what has come so far. An endless answer is none."""
    answer = bytearray()
    while chunk := await incoming.read(_CHUNK):
        answer += chunk
        if len(answer) > _LONGEST_ANSWER:
            return b""
    return bytes(answer)


def _cv_in(answer: bytes) -> Cv:
    try:
        said = json.loads(answer)
    except ValueError:
        raise TooComplex from None
    if "failed" in said:
        _log.error("a document could not be read by a defect of ours", reason=said["failed"])
        raise TooComplex
    if "refused" in said:
        raise _REFUSALS[said["refused"]](said["detail"])
    return cv_of(said)
