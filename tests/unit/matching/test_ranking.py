"""Matches as they are asked for: ranked, cached, searched, scored ad hoc."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from builders import BACKEND_CV, a_cv, a_posting, an_id
from jobr_core.cvs.errors import CvNotFound, NoCv
from jobr_core.cvs.stored import CvId
from jobr_core.jobs.errors import PostingNotFound
from jobr_core.jobs.salary import PayPeriod, Salary
from jobr_core.jobs.search import PostingSearch
from jobr_core.matching.model import Asker, Match
from jobr_core.matching.ports import FindBest, Narrow
from jobr_core.matching.preferences import Preferences
from jobr_core.matching.report import LineKind, MatchReport
from jobr_core.matching.scoring import rank
from jobr_core.matching.use_cases.ranking import RankPostings
from matching_world import World

NURSE_CV = (
    "Meera Nair\nStaff Nurse\n\nExperience\nStaff Nurse, City Hospital, 2019 - 2024\n- Wound care"
)


class Counting(FindBest):
    """How often it was looked for."""

    def __init__(self, best: FindBest) -> None:
        self._best = best
        self.times = 0

    async def __call__(
        self, asker: Asker, limit: int, *, narrow: Narrow | None = None
    ) -> tuple[Match, ...]:
        self.times += 1
        return await self._best(asker, limit, narrow=narrow)


@pytest.fixture
def world(jobr: Any) -> World:
    return World(jobr)


@pytest.fixture
def counted(jobr: Any) -> tuple[RankPostings, Counting]:
    best = Counting(jobr.matching.find_best())
    return replace(jobr.matching.rank_postings(), best=best, cache={}), best


def _titles(reports: Sequence[MatchReport]) -> list[str]:
    return [report.title for report in reports]


async def test_the_best_postings_come_first(world: World) -> None:
    jobs = await world.jobs()
    owner = await world.person()
    found = await world.ranked(owner)
    assert found[0].job_id == jobs["backend"].id
    today = world.jobr.outside.now()().date()
    assert list(found) == rank(a_cv(), jobs.values(), 20, today=today)
    assert await world.ranked(owner, limit=1) == found[:1]
    least = found[1].score
    assert least is not None
    assert len(await world.ranked(owner, min_score=least)) == 2
    explained = await world.jobr.matching.explain_match()(
        owner=owner, posting_id=jobs["backend"].id
    )
    assert explained == found[0]


async def test_without_a_cv_of_ones_own_there_are_no_matches(world: World) -> None:
    owner, other = await world.person(None), await world.person()
    theirs = await world.jobr.storage.cvs().default_of(other)
    with pytest.raises(NoCv):
        await world.ranked(owner)
    for cv_id in (theirs.id, CvId(an_id())):
        with pytest.raises(CvNotFound):
            await world.ranked(owner, cv_id=cv_id)
    with pytest.raises(PostingNotFound):
        await world.jobr.matching.explain_match()(owner=other, posting_id="nonsense")


async def test_another_cv_may_be_named(world: World) -> None:
    jobs = await world.jobs()
    owner = await world.person()
    nurse = await world.cv(owner, NURSE_CV)
    assert (await world.ranked(owner, cv_id=nurse.id))[0].job_id == jobs["nurse"].id
    assert (await world.ranked(owner))[0].job_id == jobs["backend"].id


async def test_answers_are_kept_until_something_changes(
    world: World, counted: tuple[RankPostings, Counting]
) -> None:
    ranked, best = counted
    jobs = await world.jobs("backend", "frontend", "cook")
    owner, other = await world.person(), await world.person(NURSE_CV)

    async def looked_for() -> int:
        """How often, for two questions."""
        before = best.times
        first = await ranked(owner=owner)
        assert await ranked(owner=owner) == first
        return best.times - before

    assert await looked_for() == 1
    assert await looked_for() == 0
    await ranked(owner=owner, min_score=90)
    assert await looked_for() == 0
    await world.likes(other, jobs["cook"])
    await world.wants(other, Preferences(remote=True))
    await world.edit(other, "Meera Nair\n\nSkills\nSQL")
    assert await looked_for() == 0  # all of that is somebody else's
    await world.wants(owner, Preferences(titles=("Backend Engineer",)))
    assert await looked_for() == 1
    await world.likes(owner, jobs["frontend"])
    assert await looked_for() == 1
    await world.edit(owner, BACKEND_CV + "\nKafka")
    assert await looked_for() == 1
    await world.job("nurse")
    assert await looked_for() == 1
    await world.jobr.jobs.change_posting()(jobs["cook"].id, {"title": "Python Developer"})
    assert await looked_for() == 1
    await world.jobr.jobs.remove_posting()(jobs["backend"].id)
    assert await looked_for() == 1
    assert jobs["backend"].id not in [one.job_id for one in await ranked(owner=owner)]
    await world.jobr.matching.take_back_feedback()(owner=owner)
    assert await looked_for() == 1
    assert best.times == 8


async def test_what_is_required_is_a_condition(world: World) -> None:
    await world.jobs()
    owner = await world.person()
    stated = Preferences(cities=("Pune",), countries=("IN",), remote=False)
    await world.wants(owner, stated)
    assert len(await world.ranked(owner)) == 4
    await world.wants(owner, replace(stated, required=frozenset((LineKind.LOCATION,))))
    titles = _titles(await world.ranked(owner))
    assert titles == ["Senior Backend Engineer", "Pastry Chef"]  # the last one says no place
    pay = {"min": 10_000, "max": 20_000, "currency": "EUR", "period": "year"}
    low = await world.job("frontend", external_id="low", company="Low", salary=pay)
    least = Salary(min=50_000, max=None, currency="EUR", period=PayPeriod.YEAR)
    await world.wants(owner, Preferences(salary=least))
    assert low.id in [one.job_id for one in await world.ranked(owner)]
    await world.wants(owner, Preferences(salary=least, required=frozenset((LineKind.SALARY,))))
    found = [one.job_id for one in await world.ranked(owner)]
    assert low.id not in found
    assert len(found) == 4


@pytest.mark.parametrize("weight", [0.0, 0.5, 3.0])
async def test_weights_say_how_often_lines_count(world: World, weight: float) -> None:
    await world.jobs("backend")
    owner = await world.person()
    [before] = await world.ranked(owner)
    await world.wants(owner, Preferences(weights={LineKind.SKILL: weight}))
    [after] = await world.ranked(owner)

    def skills(report: MatchReport) -> float:
        return sum(line.weight for line in report.lines if line.kind is LineKind.SKILL)

    assert skills(after) == pytest.approx(weight * skills(before), abs=0.01)


async def test_if_nothing_counts_there_is_nothing_to_judge(world: World) -> None:
    await world.jobs()
    owner = await world.person()
    await world.wants(owner, Preferences(weights=dict.fromkeys(LineKind, 0.0)))
    found = await world.ranked(owner)
    assert len(found) == 4
    assert [(one.score, one.confidence, one.exact) for one in found] == [(None, 0.0, 0.0)] * 4


async def test_likes_raise_and_dislikes_lower(world: World) -> None:
    jobs = await world.jobs()
    owner = await world.person()
    before = {one.job_id: one.exact for one in await world.ranked(owner)}
    await world.likes(owner, jobs["cook"])
    await world.likes(owner, jobs["backend"], liked=False)
    after = {one.job_id: one.exact for one in await world.ranked(owner)}
    assert after[jobs["cook"].id] > before[jobs["cook"].id]
    assert after[jobs["backend"].id] < before[jobs["backend"].id]
    take_back = world.jobr.matching.take_back_feedback()
    await take_back(owner=owner, posting_id=jobs["cook"].id)
    await take_back(owner=owner, posting_id=jobs["backend"].id)
    assert {one.job_id: one.exact for one in await world.ranked(owner)} == before
    with pytest.raises(PostingNotFound):
        await world.likes(owner, replace(jobs["cook"], id=str(an_id())))


async def test_feedback_outlives_its_posting(world: World) -> None:
    jobs = await world.jobs("backend", "cook")
    owner = await world.person()
    await world.likes(owner, jobs["cook"])
    await world.jobr.jobs.remove_posting()(jobs["cook"].id)
    assert len(await world.jobr.storage.feedback().labels_of(owner)) == 1
    [found] = await world.ranked(owner)
    assert found.lines[-1].kind is LineKind.FEEDBACK


async def test_a_search_finds_among_the_matches(world: World) -> None:
    jobs = await world.jobs()
    owner = await world.person()
    search = world.jobr.matching.search_matches()
    assert _titles(await search(PostingSearch(), owner=owner)) == _titles(await world.ranked(owner))
    assert _titles(await search(PostingSearch(words="engineer"), owner=owner)) == [
        "Senior Backend Engineer", "Frontend Engineer",
    ]  # fmt: skip
    assert len(await search(PostingSearch(words="engineer"), owner=owner, limit=1)) == 1
    assert await search(PostingSearch(words="zeppelin"), owner=owner) == ()
    [nurse] = await search(PostingSearch(location="Leeds"), owner=owner)
    assert nurse.job_id == jobs["nurse"].id


async def test_a_search_may_have_preferences_of_its_own(world: World) -> None:
    await world.jobs()
    owner = await world.person()
    location = frozenset((LineKind.LOCATION,))
    await world.wants(owner, Preferences(cities=("Pune",), countries=("IN",), required=location))
    search = world.jobr.matching.search_matches()
    own = await search(PostingSearch(), owner=owner)
    assert len(own) < 4
    assert len(await search(PostingSearch(), owner=owner, preferences=Preferences())) == 4
    assert await search(PostingSearch(), owner=owner) == own


async def test_any_cv_is_compared_with_any_postings(world: World) -> None:
    score = world.jobr.matching.score_postings()
    postings = [a_posting(id=str(n), title=title) for n, title in enumerate(("Cook", "Engineer"))]
    found = await score(a_cv(), postings, Preferences())
    assert [match.posting.title for match in found] == ["Engineer", "Cook"]
    today = world.jobr.outside.now()().date()
    assert [match.report for match in found] == rank(a_cv(), postings, today=today)
    assert await score(a_cv(), [], Preferences()) == ()
    wants = Preferences(cities=("Berlin",), required=frozenset((LineKind.LOCATION,)))
    assert len(await score(a_cv(), postings, wants)) == 2  # asked for is answered
