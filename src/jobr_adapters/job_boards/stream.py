"""Sources of any size → batches of described postings, read here and described by workers."""

import asyncio
import os
from collections import Counter, deque
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import IO, Final

from jobr_adapters.job_boards.recognition import AUTO, format_named, told_by
from jobr_adapters.job_boards.row import Row
from jobr_adapters.job_boards.rows import rows_of
from jobr_adapters.job_boards.workers import Workers
from jobr_core.jobs.errors import PostingsUnreadable
from jobr_core.jobs.facts import Describe, DescribedPosting
from jobr_core.jobs.imports import BrokenRecord, PostingsBatch
from jobr_core.jobs.ports import PostingsStream

_BOARDS: Final = frozenset(("greenhouse", "lever", "ashby"))
"""Formats whose documents list a whole board."""
_MOST_ROWS: Final = 500
_MOST_CHARACTERS: Final = 8 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Rows read together, and what went wrong behind them."""

    rows: tuple[Row, ...]
    error: PostingsUnreadable | None
    is_last: bool


@dataclass(frozen=True, slots=True)
class _Job:
    rows: tuple[Row, ...]
    format: str | None
    board: str | None


class ParallelStream(PostingsStream):
    """`describe` is sent to the workers, so it is made of functions of modules."""

    def __init__(self, describe: Describe, *, workers: int | None = None) -> None:
        self._describe = describe
        self._workers = workers or len(os.sched_getaffinity(0))

    async def __call__(
        self,
        file: IO[bytes],
        *,
        format: str,  # noqa: A002
        board: str | None = None,
        behind: int = 0,
    ) -> AsyncIterator[PostingsBatch]:
        named = format_named(format)
        chunks = _chunks(file, behind)
        first = await asyncio.to_thread(next, chunks)
        if first.is_last:  # no worker is worth its start
            if first.rows:
                job = _Job(first.rows, named, board)
                yield await asyncio.to_thread(_batch, self._describe, job)
            _raise_if(first.error)
            return
        with Workers(partial(_batch, self._describe), self._workers) as workers:
            async for batch in self._all(workers, first, chunks, named, board):
                yield batch

    async def _all(
        self,
        workers: Workers[_Job, PostingsBatch],
        chunk: _Chunk,
        chunks: Iterator[_Chunk],
        name: str | None,
        board: str | None,
    ) -> AsyncIterator[PostingsBatch]:
        """In order; one chunk more than there are workers is on its way."""
        waiting: deque[asyncio.Future[PostingsBatch]] = deque()
        while True:
            if chunk.rows:
                waiting.append(workers(_Job(chunk.rows, name, board)))
            while waiting and (chunk.is_last or len(waiting) > self._workers):
                yield await waiting.popleft()
            if chunk.is_last:
                break
            chunk = await asyncio.to_thread(next, chunks)
        _raise_if(chunk.error)


def _chunks(file: IO[bytes], behind: int) -> Iterator[_Chunk]:
    """At least one; the last one is marked."""
    rows, error = rows_of(file), None
    taken: list[Row] = []
    size = 0
    while True:
        try:
            row = next(rows, None)
        except PostingsUnreadable as found:
            row, error = None, found
        if row is None:
            yield _Chunk(tuple(taken), error, is_last=True)
            return
        if row.position <= behind:
            continue
        if len(taken) == _MOST_ROWS or size > _MOST_CHARACTERS:
            yield _Chunk(tuple(taken), None, is_last=False)
            taken, size = [], 0
        taken.append(row)
        size += _size(row)


def _size(row: Row) -> int:
    if isinstance(row.content, bytes):
        return len(row.content)
    if isinstance(row.content, dict):
        return sum(len(value) for value in row.content.values() if isinstance(value, str))
    return 0


def _batch(describe: Describe, job: _Job) -> PostingsBatch:
    postings: list[DescribedPosting] = []
    positions: list[int] = []
    broken: list[BrokenRecord] = []
    names = Counter[str]()
    for row in job.rows:
        told = told_by(row, format=job.format, board=job.board)
        if isinstance(told, BrokenRecord):
            broken.append(told)
        else:
            names[told[0]] += 1
            postings.append(describe(told[1]))
            positions.append(row.position)
    return PostingsBatch(
        through=job.rows[-1].position,
        format=names.most_common(1)[0][0] if names else job.format or AUTO,
        postings=tuple(postings),
        positions=tuple(positions),
        broken=tuple(broken),
        is_board=_is_board(job.rows, names),
    )


def _is_board(rows: Sequence[Row], names: Counter[str]) -> bool:
    """Lines may be of anything; a document with several records of a board is its list."""
    lists = not any(isinstance(row.content, bytes) for row in rows)
    return lists and rows[-1].position > 1 and bool(names) and names.keys() <= _BOARDS


def _raise_if(error: PostingsUnreadable | None) -> None:
    if error is not None:
        raise error
