"""What is near the cities somebody wants to work in, or lives in."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt
from typing import Final

from jobr_core.jobs.places import City, FindCity, placed
from jobr_core.jobs.terms import Location
from jobr_core.matching.evidence import CvEvidence
from jobr_core.matching.preferences import Preferences

_EARTH_KM: Final = 6371


@dataclass(frozen=True, slots=True)
class Distance:
    """From one of the cities, called as the person calls it."""

    km: int
    city: str
    is_near: bool

    def __str__(self) -> str:
        return f"{self.km} km from {self.city}" if self.km else f"in {self.city}"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Cities by the person's names for them, and how far around them is near."""

    cities: tuple[tuple[str, City], ...]
    radius_km: int
    find_city: FindCity

    def distance(self, place: Location) -> Distance | None:
        """From the nearest of the cities; None where the gazetteer does not know the place."""
        there = placed(place, self.find_city).city
        if there is None:
            return None
        km, name = min((kilometres(city, there), name) for name, city in self.cities)
        return Distance(km, name, km <= self.radius_km)


def surroundings_of(
    cv: CvEvidence, wanted: Preferences, find_city: FindCity
) -> Surroundings | None:
    """None where no radius is wanted, or the gazetteer knows none of the cities."""
    if wanted.radius_km is None:
        return None
    cities = tuple(_known(cv, wanted, find_city))
    return Surroundings(cities, wanted.radius_km, find_city) if cities else None


def _known(cv: CvEvidence, wanted: Preferences, find_city: FindCity) -> Iterator[tuple[str, City]]:
    names, countries = wanted.cities, wanted.countries
    if not (names or countries):
        names, countries = (cv.city,), (cv.country,) if cv.country else ()
    for name in filter(None, names):
        if city := _city(name, countries, find_city):
            yield name, city


@lru_cache(maxsize=5_000)
def _city(name: str, countries: tuple[str, ...], find_city: FindCity) -> City | None:
    """The largest there is, unless a smaller one lies in a country that is wanted."""
    largest = placed(Location(city=name), find_city).city
    if largest is None or largest.country in countries:
        return largest
    named = (placed(Location(city=name, country=country), find_city) for country in countries)
    return next((place.city for place in named if place.city), largest)


def kilometres(one: City, other: City) -> int:
    """As the crow flies, on a sphere (haversine)."""
    (north, east), (other_north, other_east) = _radians(one), _radians(other)
    half_chord = (
        sin((other_north - north) / 2) ** 2
        + cos(north) * cos(other_north) * sin((other_east - east) / 2) ** 2
    )
    return round(2 * _EARTH_KM * asin(min(1.0, sqrt(half_chord))))


def _radians(city: City) -> tuple[float, float]:
    return radians(city.latitude), radians(city.longitude)
