"""What a person takes along, written to a file that is sent once it is whole."""

import asyncio
from collections.abc import AsyncIterable, AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from tempfile import SpooledTemporaryFile
from typing import IO, Final, Literal
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from jobr_core.accounts.model import UserId
from jobr_core.accounts.ports import ReadFiles
from jobr_core.accounts.use_cases.personal_data import ExportPersonalData
from jobr_core.shared.clock import Clock
from jobr_core.shared.errors import Unavailable

AT_ONCE: Final = 4
"""Exports written at a time; what is written waits on disk for its client."""
_LONGEST_WAIT: Final = 7.0
"""Seconds one waits for its turn before it is told to come again (503)."""
_LONGEST_READ: Final = 600.0
_IN_MEMORY: Final = 1024 * 1024
_CHUNK: Final = 256 * 1024

Kind = Literal["json", "zip"]


class ExportsBusy(Unavailable):
    """Too many people take their data along just now; try again in a moment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportStories:
    """What an export is made of."""

    export: ExportPersonalData
    files: ReadFiles
    now: Clock


@asynccontextmanager
async def turn_of(turns: asyncio.Semaphore) -> AsyncIterator[None]:
    """Raises ExportsBusy for whoever would wait too long."""
    try:
        async with asyncio.timeout(_LONGEST_WAIT):
            await turns.acquire()
    except TimeoutError:
        raise ExportsBusy from None
    try:
        yield
    finally:
        turns.release()


async def written(stories: ExportStories, owner: UserId, kind: Kind) -> IO[bytes]:
    """All of it, before the answer begins: what fails is a problem, not half an export."""
    file = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - `chunks` closes it
    try:
        if kind == "zip":
            await _write_archive(file, stories, owner)
        else:
            await _write(file, stories.export(owner))
    except BaseException:
        file.close()
        raise
    return file


async def _write(file: IO[bytes], pieces: AsyncIterable[bytes]) -> None:
    async for piece in pieces:
        await asyncio.to_thread(file.write, piece)


async def _write_archive(file: IO[bytes], stories: ExportStories, owner: UserId) -> None:
    now = stories.now()
    with ZipFile(file, "w") as archive:
        with archive.open(
            _entry("export.json", now, ZIP_DEFLATED), "w", force_zip64=True
        ) as document:
            await _write(document, stories.export(owner))
        async for path, content in stories.files(owner):
            entry = _entry(path, now, ZIP_STORED)  # most kinds of files are compressed already
            await asyncio.to_thread(archive.writestr, entry, content)


def _entry(path: str, now: datetime, method: int) -> ZipInfo:
    entry = ZipInfo(path, (now.year, now.month, now.day, now.hour, now.minute, now.second))
    entry.compress_type = method
    return entry


def rewound(file: IO[bytes]) -> int:
    """Its size; what is read next is its beginning."""
    size = file.tell()
    file.seek(0)
    return size


async def chunks(file: IO[bytes]) -> AsyncIterator[bytes]:
    """Its client has ten minutes: what is not read by then does not stay on disk."""
    ending = asyncio.get_running_loop().call_later(_LONGEST_READ, file.close)
    try:
        while not file.closed and (chunk := await asyncio.to_thread(file.read, _CHUNK)):
            yield chunk
    finally:
        ending.cancel()
        file.close()
