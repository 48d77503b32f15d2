"""The promise of JobPostings, kept by every storage."""

import asyncio
from datetime import timedelta

import pytest
from storages import OnMemory, OnPostgres, Storage

from builders import NOON, a_posting
from jobr_core.jobs.errors import PostingNotFound
from jobr_core.jobs.model import JobPosting
from jobr_core.jobs.ports import Stored, StoredPosting


async def _stored(storage: Storage, *postings: JobPosting) -> tuple[StoredPosting, ...]:
    async with storage.begin() as work:
        stored = await work.postings.store(postings)
        await work.commit()
    return stored


async def _store(storage: Storage, *postings: JobPosting) -> tuple[Stored, ...]:
    return tuple(posting.outcome for posting in await _stored(storage, *postings))


async def _all(storage: Storage) -> tuple[JobPosting, ...]:
    return await storage.postings.with_skills((), 100)


class PostingsContract:
    async def test_a_posting_is_found_as_it_came_under_a_new_id(self, storage: Storage) -> None:
        came = a_posting(
            salary={"min": 1, "max": 2.5, "currency": "EUR", "period": "hour"}, workplace="hybrid",
            employment_type="contract", skills=["Rust"], url="https://a.example/1",
            posted_at="2026-11-01T09:00:00Z", expires_at="2027-01-01", seniority="senior", language="en",
        )  # fmt: skip
        assert await _store(storage, came) == (Stored.CREATED,)
        (found,) = await _all(storage)
        assert found.id != came.id
        assert found.content_hash == came.content_hash
        assert found.text == came.text
        assert await storage.postings.by_id(found.id) == found

    async def test_storing_again_changes_nothing(self, storage: Storage) -> None:
        await _store(storage, a_posting())
        before = await _all(storage)
        assert await _store(storage, a_posting(), a_posting()) == (
            Stored.UNCHANGED,
            Stored.UNCHANGED,
        )
        assert await _all(storage) == before

    async def test_a_changed_posting_keeps_its_id(self, storage: Storage) -> None:
        await _store(storage, a_posting())
        (before,) = await _all(storage)
        assert await _store(storage, a_posting(title="Chef")) == (Stored.UPDATED,)
        (after,) = await _all(storage)
        assert (after.id, after.title) == (before.id, "Chef")

    async def test_what_was_stored_is_named(self, storage: Storage) -> None:
        [created] = await _stored(storage, a_posting())
        [unchanged] = await _stored(storage, a_posting())
        [updated] = await _stored(storage, a_posting(title="Chef"))
        (found,) = await _all(storage)
        assert (created.id, unchanged.id, updated.id) == (found.id, None, found.id)

    async def test_boards_do_not_mix(self, storage: Storage) -> None:
        same = {"source": "greenhouse", "external_id": "1"}
        stored = await _store(storage, a_posting(**same, board="a"), a_posting(**same, board="b"))
        assert stored == (Stored.CREATED, Stored.CREATED)

    async def test_two_importers_at_once_store_one(self, storage: Storage) -> None:
        outcomes = await asyncio.gather(*(_store(storage, a_posting()) for _ in range(10)))
        assert (
            sorted(outcome for (outcome,) in outcomes) == [Stored.CREATED] + [Stored.UNCHANGED] * 9
        )
        assert len(await _all(storage)) == 1

    async def test_importers_in_opposite_orders_do_not_stop_each_other(
        self, storage: Storage
    ) -> None:
        postings = [a_posting(id=str(n), title=f"Job {n}") for n in range(30)]
        runs = [postings, postings[::-1]] * 3
        outcomes = await asyncio.gather(*(_store(storage, *run) for run in runs))
        assert sum(outcome.count(Stored.CREATED) for outcome in outcomes) == 30

    @pytest.mark.parametrize("posting_id", ["nonsense", "01a202f8-50bb-7713-80ea-6bab973cd1b8"])
    async def test_an_unknown_id_is_not_found(self, storage: Storage, posting_id: str) -> None:
        with pytest.raises(PostingNotFound):
            await storage.postings.by_id(posting_id)

    async def test_those_that_share_skills_come_first_then_the_newest(
        self, storage: Storage
    ) -> None:
        for name, skills, day in [
            ("none", "Cobol", 9), ("one", "Python", 1), ("newer", "Python", 2), ("two", "Python and Kafka", 1),
        ]:  # fmt: skip
            posted = f"2026-11-0{day}T00:00:00Z"
            await _store(
                storage,
                a_posting(
                    id=name, title=name, description=f"Requirements\n- {skills}", posted_at=posted
                ),
            )
        found = await storage.postings.with_skills(("Python", "Kafka"), 10)
        assert [posting.title for posting in found] == ["two", "newer", "one", "none"]
        assert len(await storage.postings.with_skills(("Python",), 2)) == 2

    async def test_expired_postings_are_not_offered(self, storage: Storage) -> None:
        past, future = NOON - timedelta(days=1), NOON + timedelta(days=1)
        await _store(storage, a_posting(id="old", expires_at=past.isoformat()))
        await _store(storage, a_posting(id="new", title="Chef", expires_at=future.isoformat()))
        assert [posting.title for posting in await _all(storage)] == ["Chef"]


class TestPostingsOnMemory(OnMemory, PostingsContract): ...


class TestPostingsOnPostgres(OnPostgres, PostingsContract): ...
