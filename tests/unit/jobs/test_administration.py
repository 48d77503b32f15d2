"""What an administrator's change does to what rules read."""

from typing import Any

import pytest

from jobr_core.events.model import START

Record = dict[str, object]

OLD: Record = {
    "title": "Junior Falconer (m/w/d), Teilzeit, Remote (US only)",
    "company": "Acme",
    "external_id": "7",
    "description": "You train falcons.\nPay: €50,000 - €60,000 per year",
}
NEW: Record = {
    "title": "Senior Falconer (m/w/d), Vollzeit, onsite",
    "description": "You train falcons.\nPay: €90,000 - €100,000 per year",
}
SAID: Record = {
    "seniority": "junior",
    "workplace": "hybrid",
    "employment_type": "contract",
    "locations": [{"city": "Graz", "region": None, "country": "AT"}],
    "salary": {"min": 1.0, "max": 2.0, "currency": "EUR", "period": "hour"},
}


async def _changed(jobr: Any, old: Record, new: Record) -> dict[str, Any]:
    added = await jobr.jobs.add_posting()(old)
    record: dict[str, Any] = (await jobr.jobs.change_posting()(added.id, new)).to_record()
    return record


async def test_what_the_old_words_said_is_read_anew(jobr: Any) -> None:
    record = await _changed(jobr, OLD, NEW)
    assert (record["seniority"], record["employment_type"]) == ("senior", "full_time")
    assert (record["workplace"], record["locations"]) == ("onsite", [])
    assert (record["salary"]["min"], record["salary"]["max"]) == (90_000, 100_000)


@pytest.mark.parametrize("name", ["title", "description"])
async def test_what_the_other_words_say_stands(jobr: Any, name: str) -> None:
    record = await _changed(jobr, OLD, {name: NEW[name]})
    assert record["seniority"] == ("senior" if name == "title" else "junior")
    assert record["salary"]["min"] == (50_000 if name == "title" else 90_000)


async def test_what_somebody_said_stands(jobr: Any) -> None:
    told: Record = SAID | {"seniority": "lead"}
    record = await _changed(jobr, OLD | told, NEW)
    assert {name: record[name] for name in told} == told


async def test_what_is_said_with_the_new_words_counts(jobr: Any) -> None:
    record = await _changed(jobr, OLD, NEW | SAID)
    assert {name: record[name] for name in SAID} == SAID


async def test_a_change_to_the_same_is_none(jobr: Any) -> None:
    await _changed(jobr, OLD, {"title": OLD["title"]})
    told = [logged.event.name for logged in await jobr.storage.event_log().after(START, 100)]
    assert told == ["job.imported"]
