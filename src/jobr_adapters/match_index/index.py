"""The index as it is asked: a snapshot, what came since, and what is gone since."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Self

import numpy as np
from numpy.typing import NDArray

from jobr_adapters.match_index.closeness import Numbers, Seeker, closeness, levels
from jobr_adapters.match_index.rows import ROW, Rows, taken, unpacked
from jobr_adapters.match_index.snapshot import Snapshot, best_of, ids_of, keys_of

LOOKED_THROUGH: Final = 20_000
"""Rows of a snapshot a question looks at: more costs time, fewer lose good ones
(`nox -s bench -- matching`)."""
MOST_RECENT: Final = 16_000
"""Rows beside the snapshot before they belong into the next one."""
_BY_LEVEL: Final = 4_000
"""Of so many rows that stand nearest skills and years are looked at: together they weigh a quarter
of what the occupation does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchIndex:
    """Never changed, only replaced: whoever asks sees one state of it."""

    snapshot: Snapshot
    gone: NDArray[np.bool_]
    """Rows of the snapshot that are not true any more."""
    recent: Mapping[str, bytes]
    rows: Rows
    keys: NDArray[Any]

    @classmethod
    def on(cls, snapshot: Snapshot) -> Self:
        gone = np.zeros(len(snapshot), np.bool_)
        return cls(snapshot=snapshot, gone=gone, recent={}, rows=np.empty(0, ROW), keys=keys_of(()))

    def __len__(self) -> int:
        return len(self.snapshot) - int(self.gone.sum()) + len(self.recent)

    @property
    def is_grown(self) -> bool:
        """Whether it is time for a new snapshot."""
        return len(self.recent) > MOST_RECENT

    def nearest(self, seeker: Seeker, most: int, *, enough: int = LOOKED_THROUGH) -> list[str]:
        """The ids of about the `most` postings that fit best, the best first."""
        looked = self.snapshot.near(seeker, enough)
        looked = looked[~self.gone[looked]]
        old, old_scores = _best(
            taken(self.snapshot.rows, looked), self.snapshot.keys[looked], seeker, most
        )
        new, new_scores = _best(self.rows, self.keys, seeker, most)
        keys, scores = np.concatenate([old, new]), np.concatenate([old_scores, new_scores])
        order = np.lexsort((keys["low"], keys["high"], -scores))[:most]
        return ids_of(keys[order])

    def changed(self, rows: Mapping[str, bytes | None]) -> Self:
        """With what these postings are now: a row, or None where nobody may find them."""
        gone = self.gone.copy()
        places = self.snapshot.places(keys_of(list(rows)))
        gone[places[places >= 0]] = True
        recent = {own: row for own, row in self.recent.items() if own not in rows}
        recent |= {own: row for own, row in rows.items() if row is not None}
        return replace(
            self,
            gone=gone,
            recent=recent,
            rows=unpacked(recent.values()),
            keys=keys_of(list(recent)),
        )

    def merged(self) -> Snapshot:
        """Everything there is, as a snapshot."""
        kept = np.flatnonzero(~self.gone)
        return Snapshot.of(
            np.concatenate([self.snapshot.rows[kept], self.rows]),
            np.concatenate([self.snapshot.keys[kept], self.keys]),
        )


def index_of(ids: Sequence[str], rows: Sequence[bytes]) -> MatchIndex:
    return MatchIndex.on(Snapshot.of(unpacked(rows), keys_of(ids)))


def _best(
    rows: Rows, keys: NDArray[Any], seeker: Seeker, most: int
) -> tuple[NDArray[Any], Numbers]:
    """The keys of the closest rows and how close they are."""
    level = levels(rows, seeker)
    near = best_of(level, keys, _BY_LEVEL)
    scores = closeness(taken(rows, near), level[near], seeker)
    best = best_of(scores, keys[near], most)
    return keys[near[best]], scores[best]
