"""Content as UTF-8, out of gzip and UTF-16, a piece at a time."""

import codecs
import io
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from gzip import BadGzipFile, GzipFile
from typing import Final, Protocol

from jobr_adapters.job_boards.row import CHUNK, LONGEST_RECORD, BrokeOff
from jobr_core.jobs.errors import PostingsUnreadable

_LARGEST_UNPACKED: Final = 10 * 1024**3
_UNSUSPECTED: Final = 1024**3
_MOST_TIMES: Final = 100
"""Gzip makes a thousand times more of nothing; postings, ten times more. Bytes above which
content that grows more than so many times is taken for an attack."""
_UTF_16: Final = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_UTF_32: Final = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)


class Readable(Protocol):
    """What a file of postings must be able to do."""

    def read(self, size: int, /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Opened:
    """`content` without its byte order mark. `marked`: it had one, so that it is UTF-8 for sure,
    whatever an XML declaration says."""

    content: io.BufferedReader
    marked: bool

    @property
    def head(self) -> bytes:
        """Up to 4 MB from the start, which stay where they are; before anything else is read."""
        return self.content.peek()


def opened(file: Readable) -> Opened:
    """Raises PostingsUnreadable for UTF-32 and for UTF-16 without its mark."""
    content = _buffered(file.read)
    if content.peek()[:2] == b"\x1f\x8b":
        content = _buffered(_unpacked(content))
    head = content.peek()[:4]
    if head in _UTF_32 or (head[:2] not in _UTF_16 and b"\x00" in head):
        raise PostingsUnreadable(
            "This is not a file of postings Jobr can read: its text must be UTF-8, or UTF-16 with "
            "a byte order mark. Save it as UTF-8."
        )
    if head[:2] in _UTF_16:
        content.read(2)
        return Opened(_buffered(_recoded(content, _UTF_16[head[:2]])), marked=True)
    marked = head[:3] == codecs.BOM_UTF8
    if not marked:
        return Opened(content, marked=False)
    content.read(3)
    return Opened(_buffered(content.read1), marked=True)


class _Filled(io.RawIOBase):
    """Answers as much as was asked for as long as there is any, so that `peek` shows all of a
    buffer; sockets and decompressors answer less. What was whole before damage comes first."""

    def __init__(self, read: Callable[[int], bytes]) -> None:
        self._read = read
        self._broke: BrokeOff | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]  # its only caller
        if self._broke:
            raise self._broke
        filled = 0
        try:
            while filled < len(buffer) and (piece := self._read(len(buffer) - filled)):
                buffer[filled : filled + len(piece)] = piece
                filled += len(piece)
        except BrokeOff as error:
            if not filled:
                raise
            self._broke = error
        return filled


class _Counted(io.RawIOBase):
    """`count` bytes were read."""

    def __init__(self, content: io.BufferedReader) -> None:
        self._content = content
        self.count = 0

    def read(self, size: int = -1, /) -> bytes:
        piece = self._content.read(size)
        self.count += len(piece)
        return piece


def _buffered(read: Callable[[int], bytes]) -> io.BufferedReader:
    return io.BufferedReader(_Filled(read), LONGEST_RECORD)


def _unpacked(content: io.BufferedReader) -> Callable[[int], bytes]:
    source, total = _Counted(content), 0
    packed = GzipFile(fileobj=source)

    def read(size: int) -> bytes:
        nonlocal total
        try:
            piece = packed.read1(size)
        except (EOFError, BadGzipFile, zlib.error):
            raise BrokeOff("the gzip file is damaged or was cut off") from None
        total += len(piece)
        if total > _LARGEST_UNPACKED:
            raise BrokeOff("the gzip file holds more than 10 GB")
        if total > max(_UNSUSPECTED, _MOST_TIMES * source.count):
            raise BrokeOff("the gzip file holds more than 100 times its size")
        return piece

    return read


def _recoded(content: io.BufferedReader, encoding: str) -> Callable[[int], bytes]:
    decoder, ready = codecs.getincrementaldecoder(encoding)(), b""

    def read(size: int) -> bytes:
        nonlocal ready
        while not ready:
            piece = content.read1(CHUNK)
            try:
                ready = decoder.decode(piece, final=not piece).encode()
            except UnicodeDecodeError:
                raise BrokeOff("the text is not UTF-16, as its first two bytes say") from None
            if not piece:
                break
        answer, ready = ready[:size], ready[size:]
        return answer

    return read
