"""A person removes a CV."""

from dataclasses import dataclass

from jobr_core.accounts.model import UserId
from jobr_core.cvs.model import CvId
from jobr_core.cvs.ports import BeginCvsWork
from jobr_core.events.catalogue import CvDeleted


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveCv:
    """Removes one of the owner's CVs for good. Raises CvNotFound."""

    begin: BeginCvsWork

    async def __call__(self, *, owner: UserId, cv_id: CvId) -> None:
        async with self.begin() as work:
            await work.cvs.remove(cv_id, owner=owner)
            work.events.record(CvDeleted(cv_id=cv_id, user_id=owner))
            await work.commit()
