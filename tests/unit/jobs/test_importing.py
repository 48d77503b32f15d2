"""What an import keeps, and what it closes."""

import json
from collections.abc import Sequence
from io import BytesIO
from typing import Any

import pytest

from jobr_adapters.memory.jobs import MemoryPostings
from jobr_core.events.model import START
from jobr_core.jobs.addresses import Board
from jobr_core.jobs.errors import NoPostings, PostingsCutOff, PostingsUnreadable, SourceFailed
from jobr_core.jobs.facts import DescribedPosting
from jobr_core.jobs.imports import ImportOutcome, ImportRun, PostingsContent
from jobr_core.jobs.search import PostingSearch
from jobr_core.jobs.storing import StoredPosting
from jobr_core.shared.errors import Malformed

ACME = Board("greenhouse", "acme")


def _job(number: int, **changes: object) -> dict[str, object]:
    return {
        "id": number, "internal_job_id": number, "title": f"Job {number}", "updated_at": "2026-11-01",
        "absolute_url": f"https://boards.greenhouse.io/acme/jobs/{number}",
        "location": {"name": "Leeds"}, "content": "We need you.", **changes,
    }  # fmt: skip


def _board(*numbers: int, **changes: object) -> bytes:
    jobs = [_job(number) for number in numbers]
    return json.dumps({"jobs": [*jobs, *([changes] if changes else [])]}).encode()


async def _import(jobr: Any, content: bytes, **options: Any) -> ImportOutcome:
    outcome: ImportOutcome = await jobr.jobs.import_postings()(
        PostingsContent(file=BytesIO(content), **options)
    )
    return outcome


async def _live(jobr: Any) -> set[str]:
    page = await jobr.jobs.search_postings()(PostingSearch(), limit=100)
    return {posting.title for posting in page.postings}


async def test_what_a_list_no_longer_has_is_closed_and_told(jobr: Any) -> None:
    await _import(jobr, _board(1, 2, 3))
    outcome = await _import(jobr, _board(1, 3))
    assert (outcome.unchanged, outcome.closed) == (2, 1)
    assert await _live(jobr) == {"Job 1", "Job 3"}
    told = [logged.event.name for logged in await jobr.storage.event_log().after(START, 100)]
    assert told == ["job.imported"] * 3 + ["job.expired"]
    again = await _import(jobr, _board(1, 2, 3))
    assert (again.updated, again.unchanged, again.closed) == (1, 2, 0)
    assert await _live(jobr) == {"Job 1", "Job 2", "Job 3"}


async def test_a_broken_record_with_a_known_id_closes_nothing(jobr: Any) -> None:
    await _import(jobr, _board(1, 2, 3))
    broken = _job(3, title=None)
    outcome = await _import(jobr, _board(1, 2, **broken))
    assert (outcome.left_out, outcome.closed) == (1, 0)
    assert [(record.position, record.external_id) for record in outcome.broken] == [(3, "3")]


async def test_a_broken_record_nobody_knows_closes_nothing(jobr: Any) -> None:
    """It may be any of those that are missed."""
    await _import(jobr, _board(1, 2, 3), board=ACME)
    broken = _job(3, title=None, id=None, absolute_url=None)
    outcome = await _import(jobr, _board(1, 2, **broken), board=ACME)
    assert (outcome.left_out, outcome.closed) == (1, 0)


async def test_a_list_that_says_to_be_longer_closes_nothing(jobr: Any) -> None:
    await _import(jobr, _board(1, 2, 3), board=ACME)
    for total, closed in ((3, 0), (2, 1)):
        told = json.dumps({"jobs": [_job(1), _job(2)], "meta": {"total": total}}).encode()
        assert (await _import(jobr, told, board=ACME)).closed == closed


@pytest.mark.parametrize(
    ("content", "options"),
    [
        (_board(1), {}),  # one posting is no list
        (b"\n".join(json.dumps(_job(number)).encode() for number in (1, 2)), {}),
        (_board(1, 2), {"is_whole": False}),
    ],
)
async def test_what_is_no_whole_list_closes_nothing(
    jobr: Any, content: bytes, options: dict[str, Any]
) -> None:
    await _import(jobr, _board(1, 2, 3))
    assert (await _import(jobr, content, **options)).closed == 0


async def test_a_list_that_is_cut_off_keeps_what_came_and_closes_nothing(jobr: Any) -> None:
    await _import(jobr, _board(1, 2, 3))
    with pytest.raises(PostingsCutOff, match="none was closed"):
        await _import(jobr, _board(4, 5, 6)[:-60])
    assert await _live(jobr) > {"Job 1", "Job 2", "Job 3", "Job 4"}


async def test_an_empty_list_of_a_board_closes_all_of_it(jobr: Any) -> None:
    await _import(jobr, _board(1, 2), board=ACME)
    assert (await _import(jobr, b'{"jobs": [], "meta": {"total": 0}}', board=ACME)).closed == 2


async def test_a_board_that_lists_nobody_a_job_is_empty(jobr: Any) -> None:
    await _import(jobr, _board(1, 2), board=ACME)
    prospects = json.dumps({"jobs": [_job(9, internal_job_id=None)]}).encode()
    assert (await _import(jobr, prospects, board=ACME)).closed == 2


@pytest.mark.parametrize(
    "apology", [b"<html>Come again later</html>", b'{"error": "busy"}', b"[1]", b"[]"]
)
async def test_an_apology_of_a_board_closes_nothing(jobr: Any, apology: bytes) -> None:
    await _import(jobr, _board(1, 2), board=ACME)
    with pytest.raises((SourceFailed, NoPostings, PostingsUnreadable)):
        await _import(jobr, apology, board=ACME)
    assert await _live(jobr) == {"Job 1", "Job 2"}


async def test_a_file_goes_on_where_its_import_stood(jobr: Any) -> None:
    lines = b"\n".join(
        json.dumps({"title": f"Job {n}", "company": "Acme", "external_id": n}).encode()
        for n in range(1, 6)
    )
    run = ImportRun(source="jobs.jsonl", version="1")
    async with jobr.storage.work() as work:
        await work.import_runs.keep(ImportRun(source="jobs.jsonl", version="1", through=3))
        await work.commit()
    outcome = await _import(jobr, lines, run=run)
    assert (outcome.created, outcome.resumed_behind) == (2, 3)
    assert await jobr.storage.import_runs().of("jobs.jsonl") == run
    assert (await _import(jobr, lines, run=run)).created == 3
    changed = ImportRun(source="jobs.jsonl", version="2")
    assert (await _import(jobr, lines, run=changed)).unchanged == 5


async def test_a_file_without_postings_is_refused(jobr: Any) -> None:
    with pytest.raises(NoPostings, match="`title` is missing"):
        await _import(jobr, b'[{"company": "Acme"}]')


async def test_a_posting_that_cannot_be_stored_costs_itself(
    jobr: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = MemoryPostings.store

    async def refusing(
        own: MemoryPostings, postings: Sequence[DescribedPosting], *, anew: bool = False
    ) -> tuple[StoredPosting, ...]:
        if any(one.posting.title == "Job 2" for one in postings):
            raise Malformed
        return await store(own, postings, anew=anew)

    monkeypatch.setattr(MemoryPostings, "store", refusing)
    run = ImportRun(source="jobs.json", version="1")
    outcome = await _import(jobr, json.dumps([_job(1), {}, _job(2), _job(3)]).encode(), run=run)
    assert (outcome.created, outcome.left_out) == (2, 2)
    assert [(record.position, record.external_id) for record in outcome.broken] == [
        (2, None), (3, "2"),
    ]  # fmt: skip
    assert await jobr.storage.import_runs().of("jobs.json") == run
    assert await _live(jobr) == {"Job 1", "Job 3"}


async def test_a_change_of_hand_outlives_the_same_record(jobr: Any) -> None:
    await _import(jobr, _board(1, 2))
    page = await jobr.jobs.search_postings()(PostingSearch(), limit=100)
    [first] = [posting for posting in page.postings if posting.title == "Job 1"]
    await jobr.jobs.change_posting()(first.id, {"title": "Chef"})
    assert (await _import(jobr, _board(1, 2))).unchanged == 2
    assert await _live(jobr) == {"Chef", "Job 2"}
