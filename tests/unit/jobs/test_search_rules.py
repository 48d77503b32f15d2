"""What is asked for, and where a list goes on."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import NOON, a_described, an_id
from jobr_core.jobs.cursor import SearchCursor
from jobr_core.jobs.errors import CurrencyUnknown
from jobr_core.jobs.places import no_city
from jobr_core.jobs.search import Criteria, PostingSearch, Sort, criteria, facets, weight
from jobr_core.jobs.storing import Stored, StoredPosting, changes
from jobr_core.shared.errors import CursorInvalid
from jobr_core.vocabulary.seniority import Seniority


def _criteria(**asked: object) -> Criteria:
    return criteria(
        PostingSearch(**asked),  # type: ignore[arg-type]
        find_city=no_city,
        in_euro=lambda amount, currency: amount * 2 if currency == "GBP" else None,
    )


def _finds(asked: dict[str, object], posting: dict[str, object]) -> bool:
    wanted, keys = _criteria(**asked), set(a_described(**posting).facts.keys)
    return all(keys & set(group) for group in wanted.any_of) and not keys & set(wanted.none_of)


BERLIN = {"locations": [{"city": "Berlin", "country": "DE"}]}
US_REMOTE = {"title": "Cook (Remote, US only)", "locations": []}
EU_REMOTE = {"title": "Cook (Remote, EU)", "locations": []}
ANYWHERE = {"title": "Cook (Remote)", "locations": []}


@pytest.mark.parametrize(
    ("asked", "posting"),
    [
        ({"location": place}, BERLIN) for place in ("Berlin", "berlin", "Berlin, Germany", "Berlin Germany", "Germany", "DE", "Deutschland", "Europe", "EU", "DACH", "EMEA")
    ] + [
        ({"location": "NYC"}, {"locations": [{"city": "New York City"}]}), ({"location": "austin, tx"}, {"locations": [{"city": "Austin, TX"}]}), ({"location": "Austin TX"}, {"locations": [{"city": "Austin", "region": "Texas"}]}),
        ({"location": "Bavaria"}, {"locations": [{"city": "München", "region": "Bayern", "country": "DE"}]}), ({"location": "Texas"}, {"locations": [{"city": "Austin, TX"}]}),
        ({"location": "Greater Boston Area"}, {"locations": [{"city": "Boston", "region": "MA"}]}),
        ({"location": "Austin, TX"}, US_REMOTE), ({"location": "United States", "remote": True}, US_REMOTE), ({"location": "Remote"}, US_REMOTE), ({"remote": True}, US_REMOTE),
        ({"location": "Berlin", "remote": True}, ANYWHERE), ({"location": "EMEA"}, {"title": "Cook - Remote (EMEA)", "locations": []}),
        ({"location": "Paris, France"}, {"title": "Cook - Remote (Europe)", "locations": []}), ({"skills": ("postgres",)}, {"skills": ["PostgreSQL"]}),
        ({"employment_type": "contract"}, {"title": "Cook, contract"}), ({"words": "-C#"}, {"skills": ["C++"]}),
        ({"location": "Germany"}, EU_REMOTE), ({"location": "EU"}, EU_REMOTE), ({"location": "Europe"}, EU_REMOTE), ({"location": "DACH"}, {"title": "Cook - Remote (Europe)", "locations": []}), ({"location": "Germany", "remote": True}, {"locations": [{"city": "Remote"}]}),
        ({"location": "Singapore"}, {"locations": [{"country": "SG"}]}), ({"location": "singapore"}, {"locations": [{"city": "Singapore", "country": "SG"}]}), ({"location": "Hong Kong"}, {"locations": [{"country": "HK"}]}), ({"location": "Luxembourg"}, {"locations": [{"country": "LU"}]}),
        ({"location": "Bayern, DE"}, {"locations": [{"city": "München", "region": "Bayern", "country": "DE"}]}), ({"location": "Bavaria, Germany"}, {"locations": [{"region": "Bayern", "country": "DE"}]}),
        ({"location": "Quebec, CA"}, {"locations": [{"city": "Laval", "region": "QC", "country": "CA"}]}), ({"location": "MG, Brazil"}, {"locations": [{"city": "Uberaba", "region": "Minas Gerais", "country": "BR"}]}),
        ({"location": "Minas Gerais, Brazil"}, {"locations": [{"city": "MG", "country": "BR"}]}), ({"seniority": Seniority.INTERN}, {"title": "Cook Intern"}), ({}, BERLIN),
    ],
)  # fmt: skip
def test_what_finds_a_posting(asked: dict[str, object], posting: dict[str, object]) -> None:
    assert _finds(asked, posting)


@pytest.mark.parametrize(
    ("asked", "posting"),
    [
        ({"location": "Munich"}, BERLIN), ({"location": "Austria"}, BERLIN), ({"location": "Asia"}, BERLIN), ({"remote": True}, BERLIN), ({"location": "Remote"}, BERLIN),
        ({"location": "Berlin"}, US_REMOTE), ({"location": "Berlin", "remote": True}, US_REMOTE), ({"remote": False}, US_REMOTE), ({"location": "Berlin"}, ANYWHERE),
        ({"location": "Berlin", "remote": False}, ANYWHERE), ({"skills": ("Cobol",)}, BERLIN), ({"words": "-C#"}, {"skills": ["C#"]}),
        ({"location": "United Kingdom"}, EU_REMOTE), ({"location": "Switzerland"}, EU_REMOTE), ({"location": "Serbia", "remote": True}, {"workplace": "remote", "locations": [{"region": "EU"}]}), ({"location": "Dubai"}, {"locations": [{"country": "AE"}]}), ({"seniority": Seniority.SENIOR}, {"title": "Junior Cook"}),
    ],
)  # fmt: skip
def test_what_does_not(asked: dict[str, object], posting: dict[str, object]) -> None:
    assert not _finds(asked, posting)


@pytest.mark.parametrize(
    ("words", "rest", "skills"),
    [("C++ developer", "developer", [("s:c++",)]), ("senior C#", "senior", [("s:c#",)]), (".NET", "", [("s:.net",)]), ("go developer", "go developer", []),
     ("python", "python", []), ("-cook or chef", "-cook or chef", []),
     ("C++ or Java", "C++ or Java", []), ('"C++ developer"', '"C++ developer"', []), ('"C++" cook', "cook", [("s:c++",)]), ("C++-Entwickler", "Entwickler", [("s:c++",)]), ("Senior-C# cook", "Senior cook", [("s:c#",)])],
)  # fmt: skip
def test_technical_names_are_looked_up_as_skills(
    words: str, rest: str, skills: list[tuple[str, ...]]
) -> None:
    found = _criteria(words=words)
    assert (found.words, list(found.any_of)) == (rest, skills)


@pytest.mark.parametrize(
    ("words", "rest", "excluded"),
    [("developer -C++", "developer", ("s:c++",)), ("-C# python", "python", ("s:c#",)), ('cook -".NET"', "cook", ("s:.net",)), ("cook - C++", "cook", ("s:c++",)), ("-C++ -C#", "", ("s:c++", "s:c#")),
     ("non-C++ cook", "cook", ("s:c++",)), ("cook or chef -C++", "cook or chef -C++", ()), ('-"C++ cook"', '-"C++ cook"', ())],
)  # fmt: skip
def test_technical_names_are_left_out_as_skills(
    words: str, rest: str, excluded: tuple[str, ...]
) -> None:
    found = _criteria(words=words)
    assert (found.words, found.any_of, found.none_of) == (rest, (), excluded)


def test_pay_is_compared_in_euro() -> None:
    assert _criteria(salary_min=50, currency="GBP").pay_from == 100
    assert _criteria().pay_from is None


def test_least_pay_in_money_without_a_rate_is_refused_and_not_forgotten() -> None:
    with pytest.raises(CurrencyUnknown):
        _criteria(salary_min=50, currency="VND")


@given(st.text(max_size=60), st.text(max_size=30))
def test_anything_may_be_asked(words: str, location: str) -> None:
    found = _criteria(words=words, location=location)
    assert all(found.any_of)


def test_facets_are_counted_by_property() -> None:
    found = facets({"w:remote": 2, "s:Python": 3, "s:Go": 5, "s:Ada": 3, "x:?": 9})
    assert list(found["skills"]) == ["Go", "Ada", "Python"]
    assert found["workplace"] == {"remote": 2}
    assert len(facets({f"s:{n}": 1 for n in range(99)})["skills"]) == 20


@given(st.floats(0, 1), st.timedeltas(timedelta(days=-1), timedelta(days=9999)))
def test_age_takes_at_most_half(relevance: float, age: timedelta) -> None:
    assert relevance / 2 <= weight(relevance, age) <= relevance
    assert weight(relevance, age + timedelta(days=1)) <= weight(relevance, age)


CURSORS = st.builds(
    SearchCursor,
    sort=st.sampled_from(Sort),
    as_of=st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=5.5))])),
    last=st.integers(0, 2**63 - 1),
    job_id=st.uuids(),
    value=st.floats(allow_nan=False),
)


@given(CURSORS)
def test_a_cursor_is_read_as_it_was_written(cursor: SearchCursor) -> None:
    assert SearchCursor.read(str(cursor), cursor.sort) == cursor


@given(CURSORS, st.sampled_from(Sort))
def test_a_cursor_is_of_one_order(cursor: SearchCursor, sort: Sort) -> None:
    if sort is not cursor.sort:
        with pytest.raises(CursorInvalid):
            SearchCursor.read(str(cursor), sort)


@given(st.one_of(st.text(), CURSORS.map(str).flatmap(lambda c: st.integers(0, len(c) - 1).map(lambda n: c[:n]))))  # fmt: skip
def test_anything_else_is_no_cursor(cursor: str) -> None:
    with pytest.raises(CursorInvalid):
        SearchCursor.read(cursor, Sort.RECENT)


@pytest.mark.parametrize(
    "change",
    [{"last": -1}, {"last": 2**63}, {"as_of": datetime(2026, 1, 1)}, {"value": float("nan")}],  # noqa: DTZ001
)
def test_a_cursor_that_no_list_has(change: dict[str, object]) -> None:
    given_ = {"sort": Sort.RECENT, "as_of": NOON, "last": 1, "job_id": an_id(), "value": 1.0}
    with pytest.raises(CursorInvalid):
        SearchCursor.read(str(SearchCursor(**{**given_, **change})), Sort.RECENT)  # type: ignore[arg-type]


def test_what_has_changed_is_told() -> None:
    job = str(an_id())
    stored = [*(StoredPosting(outcome, job, "lever") for outcome in Stored), StoredPosting(Stored.UNCHANGED)]  # fmt: skip
    names = [event.name for event in changes(stored)]
    assert [name.rpartition(".")[2] for name in names] == ["imported", "updated", "expired"]
