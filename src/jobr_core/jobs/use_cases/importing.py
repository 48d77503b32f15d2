"""Postings come in: from a file, or from where a board has them."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from jobr_core.jobs.addresses import Board, BoardAddresses, PostingsAddress
from jobr_core.jobs.errors import PostingsCutOff, PostingsUnreadable, SourceMissing
from jobr_core.jobs.imports import (
    ImportOutcome,
    ImportRun,
    PostingsBatch,
    PostingsContent,
    Seen,
    is_empty_board,
    is_part,
    kept_before,
    no_list_of,
    none_good,
)
from jobr_core.jobs.ports import (
    BeginPostingsWork,
    Fetcher,
    ImportRuns,
    NotModified,
    PostingsStream,
)
from jobr_core.jobs.storing import StoredPosting, changes
from jobr_core.shared.errors import Malformed

Progress = Callable[[ImportOutcome], None]


def untold(_: ImportOutcome) -> None:
    """`Progress` nobody looks at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPostings:
    """Reads postings and stores them batch by batch; importing the same again changes nothing.

    Broken records are told and left out. Postings of a board that its list no longer has are
    closed, once all of the list was read and each record tells which posting it is. An interrupted
    import of the same file goes on where it stood. Raises FormatUnknown, PostingsUnreadable,
    NoPostings; PostingsCutOff for content that ends too early, all postings before being kept;
    SourceFailed where a board has something else than its list.
    """

    begin: BeginPostingsWork
    stream: PostingsStream
    runs: ImportRuns

    async def __call__(self, content: PostingsContent, *, told: Progress = untold) -> ImportOutcome:
        behind = await self._reached(content.run)
        outcome, seen = ImportOutcome(resumed_behind=behind), Seen()
        name = content.board and content.board.name
        batches = self.stream(content.file, format=content.format, board=name, behind=behind)
        try:
            async for batch in batches:
                seen.add(batch, content.board)
                outcome = outcome.with_batch(*await self._kept(batch, content.run))
                told(outcome)
        except PostingsCutOff as error:
            if not outcome.stored:
                raise
            raise PostingsCutOff(
                f"{error} {kept_before(outcome.stored)}; none was closed."
            ) from error
        except PostingsUnreadable as error:
            if content.board is None:
                raise
            raise no_list_of(content.board) from error
        if not outcome.stored and not behind and not is_empty_board(content, outcome):
            raise none_good(content.board, outcome)
        return replace(outcome, closed=await self._finish(content, seen, outcome))

    async def _reached(self, run: ImportRun | None) -> int:
        last = run and await self.runs.of(run.source)
        same = last and run and last.version == run.version
        return (last.through or 0) if last and same else 0

    async def _kept(
        self, batch: PostingsBatch, run: ImportRun | None
    ) -> tuple[PostingsBatch, Sequence[StoredPosting]]:
        """One by one where all together are refused: an odd posting costs nobody but itself."""
        with suppress(Malformed):
            return batch, await self._store(batch, run)
        stored: list[StoredPosting] = []
        refused: list[int] = []
        for position, posting in zip(batch.positions, batch.postings, strict=True):
            try:
                stored += await self._store(replace(batch, postings=(posting,)), None)
            except Malformed:
                refused.append(position)
        await self._store(replace(batch, postings=()), run)
        return batch.without(refused), stored

    async def _store(self, batch: PostingsBatch, run: ImportRun | None) -> Sequence[StoredPosting]:
        async with self.begin() as work:
            stored = await work.postings.store(batch.postings)
            work.events.record(*changes(stored))
            if run and not batch.is_board:  # a list counts only if it is read from its start
                await work.import_runs.keep(replace(run, through=batch.through))
            await work.commit()
        return stored

    async def _finish(self, content: PostingsContent, seen: Seen, outcome: ImportOutcome) -> int:
        boards: Mapping[Board, set[str]] = {}
        if content.is_whole and seen.is_sure and not is_part(content, outcome):
            own = {content.board: set[str]()} if content.board else {}
            boards = own | seen.of
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
