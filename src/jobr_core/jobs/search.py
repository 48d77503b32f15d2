"""What a person searches postings by, and how what was found is put in order."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import islice
from typing import Final

from jobr_core.jobs.errors import CurrencyUnknown
from jobr_core.jobs.facts import InEuro, skill_key
from jobr_core.jobs.places import FindCity, Place, place_keys, placed
from jobr_core.jobs.technical_names import technical_names
from jobr_core.jobs.terms import EmploymentType, Location, Workplace
from jobr_core.shared.text import folded
from jobr_core.vocabulary.areas import WORLDWIDE, area_named, areas_around, areas_with
from jobr_core.vocabulary.countries import country_code
from jobr_core.vocabulary.places import place_in
from jobr_core.vocabulary.seniority import Seniority
from jobr_core.vocabulary.skills import skill_called

MOST_WEIGHED: Final = 500
"""Matches of one kind (title, headline, description) that are weighed against each other: all of
a selective word, the newest of a frequent one."""
HALF_LIFE: Final = timedelta(days=45)
"""Age in which the half of a posting's weight that freshness can take falls by half."""


class Sort(StrEnum):
    """The order of what is found."""

    RELEVANCE = "relevance"
    RECENT = "recent"
    SALARY = "salary"


@dataclass(frozen=True, slots=True, kw_only=True)
class PostingSearch:
    """What is asked for; whatever is None, False or empty does not restrict.

    `words` may hold phrases in quotes, `or`, and `-` before what must not occur. `location` is a
    city, region, country or area in words; a remote posting is there if it may be done from
    there. `salary_min` counts for a full-time year in `currency`.
    """

    words: str = ""
    location: str | None = None
    remote: bool | None = None
    salary_min: float | None = None
    currency: str = "EUR"
    skills: tuple[str, ...] = ()
    employment_type: EmploymentType | None = None
    seniority: Seniority | None = None
    posted_since: datetime | None = None
    sort: Sort = Sort.RELEVANCE


@dataclass(frozen=True, slots=True, kw_only=True)
class Criteria:
    """The same, resolved: every group of `any_of` must be met by one of its keys.

    `role` is the plain text as a title, `none_of` holds keys that must not occur; `among` are the
    only postings looked at, None: all.
    """

    words: str
    role: str
    any_of: tuple[tuple[str, ...], ...] = ()
    none_of: tuple[str, ...] = ()
    pay_from: float | None = None
    posted_since: datetime | None = None
    sort: Sort = Sort.RELEVANCE
    among: frozenset[str] | None = None


def criteria(asked: PostingSearch, *, find_city: FindCity, in_euro: InEuro) -> Criteria:
    """Looks up places, skills and currency. Raises CurrencyUnknown.

    >>> from jobr_core.jobs.places import no_city
    >>> asked = PostingSearch(words="C++ developer", location="Germany", remote=True)
    >>> found = criteria(asked, find_city=no_city, in_euro=lambda amount, _: amount)
    >>> found.words, found.any_of[2]
    ('developer', ('s:c++',))
    >>> found.any_of[0]
    ('c:de', 'r:de', 'a:eu', 'a:eea', 'a:europe', 'a:emea', 'a:dach', 'a:worldwide')
    """
    technical = technical_names(asked.words)
    groups = (
        _location_keys(asked, find_city),
        (f"w:{Workplace.REMOTE}",) if asked.remote else (),
        *((skill_key(name),) for name in (*technical.wanted, *map(skill_called, asked.skills))),
        (f"t:{asked.employment_type}",) if asked.employment_type else (),
        (f"l:{asked.seniority}",) if asked.seniority is not None else (),
    )
    return Criteria(
        words=technical.rest,
        role=" ".join(folded(asked.words).split()),
        any_of=tuple(group for group in groups if group),
        none_of=(
            *((f"w:{Workplace.REMOTE}",) if asked.remote is False else ()),
            *map(skill_key, technical.excluded),
        ),
        pay_from=_pay_from(asked, in_euro),
        posted_since=asked.posted_since,
        sort=asked.sort,
    )


def _pay_from(asked: PostingSearch, in_euro: InEuro) -> float | None:
    if not asked.salary_min:
        return None
    least = in_euro(asked.salary_min, asked.currency)
    if least is None:
        raise CurrencyUnknown
    return least


def _location_keys(asked: PostingSearch, find_city: FindCity) -> tuple[str, ...]:
    """The most exact key of the place, and those of remote work that may be done there."""
    if not asked.location:
        return ()
    if area := area_named(asked.location):
        around = areas_with(area) if asked.remote is not False else ()
        return (f"a:{area}", f"i:{area}", *(f"a:{wider}" for wider in around))
    if folded(asked.location).strip() in ("remote", "home office", "homeoffice"):
        return (f"w:{Workplace.REMOTE}",)
    place = placed(_as_location(asked.location), find_city)
    keys = _exact_keys(asked.location, place, find_city) or (f"n:{folded(asked.location)}",)
    country = place.location.country
    if country is None or asked.remote is False:
        return keys
    remote = (f"r:{country.lower()}", *(f"a:{area}" for area in areas_around(country)))
    return (*keys, *remote, *((f"a:{WORLDWIDE}",) if asked.remote else ()))


def _exact_keys(words: str, place: Place, find_city: FindCity) -> tuple[str, ...]:
    """The place's, and the region's that is meant where no country is named: “Quebec, CA”."""
    name, _, rest = words.partition(",")
    country, exact = country_code(rest), place_keys(place)[:1]
    if country is None or country != place.location.country:
        return exact
    bare = placed(Location(city=name.strip(), country=country), find_city)
    return exact if bare.location.city else tuple(dict.fromkeys((*exact, *place_keys(bare)[:1])))


def _as_location(words: str) -> Location:
    """What was typed as the city it begins with; “austin, tx” is meant as “Austin, TX”."""
    words = _TYPED_CODE.sub(lambda code: code[0].upper(), words)
    city, _, rest = words.partition(",")
    country = country_code(words) if len(words) == 2 else _CITY_STATES.get(folded(words).strip())
    if country:
        return Location(country=country)
    if not rest or place_in(words):
        return Location(city=words)
    region, _, last = rest.rpartition(",")
    place = Location(city=city.strip(), region=region.strip() or None)
    is_country = country_code(last) is not None
    return (
        replace(place, country=last.strip()) if is_country else replace(place, region=rest.strip())
    )


_CITY_STATES: Final = {"singapore": "SG", "hong kong": "HK", "hongkong": "HK", "luxembourg": "LU"}
"""Countries called like their city: some postings there name the country only."""
_TYPED_CODE: Final = re.compile(r"(?<=[, ])[a-z]{2}$|^[a-z]{2}$")
_PROPERTIES: Final = {
    "location": ("@:", 20),
    "workplace": ("w:", 5),
    "employment_type": ("t:", 10),
    "seniority": ("l:", 10),
    "skills": ("s:", 20),
}
"""How the keys of each begin, and how many of its commonest values are worth showing."""


def facets(counts: Mapping[str, int]) -> Mapping[str, Mapping[str, int]]:
    """Property → its commonest values among what was found, the commonest first.

    >>> facets({"w:remote": 2, "s:Python": 3, "s:Go": 5})["skills"]
    {'Go': 5, 'Python': 3}
    """
    commonest = sorted(counts.items(), key=lambda counted: (-counted[1], counted[0]))
    return {
        name: dict(islice(((k[2:], n) for k, n in commonest if k.startswith(mark)), most))
        for name, (mark, most) in _PROPERTIES.items()
    }


def weight(relevance: float, age: timedelta) -> float:
    """Relevance, of which age takes at most half: the best old posting stays before weak new ones.

    >>> [weight(1.0, timedelta(days=age)) for age in (0, 45, 9999)]
    [1.0, 0.75, 0.5]
    """
    half_lives: float = max(age, timedelta(0)) / HALF_LIFE
    return relevance * (0.5 + 0.5 * math.pow(0.5, half_lives))
