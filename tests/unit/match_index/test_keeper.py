"""Candidates, and the index of a process that follows the events of postings."""

import asyncio
import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from builders import BACKEND_CV, a_cv
from jobr_adapters.match_index import keeper as keeping
from jobr_adapters.match_index.candidates import IndexedCandidates
from jobr_adapters.match_index.computing import FeatureComputing, computed
from jobr_adapters.match_index.index import MatchIndex
from jobr_adapters.match_index.keeper import IndexKeeper
from jobr_adapters.memory.database import nobody_waits
from jobr_adapters.wiring.processes import LazyWorkers
from jobr_core.jobs.model import JobPosting
from jobr_core.matching.evidence import evidence_of
from jobr_core.shared.errors import Unavailable

TODAY = date(2026, 11, 22)
EVIDENCE = evidence_of(a_cv(BACKEND_CV))
TITLES = ("Backend Engineer", "Staff Nurse", "Accountant", "Pastry Chef", "Python Developer")


async def _add(jobr: Any, title: str, **changes: object) -> str:
    record = {"title": title, "company": title, "external_id": title, "description": "Come."}
    posting: JobPosting = await jobr.jobs.add_posting()({**record, **changes})
    return posting.id


async def _some(jobr: Any) -> list[str]:
    return [await _add(jobr, title) for title in TITLES]


def _keeper(jobr: Any, folder: Path | None = None) -> IndexKeeper:
    """Another process's."""
    storage, outside = jobr.storage, jobr.outside
    return IndexKeeper(
        storage.features(), storage.event_log(), storage.subscriptions(), outside.aside(),
        folder or outside.index_folder(),
    )  # fmt: skip


async def _caught_up(keeper: IndexKeeper) -> None:
    while await keeper.follow():
        pass


def _candidates(jobr: Any, keeper: IndexKeeper) -> IndexedCandidates:
    return IndexedCandidates(
        keeper, jobr.storage.features(), jobr.finding.exact_candidates(), jobr.outside.aside()
    )


async def _exact(jobr: Any, most: int = 300) -> list[str]:
    return list(await jobr.finding.exact_candidates()(EVIDENCE, TODAY, most))


async def _indexed(jobr: Any, keeper: IndexKeeper, most: int = 300) -> list[str]:
    return list(await _candidates(jobr, keeper)(EVIDENCE, TODAY, most))


def _in_index(keeper: IndexKeeper) -> set[str]:
    from jobr_adapters.match_index.closeness import Seeker

    assert keeper.current is not None
    return set(keeper.current.index.nearest(Seeker.of(EVIDENCE, TODAY), 1_000))


def _stop_deliveries(jobr: Any) -> Callable[[], None]:
    """Answers what starts them again."""
    database = jobr.storage.database()
    before, database.after_commit = database.after_commit, nobody_waits

    def start() -> None:
        database.after_commit = before

    return start


@pytest.fixture
def small_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "_WORTH_KEEPING", 1)


async def test_both_ways_lead_to_the_same_candidates(jobr: Any) -> None:
    keeper = _keeper(jobr)
    assert await _exact(jobr) == await _indexed(jobr, keeper) == []
    await _caught_up(keeper)
    assert await _indexed(jobr, keeper) == []
    ids = await _some(jobr)
    await _caught_up(keeper)
    exact = await _exact(jobr)
    assert set(exact) == set(ids)
    assert exact[0] in (ids[0], ids[4])
    assert await _indexed(jobr, keeper) == exact
    assert await _indexed(jobr, _keeper(jobr)) == exact
    for most in (1, 2, 4):
        assert await _exact(jobr, most) == await _indexed(jobr, keeper, most) == exact[:most]


async def test_an_index_follows_what_happens_to_postings(jobr: Any) -> None:
    keeper = _keeper(jobr)
    await _caught_up(keeper)
    ids = await _some(jobr)
    await jobr.jobs.change_posting()(ids[3], {"title": "Senior Backend Engineer (Python)"})
    await _caught_up(keeper)
    assert (await _indexed(jobr, keeper))[0] in (ids[0], ids[3])
    assert await _indexed(jobr, keeper) == await _exact(jobr)
    await jobr.jobs.remove_posting()(ids[0])
    await _caught_up(keeper)
    assert _in_index(keeper) == set(ids[1:])
    assert await _indexed(jobr, keeper) == await _exact(jobr)
    assert await keeper.follow() == 0


async def test_what_closes_leaves_the_index_though_nothing_new_comes(jobr: Any) -> None:
    ids = await _some(jobr)
    keeper = _keeper(jobr)
    await _caught_up(keeper)
    for own in ids[:4]:
        await jobr.jobs.remove_posting()(own)
    await _caught_up(keeper)
    assert _in_index(keeper) == {ids[4]}


async def test_an_index_stays_behind_those_who_compute_features(jobr: Any) -> None:
    """A posting without features would be taken for none at all."""
    keeper = _keeper(jobr)
    await _some(jobr)
    await _caught_up(keeper)
    start = _stop_deliveries(jobr)
    late = await _add(jobr, "Data Engineer")
    await _caught_up(keeper)
    assert late not in _in_index(keeper)
    assert late in await _indexed(jobr, keeper)  # as one of the newest
    assert late in await _exact(jobr)
    start()
    await _add(jobr, "Cook")
    await _caught_up(keeper)
    assert late in _in_index(keeper)


async def test_a_process_takes_up_the_index_of_the_last_one(
    jobr: Any, small_are_kept: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = await _some(jobr)
    first = _keeper(jobr)
    await _caught_up(first)
    folder = jobr.outside.index_folder()
    assert (folder / "head.json").exists()
    meanwhile = await _add(jobr, "Data Engineer")
    await jobr.jobs.remove_posting()(ids[1])
    second = _keeper(jobr)
    monkeypatch.setattr(second, "_build", None)  # it need not
    await _caught_up(second)
    assert _in_index(second) == {*ids, meanwhile} - {ids[1]}
    assert await _indexed(jobr, second) == await _exact(jobr)


DAMAGES: dict[str, Callable[[Path], object]] = {
    "no folder": shutil.rmtree,
    "an empty file": lambda folder: (folder / "rows.npy").write_bytes(b""),
    "no keys": lambda folder: (folder / "keys.npy").unlink(),
    "no head": lambda folder: (folder / "head.json").write_text("{}"),
    "a head that is none": lambda folder: (folder / "head.json").write_text("[1]"),
}


@pytest.mark.parametrize("damage", DAMAGES)
async def test_a_damaged_folder_is_built_anew(jobr: Any, small_are_kept: None, damage: str) -> None:
    ids = await _some(jobr)
    await _caught_up(_keeper(jobr))
    DAMAGES[damage](jobr.outside.index_folder())
    keeper = _keeper(jobr)
    await _caught_up(keeper)
    assert _in_index(keeper) == set(ids)
    again = _keeper(jobr)
    assert await again._took_up()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ruleset", "rules@0+00000000"),
        ("event", "01a202f8-50bb-7713-80ea-6bab973cd1b8"),
        ("at", "7-7"),
        ("at", "soon"),
        ("at", None),
    ],
)
async def test_the_index_of_another_ruleset_or_database_is_built_anew(
    jobr: Any, small_are_kept: None, name: str, value: object
) -> None:
    ids = await _some(jobr)
    await _caught_up(_keeper(jobr))
    path = jobr.outside.index_folder() / "head.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {name: value}))
    keeper = _keeper(jobr)
    assert not await keeper._took_up()
    assert keeper.current is None
    await _caught_up(keeper)
    assert _in_index(keeper) == set(ids)
    assert json.loads(path.read_text())[name] != value


async def test_a_folder_nobody_can_write_to_only_costs_the_next_start(
    jobr: Any, small_are_kept: None, tmp_path: Path
) -> None:
    ids = await _some(jobr)
    (tmp_path / "taken").write_text("a file")
    keeper = _keeper(jobr, tmp_path / "taken" / "index")
    await _caught_up(keeper)
    assert _in_index(keeper) == set(ids)


async def test_answers_go_on_while_an_index_is_renewed(
    jobr: Any, small_are_kept: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper = _keeper(jobr)
    ids = await _some(jobr)
    await _caught_up(keeper)
    monkeypatch.setattr(MatchIndex, "is_grown", property(lambda _: True))
    merging, goes_on = asyncio.Event(), asyncio.Event()
    aside = keeper._aside

    async def slow(work: Any) -> Any:
        if getattr(work, "__name__", "") == "merged":
            merging.set()
            await goes_on.wait()
        return await aside(work)

    monkeypatch.setattr(keeper, "_aside", slow)
    renewing = asyncio.ensure_future(keeper.follow())
    await merging.wait()
    assert await _indexed(jobr, keeper) == await _exact(jobr)
    goes_on.set()
    await renewing
    assert keeper.current is not None
    assert keeper.current.index.recent == {}
    assert _in_index(keeper) == set(ids)


@pytest.mark.parametrize("batch", [1, 2, 5, 500])
async def test_features_that_come_later_come_into_the_index(
    jobr: Any, monkeypatch: pytest.MonkeyPatch, batch: int
) -> None:
    """As after an upgrade, when all of them are computed anew."""
    monkeypatch.setattr("jobr_core.matching.use_cases.features._BATCH", batch)
    ids = await _some(jobr)
    jobr.storage.database().tables.features.clear()
    keeper = _keeper(jobr)
    await _caught_up(keeper)
    assert _in_index(keeper) == set()
    assert set(await _indexed(jobr, keeper)) == set(ids)
    await jobr.matching.ensure_features()()  # on memory the task is done at once
    await _caught_up(keeper)
    assert _in_index(keeper) == set(ids)
    commits = jobr.storage.database().commits
    await jobr.matching.ensure_features()()
    await jobr.matching.refresh_features()()
    assert jobr.storage.database().commits == commits


async def test_a_failure_holds_the_index_up_and_no_more(
    jobr: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = await _some(jobr)
    keeper = _keeper(jobr)
    failures = [Unavailable(), ValueError("odd")]
    original = keeper._subscriptions.checkpoint

    async def checkpoint(subscriber: str) -> Any:
        if failures:
            raise failures.pop()
        return await original(subscriber)

    monkeypatch.setattr(keeper._subscriptions, "checkpoint", checkpoint)
    monkeypatch.setattr(keeping, "_PAUSE_AFTER_FAILURE", 0.0)
    monkeypatch.setattr(keeping, "_PAUSE", 0.0)
    running = asyncio.ensure_future(keeper.keep())
    async with asyncio.timeout(5):
        while keeper.current is None:  # noqa: ASYNC110
            await asyncio.sleep(0.001)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert failures == []
    assert _in_index(keeper) == set(ids)


async def test_many_features_are_computed_elsewhere(jobr: Any) -> None:
    asked: list[int] = []

    async def elsewhere(task: tuple[JobPosting, ...]) -> Any:
        asked.append(len(task))
        return computed(task)

    ids = await _some(jobr)
    postings = [await jobr.storage.postings().by_id(own) for own in ids] * 5
    compute = FeatureComputing(jobr.outside.aside(), elsewhere)
    few = await compute(postings[:20])
    assert asked == []
    assert await compute(postings) == [*few, *few[:5]]
    assert asked == [25]


async def test_a_worker_that_was_killed_is_replaced(jobr: Any) -> None:
    ids = await _some(jobr)
    task = (await jobr.storage.postings().by_id(ids[0]),)
    workers = LazyWorkers()
    workers.close()
    try:
        assert await workers(task) == computed(task)
        assert workers._workers is not None
        workers._workers._all[0].kill()
        with pytest.raises(Unavailable):
            await workers(task)
        assert await workers(task) == computed(task)
    finally:
        workers.close()
