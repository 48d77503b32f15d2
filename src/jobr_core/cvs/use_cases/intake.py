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
from jobr_core.cvs.model import Cv
from jobr_core.cvs.parsing import ENGINE
from jobr_core.cvs.ports import (
    AiParsing,
    BeginCvsWork,
    Cvs,
    DocumentReader,
    MalwareScanner,
    Originals,
)
from jobr_core.cvs.profile import Profile
from jobr_core.cvs.stored import CvId, CvStatus, OriginalFile, Refusal, Shelf, StoredCv
from jobr_core.events.catalogue import CvParsed, CvRefused, CvUploaded
from jobr_core.shared.clock import Clock
from jobr_core.shared.errors import JobrError, Refused, TooLarge, Unavailable, Unsupported
from jobr_core.shared.ids import IdSource
from jobr_core.shared.unit_of_work import RunAside
from jobr_core.tasks.model import TaskKind, Urgency

READ_CV: Final = TaskKind(name="read_cv", urgency=Urgency.NOW, seconds=60, most_attempts=300)
"""Tried for a day: scanner or file store may be away, and the person has been promised it."""
_PATIENCE: Final = 1.0
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
    aside: RunAside

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
            said = await self.ai(cv.text)
        except Unavailable:
            note = "The language model did not answer, so this CV was read by rules."
            return replace(cv, warnings=(*cv.warnings, note)), ENGINE
        judged = await self.aside(lambda: grounded(said, cv))
        if judged.profile == Profile():  # nothing of it stood in the document
            return replace(cv, warnings=judged.warnings), ENGINE
        return judged, self.ai.engine


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadCv:
    """Reads a file and keeps it as one of the owner's CVs; where no reader is free soon, keeps
    it to be read in the background, and its status says so.

    Raises the refusals of `cvs.errors`, Malware, LimitReached, ScannerUnavailable,
    FilesUnavailable; then nothing is kept.
    """

    begin: BeginCvsWork
    cvs: Cvs
    read: ReadCv
    originals: Originals
    plan_of: PlanOf
    now: Clock
    new_id: IdSource

    async def __call__(
        self, *, owner: UserId, file_name: str, content: bytes, declared_type: str = ""
    ) -> StoredCv:
        """The limits of the plan are asked first, as reading costs, and kept at the end."""
        _ensure_room(await self.plan_of(owner), await self.cvs.shelf_of(owner), 0)
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
        """The file comes first. Only where it is certain that no CV has it, it goes at once; should
        Jobr be killed here, or the commit be in doubt, the sweep finds out."""
        await self.originals.keep(original.key, content)
        try:
            kept = await self._add(stored, original)
        except LimitReached:
            await _removed(self.originals, original.key)
            raise
        if kept.original != original:
            await _removed(self.originals, original.key)
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
            )
            await work.cvs.add(stored)
            default = await work.cvs.ensure_default(stored.owner)
            stored = replace(stored, is_default=default == stored.id)
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


async def _removed(originals: Originals, key: str) -> None:
    with suppress(FilesUnavailable):  # then the sweep does it
        await originals.remove(key)


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
class ReparseCv:
    """Reads a CV's file again, with what Jobr knows today; a refusal leaves the CV as it was.

    Raises CvNotFound, OriginalMissing, CvChanged, the refusals of `cvs.errors`, ReadersBusy.
    """

    begin: BeginCvsWork
    cvs: Cvs
    read: ReadCv
    originals: Originals
    now: Clock

    async def __call__(self, *, owner: UserId, cv_id: CvId) -> StoredCv:
        stored = await self.cvs.by_id(cv_id, owner=owner)
        return await _read_again(self, stored, patience=_PATIENCE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadQueuedCv:
    """The task behind an upload that was answered “later”.

    What is refused says so and loses its file; what is gone, or has been read or edited meanwhile,
    needs nothing. Raises what another attempt may mend: ReadersBusy, ScannerUnavailable,
    FilesUnavailable.
    """

    begin: BeginCvsWork
    cvs: Cvs
    read: ReadCv
    originals: Originals
    now: Clock

    async def __call__(self, *, user_id: UUID, cv_id: UUID) -> None:
        with suppress(CvNotFound, CvChanged):
            stored = await self.cvs.by_id(CvId(cv_id), owner=UserId(user_id))
            if stored.status is CvStatus.READING:
                try:
                    await _read_again(self, stored, patience=None)
                except (Refused, Unsupported, TooLarge, OriginalMissing) as error:
                    await self._refuse(stored, error)

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
            await work.cvs.ensure_default(stored.owner)
            work.events.record(CvRefused(cv_id=stored.id, user_id=stored.owner, reason=error.code))
            await work.commit()
        if unneeded:
            await _removed(self.originals, unneeded)


async def _read_again(
    story: ReparseCv | ReadQueuedCv, stored: StoredCv, *, patience: float | None
) -> StoredCv:
    """Reads the file of a CV; what it says becomes the current version."""
    if stored.original is None:
        raise OriginalMissing
    content = await story.originals.read(stored.original.key)
    cv, media_type, engine = await story.read(
        stored.owner, content, stored.file_name, patience=patience
    )
    read = replace(
        stored, cv=cv, media_type=media_type, engine=engine, status=CvStatus.READY,
        version=stored.version + 1, updated_at=story.now(),
    )  # fmt: skip
    async with story.begin() as work:
        await work.cvs.shelf_of(stored.owner)
        await work.cvs.replace(read, version=stored.version)
        default = await work.cvs.ensure_default(stored.owner)
        work.events.record(_parsed(read))
        await work.commit()
    return replace(read, is_default=default == read.id)
