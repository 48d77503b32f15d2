"""Places, with a gazetteer of a few cities."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobr_core.jobs.places import City, Place, facet_name, no_city, place_keys, placed
from jobr_core.jobs.terms import Location
from jobr_core.vocabulary.places import region_name, region_short
from jobr_core.vocabulary.regions import region_key

CITIES = [
    City(key=f"{name}{country}{region or ''}", name=name, country=country, region_short=region, latitude=0, longitude=0)
    for name, country, region in [
        ("London", "GB", None), ("London", "CA", "ON"), ("Paris", "FR", None), ("Paris", "US", "TX"), ("Cambridge", "GB", None), ("Cambridge", "US", "MA"),
        ("New York City", "US", "NY"), ("San Francisco", "US", "CA"), ("Austin", "US", "TX"), ("Boston", "US", "MA"), ("Berlin", "DE", None), ("Lyon", "FR", None),
        ("Washington", "US", "DC"), ("Frankfurt am Main", "DE", None), ("Sydney", "AU", None), ("Tbilisi", "GE", None), ("Dover", "US", "DE"), ("Baku", "AZ", None), ("Ontario", "US", "CA"), ("Texas", "US", "TX"),
    ]
]  # fmt: skip


def find_city(name: str, country: str | None, region: str | None) -> City | None:
    called = [city for city in CITIES if city.name.lower() == name.lower()]
    there = [city for city in called if country in (None, city.country)]
    return next(
        (city for city in there if region is None or city.region_short in (None, region)), None
    )


def _placed(words: str) -> Place:
    city, _, country = words.partition(" / ")
    return placed(Location(city=city, country=country or None), find_city)


@pytest.mark.parametrize(
    ("words", "city"),
    [
        ("London", "LondonGB"), ("London, UK", "LondonGB"), ("London UK", "LondonGB"), ("London, England, United Kingdom", "LondonGB"), ("Greater London", "LondonGB"),
        ("London, ON", "LondonCAON"), ("London, Ontario", "LondonCAON"), ("London, Ontario / Canada", "LondonCAON"), ("London, ON, CA", "LondonCAON"), ("Dover, DE", "DoverUSDE"), ("Baku, AZ", "BakuAZ"), ("Ontario / US", "OntarioUSCA"), ("London / CA", "LondonCAON"),
        ("Paris", "ParisFR"), ("Paris (75)", "ParisFR"), ("75008 Paris", "ParisFR"), ("Paris 15e Arrondissement", "ParisFR"), ("Paris, TX", "ParisUSTX"), ("Lyon 3e", "LyonFR"),
        ("Cambridge", "CambridgeGB"), ("Cambridge, MA", "CambridgeUSMA"), ("Cambridge MA", "CambridgeUSMA"), ("Cambridge, Massachusetts / United States", "CambridgeUSMA"),
        ("NYC", "New York CityUSNY"), ("New York", "New York CityUSNY"), ("New York City", "New York CityUSNY"),
        ("SF Bay Area", "San FranciscoUSCA"), ("San Francisco Bay Area", "San FranciscoUSCA"),
        ("Austin TX", "AustinUSTX"), ("Austin, Texas Metropolitan Area", "AustinUSTX"), ("Greater Boston Area", "BostonUSMA"), ("Boston Metropolitan Area", "BostonUSMA"),
        ("Großraum Berlin", "BerlinDE"), ("Berlin Germany", "BerlinDE"), ("10115 Berlin", "BerlinDE"), ("Berlin, DE", "BerlinDE"), ("London, CA", "LondonCAON"), ("San Francisco, CA", "San FranciscoUSCA"), ("Paris, FR", "ParisFR"), ("Berlin, Berlin", "BerlinDE"),
        ("Washington, D.C.", "WashingtonUSDC"), ("Washington DC", "WashingtonUSDC"), ("Frankfurt a.M.", "Frankfurt am MainDE"), ("Sydney NSW 2000", "SydneyAU"),
    ],
)  # fmt: skip
def test_a_city_is_found_by_what_people_write(words: str, city: str) -> None:
    found = _placed(words).city
    assert found is not None
    assert found.key == city


@pytest.mark.parametrize("words", ["Texas", "Washington", "Ontario", "Bavaria", "Kent", "Paris, OH", "Atlantis", "Remote", "Germany", "EMEA", "Texas, US"])  # fmt: skip
def test_what_is_no_city_or_none_of_the_gazetteer(words: str) -> None:
    assert _placed(words).city is None


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("Austin, TX", "Austin, Texas, US"), ("Austin TX", "Austin, Texas, US"), ("Bayern", "Bayern, DE"), ("Tbilisi, Georgia", "Tbilisi, GE"), ("Atlanta, Georgia", "Atlanta, Georgia, US"), ("Ontario", "Ontario, CA"), ("London, England", "London, England, GB"),
        ("Kent, UK", "Kent, GB"), ("Berlin / Deutschland", "Berlin, DE"), ("Germany", "DE"), ("España", "ES"), ("Costa Rica", "CR"), ("Bengaluru, Karnataka, India", "Bengaluru, Karnataka, IN"),
        ("Remote", ""), ("Multiple Locations", ""), ("EMEA", "EMEA"), ("SF Bay Area", "SF Bay Area, California, US"), ("Greater London", "Greater London, GB"),
        ("Bayern, DE", "Bayern, DE"), ("Quebec, CA", "Quebec, CA"), ("MG, Brazil", "Minas Gerais, BR"), ("MG / BR", "Minas Gerais, BR"), ("São Paulo, BR", "São Paulo, BR"), ("Ontario, CA", "Ontario, California, US"), ("Brandenburg, DE", "Brandenburg, DE"),
    ],
)  # fmt: skip
def test_region_and_country_are_filled_in(words: str, place: str) -> None:
    assert str(_placed(words).location) == place


@pytest.mark.parametrize(
    ("one", "other"),
    [("Bavaria", "Bayern"), ("Catalonia", "Cataluña"), ("Lombardy", "Lombardia"), ("Austin, TX", "Austin, Texas"), ("NYC", "New York, NY"), ("Greater Boston Area", "Boston, MA")],
)  # fmt: skip
def test_one_place_in_two_spellings_is_looked_up_alike(one: str, other: str) -> None:
    shared = set(place_keys(_placed(one))) & set(place_keys(_placed(other)))
    assert shared & {key for key in shared if key[0] in "pg"}


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("NYC", "New York City, NY, US"), ("New York", "New York City, NY, US"), ("New York City / US", "New York City, NY, US"), ("SF Bay Area", "San Francisco, CA, US"), ("London, Ontario", "London, ON, CA"), ("London UK", "London, GB"),
        ("Großraum Berlin", "Berlin, DE"), ("Kleinkleckersdorf, DE", "Kleinkleckersdorf, DE"), ("Kleinkleckersdorf", "Kleinkleckersdorf"), ("Olympus / Mars", "Olympus"),
        ("Bavaria", "DE"), ("Germany", "DE"), ("EMEA", ""), ("Remote", ""),
    ],
)  # fmt: skip
def test_a_place_is_counted_by_one_name(words: str, name: str) -> None:
    assert facet_name(_placed(words)) == name


def test_keys_go_from_the_exact_to_the_wide() -> None:
    keys = place_keys(_placed("Austin, TX"))
    assert keys == (
        "p:AustinUSTX",
        "n:austin",
        "g:us/texas",
        "c:us",
        "i:north america",
        "i:americas",
    )
    assert place_keys(_placed("EMEA")) == ("a:emea",)
    assert place_keys(_placed("EU")) == ("a:eu", "i:eea", "i:europe", "i:emea")


@pytest.mark.parametrize("words", ["Bayern, DE", "Quebec, CA", "MG, Brazil", "SP / BR"])
def test_a_region_before_its_country_is_no_city(words: str) -> None:
    assert place_keys(_placed(words))[0].startswith("g:")


def test_a_city_before_its_country_stays_one() -> None:
    assert place_keys(_placed("São Paulo, BR"))[0] == "n:sao paulo"
    assert place_keys(_placed("Ontario, CA"))[0] == "p:OntarioUSCA"


@pytest.mark.parametrize(
    ("words", "country", "short", "name"),
    [("TX", "US", "TX", "Texas"), ("texas", "US", "TX", "texas"), ("Ontario", "CA", "ON", "Ontario"), ("NSW", "AU", "NSW", "New South Wales"),
     ("SP", "BR", "SP", "São Paulo"), ("Kent", "GB", None, "Kent"), ("TX", "DE", None, "TX")],
)  # fmt: skip
def test_regions_and_their_abbreviations(
    words: str, country: str, short: str | None, name: str
) -> None:
    assert (region_short(words, country), region_name(words, country)) == (short, name)


NAMES = st.one_of(
    st.none(),
    st.text(max_size=20),
    st.sampled_from("Austin,TX,Texas,US,UK,New York,Greater London,Bayern,EMEA,Remote,Paris (75),東京".split(",")),
)  # fmt: skip


@given(st.builds(Location, city=NAMES, region=NAMES, country=NAMES))
def test_any_location_has_a_place_that_is_its_own(location: Location) -> None:
    for find in (find_city, no_city):
        once = placed(location, find)
        again = placed(once.location, find)
        assert again.location == placed(again.location, find).location
        assert len(set(place_keys(once))) == len(place_keys(once))


@given(st.one_of(st.text("abcäéñ -'ABCÅÉÑ"), st.sampled_from(["Bavaria", "Île-de-France", "NRW"])))
def test_a_region_s_key_is_its_own(name: str) -> None:
    assert region_key(region_key(name)) == region_key(name)
