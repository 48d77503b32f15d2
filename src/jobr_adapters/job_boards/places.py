"""Words about where work is done → places and workplaces of the public posting record."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Self

from jobr_adapters.job_boards.place_parts import is_area, is_state, parts_of
from jobr_core.jobs.limits import limits_named
from jobr_core.shared.text import folded
from jobr_core.vocabulary.countries import country_code, country_of
from jobr_core.vocabulary.places import place_in, region_name
from jobr_core.vocabulary.regions import region_key

_WORKPLACES: Final = {
    "hybrid": ("hybrid",),
    "remote": (
        "remote",
        "telecommut",
        "telework",
        "workfromhome",
        "wfh",
        "homeoffice",
        "homebased",
    ),
    "onsite": ("onsite", "inoffice", "workfromoffice", "inperson"),
}
_SEVERAL = re.compile(r"[;|•·\n]|\s/\s|\sor\s", re.IGNORECASE)
_LONGEST: Final = 300
_MOST_PLACES: Final = 20


def workplace(words: str | None) -> str | None:
    """Remote, HYBRID, on-site, Onsite → remote, hybrid, onsite; None for anything else."""
    bare = re.sub(r"[\s_-]+", "", (words or "")[:_LONGEST].lower())
    return next(
        (place for place, names in _WORKPLACES.items() if any(name in bare for name in names)),
        None,
    )


def locations(words: str | None, country: str | None = None) -> list[dict[str, str]]:
    """The places of “San Francisco, CA | New York, NY”, “London or Remote” or “US, Canada”."""
    if not words or len(words) > _LONGEST:
        return []
    return [dict(place) for place in _named(words, country)]


@lru_cache(maxsize=4_096)
def _named(words: str, country: str | None) -> list[dict[str, str]]:
    """Kept, as most postings of a board are in a few places."""
    every = map(parts_of, _SEVERAL.split(words))
    return distinct(
        place for parts in every for place in _limits(parts) or [_place(parts, country)]
    )


@dataclass(frozen=True, slots=True)
class _Name:
    """A place as it is told apart, however it is spelled."""

    city: str
    region: str
    country: str

    @classmethod
    def of(cls, place: dict[str, str]) -> Self:
        city, region, country = (place.get(key, "") for key in ("city", "region", "country"))
        return cls(folded(city), region_key(region_name(region, country)), country)

    def covers(self, other: Self) -> bool:
        """Whether the other is this, less told, or the region called like this city."""
        same = other.city or other.region
        return (
            bool(same)
            and same == (self.city or self.region)
            and bool(self.city or not other.city)
            and other.region in ("", self.region)
            and other.country in ("", self.country)
        )


def distinct(places: Iterable[dict[str, str]]) -> list[dict[str, str]]:
    """Each place once, as where most is told of it, without those that are nowhere; not more than
    a posting needs."""
    found: dict[_Name, dict[str, str]] = {}
    for place in filter(None, places):
        name = _Name.of(place)
        if name in found or any(other.covers(name) for other in found):
            continue
        found = {other: told for other, told in found.items() if not name.covers(other)}
        found[name] = place
        if len(found) == _MOST_PLACES:
            break
    return list(found.values())


def location(words: str | None, country: str | None = None) -> dict[str, str]:
    """“Austin, TX, USA” → city, region, country; {} for words that are no place.

    What is said about the workplace is left out: “Remote (US only)”, “Hybrid – London”.
    """
    if not words or len(words) > _LONGEST:
        return {}
    return _place(parts_of(words), country)


def address(city: str | None, region: str | None, country: str | None) -> dict[str, str]:
    """A place whose parts are known apart; a city that says it all may stand alone."""
    code = (country_code(country) or country) if country else None
    place = location(city, country) or _filled(country=code)
    if city and code and "city" not in place and _within_country(city):
        place = _filled(city=city, country=code)  # Québec in Québec; Ontario, California
    if region and len(region) <= _LONGEST and (region != city or "city" in place):
        if "country" not in place:
            place |= _filled(country=country_of(f"{city or '-'}, {region}"))
        place["region"] = region
    return place


def _limits(parts: list[str]) -> list[dict[str, str]]:
    """Several countries or areas; one is a place like others, and so is Hong Kong, China."""
    if len(parts) == 2 and (is_state(parts[0]) or _within_country(parts[0])):
        return []
    named = dict.fromkeys(limits_named(", ".join(parts), places=False))
    limits = [_filled(region=limit.region, country=limit.country) for limit in named]
    return limits if len(limits) > 1 else []


def _place(parts: list[str], given: str | None) -> dict[str, str]:
    country = _country(parts, given)
    if len(parts) > 1 and country and country_code(parts[-1]) and not _is_in_state(parts, country):
        parts = parts[:-1]
    if len(parts) == 1:
        return _one_part(parts[0], country)
    return dict(zip(("city", "region"), parts, strict=False)) | _filled(country=country)


def _one_part(name: str, country: str | None) -> dict[str, str]:
    """A country, region or area; else a city."""
    if country and country == country_code(name):
        return _filled(**_within_country(name), country=country)
    if is_area(name):
        return {"region": name} | _filled(country=country)
    if region_name(name, country or "US") != name:
        return {"region": name, "country": country or "US"}
    return {"city": name} | _filled(country=country)


def _within_country(name: str) -> dict[str, str]:
    """Dubai and Ontario tell their country and are a city and a region of it."""
    named = place_in(name)
    return _filled(city=named.city, region=named.region) if named else {}


def _country(parts: list[str], given: str | None) -> str | None:
    code = (country_code(given) or given) if given else None
    if code and parts and parts[-1].upper() == code:
        return code
    if len(parts) == 2 and is_state(parts[1]) and (abroad := country_code(parts[1])):
        return _of_two(parts[0], abroad, code)
    return country_of(", ".join(parts)) or code


def _of_two(city: str, abroad: str, given: str | None) -> str | None:
    """IL behind a city is Illinois or Israel; None leaves it to the gazetteer."""
    known = place_in(city)
    own = known.country_code if known and known.city else None
    return next((code for code in (own, given) if code in ("US", abroad)), None)


def _is_in_state(parts: list[str], country: str) -> bool:
    return len(parts) == 2 and country == "US" and is_state(parts[1])


def _filled(**parts: str | None) -> dict[str, str]:
    return {key: value for key, value in parts.items() if value}
