"""A person gets the file back."""

from dataclasses import dataclass

from jobr_core.accounts.model import UserId
from jobr_core.cvs.errors import OriginalMissing
from jobr_core.cvs.ports import Cvs, Originals
from jobr_core.cvs.stored import CvId, StoredCv


@dataclass(frozen=True, slots=True, kw_only=True)
class DownloadOriginal:
    """The very bytes a CV was read from. Raises CvNotFound, OriginalMissing, FilesUnavailable."""

    cvs: Cvs
    originals: Originals

    async def __call__(self, *, owner: UserId, cv_id: CvId) -> tuple[StoredCv, bytes]:
        stored = await self.cvs.by_id(cv_id, owner=owner)
        if stored.original is None:
            raise OriginalMissing
        return stored, await self.originals.read(stored.original.key)
