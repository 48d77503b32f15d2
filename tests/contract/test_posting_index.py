"""The promise of PostingIndex, kept by every storage."""

from datetime import timedelta
from typing import Any

import pytest
from storages import OnMemory, OnPostgres, Storage

from builders import NOON, a_described, a_posting
from jobr_core.jobs.facts import DescribedPosting, described
from jobr_core.jobs.places import City, FindCity, no_city
from jobr_core.jobs.ports import FoundPostings
from jobr_core.jobs.search import PostingSearch, Sort, criteria, facets
from jobr_core.shared.errors import CursorInvalid
from jobr_core.vocabulary.seniority import Seniority


async def _store(storage: Storage, *postings: DescribedPosting) -> None:
    async with storage.begin() as work:
        await work.postings.store(postings)
        await work.commit()


def _posting(title: str, *, age: int = 1, **changes: object) -> DescribedPosting:
    posted = (NOON - timedelta(days=age)).isoformat()
    record = {"description": "We need you.", "posted_at": posted, **changes}
    return a_described(**{"id": f"{title}/{age}", "title": title, **record})


async def _found(
    storage: Storage,
    *,
    limit: int = 20,
    cursor: str | None = None,
    find_city: FindCity = no_city,
    **asked: Any,
) -> FoundPostings:
    wanted = criteria(
        PostingSearch(**asked),
        find_city=find_city,
        in_euro=lambda amount, _currency: amount,
    )
    return await storage.posting_index.search(wanted, limit=limit, cursor=cursor)


async def _titles(storage: Storage, **asked: Any) -> list[str]:
    return [posting.title for posting in (await _found(storage, **asked)).postings]


def _two_cities(name: str, country: str | None, region: str | None) -> City | None:
    munich = City(key="1", name="Munich", country="DE", latitude=48, longitude=12)
    new_york = City(
        key="2", name="New York City", country="US", region_short="NY", latitude=41, longitude=-74
    )
    known = {"münchen": munich, "munich": munich, "new york": new_york, "new york city": new_york}
    city = known.get(name.lower())
    return city if city and country in (None, city.country) else None


class PostingIndexContract:
    async def test_titles_count_more_than_skills_and_these_more_than_the_text(
        self, storage: Storage
    ) -> None:
        await _store(
            storage,
            _posting("Baker", description="You will bake beside the lighthouse."),
            _posting("Clerk", company="Lighthouse Ltd"),
            _posting("Guide", skills=["Lighthouse"]),
            _posting("Lighthouse Keeper"),
            _posting("Cook"),
        )
        found = await _titles(storage, words="lighthouse")
        assert found == ["Lighthouse Keeper", "Guide", "Clerk", "Baker"]

    async def test_the_newer_of_equals_comes_first(self, storage: Storage) -> None:
        await _store(
            storage, *(_posting("Welder", age=age, company=f"C{age}") for age in (9, 1, 200))
        )
        found = await _found(storage, words="welder")
        assert [posting.external_id for posting in found.postings] == [
            "Welder/1",
            "Welder/9",
            "Welder/200",
        ]

    async def test_the_best_old_match_comes_before_weak_new_ones(self, storage: Storage) -> None:
        old = _posting("Beekeeper", age=300)
        new = (_posting(f"Cook {n}", description="Near a beekeeper.") for n in range(5))
        await _store(storage, *new, old)
        assert (await _titles(storage, words="beekeeper"))[0] == "Beekeeper"

    @pytest.mark.parametrize(
        ("words", "expected"),
        [
            ("data engineer", {"Data Engineer", "Engineer, Big Data"}),
            ('"data engineer"', {"Data Engineer"}),
            ("engineer -data", {"Sound Engineer"}),
            ("welder or cook", {"Welder", "Cook"}),
            ("", {"Data Engineer", "Engineer, Big Data", "Sound Engineer", "Welder", "Cook"}),
            ("DATA", {"Data Engineer", "Engineer, Big Data"}),
            ("zeppelin", set()),
        ],
    )
    async def test_phrases_exclusions_and_alternatives(
        self, storage: Storage, words: str, expected: set[str]
    ) -> None:
        titles = ("Data Engineer", "Engineer, Big Data", "Sound Engineer", "Welder", "Cook")
        await _store(storage, *map(_posting, titles))
        assert set(await _titles(storage, words=words)) == expected

    async def test_what_is_excluded_may_stand_in_the_description(self, storage: Storage) -> None:
        by_night = _posting("Drover", age=1, description="You drive cattle at night to the cafe.")
        by_day = _posting("Drover", age=2, description="You drive sheep by day.", company="Day")
        await _store(storage, by_night, by_day)
        for words in ("drover -night", 'drover -"drive cattle"', "drover -café"):
            for sort in (Sort.RELEVANCE, Sort.RECENT):
                found = (await _found(storage, words=words, sort=sort)).postings
                assert [posting.company for posting in found] == ["Day"], words

    async def test_a_phrase_is_found_as_a_phrase_however_many_there_are(
        self, storage: Storage, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for module in ("postgres.candidates", "postgres.job_search", "memory.job_search"):
            monkeypatch.setattr(f"jobr_adapters.{module}.MOST_WEIGHED", 3)
        chefs = (_posting("Pastry Chef", age=age, company=f"C{age}") for age in range(1, 6))
        await _store(storage, *chefs, _posting("Chef de partie (no pastry)", age=9))
        assert set(await _titles(storage, words='"pastry chef"')) == {"Pastry Chef"}

    async def test_a_name_in_capitals_is_no_stop_word(self, storage: Storage) -> None:
        await _store(
            storage,
            *(_posting(title, language="en") for title in ("IT Manager", "Operations Manager")),
            _posting("Clerk", language="en", description="We build IT systems."),
            _posting("Cook", language="de"),
        )
        for words, expected in (
            ("IT", {"IT Manager", "Clerk"}),
            ("IT manager", {"IT Manager"}),
            ('"IT manager"', {"IT Manager"}),
            ("manager -IT", {"Operations Manager"}),
            ("IT or cook", {"IT Manager", "Clerk", "Cook"}),
        ):
            assert set(await _titles(storage, words=words)) == expected, words

    async def test_accents_and_slashes_do_not_matter_in_the_description(
        self, storage: Storage
    ) -> None:
        await _store(
            storage,
            _posting("Barista", language="en", description="Our Café serves JALAPEÑO bread."),
            _posting("Infirmier", language="fr", description="Une équipe, un chef expérimenté."),
            _posting("Nurse", language="en", description="For carers/porters."),
            _posting("Koch", language="de", description="Auch als Kellner/Kellnerin."),
        )
        for expected, asked in (
            (["Barista"], ("cafe", "café", "jalapeno")),
            (["Infirmier"], ("equipe", "équipe", "experimente")),
            (["Nurse"], ("carers", "porters", "carers/porters", "nurse -cooks/porters")),
            (["Koch"], ("kellner", "kellnerin")),
            ([], ("nurse -porters", "nurse -carers/porters")),
        ):
            for words in asked:
                assert await _titles(storage, words=words) == expected, words

    @pytest.mark.parametrize(
        "words", ["C++", "C#", ".NET", "'", "a & | !", "\\", "-", '"', "%s", "( ) <-> :*", "or or"]
    )
    async def test_any_words_may_be_asked(self, storage: Storage, words: str) -> None:
        await _store(storage, _posting("C++ Developer", skills=["C++"]), _posting("Net Fisher"))
        found = await _titles(storage, words=words)
        if words == "C++":
            assert found == ["C++ Developer"]

    async def test_what_filters_ask_for(self, storage: Storage) -> None:
        await _store(
            storage,
            _posting(
                "Senior Nurse", locations=[{"city": "Leeds", "country": "GB"}], workplace="onsite",
                employment_type="part_time", skills=["Triage"],
                salary={"min": 30_000, "max": 40_000, "currency": "EUR", "period": "year"},
            ),
            _posting(
                "Junior Coder", age=30, locations=[{"city": "Graz", "country": "AT"}],
                workplace="remote", employment_type="full_time", skills=["Python"],
                salary={"min": 20, "max": 25, "currency": "EUR", "period": "hour"},
            ),
        )  # fmt: skip
        nurse: list[dict[str, Any]] = [
            {"location": "Leeds"}, {"location": "leeds, uk"}, {"location": "United Kingdom"},
            {"remote": False}, {"skills": ("triage",)}, {"employment_type": "part_time"},
            {"seniority": Seniority.SENIOR}, {"posted_since": NOON - timedelta(days=2)},
        ]  # fmt: skip
        coder: list[dict[str, Any]] = [
            {"remote": True}, {"location": "Austria"}, {"location": "Graz"},
            {"location": "Europe", "remote": True}, {"salary_min": 45_000},
        ]  # fmt: skip
        for title, all_asked in (("Senior Nurse", nurse), ("Junior Coder", coder)):
            for asked in all_asked:
                assert await _titles(storage, **asked) == [title], asked
        assert await _titles(storage, location="Leeds", remote=True) == []
        assert await _titles(storage, words="nurse", skills=("python",)) == []

    async def test_the_best_paid_come_first_and_those_without_pay_not_at_all(
        self, storage: Storage
    ) -> None:
        pay = {"currency": "EUR", "period": "year"}
        await _store(
            storage, _posting("Low", salary={**pay, "min": 20_000, "max": 30_000}),
            _posting("None"), _posting("High", salary={**pay, "min": 60_000}),
        )  # fmt: skip
        assert await _titles(storage, sort=Sort.SALARY) == ["High", "Low"]

    async def test_copies_and_closed_postings_are_not_found(self, storage: Storage) -> None:
        over = _posting("Welder", expires_at=(NOON - timedelta(days=1)).isoformat())
        own, copy = (_posting("Cook", source=source) for source in ("greenhouse", "indeed"))
        await _store(storage, over, copy, own)
        found = await _found(storage)
        assert [posting.source for posting in found.postings] == ["greenhouse"]

    async def test_a_changed_posting_is_found_as_it_is_now(self, storage: Storage) -> None:
        await _store(storage, _posting("Cook", id="1"))
        await _store(storage, _posting("Chef", id="1"))
        assert await _titles(storage, words="cook") == []
        assert await _titles(storage, words="chef") == ["Chef"]

    @pytest.mark.parametrize("sort", list(Sort))
    async def test_pages_neither_repeat_nor_skip_while_postings_come_in_and_change(
        self, storage: Storage, sort: Sort
    ) -> None:
        def some(start: int, *, days: int, says: str = "We need you.") -> list[DescribedPosting]:
            return [
                _posting(
                    f"Clerk {n}", age=days + n % 3, company=f"C{n}", description=says,
                    salary={"min": 1000 + n % 4, "currency": "EUR", "period": "month"},
                )
                for n in range(start, start + 12)
            ]  # fmt: skip

        await _store(storage, *some(0, days=5))
        page = await _found(storage, words="clerk", sort=sort, limit=5)
        seen, pages = list(page.postings), 1
        while page.next_cursor:
            await _store(storage, *some(100 * pages, days=1))
            await _store(storage, *some(0, days=5, says=f"We need {pages} of you."))
            page = await _found(storage, words="clerk", sort=sort, limit=5, cursor=page.next_cursor)
            seen += page.postings
            pages += 1
        assert sorted(p.title for p in seen) == sorted(f"Clerk {n}" for n in range(12))

    async def test_what_was_found_is_counted(self, storage: Storage) -> None:
        where = [{"city": "Leeds", "country": "GB"}]
        await _store(
            storage,
            _posting("Senior Coder", locations=where, skills=["Python"], workplace="remote"),
            _posting("Coder", locations=where, skills=["Python", "Go"], workplace="onsite"),
            _posting("Cook"),
        )
        found = await _found(storage, words="coder", limit=1)
        assert found.total == 2
        assert found.counts["s:Python"] == 2
        assert found.counts["s:Go"] == 1
        assert found.counts["@:Leeds, GB"] == 2
        assert (found.counts["w:remote"], found.counts["l:senior"]) == (1, 1)
        assert found.next_cursor is not None
        following = await _found(storage, words="coder", limit=1, cursor=found.next_cursor)
        assert (following.total, following.next_cursor) == (None, None)

    async def test_what_claims_to_be_posted_tomorrow_is_not_newer_for_that(
        self, storage: Storage
    ) -> None:
        await _store(storage, _posting("Cook", age=-10))
        now_on, later = (NOON + timedelta(days=days) for days in (-1, 1))
        assert await _titles(storage, words="cook", posted_since=now_on) == ["Cook"]
        assert not await _titles(storage, words="cook", posted_since=later)

    async def test_a_place_that_is_counted_finds_what_was_counted(self, storage: Storage) -> None:
        where = (
            {"city": "München", "country": "DE"}, {"city": "Munich, DE"}, {"city": "NYC"}, {"city": "New York", "region": "NY"},
            {"city": "Kleinstadt", "country": "DE"}, {"country": "AT"}, {"region": "EMEA"}, {"city": "Remote"},
        )  # fmt: skip
        await _store(
            storage,
            *(
                described(
                    a_posting(id=str(n), title=f"Cook {n}", locations=[place], workplace="onsite"),
                    find_city=_two_cities,
                    in_euro=lambda *_: None,
                )
                for n, place in enumerate(where)
            ),
        )
        counted = facets((await _found(storage)).counts)["location"]
        assert counted == {
            "Munich, DE": 2,
            "New York City, NY, US": 2,
            "AT": 1,
            "Kleinstadt, DE": 1,
        }
        for name, count in counted.items():
            found = await _found(storage, location=name, find_city=_two_cities)
            assert facets(found.counts)["location"] == {name: count}

    async def test_the_longest_names_of_places_are_kept(self, storage: Storage) -> None:
        await _store(
            storage,
            _posting(
                "Cook",
                locations=[{"city": "東" * 500, "region": "西" * 500, "country": "京" * 500}],
            ),
        )
        assert await _titles(storage, location="東" * 500) == ["Cook"]

    @pytest.mark.parametrize("cursor", ["", "x", "W10", "bnVsbA", "e30", "ÿ", "WyJyZWNlbnQiXQ" * 9])
    async def test_an_unusable_cursor_is_refused(self, storage: Storage, cursor: str) -> None:
        with pytest.raises(CursorInvalid):
            await _found(storage, cursor=cursor)

    async def test_a_cursor_of_another_order_is_refused(self, storage: Storage) -> None:
        await _store(storage, *(_posting("Cook", age=age, company=f"C{age}") for age in (1, 2)))
        found = await _found(storage, words="cook", limit=1, sort=Sort.RECENT)
        with pytest.raises(CursorInvalid):
            await _found(storage, words="cook", cursor=found.next_cursor)

    @pytest.mark.parametrize(
        ("typed", "meant"),
        [("enginer", "engineer"), ("enigneer", "engineer"), ("engineer", None), ("xyzzyq", None)],
    )
    async def test_the_nearest_word_there_is(
        self, storage: Storage, typed: str, meant: str | None
    ) -> None:
        await _store(storage, _posting("Engineer"))
        assert await storage.posting_index.spelled_like(typed) == meant

    async def test_a_word_counts_as_soon_as_its_posting_came_in(self, storage: Storage) -> None:
        await _store(storage, _posting("Cook"))
        assert await storage.posting_index.spelled_like("enginer") is None
        await _store(storage, _posting("Engineer"))
        assert await storage.posting_index.spelled_like("enginer") == "engineer"

    async def test_months_are_prepared_again_and_again(self, storage: Storage) -> None:
        await storage.posting_index.prepare_months()
        await storage.posting_index.prepare_months()


class TestPostingIndexOnMemory(OnMemory, PostingIndexContract): ...


class TestPostingIndexOnPostgres(OnPostgres, PostingIndexContract):
    async def test_words_are_stemmed_in_the_posting_s_language(self, storage: Storage) -> None:
        await _store(
            storage,
            _posting("Krankenpfleger", language="de", description="Wir suchen Pflegekräfte mit Herz."),
            _posting("Nurse", language="en", description="We care for people."),
            _posting("Infirmier", language="fr", description="Nous cherchons des soignants."),
        )  # fmt: skip
        assert await _titles(storage, words="pflegekraft") == ["Krankenpfleger"]
        assert await _titles(storage, words="cares") == ["Nurse"]
        assert await _titles(storage, words="soignant") == ["Infirmier"]
