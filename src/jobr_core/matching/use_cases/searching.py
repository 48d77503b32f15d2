"""A person looks for something among the postings that fit."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from jobr_core.accounts.model import UserId
from jobr_core.cvs.stored import CvId
from jobr_core.jobs.facts import InEuro
from jobr_core.jobs.places import FindCity
from jobr_core.jobs.ports import PostingIndex
from jobr_core.jobs.search import MOST_WEIGHED, Criteria, PostingSearch, criteria
from jobr_core.matching.ports import AskerOf, FindBest
from jobr_core.matching.preferences import Preferences
from jobr_core.matching.report import MatchReport


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchMatches:
    """The best of what a search finds, best first; by other preferences than those stated, if some
    are given. Where few of the closest postings are found, the search's own best are scored too.
    Raises NoCv, CvNotFound."""

    asker_of: AskerOf
    best: FindBest
    index: PostingIndex
    find_city: FindCity
    in_euro: InEuro

    async def __call__(
        self,
        asked: PostingSearch,
        *,
        owner: UserId,
        cv_id: CvId | None = None,
        preferences: Preferences | None = None,
        limit: int = 20,
    ) -> tuple[MatchReport, ...]:
        asker = await self.asker_of(owner, cv_id)
        if preferences is not None:
            asker = replace(asker, preferences=preferences)
        wanted = criteria(asked, find_city=self.find_city, in_euro=self.in_euro)
        found = await self.best(asker, limit, narrow=partial(self._found, wanted))
        return tuple(match.report for match in found)

    async def _found(self, wanted: Criteria, closest: Sequence[str]) -> tuple[str, ...]:
        close = await self._searched(replace(wanted, among=frozenset(closest)))
        further = await self._searched(wanted) if len(close) < MOST_WEIGHED else ()
        return tuple(dict.fromkeys((*close, *further)))

    async def _searched(self, wanted: Criteria) -> tuple[str, ...]:
        found = await self.index.search(wanted, limit=MOST_WEIGHED, cursor=None)
        return tuple(posting.id for posting in found.postings)
