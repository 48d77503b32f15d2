"""Where a posting is: its places found in a gazetteer."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from jobr_core.jobs.terms import Location
from jobr_core.shared.text import folded
from jobr_core.vocabulary.areas import WORLDWIDE, area_named, areas_around, areas_with
from jobr_core.vocabulary.countries import country_code
from jobr_core.vocabulary.places import NamedPlace, place_in, region_name, region_short
from jobr_core.vocabulary.regions import region_key

_AROUND: Final = re.compile(
    r"^(?:greater|metro|metropolitan|großraum|raum)\s+"
    r"|\s+(?:(?:metropolitan|metro|metroplex)(?:\s+(?:area|region))?|area|und umgebung)$"
    r"|[\s-]+(?:\d{1,2}(?:e|er|[èe]me)?(?:\s+arrondissement)?|\(\d{2,5}\)|cedex(?:\s+\d+)?)$",
    re.I,
)
_NICKNAMES: Final = {
    "nyc": "New York City",
    "sf": "San Francisco",
    "sf bay": "San Francisco",
    "san francisco bay": "San Francisco",
    "bay": "San Francisco",
    "dfw": "Dallas",
    "dallas-fort worth": "Dallas",
    "frankfurt a.m.": "Frankfurt am Main",
    "frankfurt a. m.": "Frankfurt am Main",
    "bogota d.c.": "Bogotá",
}
"""What is left of “SF Bay Area” and the like, and abbreviations everybody uses."""
_CITY_BEFORE_STATE: Final = {"new york": "New York City"}
"""States that give way to their city where a city is asked for."""
_NOWHERE: Final = frozenset(
    "remote,home office,homeoffice,work from home,hybrid,multiple locations,various".split(",")
)
_COUNTRY_AND_STATE: Final = {"georgia": "GE"}
"""Countries that are states too: they are meant where a country is asked for."""
_DOTTED: Final = re.compile(r"\b([A-Z])\.\s?([A-Z])\.?(?=$|,)")
_CODE: Final = re.compile(r"(?P<city>[^,]+)(?:, ?(?P<region>[A-Z]{2,3}))?, ?(?P<code>[A-Z]{2})")
_LAST_WORD: Final = re.compile(r"(\S.*?),? ([A-Za-z]{2,})(?: \d{4,5})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class City:
    """A city of the gazetteer; `key` names it for ever, degrees are WGS 84."""

    key: str
    name: str
    country: str
    region_short: str | None = None
    latitude: float
    longitude: float


FindCity = Callable[[str, str | None, str | None], City | None]
"""Name, alpha-2 country and abbreviated region where known → the largest such city."""


def no_city(_name: str, _country: str | None, _region: str | None) -> City | None:
    """`FindCity` where no gazetteer is installed."""
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A location, and the city of the gazetteer it is, if it is one."""

    location: Location
    city: City | None = None


@lru_cache(maxsize=8_192)
def placed(location: Location, find_city: FindCity) -> Place:
    """A location with region and country filled in where city or region tell them.

    >>> placed(Location(city="Austin", region="TX"), no_city).location
    Location(city='Austin', region='Texas', country='US')
    """
    bare = _split(location, find_city)
    short = region_short(bare.region, bare.country) if bare.region and bare.country else None
    name = _city_called(bare) or (location.city and _CITY_BEFORE_STATE.get(folded(location.city)))
    city = find_city(name, bare.country, short) if name else None
    country = bare.country or (city.country if city else None)
    region = bare.region or (city.region_short if city else None)
    if region and country:
        region = region_name(region, country)
    return Place(location=replace(bare, country=country, region=region), city=city)


def _split(location: Location, find_city: FindCity) -> Location:
    """“Austin, TX” as a city, “Bayern” as a city, countries by name: each where it belongs."""
    country = location.country and (
        country_code(location.country)
        or _COUNTRY_AND_STATE.get(folded(location.country))
        or location.country
    )
    words = ", ".join(part for part in (location.city, location.region) if part)
    if folded(words) in _NOWHERE:
        return Location(country=country)
    named = _named(_DOTTED.sub(r"\1\2", words), find_city) if words else None
    if named is None and country and region_name(words, country) != words:
        return Location(region=words, country=country)
    if named is None or area_named(words) or (country and named.country_code not in ("", country)):
        return replace(location, country=country)
    return Location(
        city=named.city or None,
        region=named.region or location.region,
        country=country or named.country_code or None,
    )


def _named(words: str, find_city: FindCity) -> NamedPlace | None:
    """Also with a country's code, “Berlin, DE”, “Toronto, ON, CA”, and without a comma:
    “Austin TX”, “London UK”."""
    if (coded := _CODE.fullmatch(words)) and (code := _country_coded(coded, find_city)):
        return _rather_region(NamedPlace(coded["city"], coded["region"] or "", code), find_city)
    found = _rather_region(_rather_country(place_in(words), find_city), find_city)
    parts = None if found or "," in words else _LAST_WORD.fullmatch(words)
    if parts is None:
        return found
    named = place_in(f"{parts[1]}, {parts[2]}")
    is_known = named and (
        named.region or place_in(parts[1]) or find_city(parts[1], named.country_code or None, None)
    )
    return named if is_known else None


def _rather_country(named: NamedPlace | None, find_city: FindCity) -> NamedPlace | None:
    """“Tbilisi, Georgia” is in the country, as the state has no such city."""
    code = named and _COUNTRY_AND_STATE.get(folded(named.region))
    if not (named and code and named.city) or find_city(named.city, code, None) is None:
        return named
    in_state = find_city(named.city, "US", region_short(named.region, "US"))
    return named if in_state else NamedPlace(named.city, "", code)


def _rather_region(named: NamedPlace | None, find_city: FindCity) -> NamedPlace | None:
    """“Bayern, DE” and “MG, Brazil” are regions of the country, if it has no such city."""
    if named is None or named.region or not _is_region(named.city, named.country_code):
        return named
    city, country = named.city, named.country_code
    return named if find_city(city, country, None) else NamedPlace("", city, country)


def _is_region(name: str, country: str) -> bool:
    """Called so, alone and nothing else, or abbreviated so."""
    named = place_in(name)
    if named and named.region and not named.city and named.country_code == country:
        return True
    return region_name(name, country) != name


def _country_coded(coded: re.Match[str], find_city: FindCity) -> str | None:
    """The country of a code behind a city, unless it is the state of that code that has such a
    city; DE is Germany even behind a town the gazetteer does not have."""
    city, region, code = coded["city"], coded["region"], coded["code"]
    country = country_code(code)
    if region is not None:
        return country if country and region_short(region, country) else None
    if country == "US" and region_short(city, country) and folded(city) not in _CITY_BEFORE_STATE:
        return None
    is_state = region_name(code, "US") != code
    if is_state and find_city(city, "US", code) is not None:
        return None
    if country and (country == "DE" or not is_state or _is_region(city, country)):
        return country
    abroad = find_city(city, country or code, None)
    return abroad.country if abroad else None


def _city_called(where: Location) -> str | None:
    """A city without district, area and nickname: “Greater Boston Area”, “Lyon 3e”, “NYC”."""
    if where.city is None:
        bare = _AROUND.sub("", where.region or "")
        return bare if bare != where.region else None
    bare = _AROUND.sub("", where.city)
    return _NICKNAMES.get(folded(bare)) or bare or where.city


@lru_cache(maxsize=8_192)
def facet_name(place: Place) -> str:
    """What a city is counted as in all its spellings, with its state where namesakes have theirs;
    a place without a city as its country. Empty for an area. Searching for it finds the place.

    >>> facet_name(placed(Location(city="Graz", country="Österreich"), no_city))
    'Graz, AT'
    """
    where, city = place.location, place.city
    if city is not None:
        return ", ".join(part for part in (city.name, city.region_short, city.country) if part)
    if where.city is None or (where.country is None and area_named(where.city)):
        return where.country or ""
    country = country_code(where.country or "")
    return ", ".join(part for part in (_city_called(where), country) if part)


@lru_cache(maxsize=8_192)
def place_keys(place: Place) -> tuple[str, ...]:
    """What a search looks a place up by: the city, its name, its region, its country, the areas
    that lies in, or the area it is.

    >>> place_keys(placed(Location(city="Graz", country="AT"), no_city))
    ('n:graz', 'c:at', 'i:eu', 'i:eea', 'i:europe', 'i:emea', 'i:dach')
    """
    where = place.location
    area = area_named(where.region or where.city or "") if not where.country else None
    parts = (
        place.city and f"p:{place.city.key}",
        where.city and not area and f"n:{folded(_city_called(where) or where.city)}",
        where.region
        and not area
        and f"g:{(where.country or '').lower()}/{region_key(where.region)}",
        where.country and f"c:{where.country.lower()}",
        *(f"i:{around}" for around in areas_around(where.country or "") if around != WORLDWIDE),
        area and f"a:{area}",
        *(f"i:{wider}" for wider in areas_with(area or WORLDWIDE)),
    )
    return tuple(part for part in parts if part)
