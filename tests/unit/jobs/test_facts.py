"""A posting's blanks are filled in, and it is found by what it says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_described, a_posting
from jobr_core.jobs.facts import described
from jobr_core.jobs.model import JobPosting
from jobr_core.jobs.places import City, no_city

FILLED = {
    "title": "Sr. Nurse:in (m/w/d) – Remote (DACH), Teilzeit", "locations": [], "description": "Wir suchen dich und bieten dir die Arbeit mit Menschen.",
    "salary": {"min": 20, "max": 25, "currency": "EUR", "period": "hour"}, "skills": ["postgres"],
}  # fmt: skip


def test_blanks_are_filled_in() -> None:
    found = a_described(**FILLED)
    whole, facts = found.posting, found.facts
    assert (whole.workplace, whole.employment_type) == ("remote", "part_time")
    assert (whole.seniority, whole.language) == ("senior", "de")
    assert [str(place) for place in whole.locations] == ["dach"]
    assert (facts.role, facts.company, facts.skills) == ("nurse", "acme", ("PostgreSQL",))
    assert {"w:remote", "t:part_time", "l:senior", "a:dach", "s:postgresql"} <= set(facts.keys)
    assert facts.pay == (41_600, 52_000)


def test_the_board_s_word_stands() -> None:
    told = {"workplace": "onsite", "employment_type": "full_time", "seniority": "Intern", "language": "en-GB"}  # fmt: skip
    found = a_described(**FILLED, **told)
    assert (found.posting.workplace, found.posting.employment_type) == ("onsite", "full_time")
    assert (found.posting.seniority, found.posting.language) == ("Intern", "en")
    assert "l:intern" in found.facts.keys


@pytest.mark.parametrize(
    ("changes", "there", "not_there"),
    [
        ({"title": "Cook", "employment_type": "contract", "further_employment_types": ["part_time"]}, {"t:contract", "t:part_time"}, {"t:full_time"}),
        ({"title": "Cook (Vollzeit/Teilzeit)"}, {"t:full_time", "t:part_time"}, set()),
        ({"title": "Cook", "workplace": "remote", "locations": []}, {"a:worldwide"}, {"r:us"}),
        ({"title": "Cook", "workplace": "remote", "locations": [{"city": "Remote"}]}, {"a:worldwide"}, {"n:remote"}),
        ({"title": "Cook", "workplace": "remote", "locations": [{"city": "Austin, TX"}]}, {"r:us", "c:us"}, {"a:worldwide"}),
        ({"title": "Cook (Remote)", "locations": [{"region": "EMEA"}]}, {"a:emea"}, {"a:worldwide"}),
        ({"title": "Cook (Remote – US or Canada)", "locations": [{"city": "Austin, TX"}]}, {"r:us", "r:ca"}, {"a:worldwide"}),
        ({"title": "Cook (Remote, Anywhere)", "locations": [{"city": "Graz", "country": "AT"}]}, {"r:at", "a:worldwide"}, set()),
        ({"title": "Cook", "workplace": "onsite", "locations": [{"country": "US"}]}, {"c:us"}, {"r:us", "a:worldwide"}),
    ],
)  # fmt: skip
def test_remote_work_is_found_where_it_may_be_done(
    changes: dict[str, object], there: set[str], not_there: set[str]
) -> None:
    keys = set(a_described(description="", **changes).facts.keys)
    assert there <= keys
    assert not not_there & keys


def test_a_city_in_two_spellings_is_one_place() -> None:
    munich = City(key="1", name="Munich", country="DE", latitude=48, longitude=12)
    names = {"München": munich, "Munich": munich}
    where = [{"city": "München", "country": "DE"}, {"city": "Munich"}, {"city": "Graz"}]
    found = described(
        a_posting(locations=where),
        find_city=lambda name, *_: names.get(name),
        in_euro=lambda *_: None,
    )
    assert [place.city for place in found.posting.locations] == ["München", "Graz"]
    assert {key for key in found.facts.keys if key[0] == "@"} == {"@:Munich, DE", "@:Graz, AT"}


@pytest.mark.parametrize("where", [[], [{"region": "EMEA"}], [{"city": "Remote"}]])
def test_nowhere_is_counted_nowhere(where: list[dict[str, str]]) -> None:
    keys = a_described(title="Cook (Remote)", locations=where, description="").facts.keys
    assert not [key for key in keys if key[0] == "@"]


def test_pay_without_a_rate_is_not_compared() -> None:
    pay = {"min": 1, "currency": "XYZ", "period": "year"}
    found = described(a_posting(salary=pay), find_city=no_city, in_euro=lambda *_: None)
    assert found.facts.pay is None


WORDS = st.text(max_size=30)
MAYBE = st.one_of(st.none(), WORDS)
RECORDS = st.fixed_dictionaries(
    {"title": WORDS.map("Cook {}".format), "company": WORDS.map("Acme {}".format)},
    optional={
        "id": WORDS, "external_id": WORDS, "source": WORDS, "board": WORDS, "description": st.text(max_size=200), "url": st.sampled_from(["https://a.example/1", "ftp://x"]),
        "locations": st.lists(st.fixed_dictionaries({}, optional={"city": MAYBE, "region": MAYBE, "country": st.sampled_from(["DE", "Germany", "Mars"])}), max_size=3),
        "workplace": st.sampled_from(["Remote", "onsite", "hybrid", None]), "employment_type": st.sampled_from(["Full Time", "intern"]),
        "salary": st.fixed_dictionaries({"min": st.floats(1, 1e6), "currency": st.just("eur"), "period": st.sampled_from(["hour", "year"])}),
        "skills": st.lists(WORDS, max_size=4), "seniority": MAYBE, "language": st.sampled_from(["de", "en-GB", None]),
        "posted_at": st.datetimes().map(str), "expires_at": st.just("2026-01-01T00:00:00-05:00"),
    },
)  # fmt: skip


@given(RECORDS)
def test_a_record_of_a_posting_is_that_posting(record: dict[str, object]) -> None:
    posting = JobPosting.from_record(record)
    assert JobPosting.from_record(posting.to_record()) == posting


@given(RECORDS)
def test_describing_again_changes_nothing(record: dict[str, object]) -> None:
    once = a_described(**record)
    again = a_described(**once.posting.to_record())
    assert again.posting == once.posting
    assert (again.facts.opening, again.facts.skills) == (once.facts.opening, once.facts.skills)
    assert len(set(once.facts.keys)) == len(once.facts.keys)
