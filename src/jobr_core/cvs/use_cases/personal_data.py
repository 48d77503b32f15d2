"""A person takes their CVs along, or leaves with them."""

from collections.abc import AsyncIterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Final

from jobr_core.accounts.model import UserId
from jobr_core.accounts.ports import RemoveFiles
from jobr_core.cvs.errors import FilesUnavailable, OriginalMissing
from jobr_core.cvs.personal_data import archive_path, cv_told
from jobr_core.cvs.ports import Cvs, Originals
from jobr_core.cvs.stored import CvId, StoredCv

_BATCH: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class TellCvs:
    """All CVs of a person with their former versions, the newest first."""

    cvs: Cvs

    async def __call__(self, owner: UserId) -> AsyncIterator[Mapping[str, object]]:
        async for stored in _all_of(self.cvs, owner):
            yield cv_told(stored, await self.cvs.versions_of(stored.id, owner=owner))


@dataclass(frozen=True, slots=True, kw_only=True)
class TellOriginals:
    """The files they were read from, each with its path in an archive; one that is lost is left
    out. Raises FilesUnavailable."""

    cvs: Cvs
    originals: Originals

    async def __call__(self, owner: UserId) -> AsyncIterator[tuple[str, bytes]]:
        async for stored in _all_of(self.cvs, owner):
            if stored.original is not None:
                with suppress(OriginalMissing):
                    yield archive_path(stored), await self.originals.read(stored.original.key)


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginalsOf:
    """`FilesOf`. Where the file store goes away meanwhile, the sweep finds what is left."""

    cvs: Cvs
    originals: Originals

    async def __call__(self, owner: UserId) -> RemoveFiles:
        return partial(self._remove, await self.cvs.keys_of(owner))

    async def _remove(self, keys: tuple[str, ...]) -> None:
        with suppress(FilesUnavailable):
            for key in keys:
                await self.originals.remove(key)


async def _all_of(cvs: Cvs, owner: UserId) -> AsyncIterator[StoredCv]:
    before: CvId | None = None
    while found := await cvs.newest_of(owner, _BATCH, before=before):
        for stored in found:
            yield stored
        before = found[-1].id
