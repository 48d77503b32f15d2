"""Somebody asks for matches."""

from dataclasses import dataclass

from jobr_core.accounts.model import UserId
from jobr_core.cvs.model import CvId
from jobr_core.cvs.ports import Cvs
from jobr_core.matching.model import Asker
from jobr_core.matching.ports import Feedback, StatedPreferences
from jobr_core.matching.taste import taste_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadAsker:
    """Who they are to matching, by the CV named or else their default. Raises NoCv, CvNotFound."""

    cvs: Cvs
    preferences: StatedPreferences
    feedback: Feedback

    async def __call__(self, owner: UserId, cv_id: CvId | None = None) -> Asker:
        if cv_id is None:
            stored = await self.cvs.default_of(owner)
        else:
            stored = await self.cvs.by_id(cv_id, owner=owner)
        return Asker(
            owner=owner,
            cv_id=stored.id,
            cv_version=stored.version,
            cv=stored.cv,
            preferences=await self.preferences.of(owner),
            taste=taste_of(await self.feedback.labels_of(owner)),
        )
