"""The promise of Features, kept by every storage."""

from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from storages import OnMemory, OnPostgres, Storage

from builders import BACKEND_POSTING, NOON, a_described, an_id
from jobr_adapters.match_index.computing import computed
from jobr_adapters.match_index.rows import ROW
from jobr_core.jobs.model import JobPosting
from jobr_core.matching.features import features_of

BOARD = {"source": "lever", "board": "acme"}


async def _store(storage: Storage, *titles: str, **changes: object) -> list[JobPosting]:
    """Postings of these titles, as they are stored."""
    came = [a_described(id=title, title=title, **changes) for title in titles]
    async with storage.begin() as work:
        stored = await work.postings.store(came)
        await work.commit()
    return [await storage.postings.by_id(str(one.id)) for one in stored]


async def _kept(storage: Storage, *titles: str, **changes: object) -> list[JobPosting]:
    """The same, with features."""
    postings = await _store(storage, *titles, **changes)
    await storage.features.keep(computed(postings))
    return postings


async def _lacking(storage: Storage, among: Collection[str] | None = None) -> set[str]:
    return {posting.title for posting in await storage.features.lacking(among)}


async def _all_rows(storage: Storage) -> dict[str, bytes]:
    rows: dict[str, bytes] = {}
    async for batch in storage.features.all_index_rows():
        assert len(batch.ids) * ROW.itemsize == len(batch.rows) * 16
        for n in range(len(batch.ids) // 16):
            own = str(UUID(bytes=batch.ids[16 * n :][:16]))
            rows[own] = batch.rows[ROW.itemsize * n :][: ROW.itemsize]
    return rows


async def _close(storage: Storage, *, seen: Collection[str] = ()) -> None:
    async with storage.begin() as work:
        await work.postings.close_unseen("lever", "acme", seen=seen)
        await work.commit()


class FeaturesContract:
    async def test_postings_lack_features_until_they_are_kept(self, storage: Storage) -> None:
        cook, baker = await _store(storage, "Cook", "Baker")
        assert await _lacking(storage) == {"Cook", "Baker"}
        assert await _lacking(storage, [cook.id, str(an_id())]) == {"Cook"}
        assert await _lacking(storage, []) == set()
        assert len(await storage.features.lacking(limit=1)) == 1
        await storage.features.keep(computed([cook]))
        assert await storage.features.lacking() == (baker,)
        assert await _lacking(storage, [cook.id]) == set()
        await storage.features.keep([])

    async def test_a_posting_that_says_something_else_lacks_features_again(
        self, storage: Storage
    ) -> None:
        [before] = await _kept(storage, "Cook")
        [after] = await _store(storage, "Cook", company="Other")
        assert after.id == before.id
        assert await storage.features.lacking([after.id]) == (after,)
        assert await storage.features.index_rows([after.id]) == {after.id: None}
        assert await _all_rows(storage) == {}
        await storage.features.keep(computed([before]))  # computed before it changed
        assert await _lacking(storage) == {"Cook"}
        await storage.features.keep(computed([after]))
        assert await _lacking(storage) == set()

    async def test_features_of_a_posting_gone_meanwhile_are_left_out(
        self, storage: Storage
    ) -> None:
        gone, stays = await _store(storage, "Cook", "Baker")
        async with storage.begin() as work:
            await work.postings.remove(gone.id)
            await work.commit()
        await storage.features.keep(computed([gone, stays]))
        assert await storage.features.lacking() == ()
        assert (await _all_rows(storage)).keys() == {stays.id}

    async def test_a_removed_posting_takes_its_features_with_it(self, storage: Storage) -> None:
        [cook] = await _kept(storage, "Cook")
        async with storage.begin() as work:
            await work.postings.remove(cook.id)
            await work.commit()
        assert await storage.features.index_rows([cook.id]) == {cook.id: None}
        assert await storage.features.shown([cook.id]) == ()

    async def test_rows_are_of_live_postings_with_features(self, storage: Storage) -> None:
        past = (NOON - timedelta(days=1)).isoformat()
        [live] = await _kept(storage, "Cook")
        [closed] = await _kept(storage, "Baker", **BOARD)
        [over] = await _kept(storage, "Welder", expires_at=past)
        [without] = await _store(storage, "Nurse")
        await _close(storage)
        unknown = str(an_id())
        asked = [one.id for one in (live, closed, over, without)]
        [expected] = computed([live])
        rows = await storage.features.index_rows([*asked, unknown])
        assert rows == {
            live.id: expected.index_row, closed.id: None, over.id: None, without.id: None,
            unknown: None,
        }  # fmt: skip
        assert await _all_rows(storage) == {live.id: expected.index_row}
        assert await storage.features.index_rows([]) == {}
        assert await _lacking(storage) == {"Nurse"}

    async def test_of_nothing_there_are_no_rows(self, storage: Storage) -> None:
        assert await _all_rows(storage) == {}
        assert await storage.features.newest(None, 5) == ()
        assert await storage.features.shown([]) == ()

    async def test_a_closed_posting_that_returns_has_its_features_still(
        self, storage: Storage
    ) -> None:
        [cook] = await _kept(storage, "Cook", **BOARD)
        await _close(storage)
        assert await _all_rows(storage) == {}
        await _store(storage, "Cook", **BOARD)
        assert (await _all_rows(storage)).keys() == {cook.id}
        assert await storage.features.lacking() == ()

    async def test_postings_are_shown_in_the_order_asked_each_once(self, storage: Storage) -> None:
        cook, baker, nurse = await _kept(storage, "Cook", "Baker", "Nurse")
        asked = [nurse.id, cook.id, str(an_id()), nurse.id, baker.id]
        found = await storage.features.shown(asked)
        assert [one.posting for one in found] == [nurse, cook, baker]

    async def test_copies_are_shown_as_their_card_once(self, storage: Storage) -> None:
        [copy] = await _kept(storage, "Cook", source="indeed")
        [own] = await _kept(storage, "Cook", source="greenhouse")
        [baker] = await _kept(storage, "Baker")
        for asked in ([copy.id, baker.id, own.id], [own.id, copy.id, baker.id]):
            found = [one.posting.id for one in await storage.features.shown(asked)]
            assert found == [own.id, baker.id]

    async def test_what_nobody_can_find_any_more_is_not_shown(self, storage: Storage) -> None:
        past = (NOON - timedelta(days=1)).isoformat()
        [closed] = await _kept(storage, "Baker", **BOARD)
        [over] = await _kept(storage, "Welder", expires_at=past)
        await _close(storage)
        assert await storage.features.shown([closed.id, over.id]) == ()

    @pytest.mark.parametrize("is_kept", [True, False])
    async def test_features_are_those_the_core_computes(
        self, storage: Storage, *, is_kept: bool
    ) -> None:
        """Exactly: a receipt is verified by computing them again."""
        add = _kept if is_kept else _store
        everything = {
            "description": "Requirements\n- 7.5 years with Python, or Go\n- BSc or equivalent\n"
            "- German (C1)\n- PMP or PRINCE2\n- EU work permit\nNice to have\n- Kafka, Spark",
            "seniority": "senior", "salary": {"min": 1, "max": 2.5, "currency": "EUR", "period": "hour"},
        }  # fmt: skip
        postings = [
            *await add(storage, "Senior Data Engineer (m/w/d)", **everything),
            *await add(storage, "???", description="*"),
            *await add(storage, str(BACKEND_POSTING["title"])),
        ]
        found = await storage.features.shown([one.id for one in postings])
        assert [one.features for one in found] == list(map(features_of, postings))
        assert [one.posting for one in found] == postings

    async def test_a_posting_that_changed_is_shown_by_what_it_says_now(
        self, storage: Storage
    ) -> None:
        await _kept(storage, "Cook")
        [after] = await _store(storage, "Cook", description="Requirements\n- Kotlin")
        [found] = await storage.features.shown([after.id])
        assert (found.posting, found.features) == (after, features_of(after))

    async def test_kept_features_replace_former_ones(self, storage: Storage) -> None:
        [cook] = await _kept(storage, "Cook")
        [once] = computed([cook])
        other = replace(once, index_row=bytes(ROW.itemsize))
        await storage.features.keep([other])
        assert await storage.features.index_rows([cook.id]) == {cook.id: bytes(ROW.itemsize)}

    async def test_the_newest_come_first(self, storage: Storage) -> None:
        past = (NOON - timedelta(days=1)).isoformat()
        first, second, third = await _store(storage, "Cook", "Baker", "Nurse")
        await _store(storage, "Welder", expires_at=past)
        ids = [third.id, second.id, first.id]
        assert sorted(ids, reverse=True) == ids
        assert list(await storage.features.newest(None, 5)) == ids
        assert list(await storage.features.newest(None, 2)) == ids[:2]
        assert list(await storage.features.newest(first.id, 5)) == ids[:2]
        assert await storage.features.newest(third.id, 5) == ()


class TestFeaturesOnMemory(OnMemory, FeaturesContract): ...


class TestFeaturesOnPostgres(OnPostgres, FeaturesContract):
    async def test_features_of_another_ruleset_are_lacking(
        self, storage: Storage, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        [cook] = await _kept(storage, "Cook")
        monkeypatch.setattr("jobr_adapters.postgres.features.ruleset", lambda: "rules@0+0")
        assert await _lacking(storage) == {"Cook"}
        assert await _all_rows(storage) == {}
        [found] = await storage.features.shown([cook.id])
        assert found.features == features_of(cook)
        await storage.features.keep(computed([cook]))
        assert await _lacking(storage) == set()
