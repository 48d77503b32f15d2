"""The promise of FindCity and InEuro, kept by the data that ships."""

import pytest

from jobr_adapters.gazetteer.geonames import find_city
from jobr_adapters.rates.ecb import _rates, in_euro
from jobr_core.jobs.places import facet_name, place_keys, placed
from jobr_core.jobs.search import PostingSearch, criteria
from jobr_core.jobs.terms import Location
from jobr_core.matching.surroundings import kilometres


@pytest.mark.parametrize(
    ("name", "country", "region", "city", "there"),
    [
        ("Paris", None, None, "Paris", "FR"), ("Paris", "US", "TX", "Paris", "US"), ("Cambridge", None, None, "Cambridge", "GB"), ("Cambridge", "US", "MA", "Cambridge", "US"),
        ("München", "DE", None, "Munich", "DE"), ("Muenchen", "DE", None, "Munich", "DE"), ("Wien", None, None, "Vienna", "AT"), ("Genève", "CH", None, "Geneva", "CH"),
        ("Bangalore", "IN", None, "Bengaluru", "IN"), ("Bombay", None, None, "Mumbai", "IN"), ("Gurgaon", "IN", None, "Gurugram", "IN"), ("दिल्ली", "IN", None, "Delhi", "IN"),
        ("東京", None, None, "Tokyo", "JP"), ("New York", "US", "NY", "New York City", "US"), ("St Louis", "US", None, "St. Louis", "US"), ("Saint Louis", "US", "MO", "St. Louis", "US"),
        ("Hamilton", "NZ", None, "Hamilton", "NZ"), ("London", "CA", "ON", "London", "CA"), ("Vancouver", None, None, "Vancouver", "CA"), ("Washington", "US", "DC", "Washington", "US"),
        ("Kraków", "PL", None, "Kraków", "PL"), ("Lisboa", None, None, "Lisbon", "PT"), ("köln", None, None, "Köln", "DE"), ("Tel Aviv-Yafo", "IL", None, "Tel Aviv", "IL"),
    ],
)  # fmt: skip
def test_a_city_by_its_names(
    name: str, country: str | None, region: str | None, city: str, there: str
) -> None:
    found = find_city(name, country, region)
    assert found is not None
    assert (found.name, found.country) == (city, there)
    assert region is None or found.region_short == region


@pytest.mark.parametrize(
    ("name", "country", "region"),
    [("Atlantis", "GR", None), ("", None, None), ("Paris", "DE", None), ("Paris", "XX", None), ("Springfield", "US", "AK"), ("London", "CA", "BC"), ("Remote", None, None)],
)  # fmt: skip
def test_no_city_is_found_where_none_is(name: str, country: str | None, region: str | None) -> None:
    assert find_city(name, country, region) is None


def test_one_city_has_one_key_and_stands_where_it_is() -> None:
    munich, again = find_city("Munich", None, None), find_city("München", "DE", None)
    assert munich is not None
    assert munich == again
    assert (round(munich.latitude), round(munich.longitude)) == (48, 12)


@pytest.mark.parametrize(
    ("name", "spellings"),
    [
        ("Munich, DE", ["München, DE", "Munich, Germany", "Muenchen, DE"]), ("San Francisco, CA, US", ["SF", "San Francisco, CA", "San Francisco, California, US"]), ("Bengaluru, IN", ["Bangalore", "Bengaluru", "Bangalore, IN"]),
        ("New York City, NY, US", ["NYC", "New York", "New York, NY", "New York, US"]), ("Portland, ME, US", ["Portland, ME"]), ("Toronto, ON, CA", ["Toronto", "Toronto, Ontario, Canada"]),
        ("Wilmington, DE, US", ["Wilmington, DE"]), ("Baku, AZ", ["Baku", "Baku, AZ"]), ("Québec, QC, CA", ["Québec City", "Québec, QC"]), ("DE", ["Germany"]),
    ],
)  # fmt: skip
def test_a_facet_counts_all_spellings_of_a_city_and_finds_it(
    name: str, spellings: list[str]
) -> None:
    where = [placed(Location(city=words), find_city) for words in spellings]
    assert {facet_name(place) for place in where} == {name}
    wanted = criteria(PostingSearch(location=name), find_city=find_city, in_euro=in_euro)
    assert all(set(place_keys(place)) & set(wanted.any_of[0]) for place in where)


@pytest.mark.parametrize(
    ("one", "other", "far"),
    [
        ("Berlin", "Potsdam", 27), ("Paris", "London", 344), ("Paris", "Versailles", 17), ("Basel", "Lörrach", 9),
        ("New York", "San Francisco", 4130), ("Delhi", "Gurgaon", 30), ("Auckland", "Suva", 2140), ("München", "Munich", 0),
    ],
)  # fmt: skip
def test_cities_are_as_far_from_each_other_as_on_a_map(one: str, other: str, far: int) -> None:
    here, there = find_city(one, None, None), find_city(other, None, None)
    assert here
    assert there
    assert kilometres(here, there) == kilometres(there, here) == pytest.approx(far, rel=0.02, abs=3)


@pytest.mark.parametrize("currency", ["EUR", "USD", "GBP", "INR", "CHF", "PLN", "SEK", "JPY", "BRL", "AED", "SAR"])  # fmt: skip
def test_a_rate_is_known(currency: str) -> None:
    worth = in_euro(1_000_000, currency)
    assert worth is not None
    assert 1_000 < worth < 2_000_000
    assert in_euro(2_000_000, currency) == pytest.approx(2 * worth)


def test_of_all_currencies_ever_quoted_the_last_rate_counts() -> None:
    """No longer quoted: a posting paid in roubles may not stop an import."""
    quoted = _rates().currencies
    assert {"RUB", "HRK", "BGN", "TRL", "ROL", "LTL"} <= quoted
    assert all((in_euro(1_000_000, currency) or 0) > 0 for currency in quoted)


def test_a_euro_is_a_euro_and_other_money_is_not_compared() -> None:
    assert in_euro(5, "EUR") == 5
    assert (in_euro(5, "XYZ"), in_euro(5, ""), in_euro(5, "euro")) == (None, None, None)
