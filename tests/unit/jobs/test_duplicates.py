"""One opening told on several sites is one card; siblings are not."""

from datetime import timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import NOON, a_described
from jobr_core.jobs.duplicates import Opening, cards, company_key, words_compared

TEXT = " ".join(f"duty{n}" for n in range(60))
OTHER_TEXT = " ".join(f"task{n}" for n in range(60))
BERLIN, MUNICH = ({"city": city, "country": "DE"} for city in ("Berlin", "Munich"))


def _opening(number: int, record: dict[str, object]) -> tuple[str, Opening]:
    given = {"title": "Data Engineer", "company": "Acme GmbH", "source": f"site{number}", "locations": [BERLIN], "description": TEXT, "age": 0}  # fmt: skip
    record = {**given, **record}
    age = record.pop("age")
    assert isinstance(age, int)
    described = a_described(**record)
    return described.facts.opening, Opening(
        id=str(number),
        source=described.posting.source,
        seen_at=NOON - timedelta(days=age),
        places=described.facts.cities,
        words=words_compared(described.posting.description),
    )


def _are_one(*records: dict[str, object]) -> bool:
    keys, openings = zip(*(_opening(n, record) for n, record in enumerate(records)), strict=True)
    return len(set(keys)) == 1 and len(set(cards(openings).values())) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({}, {}),
        ({"title": "Data Engineer (m/w/d)"}, {"title": "Data Engineer (f/m/x)"}),
        ({"title": "Data Engineer:in"}, {"title": "Data Engineer, Vollzeit"}),
        ({"title": "Sr. Data Engineer"}, {"title": "Senior Data Engineer (all genders)"}),
        ({"title": "Data Engineer II"}, {"title": "Data Engineer 2 - Remote"}),
        ({"title": "Engineer, Data"}, {"title": "Data Engineer - FTC"}),
        ({"title": "Data Engineer - Berlin"}, {"title": "Data Engineer (Berlin, Hybrid)"}),
        ({"title": "Data Engineer (Remote, US only)"}, {"title": "Data Engineer"}),
        ({"company": "ACME"}, {"company": "Acme GmbH & Co. KG"}),
        ({"company": "Acme S.p.A."}, {"company": "Acme, Inc."}),
        ({"company": "Marks & Spencer plc"}, {"company": "Marks and Spencer"}),
        ({"age": 0}, {"age": 90}),
        ({"description": TEXT}, {"description": "A teaser of few words"}),
        ({"description": TEXT}, {"description": TEXT + " about the company"}),
        ({"locations": [BERLIN]}, {"locations": [BERLIN, MUNICH]}),
        ({"locations": [BERLIN]}, {"locations": []}),
        ({"locations": [BERLIN]}, {"locations": [{"country": "Germany"}]}),
        ({"locations": [{"country": "DE"}]}, {"locations": [{"country": "Deutschland"}]}),
        ({"locations": [{"city": "Austin, TX"}]}, {"locations": [{"city": "Austin", "region": "Texas", "country": "US"}]}),
    ],
)  # fmt: skip
def test_copies_are_one(one: dict[str, object], other: dict[str, object]) -> None:
    assert _are_one(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"source": "lever"}, {"source": "lever"}),
        ({"locations": [{"city": "Québec", "country": "Canada"}]}, {"locations": [{"city": "Toronto, ON"}]}),
        ({"locations": [BERLIN]}, {"locations": [MUNICH]}),
        ({"title": "Data Engineer Berlin"}, {"title": "Data Engineer Munich", "locations": [MUNICH]}),
        ({"title": "Data Engineer"}, {"title": "Senior Data Engineer"}),
        ({"title": "Data Engineer II"}, {"title": "Data Engineer III"}),
        ({"title": "Staff Data Engineer"}, {"title": "Principal Data Engineer"}),
        ({"title": "Data Engineer"}, {"title": "Data Engineer Intern"}),
        ({"title": "Praktikum Data"}, {"title": "Werkstudent Data"}),
        ({"title": "Data Engineer"}, {"title": "Data Analyst"}),
        ({"title": "Data Engineer"}, {"title": "Data Engineer Payments"}),
        ({"title": "C++ Engineer"}, {"title": "C# Engineer"}),
        ({"company": "Acme"}, {"company": "Acme India"}),
        ({"company": "???"}, {"company": "!!!"}),
        ({"age": 0}, {"age": 91}),
        ({"description": TEXT}, {"description": OTHER_TEXT}),
        ({"locations": []}, {"locations": [], "description": "A teaser"}),
        ({"locations": [BERLIN]}, {"locations": [{"country": "AT"}]}),
        ({"locations": [{"city": "Cambridge", "country": "GB"}]}, {"locations": [{"city": "Cambridge", "country": "US"}]}),
    ],
)  # fmt: skip
def test_siblings_are_two(one: dict[str, object], other: dict[str, object]) -> None:
    assert not _are_one(one, other)


def test_one_that_names_no_city_does_not_join_siblings() -> None:
    nowhere, berlin, munich = (
        _opening(number, {"locations": places})[1]
        for number, places in enumerate([[], [BERLIN], [MUNICH]])
    )
    shown = cards([nowhere, berlin, munich])
    assert shown[berlin.id] != shown[munich.id]


def test_the_employer_s_own_board_is_shown() -> None:
    own = _opening(1, {"source": "greenhouse", "age": 1})[1]
    copy = _opening(2, {"source": "linkedin", "age": 9})[1]
    assert cards([copy, own]) == {own.id: own.id, copy.id: own.id}


@pytest.mark.parametrize(
    ("key", "names"),
    [
        ("acme", ["Acme", "ACME Ltd", "Acme L.L.C.", "Acme S.r.l.", "Acme Sp. z o.o.", "Acme S.A. de C.V.", "Acme A/S", "Acme Oyj", "Acme gGmbH", "Acme AG & Co. KGaA",
                  "Acme e.V.", "Acme Pvt. Ltd.", "The Acme Company", "Acme Holding AG", "Acme (UK) Limited", "Acme B.V.", "株式会社Acme"]),
        ("mcdonalds", ["McDonald's", "McDonald’s Corporation", "McDonalds"]), ("hm", ["H&M", "H & M"]), ("thermo", ["Thermo", "Thermo SE"]),
        ("group", ["Group"]), ("ag", ["AG"]), ("हिंदी कंपनी", ["हिंदी कंपनी"]), ("!!!", ["!!!"]), ("´", ["´"]),
    ],
)  # fmt: skip
def test_an_employer_without_its_legal_form(key: str, names: list[str]) -> None:
    assert {name: company_key(name) for name in names} == dict.fromkeys(names, key)


@given(st.text(min_size=1, max_size=60))
def test_a_company_s_key_is_its_own(name: str) -> None:
    assert company_key(company_key(name)) == company_key(name)
    assert bool(company_key(name)) == bool(name.strip())


PLACES = st.sets(st.sampled_from(["p:1", "p:2", "n:a", "c:de", "c:us"]), max_size=3)
WORDS = st.sampled_from([frozenset(text.split()) for text in (TEXT, OTHER_TEXT, TEXT + " more", "few")])  # fmt: skip
OPENINGS = st.lists(
    st.builds(
        Opening,
        id=st.uuids().map(str),
        source=st.sampled_from(["lever", "ashby", "indeed", "linkedin", "file"]),
        seen_at=st.integers(0, 200).map(lambda age: NOON - timedelta(days=age)),
        places=PLACES.map(frozenset),
        words=WORDS,
    ),
    max_size=8,
    unique_by=lambda opening: opening.id,
)


@given(OPENINGS, st.randoms())
def test_cards_are_the_same_in_any_order(openings: list[Opening], chance: object) -> None:
    shuffled = list(openings)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert cards(shuffled) == cards(openings)


@given(OPENINGS)
def test_each_is_on_one_card_shown_by_one_that_shows_itself(openings: list[Opening]) -> None:
    shown = cards(openings)
    assert shown.keys() == {opening.id for opening in openings}
    assert all(shown[card] == card for card in shown.values())


@given(OPENINGS)
def test_on_a_card_all_sites_differ_all_cities_meet_and_all_are_near_in_time(
    openings: list[Opening],
) -> None:
    shown = cards(openings)
    for one, other in combinations(openings, 2):
        if shown[one.id] == shown[other.id]:
            assert one.source != other.source
            assert abs(one.seen_at - other.seen_at) <= timedelta(days=90)
            assert not (one.names_city and other.names_city) or one.places & other.places


def test_the_key_of_an_opening_fits_into_an_index_entry() -> None:
    key = a_described(title="\U00020000" * 500, company="\U00020001" * 500).facts.opening
    assert len(key.encode()) + 4 * 50 <= 2_704
