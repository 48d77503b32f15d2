"""The countries and areas some words limit remote work to."""

import re
from typing import Final

from jobr_core.jobs.terms import Location
from jobr_core.vocabulary.areas import area_named
from jobr_core.vocabulary.countries import country_code, country_name_code
from jobr_core.vocabulary.places import place_in, region_name

_SEVERAL: Final = re.compile(r"\s*(?:[,;/&+]|\b(?:or|and|und|oder|et|ou|y|o|e)\b)\s*", re.I)
_FILLING: Final = re.compile(
    r"^(?:(?:the|only|all|within|in)\s+)+|[\s-](?:only|based|residents?)$", re.I
)


def limits_named(words: str, *, places: bool = True) -> tuple[Location, ...]:
    """What some words name, if they are nothing but countries, areas, or a place in one country;
    without `places` nothing but countries and areas.

    >>> [str(limit) for limit in limits_named("US, CA or the UK only")]
    ['US', 'CA', 'GB']
    >>> [str(limit) for limit in limits_named("Austin, TX")], limits_named("Java and Python")
    (['US'], ())
    """
    bare = _FILLING.sub("", words.strip(" .,:-–"))
    whole = _one(bare)
    if whole is not None:
        return (whole,)
    parts = [_FILLING.sub("", part) for part in _SEVERAL.split(bare) if part]
    limits = [_one(part) or _by_code(part, alone=len(parts) == 1) for part in parts]
    found = tuple(limit for limit in limits if limit is not None)
    if found and len(found) == len(limits):
        return found
    place = place_in(bare) if places and place_in(bare.split(",")[0]) else None
    return (Location(country=place.country_code),) if place and place.country_code else ()


def _one(name: str) -> Location | None:
    if area := area_named(name):
        return Location(region=area)
    code = country_name_code(name)
    return Location(country=code) if code else None


def _by_code(name: str, *, alone: bool) -> Location | None:
    """“CA” is Canada beside other countries; alone it may be California."""
    if len(name) != 2 or not name.isupper() or (alone and region_name(name, "US") != name):
        return None
    code = country_code(name)
    return Location(country=code) if code else None
