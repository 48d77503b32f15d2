"""The promise of JobPostings, kept by every storage."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest
from storages import OnMemory, OnPostgres, Storage

from builders import NOON, a_clock_at, a_described
from jobr_core.jobs.errors import PostingNotFound
from jobr_core.jobs.facts import DescribedPosting
from jobr_core.jobs.imports import ImportRun
from jobr_core.jobs.model import JobPosting
from jobr_core.jobs.search import Criteria
from jobr_core.jobs.storing import Stored, StoredPosting
from jobr_core.shared.errors import Malformed


async def _stored(storage: Storage, *postings: DescribedPosting) -> tuple[StoredPosting, ...]:
    async with storage.begin() as work:
        stored = await work.postings.store(postings)
        await work.commit()
    return stored


async def _change(storage: Storage, changed: DescribedPosting) -> tuple[StoredPosting, ...]:
    async with storage.begin() as work:
        stored = await work.postings.store([changed], anew=True)
        await work.commit()
    return stored


def _of_record(record: str, **changes: object) -> DescribedPosting:
    one = a_described(**changes)
    return replace(one, posting=replace(one.posting, payload_hash=record))


async def _store(storage: Storage, *postings: DescribedPosting) -> tuple[Stored, ...]:
    return tuple(posting.outcome for posting in await _stored(storage, *postings))


async def _all(storage: Storage) -> tuple[JobPosting, ...]:
    """The cards shown to whoever asks for everything."""
    everything = Criteria(words="", role="")
    return (await storage.posting_index.search(everything, limit=100, cursor=None)).postings


class PostingsContract:
    async def test_a_posting_is_found_as_it_came_under_a_new_id(self, storage: Storage) -> None:
        came = a_described(
            salary={"min": 1, "max": 2.5, "currency": "EUR", "period": "hour"}, workplace="hybrid",
            employment_type="contract", further_employment_types=["part_time"], skills=["Rust"], url="https://a.example/1",
            posted_at="2026-11-01T09:00:00Z", expires_at="2027-01-01", seniority="senior", language="en",
        )  # fmt: skip
        assert await _store(storage, came) == (Stored.CREATED,)
        (found,) = await _all(storage)
        assert found.id != came.posting.id
        assert found.content_hash == came.posting.content_hash
        assert found.text == came.posting.text
        assert await storage.postings.by_id(found.id) == found

    async def test_storing_again_changes_nothing(self, storage: Storage) -> None:
        await _store(storage, a_described())
        before = await _all(storage)
        assert await _store(storage, a_described(), a_described()) == (
            Stored.UNCHANGED,
            Stored.UNCHANGED,
        )
        assert await _all(storage) == before

    async def test_a_changed_posting_keeps_its_id(self, storage: Storage) -> None:
        await _store(storage, a_described())
        (before,) = await _all(storage)
        assert await _store(storage, a_described(title="Chef")) == (Stored.UPDATED,)
        (after,) = await _all(storage)
        assert (after.id, after.title) == (before.id, "Chef")

    async def test_what_was_stored_is_named(self, storage: Storage) -> None:
        [created] = await _stored(storage, a_described())
        [unchanged] = await _stored(storage, a_described())
        [updated] = await _stored(storage, a_described(title="Chef"))
        (found,) = await _all(storage)
        assert (created.id, unchanged.id, updated.id) == (found.id, None, found.id)

    async def test_boards_do_not_mix(self, storage: Storage) -> None:
        same = {"source": "greenhouse", "external_id": "1"}
        stored = await _store(
            storage, a_described(**same, board="a"), a_described(**same, board="b")
        )
        assert stored == (Stored.CREATED, Stored.CREATED)

    async def test_two_importers_at_once_store_one(self, storage: Storage) -> None:
        outcomes = await asyncio.gather(*(_store(storage, a_described()) for _ in range(10)))
        assert (
            sorted(outcome for (outcome,) in outcomes) == [Stored.CREATED] + [Stored.UNCHANGED] * 9
        )
        assert len(await _all(storage)) == 1

    async def test_importers_in_opposite_orders_do_not_stop_each_other(
        self, storage: Storage
    ) -> None:
        postings = [a_described(id=str(n), title=f"Job {n}") for n in range(30)]
        runs = [postings, postings[::-1]] * 3
        outcomes = await asyncio.gather(*(_store(storage, *run) for run in runs))
        assert sum(outcome.count(Stored.CREATED) for outcome in outcomes) == 30

    @pytest.mark.parametrize("posting_id", ["nonsense", "01a202f8-50bb-7713-80ea-6bab973cd1b8"])
    async def test_an_unknown_id_is_not_found(self, storage: Storage, posting_id: str) -> None:
        with pytest.raises(PostingNotFound):
            await storage.postings.by_id(posting_id)

    async def test_expired_postings_are_not_offered(self, storage: Storage) -> None:
        past, future = NOON - timedelta(days=1), NOON + timedelta(days=1)
        await _store(storage, a_described(id="old", expires_at=past.isoformat()))
        await _store(storage, a_described(id="new", title="Chef", expires_at=future.isoformat()))
        assert [posting.title for posting in await _all(storage)] == ["Chef"]

    async def test_expired_postings_are_closed_once(self, storage: Storage) -> None:
        soon = a_described(id="soon", expires_at=(NOON + timedelta(days=1)).isoformat())
        await _store(storage, soon, a_described(id="open"))
        later = a_clock_at(NOON + timedelta(days=2))
        async with storage.begin(now=later) as work:
            [closed] = await work.postings.close_expired(10)
            assert await work.postings.close_expired(10) == ()
            await work.commit()
        assert closed.outcome is Stored.CLOSED
        assert (await storage.postings.by_id(str(closed.id))).external_id == "soon"
        assert [posting.external_id for posting in await _all(storage)] == ["open"]

    async def test_what_a_board_no_longer_has_is_closed_and_reopened_when_it_returns(
        self, storage: Storage
    ) -> None:
        board = {"source": "lever", "board": "acme"}
        kept, gone = (a_described(**board, id=name, title=name) for name in ("kept", "gone"))
        await _store(storage, kept, gone, a_described(source="lever", board="other", id="gone"))
        async with storage.begin() as work:
            [closed] = await work.postings.close_unseen("lever", "acme", seen={"kept"})
            assert await work.postings.close_unseen("lever", "acme", seen={"kept"}) == ()
            await work.commit()
        assert closed.outcome is Stored.CLOSED
        assert (await storage.postings.standing_of(str(closed.id))).closed_at == NOON
        assert {(p.board, p.external_id) for p in await _all(storage)} == {
            ("acme", "kept"), ("other", "gone"),
        }  # fmt: skip
        [returned] = await _stored(storage, gone)
        assert (returned.outcome, returned.id) == (Stored.UPDATED, closed.id)
        assert (await storage.postings.standing_of(str(closed.id))).closed_at is None
        assert len(await _all(storage)) == 3

    async def test_a_removed_posting_is_gone_and_its_copy_is_shown(self, storage: Storage) -> None:
        own, copy = a_described(source="greenhouse"), a_described(source="indeed")
        [first, second] = await _stored(storage, own, copy)
        assert [posting.id for posting in await _all(storage)] == [first.id]
        async with storage.begin() as work:
            await work.postings.remove(str(first.id))
            await work.commit()
        assert [posting.id for posting in await _all(storage)] == [second.id]
        with pytest.raises(PostingNotFound):
            await storage.postings.by_id(str(first.id))
        async with storage.begin() as work:
            with pytest.raises(PostingNotFound):
                await work.postings.remove(str(first.id))

    @pytest.mark.parametrize("order", [1, -1])
    async def test_copies_of_an_opening_are_one_card_with_all_links(
        self, storage: Storage, order: int
    ) -> None:
        own = a_described(source="greenhouse", url="https://own.example/1")
        copy = a_described(source="indeed", url="https://copy.example/1")
        stored = await _stored(storage, *[own, copy][::order])
        own_id, copy_id = (str(one.id) for one in stored[::order])
        [card] = await _all(storage)
        assert card.id == own_id
        links = (await storage.postings.standing_of(own_id)).links
        assert [link.url for link in links] == ["https://own.example/1", "https://copy.example/1"]
        links = (await storage.postings.standing_of(copy_id)).links
        assert [link.url for link in links] == ["https://copy.example/1", "https://own.example/1"]

    async def test_siblings_in_other_cities_stay_cards_of_their_own(self, storage: Storage) -> None:
        await _store(
            storage,
            a_described(source="greenhouse", locations=[{"city": "Pune"}]),
            a_described(source="indeed", locations=[{"city": "Berlin"}]),
        )
        assert len(await _all(storage)) == 2

    async def test_a_copy_that_changes_into_something_else_is_shown(self, storage: Storage) -> None:
        await _store(storage, a_described(source="greenhouse"), a_described(source="indeed"))
        await _store(storage, a_described(source="indeed", title="Pastry Chef"))
        assert len(await _all(storage)) == 2

    async def test_live_postings_are_given_in_pieces(self, storage: Storage) -> None:
        await _store(storage, *(a_described(id=str(n), title=f"Job {n}") for n in range(5)))
        first = await storage.postings.behind(None, 3)
        rest = await storage.postings.behind(first[-1].id, 3)
        assert len(first) == 3
        assert {p.title for p in (*first, *rest)} == {f"Job {n}" for n in range(5)}
        assert await storage.postings.behind(rest[-1].id, 3) == ()

    async def test_equal_postings_are_described_anew_if_asked(self, storage: Storage) -> None:
        [created] = await _stored(storage, a_described())
        async with storage.begin() as work:
            [again] = await work.postings.store([a_described()], anew=True)
            await work.commit()
        assert (again.outcome, again.id) == (Stored.UPDATED, created.id)

    async def test_a_change_stands_until_its_source_tells_something_new(
        self, storage: Storage
    ) -> None:
        await _store(storage, _of_record("1", title="Chef"))
        [changed] = await _change(storage, _of_record("1", title="Sous-Chef"))
        assert await _store(storage, _of_record("1", title="Chef")) == (Stored.UNCHANGED,)
        assert [posting.title for posting in await _all(storage)] == ["Sous-Chef"]
        async with storage.begin() as work:
            await work.postings.close_unseen("file", "", seen=())
            await work.commit()
        [returned] = await _stored(storage, _of_record("1", title="Chef"))
        assert (returned.outcome, returned.id) == (Stored.UPDATED, changed.id)
        assert [posting.title for posting in await _all(storage)] == ["Sous-Chef"]
        assert await _store(storage, _of_record("2", title="Chef")) == (Stored.UPDATED,)
        assert [posting.title for posting in await _all(storage)] == ["Chef"]

    async def test_a_posting_ended_by_hand_stays_so(self, storage: Storage) -> None:
        past = (NOON - timedelta(days=1)).isoformat()
        await _store(storage, _of_record("1"))
        await _change(storage, _of_record("1", expires_at=past))
        assert await _store(storage, _of_record("1")) == (Stored.UNCHANGED,)
        assert await _all(storage) == ()

    @pytest.mark.parametrize(
        ("expires", "moved_to", "shown"),
        [(None, None, []), (9, 9, []), (9, None, []), (None, -1, []), (9, 10, ["Chef"])],
    )
    async def test_a_closed_posting_that_is_changed_stays_closed(
        self, storage: Storage, expires: int | None, moved_to: int | None, shown: list[str]
    ) -> None:
        """Unless its time is moved into the future."""
        old, new = (
            None if days is None else (NOON + timedelta(days=days)).isoformat()
            for days in (expires, moved_to)
        )
        [stored] = await _stored(storage, a_described(expires_at=old))
        async with storage.begin(now=a_clock_at(NOON - timedelta(hours=1))) as work:
            await work.postings.close_unseen("file", "", seen=())
            await work.commit()
        await _change(storage, a_described(title="Chef", expires_at=new))
        closed_at = (await storage.postings.standing_of(str(stored.id))).closed_at
        assert closed_at == (None if shown else NOON - timedelta(hours=1))
        assert [posting.title for posting in await _all(storage)] == shown

    async def test_the_longest_names_are_stored(self, storage: Storage) -> None:
        """PostgreSQL has limits for what stands in an index."""
        letters = [chr(code) for code in Random(7).choices(range(0x20000, 0x2A000), k=1_000)]
        names = {"title": "".join(letters[:500]), "company": "".join(letters[500:])}
        assert await _store(storage, a_described(**names)) == (Stored.CREATED,)

    async def test_the_last_run_of_a_source_is_remembered(self, storage: Storage) -> None:
        assert await storage.import_runs.of("jobs.jsonl") is None
        first = ImportRun(source="jobs.jsonl", version="1", through=500)
        last = ImportRun(source="jobs.jsonl", version="2", last_modified="yesterday")
        for run in (first, last):
            async with storage.begin() as work:
                await work.import_runs.keep(run)
                await work.commit()
            assert await storage.import_runs.of("jobs.jsonl") == run


class TestPostingsOnMemory(OnMemory, PostingsContract): ...


class TestPostingsOnPostgres(OnPostgres, PostingsContract):
    async def test_more_than_can_be_searched_is_refused(self, storage: Storage) -> None:
        """A search entry has at most a megabyte."""
        letters = Random(7).choices("abcdefghijklmnopqrstuvwxyz", k=600_000)
        names = ("".join(letters[n : n + 200]) for n in range(0, 600_000, 200))
        with pytest.raises(Malformed):
            await _store(storage, a_described(locations=[{"city": name} for name in names]))
        assert await _all(storage) == ()
