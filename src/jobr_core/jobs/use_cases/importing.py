"""Postings come in: from a file, or from where a board has them."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import IO, Final

from jobr_core.jobs.addresses import Board, BoardAddresses, PostingsAddress
from jobr_core.jobs.errors import (
    NoPostings,
    PostingsCutOff,
    PostingsUnreadable,
    SourceFailed,
    SourceMissing,
)
from jobr_core.jobs.ports import (
    BeginPostingsWork,
    BrokenRecord,
    Fetcher,
    ImportRun,
    ImportRuns,
    NotModified,
    PostingsBatch,
    PostingsStream,
)
from jobr_core.jobs.storing import Stored, StoredPosting, changes

MOST_REPORTED: Final = 1_000
"""Broken records told one by one; further ones are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostingsContent:
    """What is to be imported. `board` is the one all of it is known to be of, `run` what to
    remember it by, `is_whole` whether a board's list in it can be taken for all its postings."""

    file: IO[bytes]
    format: str = "auto"
    board: Board | None = None
    run: ImportRun | None = None
    is_whole: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOutcome:
    """How many postings were new, changed, known already, or are no longer on their board, and
    which records were left out: all are counted, the first 1,000 told."""

    format: str = "auto"
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    closed: int = 0
    left_out: int = 0
    broken: tuple[BrokenRecord, ...] = field(default_factory=tuple)
    resumed_behind: int = 0
    """Position of the last record an earlier, interrupted import of the same file had reached."""
    is_not_modified: bool = False
    """The address says that nothing has changed since the last import."""

    @property
    def stored(self) -> int:
        return self.created + self.updated + self.unchanged

    def with_batch(self, batch: PostingsBatch, stored: Sequence[StoredPosting]) -> "ImportOutcome":
        outcomes = [posting.outcome for posting in stored]
        return replace(
            self,
            format=batch.format if self.format == "auto" else self.format,
            created=self.created + outcomes.count(Stored.CREATED),
            updated=self.updated + outcomes.count(Stored.UPDATED),
            unchanged=self.unchanged + outcomes.count(Stored.UNCHANGED),
            left_out=self.left_out + len(batch.broken),
            broken=(*self.broken, *batch.broken)[:MOST_REPORTED],
        )


Progress = Callable[[ImportOutcome], None]


def untold(_: ImportOutcome) -> None:
    """`Progress` nobody looks at."""


@dataclass(slots=True)
class _Seen:
    """What boards have, as far as whole lists of them were read."""

    of: dict[Board, set[str]] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)

    def add(self, batch: PostingsBatch, known: Board | None) -> None:
        if not batch.is_board and known is None:
            return
        for described in batch.postings:
            posting = described.posting
            board = Board(posting.source, posting.board)
            self.of.setdefault(board, set()).add(posting.external_id)
        self.broken |= {record.external_id for record in batch.broken if record.external_id}


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPostings:
    """Reads postings and stores them batch by batch; importing the same again changes nothing.

    Broken records are told and left out. Postings of a board that its list no longer has are
    closed, once all of the list was read. An interrupted import of the same file goes on where it
    stood. Raises FormatUnknown, PostingsUnreadable, NoPostings; PostingsCutOff for content that
    ends too early, all postings before being kept; SourceFailed where a board has something else
    than its list.
    """

    begin: BeginPostingsWork
    stream: PostingsStream
    runs: ImportRuns

    async def __call__(self, content: PostingsContent, *, told: Progress = untold) -> ImportOutcome:
        behind = await self._reached(content.run)
        outcome, seen = ImportOutcome(resumed_behind=behind), _Seen()
        name = content.board and content.board.name
        batches = self.stream(content.file, format=content.format, board=name, behind=behind)
        try:
            async for batch in batches:
                seen.add(batch, content.board)
                outcome = outcome.with_batch(batch, await self._store(batch, content.run))
                told(outcome)
        except PostingsCutOff as error:
            if not outcome.stored:
                raise
            raise PostingsCutOff(f"{error} {_kept(outcome.stored)}; none was closed.") from error
        except PostingsUnreadable as error:
            if content.board is None:
                raise
            raise _no_list_of(content.board) from error
        if not outcome.stored and not behind and not _is_empty_board(content, outcome):
            raise _none_good(content.board, outcome)
        return replace(outcome, closed=await self._finish(content, seen))

    async def _reached(self, run: ImportRun | None) -> int:
        last = run and await self.runs.of(run.source)
        same = last and run and last.version == run.version
        return (last.through or 0) if last and same else 0

    async def _store(self, batch: PostingsBatch, run: ImportRun | None) -> Sequence[StoredPosting]:
        async with self.begin() as work:
            stored = await work.postings.store(batch.postings)
            work.events.record(*changes(stored))
            if run and not batch.is_board:  # a list counts only if it is read from its start
                await work.import_runs.keep(replace(run, through=batch.through))
            await work.commit()
        return stored

    async def _finish(self, content: PostingsContent, seen: _Seen) -> int:
        boards: Mapping[Board, set[str]] = seen.of if content.is_whole else {}
        if content.board is not None:
            boards = {content.board: set[str](), **boards}
        closed: list[StoredPosting] = []
        async with self.begin() as work:
            for board, ids in sorted(boards.items()):
                closed += await work.postings.close_unseen(
                    board.source, board.name, seen=ids | seen.broken
                )
            work.events.record(*changes(closed))
            if content.run:
                await work.import_runs.keep(replace(content.run, through=None))
            await work.commit()
        return len(closed)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportFromAddress:
    """Imports what a board or an address has now. Raises what fetching and importing raise."""

    begin: BeginPostingsWork
    fetch: Fetcher
    import_postings: ImportPostings
    runs: ImportRuns
    boards: BoardAddresses

    async def __call__(
        self,
        source: str,
        *,
        format: str = "auto",  # noqa: A002
        told: Progress = untold,
    ) -> ImportOutcome:
        *others, last = self.boards.asked_for(source)
        for address in others:
            with suppress(SourceMissing):
                return await self._import(address, format, told)
        try:
            return await self._import(last, format, told)
        except SourceMissing as error:
            if last.board is None:
                raise
            raise SourceMissing(
                f"{last.board.source.capitalize()} has no board “{last.board.name}”, or it is not "
                "public. Nothing was changed."
            ) from error

    async def _import(self, address: PostingsAddress, name: str, told: Progress) -> ImportOutcome:
        key = hashlib.sha256(address.url.encode()).hexdigest()  # an address may hold secrets
        known = await self.runs.of(key)
        etag, since = (known.version or None, known.last_modified) if known else (None, None)
        async with self.fetch(address.url, etag=etag, last_modified=since) as fetched:
            if isinstance(fetched, NotModified):
                return ImportOutcome(format=address.format, is_not_modified=True)
            if known:  # what was there before counts no more once half of this is imported
                await self._remember(ImportRun(source=key, version=""))
            content = PostingsContent(
                file=fetched.content,
                format=address.format if name == "auto" else name,
                board=address.board,
                is_whole=address.is_whole,
            )
            outcome = await self.import_postings(content, told=told)
        await self._remember(
            ImportRun(source=key, version=fetched.etag or "", last_modified=fetched.last_modified)
        )
        return outcome

    async def _remember(self, run: ImportRun) -> None:
        async with self.begin() as work:
            await work.import_runs.keep(run)
            await work.commit()


def _is_empty_board(content: PostingsContent, outcome: ImportOutcome) -> bool:
    """An employer with no openings, and not a page that says to come again later."""
    if content.board is None or outcome.left_out:
        return False
    content.file.seek(0)
    return content.file.read(64).lstrip()[:1] in (b"{", b"[")


def _kept(number: int) -> str:
    if number == 1:
        return "1 posting before that was imported"
    return f"{number:,} postings before that were imported"


def _none_good(board: Board | None, outcome: ImportOutcome) -> NoPostings | SourceFailed:
    if not outcome.broken:
        return _no_list_of(board) if board else NoPostings("There is no posting in this file.")
    first = outcome.broken[0]
    if outcome.left_out == 1:
        return NoPostings(f"The only record is no posting: {first.reason}")
    return NoPostings(
        f"None of the {outcome.left_out:,} records is a posting; "
        f"record {first.position}: {first.reason}"
    )


def _no_list_of(board: Board) -> SourceFailed:
    """It may be a page that says to come again later."""
    return SourceFailed(
        f"{board.source.capitalize()} answers for “{board.name}” with something else than its "
        "postings; nothing was changed. Try again later."
    )
