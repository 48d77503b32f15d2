"""Receipts of stored matches, verified: equal, or why not."""

import json
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Any
from urllib.parse import parse_qsl, quote
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import BACKEND_CV, an_id
from jobr_core.cvs.errors import CvNotFound
from jobr_core.cvs.stored import CvId
from jobr_core.jobs.errors import PostingNotFound
from jobr_core.matching.model import HistoryPlace, ReceiptOfMatch
from jobr_core.matching.preferences import Preferences
from jobr_core.matching.receipts import Key, ReceiptInvalid
from jobr_core.matching.report import LineKind
from jobr_core.matching.verification import Cause
from jobr_core.shared.errors import CursorInvalid
from jobr_core.vocabulary.seniority import Seniority
from matching_world import World

SOME_ID = "01a202f8-50bb-7713-80ea-6bab973cd1b8"


@pytest.fixture
def world(jobr: Any) -> World:
    return World(jobr)


async def _receipt(world: World, owner: Any) -> ReceiptOfMatch:
    """Of the best match, sent there and back as JSON."""
    told = ReceiptOfMatch.of((await world.kept(owner))[0])
    return ReceiptOfMatch.from_json(json.loads(json.dumps(told.to_json())))


async def _causes(world: World, told: ReceiptOfMatch) -> list[Cause]:
    found = await world.jobr.matching.verify_receipt()(told)
    assert found.equal is (found.differences == ())
    return [one.cause for one in found.differences]


async def test_what_is_unchanged_verifies(world: World) -> None:
    jobs = await world.jobs()
    owner = await world.person()
    await world.wants(owner, Preferences(cities=("Pune",), weights={LineKind.TITLE: 2.0}))
    await world.likes(owner, jobs["backend"])
    await world.likes(owner, jobs["cook"], liked=False)
    for match in await world.kept(owner):
        assert await _causes(world, ReceiptOfMatch.of(match)) == []
    told = await _receipt(world, owner)
    assert await _causes(world, told) == []
    assert (told.owner, told.posting_id) == (owner, jobs["backend"].id)


async def test_scores_with_a_radius_verify(world: World) -> None:
    await world.jobs()
    owner = await world.person()
    wanted = Preferences(cities=("Potsdam",), radius_km=50, seniorities=(Seniority.SENIOR,))
    await world.wants(owner, wanted)
    found = await world.kept(owner)
    assert any(line.rule == "27 km from Potsdam" for one in found for line in one.report.lines)
    for match in found:
        assert await _causes(world, ReceiptOfMatch.of(match)) == []
    await world.wants(owner, replace(wanted, radius_km=20))
    assert await _causes(world, ReceiptOfMatch.of(found[0])) == [Cause.PREFERENCES_CHANGED]


async def test_a_former_version_of_the_cv_still_verifies(world: World) -> None:
    await world.jobs()
    owner = await world.person()
    told = await _receipt(world, owner)
    await world.edit(owner, BACKEND_CV + "\nRust, Kafka")
    assert await _causes(world, told) == []
    new = await _receipt(world, owner)
    assert (new.cv_version, await _causes(world, new)) == (2, [])
    assert await _causes(world, replace(told, cv_version=2)) == [Cause.CV_CHANGED]
    with pytest.raises(CvNotFound):
        await _causes(world, replace(told, cv_version=3))


async def test_changes_are_named(world: World) -> None:
    jobs = await world.jobs()
    owner = await world.person()
    told = await _receipt(world, owner)
    await world.wants(owner, Preferences(remote=True))
    assert await _causes(world, told) == [Cause.PREFERENCES_CHANGED]
    await world.likes(owner, jobs["cook"])
    assert await _causes(world, told) == [Cause.PREFERENCES_CHANGED, Cause.TASTE_CHANGED]
    await world.wants(owner, Preferences())
    await world.jobr.matching.take_back_feedback()(owner=owner)
    assert await _causes(world, told) == []
    change = world.jobr.jobs.change_posting()
    await change(told.posting_id, {"title": "Backend Engineer"})
    assert await _causes(world, told) == [Cause.POSTING_CHANGED]
    await change(told.posting_id, {"title": jobs["backend"].title})
    assert await _causes(world, told) == []


async def test_what_was_tampered_with_is_not_believed(world: World) -> None:
    jobs = await world.jobs()
    owner = await world.person()
    told = await _receipt(world, owner)
    better = replace(told, receipt=replace(told.receipt, score=100))
    assert await _causes(world, better) == [Cause.SIGNATURE_WRONG]
    assert await _causes(world, replace(told, posting_id=jobs["cook"].id)) == [
        Cause.POSTING_CHANGED
    ]
    unknown = replace(told.receipt, key_id="another")
    assert await _causes(world, replace(told, receipt=unknown)) == [Cause.KEY_UNKNOWN]


async def test_what_is_gone_or_somebody_elses_is_not_found(world: World) -> None:
    await world.jobs()
    owner, other = await world.person(), await world.person()
    told = await _receipt(world, owner)
    for wrong in (replace(told, owner=other), replace(told, cv_id=CvId(an_id()))):
        with pytest.raises(CvNotFound):
            await _causes(world, wrong)
    await world.jobr.jobs.remove_posting()(told.posting_id)
    with pytest.raises(PostingNotFound):
        await _causes(world, told)


async def test_old_keys_verify_what_they_signed(world: World) -> None:
    await world.jobs()
    owner = await world.person()
    told = await _receipt(world, owner)
    keys = world.jobr.outside.receipt_keys()
    verify = world.jobr.matching.verify_receipt()
    new = Key("new", b"another secret")
    assert (await replace(verify, keys={"new": new, **keys})(told)).equal
    found = await replace(verify, keys={told.receipt.key_id: replace(new, id=told.receipt.key_id)})(
        told
    )
    assert [one.cause for one in found.differences] == [Cause.SIGNATURE_WRONG]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("user_id", "ada"), ("user_id", None), ("cv_id", 5), ("job_id", ""), ("job_id", "\x00"),
        ("cv_version", "1"), ("cv_version", None), ("receipt", None), ("receipt", []),
        ("receipt", {}), ("receipt", "x"),
    ],
)  # fmt: skip
async def test_what_is_no_receipt_is_refused(world: World, field: str, value: object) -> None:
    await world.job("backend")
    told = ReceiptOfMatch.of((await world.kept(await _a_person_with_matches(world)))[0])
    with pytest.raises(ReceiptInvalid):
        ReceiptOfMatch.from_json(told.to_json() | {field: value})
    lacking = {name: own for name, own in told.to_json().items() if name != field}
    with pytest.raises(ReceiptInvalid):
        ReceiptOfMatch.from_json(lacking)


async def _a_person_with_matches(world: World) -> Any:
    return await world.person("Ada King\nBackend Engineer\n\nSkills\nPython")


@pytest.mark.parametrize(
    "cursor",
    [
        "", "_", "x", "2026-11-22_", "2026-11-22T12:00:00Z", f"2026-11-22T12:00:00_{SOME_ID}",
        f"soon_{SOME_ID}", "2026-11-22T12:00:00Z_1", f"2026-11-22T12:00:00Z_{SOME_ID}_", "\x00",
    ],
)  # fmt: skip
def test_what_is_no_place_in_the_history_is_refused(cursor: str) -> None:
    with pytest.raises(CursorInvalid):
        HistoryPlace.parse(cursor)


@given(
    found_at=st.datetimes(
        min_value=datetime(1970, 1, 2), max_value=datetime(2200, 1, 1),  # noqa: DTZ001
        timezones=st.integers(-14, 14).map(lambda hours: timezone(timedelta(hours=hours))),
    ),
    posting=st.uuids(),
)  # fmt: skip
def test_a_place_in_the_history_survives_a_url(found_at: datetime, posting: UUID) -> None:
    place = HistoryPlace(found_at, str(posting))
    assert quote(str(place), safe=":") == str(place)
    [(_, told)] = parse_qsl(f"cursor={place}")
    assert HistoryPlace.parse(told) == place
