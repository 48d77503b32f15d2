"""A body into a file, counted as it comes and as it unpacks."""

import asyncio
import zlib
from abc import abstractmethod
from collections.abc import AsyncGenerator, Iterator
from contextlib import aclosing
from typing import BinaryIO, Final, Protocol

import httpx2

from jobr_core.jobs.errors import SourceFailed, SourceTooLarge

_PIECE: Final = 1024 * 1024


class _Unpacking(Protocol):
    @abstractmethod
    def pieces(self, chunk: bytes) -> Iterator[bytes]:
        """Raises zlib.error."""

    @abstractmethod
    def end(self) -> None:
        """Raises EOFError where something is missing."""


async def keep_body(
    name: str, response: httpx2.Response, file: BinaryIO, *, limit: int, stall: float
) -> None:
    """Raises SourceTooLarge as soon as it is known, SourceFailed."""
    if _announced(response) > limit:
        raise _too_large(name, limit)
    unpacking = _unpacking(name, response)
    try:
        await _keep(name, response, file, unpacking, limit=limit, stall=stall)
        unpacking.end()
    except (EOFError, zlib.error) as error:
        raise SourceFailed(f"What {name} sent cannot be unpacked: it is damaged.") from error


async def _keep(
    name: str,
    response: httpx2.Response,
    file: BinaryIO,
    unpacking: _Unpacking,
    *,
    limit: int,
    stall: float,
) -> None:
    came = kept = 0
    async with aclosing(response.aiter_raw()) as body:
        while (chunk := await _next(name, body, stall)) is not None:
            came += len(chunk)
            for piece in unpacking.pieces(chunk):
                kept += len(piece)
                if max(came, kept) > limit:
                    raise _too_large(name, limit)
                file.write(piece)
                await asyncio.sleep(0)  # a chunk may unpack to a thousandfold; others go on


async def _next(name: str, body: AsyncGenerator[bytes], seconds: float) -> bytes | None:
    try:
        async with asyncio.timeout(seconds):
            return await anext(body, None)
    except TimeoutError as error:
        raise SourceFailed(
            f"{name} stopped amid its answer: nothing came for {seconds:g} seconds."
        ) from error


def _announced(response: httpx2.Response) -> int:
    length = response.headers.get("content-length", "")
    return int(length) if length.isascii() and length.isdecimal() else 0


def _unpacking(name: str, response: httpx2.Response) -> _Unpacking:
    match response.headers.get("content-encoding", "").strip().lower():
        case "" | "identity":
            return _Plain()
        case "gzip" | "x-gzip":
            return _Gunzip()
        case _:
            raise SourceFailed(f"{name} packs its answer in a way Jobr did not ask for.")


def _too_large(name: str, limit: int) -> SourceTooLarge:
    return SourceTooLarge(
        f"{name} sends more than {limit:,} bytes, which is what IMPORT_SIZE_LIMIT allows."
    )


class _Plain(_Unpacking):
    """As it comes."""

    def pieces(self, chunk: bytes) -> Iterator[bytes]:
        yield chunk

    def end(self) -> None:
        pass


class _Gunzip(_Unpacking):
    """At most a megabyte at once however well it was packed. The decoder of httpx2 takes half a
    file for a whole one, and leaves out all members but the first (RFC 1952 §2.2)."""

    def __init__(self) -> None:
        self._member = _member()
        self._amid = False

    def pieces(self, chunk: bytes) -> Iterator[bytes]:
        while chunk := chunk if self._amid else chunk.lstrip(b"\0"):  # padding between members
            self._amid = True
            yield self._member.decompress(chunk, _PIECE)
            chunk = self._member.unconsumed_tail
            if self._member.eof:
                chunk = self._member.unused_data
                self._member, self._amid = _member(), False

    def end(self) -> None:
        if self._amid:
            raise EOFError


def _member() -> "zlib._Decompress":
    return zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)  # gzip
