"""A person adds a CV to the account."""

from dataclasses import dataclass

from jobr_core.accounts.model import UserId
from jobr_core.cvs.model import CvId, StoredCv
from jobr_core.cvs.parsing import ENGINE
from jobr_core.cvs.ports import BeginCvsWork, DocumentReader
from jobr_core.cvs.reading import read_cv
from jobr_core.shared.clock import Clock
from jobr_core.shared.ids import IdSource
from jobr_core.shared.unit_of_work import RunAside


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadCv:
    """Reads a file and keeps it as one of the owner's CVs.

    Raises `cvs.errors.Document…` or JsonResumeInvalid; then nothing is kept.
    """

    begin: BeginCvsWork
    read: DocumentReader
    aside: RunAside
    now: Clock
    new_id: IdSource

    async def __call__(self, *, owner: UserId, file_name: str, content: bytes) -> StoredCv:
        cv, media_type = await read_cv(content, file_name, self.read, self.aside)
        stored = StoredCv(
            id=CvId(self.new_id()),
            owner=owner,
            file_name=file_name,
            media_type=media_type,
            engine=ENGINE,
            cv=cv,
            created_at=self.now(),
        )
        async with self.begin() as work:
            await work.cvs.add(stored)
            await work.commit()
        return stored
