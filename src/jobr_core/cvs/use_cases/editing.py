"""A person corrects what a CV says, and chooses which one counts."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from jobr_core.accounts.model import UserId
from jobr_core.cvs.bounds import within_bounds
from jobr_core.cvs.errors import CvChanged, NothingToChange, VersionNotFound
from jobr_core.cvs.model import Cv
from jobr_core.cvs.ports import BeginCvsWork, Cvs
from jobr_core.cvs.stored import CvId, CvStatus, StoredCv
from jobr_core.events.catalogue import CvUpdated
from jobr_core.shared.clock import Clock
from jobr_core.shared.unit_of_work import RunAside

EDITED: Final = "edited"


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What is to be different: a JSON Resume document as the new profile, or a former version
    again (one of the two), and whether this CV becomes the default."""

    profile: Mapping[str, object] | None = None
    restore: int | None = None
    make_default: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeCv:
    """Changes a CV; what it said before is kept as a former version.

    `version` is the one the change was made to, if the caller cares. Raises CvNotFound,
    CvChanged, JsonResumeInvalid, NoText, TooComplex, VersionNotFound, NothingToChange.
    """

    begin: BeginCvsWork
    cvs: Cvs
    aside: RunAside
    now: Clock

    async def __call__(
        self, *, owner: UserId, cv_id: CvId, changes: Changes, version: int | None = None
    ) -> StoredCv:
        stored = await self.cvs.by_id(cv_id, owner=owner)
        if version not in (None, stored.version):
            raise CvChanged
        changed = await self._with(changes, stored)
        if changed is stored and not changes.make_default:
            raise NothingToChange
        async with self.begin() as work:
            await work.cvs.shelf_of(owner)
            if changed is not stored:
                await work.cvs.replace(changed, version=stored.version)
            if changes.make_default:
                await work.cvs.make_default(cv_id, owner=owner)
            work.events.record(CvUpdated(cv_id=cv_id, user_id=owner, cv_version=changed.version))
            await work.commit()
        return replace(changed, is_default=changed.is_default or changes.make_default)

    async def _with(self, changes: Changes, stored: StoredCv) -> StoredCv:
        document = changes.profile
        if document is not None and changes.restore is not None:
            raise NothingToChange("Give either `profile` or `restore_version`, not both.")
        if document is not None:
            cv = await self.aside(lambda: within_bounds(Cv.from_json_resume(document)))
            return self._next(stored, cv, EDITED)
        if changes.restore is not None:
            for former in await self.cvs.versions_of(stored.id, owner=stored.owner):
                if former.number == changes.restore:
                    return self._next(stored, former.cv, former.engine)
            raise VersionNotFound
        return stored

    def _next(self, stored: StoredCv, cv: Cv, engine: str) -> StoredCv:
        return replace(
            stored,
            cv=cv,
            engine=engine,
            version=stored.version + 1,
            updated_at=self.now(),
            status=CvStatus.READY,
            refusal=None,
        )
