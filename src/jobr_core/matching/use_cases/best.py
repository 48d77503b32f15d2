"""The best postings for somebody, out of all there are."""

from collections.abc import Hashable, MutableMapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final

from jobr_core.jobs.places import FindCity
from jobr_core.matching.evidence import CvEvidence, evidence_of
from jobr_core.matching.features import FeaturedPosting
from jobr_core.matching.model import Asker, Match
from jobr_core.matching.ports import Candidates, Features, Narrow
from jobr_core.matching.scoring import rank_featured
from jobr_core.shared.clock import Clock
from jobr_core.shared.unit_of_work import RunAside

CANDIDATES: Final = 200
"""Scored in full: with fewer, one of the best 20 is lost now and then
(`nox -s bench -- matching`)."""

_BEFORE_NARROWING: Final = 3_000

EvidenceCache = MutableMapping[Hashable, CvEvidence]


@dataclass(frozen=True, slots=True, kw_only=True)
class FindBestMatches:
    """Candidates come from everything that is live; each is then scored in full."""

    candidates: Candidates
    features: Features
    aside: RunAside
    now: Clock
    known: EvidenceCache
    find_city: FindCity

    async def __call__(
        self, asker: Asker, limit: int, *, narrow: Narrow | None = None
    ) -> tuple[Match, ...]:
        evidence = await self._evidence(asker)
        today = self.now().date()
        if narrow is None:
            ids: Sequence[str] = await self.candidates(evidence, today, CANDIDATES)
        else:
            ids = await narrow(await self.candidates(evidence, today, _BEFORE_NARROWING))
        found = await self.features.shown(ids)
        ranked = partial(_ranked, asker, evidence, found, limit, today, self.find_city)
        return await self.aside(ranked)

    async def _evidence(self, asker: Asker) -> CvEvidence:
        """What a version of a CV proves never changes."""
        key = asker.cv_id, asker.cv_version
        evidence = self.known.get(key)
        if evidence is None:
            evidence = await self.aside(partial(evidence_of, asker.cv))
            self.known[key] = evidence
        return evidence


def _ranked(
    asker: Asker,
    evidence: CvEvidence,
    found: Sequence[FeaturedPosting],
    limit: int,
    today: date,
    find_city: FindCity,
) -> tuple[Match, ...]:
    reports = rank_featured(
        evidence,
        found,
        limit,
        asker.preferences,
        taste=asker.taste,
        today=today,
        find_city=find_city,
    )
    by_id = {one.posting.id: one.posting for one in found}
    return tuple(Match(by_id[report.job_id], report) for report in reports)
