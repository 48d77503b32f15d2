"""Searching, its memory of answers, and what administrators write."""

from typing import Any

import pytest
from dependency_injector import providers

from jobr_adapters.memory.job_search import MemoryPostingIndex
from jobr_core.events.model import START
from jobr_core.jobs.errors import PostingExists, PostingInvalid, PostingNotFound
from jobr_core.jobs.ports import FoundPostings
from jobr_core.jobs.search import MOST_WEIGHED, PostingSearch, facets
from jobr_core.jobs.use_cases.searching import PostingsPage

COOK = {"title": "Cook", "company": "Diner", "external_id": "1"}


class CountedIndex(MemoryPostingIndex):
    searches = 0

    async def search(self, *arguments: Any, **named: Any) -> FoundPostings:
        type(self).searches += 1
        return await super().search(*arguments, **named)


@pytest.fixture
def counted(jobr: Any) -> type[CountedIndex]:
    database = jobr.storage.database()
    index = CountedIndex(lambda: database.tables, now=jobr.outside.now())
    jobr.storage.posting_index.override(providers.Object(index))
    CountedIndex.searches = 0
    return CountedIndex


async def _search(jobr: Any, words: str = "", **asked: Any) -> PostingsPage:
    page: PostingsPage = await jobr.jobs.search_postings()(PostingSearch(words=words, **asked))
    return page


async def test_an_answer_is_remembered_until_a_posting_changes(
    jobr: Any, counted: type[CountedIndex]
) -> None:
    added = await jobr.jobs.add_posting()(COOK)
    for _ in range(3):
        assert len((await _search(jobr, "cook")).postings) == 1
    assert counted.searches == 1
    await jobr.accounts.register()(email="ada@example.org", password="long enough")
    await _search(jobr, "cook")
    assert counted.searches == 1
    await jobr.jobs.change_posting()(added.id, {"title": "Chef"})
    assert (await _search(jobr, "cook")).postings == ()
    await jobr.jobs.remove_posting()(added.id)
    assert (await _search(jobr, "chef")).postings == ()


@pytest.mark.parametrize(
    ("typed", "corrected"),
    [
        ("enginer", "engineer"), ("senior enginer", "senior engineer"), ("engineer", None),
        ('"enginer"', None), ("cook -enginer", None), ("xqzwvk", None),
    ],
)  # fmt: skip
async def test_misspelt_words_are_corrected_where_nothing_is_found(
    jobr: Any, typed: str, corrected: str | None
) -> None:
    await jobr.jobs.add_posting()({"title": "Senior Engineer", "company": "Acme"})
    await jobr.jobs.add_posting()(COOK)
    page = await _search(jobr, typed)
    assert page.corrected == corrected
    assert bool(page.postings) == (corrected is not None or typed in ("engineer", "cook -enginer"))


async def test_a_posting_is_added_once(jobr: Any) -> None:
    added = await jobr.jobs.add_posting()(COOK)
    assert (added.source, added.title) == ("jobr", "Cook")
    with pytest.raises(PostingExists):
        await jobr.jobs.add_posting()({**COOK, "title": "Chef"})
    assert (await jobr.storage.postings().by_id(added.id)).title == "Cook"


async def test_fields_are_replaced_and_emptied(jobr: Any) -> None:
    record = {**COOK, "workplace": "onsite", "skills": ["Grill"], "url": "https://diner.example/1"}
    added = await jobr.jobs.add_posting()(record)
    changed = await jobr.jobs.change_posting()(added.id, {"title": "Chef", "skills": None})
    assert (changed.id, changed.title, changed.skills) == (added.id, "Chef", ())
    assert (changed.url, changed.external_id) == ("https://diner.example/1", "1")
    with pytest.raises(PostingInvalid):
        await jobr.jobs.change_posting()(added.id, {"title": ""})
    with pytest.raises(PostingNotFound):
        await jobr.jobs.change_posting()("01a202f8-50bb-7713-80ea-6bab973cd1b8", {})


async def test_a_removed_posting_is_told(jobr: Any) -> None:
    added = await jobr.jobs.add_posting()(COOK)
    await jobr.jobs.remove_posting()(added.id)
    told = [logged.event.name for logged in await jobr.storage.event_log().after(START, 9)]
    assert told == ["job.imported", "job.expired"]
    with pytest.raises(PostingNotFound):
        await jobr.jobs.remove_posting()(added.id)


async def test_all_are_described_anew(jobr: Any) -> None:
    for number in range(3):
        await jobr.jobs.add_posting()({**COOK, "external_id": str(number)})
    assert await jobr.jobs.reindex_postings()() == 3


def test_facets_show_the_commonest() -> None:
    counts = {f"s:{n}": n for n in range(50)} | {"w:remote": 3, "@:Leeds, GB": 1}
    shown = facets(counts)
    assert list(shown["skills"].items())[:2] == [("49", 49), ("48", 48)]
    assert len(shown["skills"]) == 20
    assert (shown["workplace"], shown["location"]) == ({"remote": 3}, {"Leeds, GB": 1})


def test_a_total_is_exact_below_the_most_weighed() -> None:
    assert PostingsPage(postings=(), total=MOST_WEIGHED - 1).total_is_exact
    assert not PostingsPage(postings=(), total=MOST_WEIGHED).total_is_exact
    assert not PostingsPage(postings=()).total_is_exact
