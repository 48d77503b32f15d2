"""Anybody signed in has a CV compared with postings, neither of which need be kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from jobr_core.cvs.model import Cv
from jobr_core.jobs.errors import PostingNotFound
from jobr_core.jobs.model import JobPosting
from jobr_core.jobs.places import FindCity
from jobr_core.jobs.ports import JobPostings
from jobr_core.matching.evidence import evidence_of
from jobr_core.matching.features import featured
from jobr_core.matching.model import Match
from jobr_core.matching.preferences import Preferences
from jobr_core.matching.scoring import best_first, score_featured
from jobr_core.shared.clock import Clock
from jobr_core.shared.unit_of_work import RunAside


@dataclass(frozen=True, slots=True, kw_only=True)
class ScorePostings:
    """Every posting with its report, best first."""

    aside: RunAside
    now: Clock
    find_city: FindCity

    async def __call__(
        self, cv: Cv, postings: Sequence[JobPosting], preferences: Preferences
    ) -> tuple[Match, ...]:
        return await self.aside(partial(self._scored, cv, postings, preferences))

    def _scored(
        self, cv: Cv, postings: Sequence[JobPosting], preferences: Preferences
    ) -> tuple[Match, ...]:
        evidence, today = evidence_of(cv), self.now().date()
        scored = (
            Match(
                one,
                score_featured(
                    evidence, featured(one), preferences, today=today, find_city=self.find_city
                ),
            )
            for one in postings
        )
        return tuple(sorted(scored, key=lambda match: best_first(match.report)))


async def postings_named(ids: Sequence[str], postings: JobPostings) -> list[JobPosting]:
    """In the order of their ids. Raises PostingNotFound, which names all that are unknown."""
    found, unknown = list[JobPosting](), dict[str, None]()
    for own in ids:
        try:
            found.append(await postings.by_id(own))
        except PostingNotFound:
            unknown[own] = None
    if unknown:
        raise PostingNotFound(f"There is no such posting: {', '.join(unknown)}.")
    return found
