"""A person removes a CV; files nobody needs are swept away."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from jobr_core.accounts.model import UserId
from jobr_core.cvs.errors import FilesUnavailable
from jobr_core.cvs.ports import BeginCvsWork, Cvs, Originals
from jobr_core.cvs.stored import CvId
from jobr_core.events.catalogue import CvDeleted
from jobr_core.shared.clock import Clock
from jobr_core.tasks.model import TaskKind, Urgency

SWEEP_ORIGINALS: Final = TaskKind(name="sweep_originals", urgency=Urgency.BULK, seconds=3_600)
_LONGEST_UPLOAD: Final = timedelta(hours=1)
"""A file that old without a CV will never get one."""
_SHORTEST_WAIT: Final = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveCv:
    """Removes one of the owner's CVs for good, its file with it. Raises CvNotFound.

    If it was the default, another one is now.
    """

    begin: BeginCvsWork
    originals: Originals

    async def __call__(self, *, owner: UserId, cv_id: CvId) -> None:
        async with self.begin() as work:
            await work.cvs.shelf_of(owner)
            unneeded = await work.cvs.remove(cv_id, owner=owner)
            await work.cvs.ensure_default(owner)
            work.events.record(CvDeleted(cv_id=cv_id, user_id=owner))
            await work.commit()
        if unneeded:
            with suppress(FilesUnavailable):  # then the sweep finds it
                await self.originals.remove(unneeded)


@dataclass(frozen=True, slots=True, kw_only=True)
class SweepOriginals:
    """Removes files that belong to no CV: Jobr was killed between the file and its CV, or could
    not reach the file store. Younger ones than an upload can last are left. Raises
    FilesUnavailable."""

    cvs: Cvs
    originals: Originals
    now: Clock

    async def __call__(self, *, older_than: timedelta = _LONGEST_UPLOAD) -> int:
        """How many it removed."""
        removed = 0
        older_than = max(older_than, _SHORTEST_WAIT)
        async for keys in self.originals.kept_before(self.now() - older_than):
            for key in await self.cvs.unneeded(keys):
                await self.originals.remove(key)
                removed += 1
        return removed
