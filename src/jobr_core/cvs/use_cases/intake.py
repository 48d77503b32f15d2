"""A person's file becomes a CV of theirs."""

from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Final
from uuid import UUID

from jobr_core.accounts.model import UserId
from jobr_core.billing.errors import LimitReached
from jobr_core.billing.plans import PLAN_LIMITS, Plan, is_within
from jobr_core.billing.ports import PlanOf
from jobr_core.cvs.errors import (
    CvChanged,
    CvNotFound,
    FilesUnavailable,
    OriginalMissing,
    ReadersBusy,
)
from jobr_core.cvs.grounding import grounded
from jobr_core.cvs.model import Cv, CvId, CvStatus, OriginalFile, Refusal, Shelf, StoredCv
from jobr_core.cvs.parsing import ENGINE
from jobr_core.cvs.ports import (
    AiParsing,
    BeginCvsWork,
    Cvs,
    DocumentReader,
    MalwareScanner,
    Originals,
)
from jobr_core.events.catalogue import CvParsed, CvRefused, CvUploaded
from jobr_core.shared.clock import Clock
from jobr_core.shared.errors import JobrError, Refused, Unavailable, Unsupported
from jobr_core.shared.ids import IdSource
from jobr_core.tasks.model import TaskKind, Urgency

READ_CV: Final = TaskKind(name="read_cv", urgency=Urgency.NOW, seconds=60)
_PATIENCE: Final = 2.0
"""Seconds an upload waits for a free reader before it is answered “later”."""
_NOT_READ_YET: Final = "application/octet-stream"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadCv:
    """Document → Cv: by a language model where plan and key allow it, else by rules.

    The rules read every document: they are the fallback, and in the text they found must stand
    everything the model says.
    """

    scan: MalwareScanner
    read: DocumentReader
    plan_of: PlanOf
    ai: AiParsing | None

    async def __call__(
        self, owner: UserId, content: bytes, file_name: str, declared_type: str = "",
        patience: float | None = None,
    ) -> tuple[Cv, str, str]:  # fmt: skip
        """The CV, its media type and its engine. Raises the refusals of `cvs.errors`, Malware,
        ScannerUnavailable, ReadersBusy."""
        await self.scan(content)
        reading = await self.read(
            content, file_name=file_name, declared_type=declared_type, patience=patience
        )
        cv, engine = await self._judged(owner, reading.cv)
        return cv, reading.media_type, engine

    async def _judged(self, owner: UserId, cv: Cv) -> tuple[Cv, str]:
        if self.ai is None or not PLAN_LIMITS[await self.plan_of(owner)].ai_features:
            return cv, ENGINE
        try:
            return grounded(await self.ai(cv.text), cv), self.ai.engine
        except Unavailable:
            note = "The language model did not answer, so this CV was read by rules."
            return replace(cv, warnings=(*cv.warnings, note)), ENGINE


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadCv:
    """Reads a file and keeps it as one of the owner's CVs; where no reader is free soon, keeps
    it to be read in the background, and its status says so.

    Raises the refusals of `cvs.errors`, Malware, LimitReached, ScannerUnavailable,
    FilesUnavailable; then nothing is kept.
    """

    begin: BeginCvsWork
    read: ReadCv
    originals: Originals
    plan_of: PlanOf
    now: Clock
    new_id: IdSource

    async def __call__(
        self, *, owner: UserId, file_name: str, content: bytes, declared_type: str = ""
    ) -> StoredCv:
        try:
            cv, media_type, engine = await self.read(
                owner, content, file_name, declared_type, _PATIENCE
            )
            status = CvStatus.READY
        except ReadersBusy:
            cv, media_type, engine = Cv.unread(), _NOT_READ_YET, ENGINE
            status = CvStatus.READING
        original = self._original(owner, content)
        stored = StoredCv(
            id=CvId(self.new_id()), owner=owner, file_name=file_name, media_type=media_type,
            engine=engine, cv=cv, created_at=self.now(), updated_at=self.now(), status=status,
            original=original,
        )  # fmt: skip
        return await self._keep(stored, original, content)

    def _original(self, owner: UserId, content: bytes) -> OriginalFile:
        """A key of its own, so that one whose CV is being removed cannot be wanted again."""
        digest = sha256(content).hexdigest()
        key = f"cvs/{owner}/{digest}/{self.new_id()}"
        return OriginalFile(key=key, digest=digest, size=len(content))

    async def _keep(self, stored: StoredCv, original: OriginalFile, content: bytes) -> StoredCv:
        """The file comes first: should Jobr be killed here, a file no CV knows is swept away."""
        await self.originals.keep(original.key, content)
        kept: StoredCv | None = None
        try:
            kept = await self._add(stored, original)
        finally:
            if kept is None or kept.original != original:
                with suppress(FilesUnavailable):
                    await self.originals.remove(original.key)
        return kept

    async def _add(self, stored: StoredCv, original: OriginalFile) -> StoredCv:
        plan = await self.plan_of(stored.owner)
        async with self.begin() as work:
            shelf = await work.cvs.shelf_of(stored.owner)
            same = await work.cvs.key_of(stored.owner, original.digest)
            _ensure_room(plan, shelf, 0 if same else original.size)
            stored = replace(
                stored,
                original=replace(original, key=same or original.key),
                is_default=shelf.cvs == 0,
            )
            await work.cvs.add(stored)
            work.events.record(
                CvUploaded(cv_id=stored.id, user_id=stored.owner, media_type=stored.media_type)
            )
            if stored.status is CvStatus.READY:
                work.events.record(_parsed(stored))
            else:
                work.tasks.enqueue(
                    READ_CV, on_behalf_of=stored.owner, user_id=stored.owner, cv_id=stored.id
                )
            await work.commit()
        return stored


def _ensure_room(plan: Plan, shelf: Shelf, more: int) -> None:
    """Raises LimitReached."""
    limits = PLAN_LIMITS[plan]
    if is_within(shelf.cvs + 1, limits.stored_cvs) and is_within(
        shelf.bytes + more, limits.stored_bytes
    ):
        return
    raise LimitReached(
        f"Your plan keeps up to {limits.stored_cvs:,} CVs and {limits.stored_bytes:,} bytes of "
        "files; remove one you no longer need.",
        plan=plan,
        usage={"cvs": shelf.cvs, "bytes": shelf.bytes},
    )


def _parsed(stored: StoredCv) -> CvParsed:
    return CvParsed(cv_id=stored.id, user_id=stored.owner, engine=stored.engine)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadStoredCv:
    """Reads the file of a CV that was kept unread, or reads it again.

    A CV that was never read and is refused now says so and loses its file; one that had been read
    before stays as it was. Doing it twice changes nothing but the version.
    Raises CvNotFound, OriginalMissing, the refusals of `cvs.errors`, ReadersBusy.
    """

    begin: BeginCvsWork
    cvs: Cvs
    read: ReadCv
    originals: Originals
    now: Clock

    async def __call__(
        self, *, owner: UserId, cv_id: CvId, patience: float | None = None
    ) -> StoredCv:
        stored = await self.cvs.by_id(cv_id, owner=owner)
        if stored.original is None:
            raise OriginalMissing
        content = await self.originals.read(stored.original.key)
        try:
            cv, media_type, engine = await self.read(
                owner, content, stored.file_name, patience=patience
            )
        except (Refused, Unsupported) as error:
            if stored.status is CvStatus.READING:
                await self._refuse(stored, error)
            raise
        return await self._replace(
            stored,
            replace(stored, cv=cv, media_type=media_type, engine=engine, status=CvStatus.READY),
        )

    async def _replace(self, former: StoredCv, stored: StoredCv) -> StoredCv:
        stored = replace(stored, version=former.version + 1, updated_at=self.now())
        async with self.begin() as work:
            await work.cvs.replace(stored, version=former.version)
            work.events.record(_parsed(stored))
            await work.commit()
        return stored

    async def _refuse(self, stored: StoredCv, error: JobrError) -> None:
        refused = replace(
            stored,
            status=CvStatus.REFUSED,
            refusal=Refusal(code=error.code, detail=str(error)),
            version=stored.version + 1,
            updated_at=self.now(),
        )
        async with self.begin() as work:
            await work.cvs.shelf_of(stored.owner)
            await work.cvs.replace(refused, version=stored.version)
            unneeded = await work.cvs.release(stored.id, owner=stored.owner)
            work.events.record(CvRefused(cv_id=stored.id, user_id=stored.owner, reason=error.code))
            await work.commit()
        if unneeded:
            await self.originals.remove(unneeded)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadQueuedCv:
    """The task behind an upload that was answered “later”, or a reparse that was."""

    read: ReadStoredCv

    async def __call__(self, *, user_id: UUID, cv_id: UUID) -> None:
        """What was refused is told by the CV; what is gone, or changed meanwhile, needs nothing."""
        with suppress(CvNotFound, CvChanged, OriginalMissing, Refused, Unsupported):
            await self.read(owner=UserId(user_id), cv_id=CvId(cv_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReparseCv:
    """Reads a CV's file again, with what Jobr knows today; later where no reader is free soon.

    Raises CvNotFound, OriginalMissing, the refusals of `cvs.errors`; then it stays as it was.
    """

    begin: BeginCvsWork
    read: ReadStoredCv

    async def __call__(self, *, owner: UserId, cv_id: CvId) -> StoredCv | None:
        """The CV as it is now; None: it is read in the background."""
        try:
            return await self.read(owner=owner, cv_id=cv_id, patience=_PATIENCE)
        except ReadersBusy:
            async with self.begin() as work:
                work.tasks.enqueue(READ_CV, on_behalf_of=owner, user_id=owner, cv_id=cv_id)
                await work.commit()
            return None
