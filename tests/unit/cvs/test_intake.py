"""Files become CVs: the stories, on memory, with readers and models that do what the test says."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from dependency_injector import providers

from builders import BACKEND_CV, NOON, a_cv, a_user
from jobr_adapters.wiring.background import connect_inline
from jobr_adapters.wiring.container import Container
from jobr_adapters.wiring.outside import Outside
from jobr_adapters.wiring.settings import Settings
from jobr_adapters.wiring.storages import MemoryStorage
from jobr_core.accounts.model import UserId
from jobr_core.billing.errors import LimitReached
from jobr_core.billing.plans import PLAN_LIMITS, Plan
from jobr_core.cvs.errors import (
    CvChanged,
    CvNotFound,
    Malware,
    NoText,
    OriginalMissing,
    ReadersBusy,
    ScannerUnavailable,
    VersionNotFound,
)
from jobr_core.cvs.ports import AiParsing, DocumentReader, MalwareScanner, Reading
from jobr_core.cvs.profile import Basics, Profile, Work
from jobr_core.cvs.stored import CvStatus, StoredCv
from jobr_core.cvs.use_cases.editing import Changes
from jobr_core.events.model import START
from jobr_core.shared.errors import JobrError, Unavailable

CONTENT = BACKEND_CV.encode()


@dataclass
class Reader(DocumentReader):
    """Answers the next of some outcomes, then reads."""

    outcomes: list[JobrError] = field(default_factory=list)

    async def __call__(
        self, content: bytes, *, file_name: str = "", declared_type: str = "", patience: float | None = None
    ) -> Reading:  # fmt: skip
        if self.outcomes:
            raise self.outcomes.pop(0)
        return Reading(media_type="text/plain", cv=a_cv(content.decode()))

    def close(self) -> None: ...


@dataclass
class Scanner(MalwareScanner):
    refusal: JobrError | None = None

    async def __call__(self, content: bytes) -> None:
        if self.refusal:
            raise self.refusal


@dataclass
class Model(AiParsing):
    said: Profile | JobrError
    engine: str = "ai:test"

    async def __call__(self, text: str) -> Profile:
        if isinstance(self.said, JobrError):
            raise self.said
        return self.said


@dataclass
class World:
    """One person's Jobr, and what the test decides in it."""

    jobr: Container
    owner: UserId
    reader: Reader
    scanner: Scanner
    clock: "Clock"

    async def upload(self, content: bytes = CONTENT) -> StoredCv:
        upload = self.jobr.cvs.upload_cv()
        stored: StoredCv = await upload(owner=self.owner, file_name="cv.txt", content=content)
        return stored

    async def files(self) -> list[str]:
        store = self.jobr.storage.originals()
        return [key async for keys in store.kept_before(NOON + timedelta(days=1)) for key in keys]

    async def events(self) -> list[str]:
        log = self.jobr.storage.event_log()
        return [logged.event.name for logged in await log.after(START, 100)]


@dataclass
class Clock:
    moment: datetime = NOON

    def __call__(self) -> datetime:
        return self.moment


async def a_world(home: Path, *, plan: Plan = Plan.FREE, model: AiParsing | None = None) -> World:
    async def plan_of(_: UserId) -> Plan:
        return plan

    settings = Settings(jobr_home=home, database_url=None, jwt_secret=None)
    outside, reader, scanner, clock = Outside(settings=settings), Reader(), Scanner(), Clock()
    decided = {
        "documents": reader,
        "scan": scanner,
        "now": clock,
        "plan_of": plan_of,
        "ai_parsing": model,
    }
    for name, port in decided.items():
        getattr(outside, name).override(providers.Object(port))
    storage = MemoryStorage(outside=outside)
    jobr = Container(settings=settings, outside=outside, storage=storage)
    connect_inline(jobr)
    user = a_user()
    async with storage.work() as work:
        await work.users.add(user)
        await work.commit()
    return World(jobr, user.id, reader, scanner, clock)


@pytest.fixture
async def world(tmp_path: Path) -> World:
    return await a_world(tmp_path)


async def test_a_file_is_kept_with_what_it_says(world: World) -> None:
    stored = await world.upload()
    assert (stored.status, stored.is_default, stored.version) == (CvStatus.READY, True, 1)
    assert stored.cv.profile.basics.name == "Asha Verma"
    kept, content = await world.jobr.cvs.download_original()(owner=world.owner, cv_id=stored.id)
    assert (kept.id, content) == (stored.id, CONTENT)
    assert await world.events() == ["cv.uploaded", "cv.parsed", "match.computed"]


@pytest.mark.parametrize("refusal", [NoText(), Malware(), ScannerUnavailable()])
async def test_of_a_refused_file_nothing_is_kept(world: World, refusal: JobrError) -> None:
    if isinstance(refusal, NoText):
        world.reader.outcomes = [refusal]
    else:
        world.scanner.refusal = refusal
    with pytest.raises(type(refusal)):
        await world.upload()
    assert await world.files() == []
    assert await world.events() == []


async def test_the_same_file_twice_is_two_cvs_and_one_file(world: World) -> None:
    first, second = await world.upload(), await world.upload()
    assert first.id != second.id
    assert first.original == second.original
    remove = world.jobr.cvs.remove_cv()
    await remove(owner=world.owner, cv_id=first.id)
    assert len(await world.files()) == 1
    await remove(owner=world.owner, cv_id=second.id)
    assert await world.files() == []


async def test_the_default_goes_to_the_newest_of_those_left(world: World) -> None:
    first, second, third = [await world.upload(CONTENT + bytes([n, 65])) for n in (49, 50, 51)]
    cvs = world.jobr.storage.cvs()
    assert [cv.is_default for cv in (first, second, third)] == [True, False, False]
    await world.jobr.cvs.change_cv()(
        owner=world.owner, cv_id=second.id, changes=Changes(make_default=True)
    )
    assert (await cvs.default_of(world.owner)).id == second.id
    await world.jobr.cvs.remove_cv()(owner=world.owner, cv_id=second.id)
    assert (await cvs.default_of(world.owner)).id == third.id


async def test_where_no_reader_is_free_it_is_read_in_the_background(world: World) -> None:
    world.reader.outcomes = [ReadersBusy()]
    stored = await world.upload()
    assert (stored.status, stored.cv.text) == (CvStatus.READING, "")
    read = await world.jobr.storage.cvs().by_id(stored.id, owner=world.owner)
    assert (read.status, read.cv.profile.basics.name) == (CvStatus.READY, "Asha Verma")
    assert await world.events() == ["cv.uploaded", "cv.parsed", "match.computed"]


async def test_what_turns_out_unreadable_later_says_so_and_loses_its_file(world: World) -> None:
    world.reader.outcomes = [ReadersBusy(), NoText()]
    stored = await world.upload()
    read = await world.jobr.storage.cvs().by_id(stored.id, owner=world.owner)
    assert (read.status, read.original) == (CvStatus.REFUSED, None)
    assert read.refusal is not None
    assert read.refusal.code == "no_text"
    assert await world.files() == []
    assert await world.events() == ["cv.uploaded", "cv.refused"]


async def test_a_cv_that_could_be_read_before_stays_when_it_cannot_now(world: World) -> None:
    stored = await world.upload()
    world.reader.outcomes = [NoText()]
    with pytest.raises(NoText):
        await world.jobr.cvs.reparse_cv()(owner=world.owner, cv_id=stored.id)
    assert await world.jobr.storage.cvs().by_id(stored.id, owner=world.owner) == stored
    assert len(await world.files()) == 1


async def test_reading_again_is_a_new_version(world: World) -> None:
    stored = await world.upload()
    read = await world.jobr.cvs.reparse_cv()(owner=world.owner, cv_id=stored.id)
    assert (read.version, read.cv) == (2, stored.cv)
    assert await world.jobr.storage.cvs().versions_of(stored.id, owner=world.owner) == ()


async def test_the_task_leaves_alone_what_was_read_or_edited_meanwhile(world: World) -> None:
    stored = await world.upload()
    edited = await world.jobr.cvs.change_cv()(
        owner=world.owner,
        cv_id=stored.id,
        changes=Changes(profile={"basics": {"name": "Asha Verma-Rao"}}),
    )
    await world.jobr.cvs.read_queued_cv()(user_id=world.owner, cv_id=stored.id)
    assert await world.jobr.storage.cvs().by_id(stored.id, owner=world.owner) == edited


async def test_a_cv_that_was_read_is_the_default_rather_than_one_that_was_not(
    world: World,
) -> None:
    world.reader.outcomes = [ReadersBusy(), NoText()]
    refused = await world.upload()
    ready = await world.upload(CONTENT + b"more")
    assert (refused.is_default, ready.is_default) == (True, True)
    assert (await world.jobr.storage.cvs().default_of(world.owner)).id == ready.id


async def test_edits_keep_what_was_there(world: World) -> None:
    change, cvs = world.jobr.cvs.change_cv(), world.jobr.storage.cvs()
    stored = await world.upload()
    edited = await change(
        owner=world.owner, cv_id=stored.id, version=1,
        changes=Changes(profile={"basics": {"name": "Asha Verma-Rao"}}),
    )  # fmt: skip
    assert (edited.version, edited.engine, edited.cv.text) == (2, "edited", "Asha Verma-Rao")
    [former] = await cvs.versions_of(stored.id, owner=world.owner)
    assert (former.number, former.engine, former.cv) == (1, "rules@1", stored.cv)
    restored = await change(owner=world.owner, cv_id=stored.id, changes=Changes(restore=1))
    assert (restored.version, restored.cv, restored.engine) == (3, stored.cv, "rules@1")
    with pytest.raises(CvChanged):
        await change(owner=world.owner, cv_id=stored.id, version=2, changes=Changes(restore=1))
    with pytest.raises(VersionNotFound):
        await change(owner=world.owner, cv_id=stored.id, changes=Changes(restore=9))


async def test_somebody_elses_cv_cannot_be_touched(world: World) -> None:
    stored, other = await world.upload(), a_user().id
    jobr = world.jobr
    for story in (
        jobr.cvs.remove_cv()(owner=other, cv_id=stored.id),
        jobr.cvs.reparse_cv()(owner=other, cv_id=stored.id),
        jobr.cvs.download_original()(owner=other, cv_id=stored.id),
        jobr.cvs.change_cv()(owner=other, cv_id=stored.id, changes=Changes(make_default=True)),
    ):
        with pytest.raises(CvNotFound):
            await story


async def test_a_plan_keeps_so_many_cvs(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    limits = {**PLAN_LIMITS, Plan.FREE: replace(PLAN_LIMITS[Plan.FREE], stored_cvs=1)}
    monkeypatch.setattr("jobr_core.cvs.use_cases.intake.PLAN_LIMITS", limits)
    await world.upload()
    with pytest.raises(LimitReached) as refusal:
        await world.upload(CONTENT + b"more")
    assert refusal.value.facts == {"plan": Plan.FREE, "usage": {"cvs": 1, "bytes": len(CONTENT)}}
    assert len(await world.files()) == 1


async def test_a_plan_keeps_so_many_bytes_each_file_once(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = replace(PLAN_LIMITS[Plan.FREE], stored_bytes=len(CONTENT))
    monkeypatch.setattr("jobr_core.cvs.use_cases.intake.PLAN_LIMITS", {Plan.FREE: few})
    await world.upload()
    await world.upload()
    with pytest.raises(LimitReached):
        await world.upload(CONTENT + b"more")


async def test_a_file_without_a_cv_is_swept(world: World) -> None:
    stored = await world.upload()
    originals = world.jobr.storage.originals()
    await originals.keep("cvs/a/b/c", b"left by a crash")
    sweep = world.jobr.cvs.sweep_originals()
    assert await sweep() == 0  # it may be of an upload that is not over yet
    world.clock.moment += timedelta(hours=2)
    assert await sweep() == 1
    assert stored.original is not None
    assert await world.files() == [stored.original.key]


async def test_a_cv_without_its_file_says_so(world: World) -> None:
    stored = await world.upload()
    assert stored.original is not None
    await world.jobr.storage.originals().remove(stored.original.key)
    with pytest.raises(OriginalMissing):
        await world.jobr.cvs.reparse_cv()(owner=world.owner, cv_id=stored.id)


INVENTED = Profile(
    basics=Basics(name="Asha Verma", label="Astronaut"),
    work=(
        Work(name="Acme GmbH", position="Software Developer", start_date="2018-06"),
        Work(name="NASA", position="Pilot"),
    ),
)


async def test_what_a_model_invents_is_left_out_and_listed(tmp_path: Path) -> None:
    world = await a_world(tmp_path, plan=Plan.PREMIUM, model=Model(INVENTED))
    stored = await world.upload()
    assert stored.engine == "ai:test"
    profile = stored.cv.profile
    assert (profile.basics.name, profile.basics.label) == ("Asha Verma", "")
    assert [(work.name, work.start_date) for work in profile.work] == [("Acme GmbH", "2018-06")]
    dropped = " ".join(stored.cv.warnings)
    assert all(path in dropped for path in ("basics.label", "work[1].name", "work[1].position"))
    passages = [p for p in stored.cv.passages if p.kind.value == "work" and p.entry == 0]
    assert ["Acme GmbH" in p.span.quote(stored.cv.text) for p in passages] == [True]


@pytest.mark.parametrize(
    ("plan", "said", "warned"),
    [(Plan.FREE, INVENTED, False), (Plan.PREMIUM, Unavailable(), True)],
)
async def test_without_a_model_the_rules_read(
    tmp_path: Path, plan: Plan, said: Profile | JobrError, warned: bool  # noqa: FBT001
) -> None:  # fmt: skip
    stored = await (await a_world(tmp_path, plan=plan, model=Model(said))).upload()
    assert (stored.engine, stored.cv.profile.basics.label) == ("rules@1", "Senior Python Engineer")
    assert any("did not answer" in warning for warning in stored.cv.warnings) is warned
