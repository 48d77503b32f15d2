"""What is imported, what came of it, and what may be closed for it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from io import SEEK_END
from typing import IO, Final

from jobr_core.jobs.addresses import Board
from jobr_core.jobs.errors import NoPostings, SourceFailed
from jobr_core.jobs.facts import DescribedPosting
from jobr_core.jobs.storing import Stored, StoredPosting

MOST_REPORTED: Final = 1_000
"""Broken records told one by one; further ones are counted."""
UNSTORABLE: Final = "too much to be stored: it has too many words, or too long names."


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenRecord:
    """A record that is no posting: where it stands in its file, counted from 1, and why."""

    position: int
    reason: str
    external_id: str | None = None
    """What its board calls it, where it says even that."""
    is_unlisted: bool = False
    """Its board means nobody to apply for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostingsBatch:
    """The next records of a source, ready to be stored. `positions` are those of the postings.
    `is_board`: they are of a list that holds all postings of a board."""

    through: int
    """Position of the last record."""
    format: str
    postings: tuple[DescribedPosting, ...]
    positions: tuple[int, ...]
    broken: tuple[BrokenRecord, ...] = ()
    is_board: bool = False

    def without(self, refused: Sequence[int]) -> "PostingsBatch":
        """With the postings at these positions among the broken records."""
        told = list(zip(self.positions, self.postings, strict=True))
        broken = (
            BrokenRecord(position=position, reason=UNSTORABLE, external_id=one.posting.external_id)
            for position, one in told
            if position in refused
        )
        return replace(
            self,
            postings=tuple(one for position, one in told if position not in refused),
            positions=tuple(position for position in self.positions if position not in refused),
            broken=tuple(sorted((*self.broken, *broken), key=lambda one: one.position)),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRun:
    """How far a source was imported. `version` changes with its content: for files their size and
    time, for addresses the entity tag."""

    source: str
    version: str
    through: int | None = None
    """Position of the last record imported; None once all are."""
    last_modified: str | None = None


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

    @property
    def is_without_jobs(self) -> bool:
        """Whether there is nothing in it but what its board does not list."""
        unlisted = sum(record.is_unlisted for record in self.broken)
        return not self.stored and self.left_out == unlisted


@dataclass(slots=True)
class Seen:
    """What boards have, as far as whole lists of them were read."""

    of: dict[Board, set[str]] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    is_sure: bool = True
    """Whether of every record it is known which posting it is: else any may be the one."""

    def add(self, batch: PostingsBatch, known: Board | None) -> None:
        if batch.postings and not batch.is_board and known is None:
            return
        for described in batch.postings:
            posting = described.posting
            board = Board(posting.source, posting.board)
            self.of.setdefault(board, set()).add(posting.external_id)
        self.broken |= {record.external_id for record in batch.broken if record.external_id}
        if any(not (record.external_id or record.is_unlisted) for record in batch.broken):
            self.is_sure = False


def is_empty_board(content: PostingsContent, outcome: ImportOutcome) -> bool:
    """An employer with no openings, and not a page that says to come again later."""
    if content.board is None or not outcome.is_without_jobs:
        return False
    content.file.seek(0)
    begins = b"[" if content.board.source == "lever" else b"{"
    return content.file.read(64).lstrip()[:1] == begins


_TOTAL: Final = re.compile(rb'"meta"\s*:\s*\{[^{}]*"total"\s*:\s*(\d{1,9})')
_META: Final = 2_000
"""Bytes at either end of a list in which Greenhouse tells how many postings there are."""


def is_part(content: PostingsContent, outcome: ImportOutcome) -> bool:
    """Whether a board says to have more postings than its list had."""
    if content.board is None:
        return False
    content.file.seek(0)
    start = content.file.read(_META)
    content.file.seek(max(0, content.file.seek(0, SEEK_END) - _META))
    told = _TOTAL.search(start) or _TOTAL.search(content.file.read())
    return told is not None and int(told[1]) > outcome.stored + outcome.left_out


def kept_before(number: int) -> str:
    if number == 1:
        return "1 posting before that was imported"
    return f"{number:,} postings before that were imported"


def none_good(board: Board | None, outcome: ImportOutcome) -> NoPostings | SourceFailed:
    if not outcome.broken:
        return no_list_of(board) if board else NoPostings("There is no posting in this file.")
    first = outcome.broken[0]
    if outcome.left_out == 1:
        return NoPostings(f"The only record is no posting: {first.reason}")
    return NoPostings(
        f"None of the {outcome.left_out:,} records is a posting; "
        f"record {first.position}: {first.reason}"
    )


def no_list_of(board: Board) -> SourceFailed:
    """It may be a page that says to come again later."""
    return SourceFailed(
        f"{board.source.capitalize()} answers for “{board.name}” with something else than its "
        "postings; nothing was changed. Try again later."
    )
