"""Whom new postings may concern: the index turned round, with CVs for rows.

numpy is imported on use: it takes a tenth of a second, and most commands never come here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from jobr_core.accounts.model import UserId
from jobr_core.jobs.requirements import Analysis
from jobr_core.matching.evidence import evidence_of
from jobr_core.matching.features import PostingFeatures
from jobr_core.matching.model import Asker, MatchRun
from jobr_core.matching.ports import ComputedFeatures, Concerned
from jobr_core.shared.unit_of_work import RunAside

_MARGIN: Final = 15
"""Points a posting may have beside what its occupation tells: skills that are shown."""


@dataclass(frozen=True, slots=True)
class ByIndexRows(Concerned):
    """A posting concerns those for whom its occupation alone nearly reaches their bar."""

    aside: RunAside

    async def __call__(
        self, runs: Sequence[MatchRun], new: Sequence[ComputedFeatures]
    ) -> tuple[UserId, ...]:
        return await self.aside(partial(_concerned, runs, new))


@dataclass(frozen=True, slots=True)
class StandingRows:
    """Where people stand, as rows of an index."""

    aside: RunAside

    async def __call__(self, asker: Asker) -> bytes:
        return await self.aside(partial(_standing, asker))


def _concerned(runs: Sequence[MatchRun], new: Sequence[ComputedFeatures]) -> tuple[UserId, ...]:
    if not runs:
        return ()
    import numpy as np

    from jobr_adapters.match_index.closeness import Seeker, closeness, levels
    from jobr_adapters.match_index.rows import unpacked

    rows = unpacked(run.standing for run in runs)
    bars = np.array([run.bar for run in runs]) - _MARGIN
    reached = np.zeros(len(runs), np.bool_)
    for one in new:
        seeker = Seeker.of_posting(one.features)
        reached |= closeness(rows, levels(rows, seeker), seeker) >= bars
    return tuple(run.owner for run, is_reached in zip(runs, reached, strict=True) if is_reached)


def _standing(asker: Asker) -> bytes:
    from jobr_adapters.match_index.rows import packed

    about = evidence_of(asker.cv).standing.about
    return packed(PostingFeatures(wanted=about, wording={}, asked=Analysis(seniority=None)))
