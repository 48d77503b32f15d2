"""Somebody wants to know whether a score is still what its receipt says."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from jobr_core.cvs.errors import CvNotFound
from jobr_core.cvs.model import Cv
from jobr_core.cvs.ports import Cvs
from jobr_core.jobs.places import FindCity
from jobr_core.jobs.ports import JobPostings
from jobr_core.matching.model import ReceiptOfMatch
from jobr_core.matching.ports import Feedback, StatedPreferences
from jobr_core.matching.receipts import Key, digest
from jobr_core.matching.scoring import score
from jobr_core.matching.taste import taste_of
from jobr_core.matching.verification import Verification, verified
from jobr_core.shared.unit_of_work import RunAside


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyReceipt:
    """Computes the score again, from the version of the CV it is of. Raises CvNotFound,
    PostingNotFound."""

    cvs: Cvs
    postings: JobPostings
    preferences: StatedPreferences
    feedback: Feedback
    keys: Mapping[str, Key]
    aside: RunAside
    find_city: FindCity

    async def __call__(self, told: ReceiptOfMatch) -> Verification:
        cv = await self._cv(told)
        posting = await self.postings.by_id(told.posting_id)
        wanted = await self.preferences.of(told.owner)
        taste = taste_of(await self.feedback.labels_of(told.owner))
        return await self.aside(
            partial(
                verified,
                told.receipt,
                keys=self.keys,
                cv=cv,
                posting=posting,
                preferences=wanted,
                taste_hash=digest(taste.to_json()),
                recompute=lambda day: score(
                    cv, posting, wanted, taste=taste, today=day, find_city=self.find_city
                ),
            )
        )

    async def _cv(self, told: ReceiptOfMatch) -> Cv:
        stored = await self.cvs.by_id(told.cv_id, owner=told.owner)
        if stored.version == told.cv_version:
            return stored.cv
        for former in await self.cvs.versions_of(told.cv_id, owner=told.owner):
            if former.number == told.cv_version:
                return former.cv
        raise CvNotFound
