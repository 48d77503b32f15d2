"""Features of many postings at a time."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from jobr_core.jobs.model import JobPosting
from jobr_core.matching.features import features_of
from jobr_core.matching.ports import ComputedFeatures
from jobr_core.shared.unit_of_work import RunAside

Task = tuple[JobPosting, ...]
_FEW: Final = 20
"""Postings that are not worth starting a process for."""


def computed(postings: Sequence[JobPosting]) -> list[ComputedFeatures]:
    from jobr_adapters.match_index.rows import packed  # with numpy: a tenth of a second

    return [
        ComputedFeatures(posting=posting, features=features, index_row=packed(features))
        for posting in postings
        for features in (features_of(posting),)
    ]


@dataclass(frozen=True, slots=True)
class FeatureComputing:
    """A few beside the other work of this process, many in one of their own, so that a server that
    imports goes on answering."""

    aside: RunAside
    elsewhere: Callable[[Task], Awaitable[list[ComputedFeatures]]]

    async def __call__(self, postings: Sequence[JobPosting]) -> Sequence[ComputedFeatures]:
        if len(postings) <= _FEW:
            return await self.aside(partial(computed, postings))
        return await self.elsewhere(tuple(postings))
