"""Somebody asks for matches."""

from dataclasses import dataclass
from functools import partial

from jobr_core.accounts.model import UserId
from jobr_core.cvs.ports import Cvs
from jobr_core.cvs.stored import CvId
from jobr_core.matching.model import Asker
from jobr_core.matching.ports import Feedback, StatedPreferences
from jobr_core.matching.taste import NO_TASTE, taste_of
from jobr_core.shared.unit_of_work import RunAside


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadAsker:
    """Who they are to matching, by the CV named or else their default. Raises NoCv, CvNotFound."""

    cvs: Cvs
    preferences: StatedPreferences
    feedback: Feedback
    aside: RunAside

    async def __call__(self, owner: UserId, cv_id: CvId | None = None) -> Asker:
        if cv_id is None:
            stored = await self.cvs.default_of(owner)
        else:
            stored = await self.cvs.by_id(cv_id, owner=owner)
        labels = await self.feedback.labels_of(owner)
        taste = await self.aside(partial(taste_of, labels)) if labels else NO_TASTE
        return Asker(
            owner=owner,
            cv_id=stored.id,
            cv_version=stored.version,
            cv=stored.cv,
            preferences=await self.preferences.of(owner),
            taste=taste,
        )
