"""Where a posting is: its places found in a gazetteer."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from jobr_core.jobs.terms import Location
from jobr_core.shared.text import folded
from jobr_core.vocabulary.areas import WORLDWIDE, area_named, areas_around
from jobr_core.vocabulary.countries import country_code
from jobr_core.vocabulary.places import place_in, region_name, region_short


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


def placed(location: Location, find_city: FindCity) -> Place:
    """A location with region and country filled in where city or region tell them.

    >>> placed(Location(city="Austin", region="TX"), no_city).location
    Location(city='Austin', region='Texas', country='US')
    """
    bare = _split(location)
    short = region_short(bare.region, bare.country) if bare.region and bare.country else None
    city = find_city(bare.city, bare.country, short) if bare.city else None
    country = bare.country or (city.country if city else None)
    region = bare.region or (city.region_short if city else None)
    if region and country:
        region = region_name(region, country)
    return Place(location=replace(bare, country=country, region=region), city=city)


def _split(location: Location) -> Location:
    """“Austin, TX” as a city, “Bayern” as a city, countries by name: each where it belongs."""
    country = location.country and (country_code(location.country) or location.country)
    words = ", ".join(part for part in (location.city, location.region) if part)
    named = place_in(words) if words else None
    if named is None or area_named(words):
        return replace(location, country=country)
    return Location(
        city=named.city or None,
        region=named.region or location.region,
        country=country or named.country_code or None,
    )


def place_keys(place: Place) -> tuple[str, ...]:
    """What a search looks a place up by: the city, its name, its region, its country, the areas
    that lies in, or the area it is.

    >>> place_keys(placed(Location(city="Graz", country="AT"), no_city))
    ('n:graz', 'c:at', 'i:europe', 'i:emea', 'i:dach')
    """
    where = place.location
    area = area_named(where.region or where.city or "") if not where.country else None
    parts = (
        place.city and f"p:{place.city.key}",
        where.city and not area and f"n:{folded(where.city)}",
        where.region and not area and f"g:{(where.country or '').lower()}/{folded(where.region)}",
        where.country and f"c:{where.country.lower()}",
        *(f"i:{around}" for around in areas_around(where.country or "") if around != WORLDWIDE),
        area and f"a:{area}",
    )
    return tuple(part for part in parts if part)
