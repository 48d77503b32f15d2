"""Two ways to the same candidates: all rows there are, or the index."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final, Protocol

import numpy as np

from jobr_adapters.match_index.closeness import Seeker
from jobr_adapters.match_index.index import MatchIndex
from jobr_adapters.match_index.rows import ROW
from jobr_adapters.match_index.snapshot import Snapshot, keys_in
from jobr_core.matching.evidence import CvEvidence
from jobr_core.matching.ports import Candidates, Features, IndexRows
from jobr_core.shared.unit_of_work import RunAside

_MOST_NEW: Final = 200
"""Postings an answer looks at that came after the index was last brought up to date."""


@dataclass(frozen=True, slots=True)
class ExactCandidates(Candidates):
    """Reads every row: the reference, and what answers while there is no index yet."""

    features: Features
    aside: RunAside

    async def __call__(self, cv: CvEvidence, today: date, most: int) -> tuple[str, ...]:
        batches = [batch async for batch in self.features.all_index_rows()]
        found = await self.aside(partial(_nearest_of_all, batches, cv, today, most))
        lacking = await self.features.lacking(limit=_MOST_NEW)
        return (*found, *(posting.id for posting in lacking))


@dataclass(frozen=True, slots=True)
class Current:
    """An index, and the highest id it has seen: later postings have higher ones."""

    index: MatchIndex
    last: str | None


class KeepsCurrent(Protocol):
    """Who has the index of this process; None until there is one."""

    current: Current | None


@dataclass(frozen=True, slots=True)
class IndexedCandidates(Candidates):
    """Asks the index of this process, and the postings that came since; without an index yet,
    `exact`."""

    keeper: KeepsCurrent
    features: Features
    exact: ExactCandidates
    aside: RunAside

    async def __call__(self, cv: CvEvidence, today: date, most: int) -> tuple[str, ...]:
        current = self.keeper.current
        if current is None:
            return await self.exact(cv, today, most)
        new = await self.features.newest(current.last, _MOST_NEW)
        found = await self.aside(partial(_nearest, current.index, cv, today, most))
        return tuple(dict.fromkeys((*found, *new)))


def snapshot_of(batches: Iterable[IndexRows]) -> Snapshot:
    all_of = list(batches)
    rows = np.frombuffer(b"".join(batch.rows for batch in all_of), ROW)
    return Snapshot.of(rows, keys_in(b"".join(batch.ids for batch in all_of)))


def _nearest(index: MatchIndex, cv: CvEvidence, today: date, most: int) -> list[str]:
    return index.nearest(Seeker.of(cv, today), most)


def _nearest_of_all(
    batches: Iterable[IndexRows], cv: CvEvidence, today: date, most: int
) -> list[str]:
    snapshot = snapshot_of(batches)
    return MatchIndex.on(snapshot).nearest(Seeker.of(cv, today), most, enough=len(snapshot))
