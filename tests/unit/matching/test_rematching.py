"""Matches computed in the background: for one, for those concerned, for all."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

import pytest

from jobr_core.accounts.model import UserId
from jobr_core.cvs.model import Cv
from jobr_core.cvs.stored import CvStatus
from jobr_core.matching.errors import RematchIncomplete
from jobr_core.matching.model import MatchRun, RematchRun
from jobr_core.matching.ports import ComputedFeatures
from jobr_core.matching.preferences import Preferences
from jobr_core.matching.report import LineKind
from jobr_core.matching.use_cases.rematching import Rematch
from matching_world import World

NURSE_CV = (
    "Meera Nair\nStaff Nurse\n\nExperience\nStaff Nurse, City Hospital, 2019 - 2024\n- Wound care"
)


@pytest.fixture
def world(jobr: Any) -> World:
    return World(jobr)


@dataclass
class Rematching(Rematch):
    """Notes for whom, is interrupted when told to, and always fails for some."""

    stops_at: int | None = None
    never: frozenset[UUID] = frozenset()
    done: list[UUID] = field(default_factory=list)

    async def __call__(self, *, user_id: UUID) -> int | None:
        if self.stops_at == len(self.done):
            self.stops_at = None
            raise asyncio.CancelledError
        if user_id in self.never:
            raise ValueError("a defect with one CV")
        self.done.append(user_id)
        return 0


async def test_a_cv_is_matched_as_soon_as_it_was_read(world: World) -> None:
    jobs = await world.jobs()
    owner = await world.person()
    found = await world.kept(owner)
    by_id = {one.report.job_id: one.report for one in found}
    assert by_id == {one.job_id: one for one in await world.ranked(owner)}
    assert found[0].report.job_id == jobs["backend"].id
    stored = await world.jobr.storage.cvs().default_of(owner)
    assert {(one.cv_id, one.cv_version, one.owner) for one in found} == {
        (stored.id, stored.version, owner)
    }
    assert await world.jobr.storage.matches().new_of(owner, 100) == found
    [told] = await world.events("match.computed")
    ids = {"user_id": str(owner), "cv_id": str(stored.id)}
    assert told.data.items() >= {**ids, "matches": 4, "new": 4}.items()


async def test_computing_again_changes_nothing(world: World) -> None:
    await world.jobs()
    owner = await world.person()
    before = await world.kept(owner)
    assert await world.jobr.matching.rematch_user()(user_id=owner) == 0
    after = await world.kept(owner)
    assert [one.report for one in after] == [one.report for one in before]
    assert [one.found_at for one in after] == [one.found_at for one in before]
    assert len(await world.jobr.storage.matches().history_of(owner, 100)) == 4
    assert len(await world.jobr.storage.matches().runs()) == 1


async def test_every_word_of_a_person_counts_at_once(world: World) -> None:
    jobs = await world.jobs()
    owner = await world.person()
    first = await world.kept(owner)
    location = frozenset((LineKind.LOCATION,))
    await world.wants(owner, Preferences(cities=("Pune",), countries=("IN",), required=location))
    second = await world.kept(owner)
    assert len(second) < len(first)
    assert len(await world.jobr.storage.matches().history_of(owner, 100)) == 4
    await world.wants(owner, Preferences())
    assert {one.found_at for one in await world.kept(owner)} == {one.found_at for one in first}
    await world.likes(owner, jobs["cook"])
    assert (await world.kept(owner))[0].report.lines[-1].kind is LineKind.FEEDBACK
    await world.jobr.matching.take_back_feedback()(owner=owner)
    assert [one.report for one in await world.kept(owner)] == [one.report for one in first]
    await world.edit(owner, NURSE_CV)
    found = await world.kept(owner)
    assert (found[0].report.job_id, found[0].cv_version) == (jobs["nurse"].id, 2)


async def test_with_the_last_cv_its_matches_go(world: World) -> None:
    """They quote it."""
    await world.jobs()
    owner = await world.person()
    stored = await world.jobr.storage.cvs().default_of(owner)
    await world.jobr.cvs.remove_cv()(owner=owner, cv_id=stored.id)
    matches = world.jobr.storage.matches()
    assert await matches.history_of(owner, 100) == ()
    assert await matches.runs() == ()
    assert await world.jobr.matching.rematch_user()(user_id=owner) is None


async def test_a_cv_that_was_not_read_is_matched_with_nothing(world: World) -> None:
    await world.jobs()
    owner = await world.person(None)
    await world.cv(owner, status=CvStatus.READING, cv=Cv.unread())
    await world.wants(owner, Preferences(remote=True))
    assert await world.kept(owner) == ()
    assert await world.jobr.matching.rematch_user()(user_id=owner) is None
    assert await world.events("match.computed") == []


# Whom new postings concern


@dataclass
class Concerning:
    """As the test says."""

    owners: tuple[UserId, ...]
    asked: list[tuple[int, int]] = field(default_factory=list)

    async def __call__(
        self, runs: Sequence[MatchRun], new: Sequence[ComputedFeatures]
    ) -> tuple[UserId, ...]:
        self.asked.append((len(runs), len(new)))
        return self.owners


async def test_new_postings_are_noted_for_those_they_may_concern(world: World) -> None:
    engineer, nurse = await world.person(), await world.person(NURSE_CV)
    matches = world.jobr.storage.matches()
    await _raise_bars(world, 60)
    await world.job("backend")
    assert await matches.due(10) == (engineer,)
    await world.job("cook")
    assert await matches.due(10) == (engineer,)
    await world.job("nurse")
    assert await matches.due(10) == tuple(sorted((engineer, nurse)))
    assert [len(await world.kept(one)) for one in (engineer, nurse)] == [0, 0]
    await world.jobr.matching.rematch_due()()
    assert await matches.due(10) == ()
    assert [len(await world.kept(one)) for one in (engineer, nurse)] == [3, 3]


async def _raise_bars(world: World, bar: int) -> None:
    """As if everybody had a hundred matches, this good."""
    runs = await world.jobr.storage.matches().runs()
    async with world.jobr.storage.work() as work:
        for run in runs:
            await work.matches.keep(replace(run, bar=bar), [])
        await work.commit()


async def test_whoever_has_few_matches_is_concerned_by_every_posting(world: World) -> None:
    owner = await world.person()
    await world.job("cook")
    assert await world.jobr.storage.matches().due(10) == (owner,)


async def test_nobody_is_noted_where_nobody_is_concerned(world: World) -> None:
    owner = await world.person()
    notice = world.jobr.matching.notice_concerned()
    commits = world.jobr.storage.database().commits
    concerned = Concerning(())
    await replace(notice, concerned=concerned)([])
    assert concerned.asked == [(1, 0)]
    assert world.jobr.storage.database().commits == commits
    await replace(notice, concerned=Concerning((owner, UserId(UUID(int=5)))))([])
    assert await world.jobr.storage.matches().due(10) == (owner,)


async def test_a_notice_that_fails_is_given_again(world: World) -> None:
    owner = await world.person()
    job = await world.job("backend")
    world.jobr.storage.database().tables.features.clear()
    told: list[int] = []

    async def tell(new: Sequence[ComputedFeatures]) -> None:
        told.append(len(new))
        if len(told) == 1:
            raise OSError("the machine burns")

    compute = replace(world.jobr.matching.compute_new_features(), tell=tell)
    log = world.jobr.storage.event_log()
    events = [e for e in await log.before(None, 100) if e.event.data.get("job_id") == job.id]
    with pytest.raises(OSError):
        await compute(events)
    await compute(events)
    await compute(events)
    assert told == [1, 1]
    assert len(await world.kept(owner)) == 0


async def test_those_who_lost_their_cv_do_not_stay_due(world: World) -> None:
    first, second = await world.person(), await world.person()
    matches = world.jobr.storage.matches()
    async with world.jobr.storage.work() as work:
        await work.matches.mark_due([first, second])
        await work.commit()
    tables = world.jobr.storage.database().tables
    for cv_id in [own for own, cv in tables.cvs.items() if cv.owner == first]:
        del tables.cvs[cv_id]
    due = world.jobr.matching.rematch_due()
    asked: list[UUID] = []

    async def rematch(*, user_id: UUID) -> int | None:
        asked.append(user_id)
        assert len(asked) <= 2  # or it would go on for ever
        new: int | None = await due.rematch(user_id=user_id)
        return new

    await replace(due, rematch=rematch)()
    assert await matches.due(10) == ()
    assert [run.owner for run in await matches.runs()] == [second]


# Everybody


async def test_everybody_is_computed_again_once(world: World) -> None:
    owners = sorted([await world.person() for _ in range(5)])
    await world.person(None)
    rematch, told = Rematching(), list[RematchRun]()
    run = await replace(world.jobr.matching.rematch_all(), rematch=rematch)(told.append)
    assert rematch.done == owners
    assert (run.total, run.done, run.last) == (5, 5, owners[-1])
    assert run.ended_at is not None
    assert [one.done for one in told] == [0, 1, 2, 3, 4, 5]
    assert await world.jobr.storage.rematch_runs().unfinished() is None


@pytest.mark.parametrize("stops_at", [0, 1, 3, 4])
async def test_what_was_interrupted_goes_on(
    world: World, stops_at: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jobr_core.matching.use_cases.rematching._BATCH", 2)
    owners = sorted([await world.person() for _ in range(5)])
    rematch = Rematching(stops_at)
    rematch_all = replace(world.jobr.matching.rematch_all(), rematch=rematch)
    with pytest.raises(asyncio.CancelledError):
        await rematch_all()
    new = await world.person()  # came meanwhile, behind all others
    run = await rematch_all()
    assert rematch.done == [*owners, new]
    assert run.done == 6
    await rematch_all()
    assert len(rematch.done) == 12


async def test_who_fails_holds_nobody_else_up(world: World) -> None:
    owners = sorted([await world.person() for _ in range(3)])
    await world.jobs()
    async with world.jobr.storage.work() as work:
        await work.matches.mark_due(owners)
        await work.commit()
    rematch = Rematching(never=frozenset(owners[:1]))
    with pytest.raises(RematchIncomplete, match=f"1 of the people .* {owners[0]}: ValueError"):
        await replace(world.jobr.matching.rematch_all(), rematch=rematch)()
    assert rematch.done == owners[1:]
    assert await world.jobr.storage.rematch_runs().unfinished() is None
    kept = world.jobr.matching.rematch_user()
    for owner in owners[1:]:
        await kept(user_id=owner)  # only whose matches are kept is not due any more
    with pytest.raises(RematchIncomplete):
        await replace(world.jobr.matching.rematch_due(), rematch=rematch)()
    assert await world.jobr.storage.matches().due(10) == (owners[0],)


async def test_where_nobody_is_nothing_happens(world: World) -> None:
    run = await world.jobr.matching.rematch_all()()
    assert (run.total, run.done, run.last) == (0, 0, None)


async def test_rematching_all_brings_everybody_up_to_date(world: World) -> None:
    owners = [await world.person() for _ in range(3)]
    await world.jobs()
    assert [len(await world.kept(one)) for one in owners] == [0, 0, 0]
    await world.jobr.matching.ask_for_rematch_all()()  # on memory the task is done at once
    assert [len(await world.kept(one)) for one in owners] == [4, 4, 4]


async def test_of_many_matches_the_best_hundred_are_kept(world: World) -> None:
    owner = await world.person()
    for number in range(102):
        await world.job("backend", external_id=str(number), company=f"C{number}")
    await world.jobr.matching.rematch_due()()
    found = await world.kept(owner)
    assert len(found) == 100
    [run] = await world.jobr.storage.matches().runs()
    assert run.bar == found[-1].report.score
