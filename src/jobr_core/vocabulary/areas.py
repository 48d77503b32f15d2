"""Areas of several countries, as postings limit remote work to them."""

from functools import cache
from typing import Final

from jobr_core.shared.text import folded

# area, other names: ISO 3166-1 alpha-2 codes
_AREAS: Final = """
worldwide, anywhere, global, globally, international, any location, everywhere: *
eu, european union, eu27: AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE
eea, european economic area: AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE NO IS LI
europe, europa: AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE NO IS LI CH GB UA RS
emea, europe middle east and africa: AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE NO IS LI CH GB UA RS TR AE SA QA KW BH OM IL EG JO LB MA TN ZA NG KE GH UG TZ ET RW ZW
dach: DE AT CH
benelux: BE NL LU
nordics, scandinavia, nordic countries: SE NO DK FI IS
baltics: EE LV LT
uk and ireland, uki, uk & ireland: GB IE
apac, asia pacific, asia: IN CN JP KR SG HK TW MY ID PH VN TH AU NZ BD PK LK NP
anz: AU NZ
latam, latin america, south america: AR BR CL CO PE MX EC UY CR PA DO
north america, namer, noram, us and canada, us/canada, usa/canada: US CA
americas: US CA AR BR CL CO PE MX EC UY CR PA DO JM
middle east, mena, gcc: AE SA QA KW BH OM JO LB EG IL
africa: ZA NG KE GH UG TZ ET RW ZW EG MA TN
"""
_COUNTRIES: Final = {
    line.split(",")[0].split(":")[0]: tuple(line.split(":")[1].split())
    for line in _AREAS.strip().splitlines()
}
_NAMES: Final = {
    folded(name.strip()): line.split(",")[0].split(":")[0]
    for line in _AREAS.strip().splitlines()
    for name in line.split(":")[0].split(",")
}
WORLDWIDE: Final = "worldwide"


def area_named(words: str) -> str | None:
    """The area of several countries some words name.

    >>> area_named("EU"), area_named("Latin America"), area_named("Pune")
    ('eu', 'latam', None)
    """
    bare = folded(words).strip(" .")
    return _NAMES.get(bare.removeprefix("the "))


def areas_around(country: str) -> tuple[str, ...]:
    """The areas a country lies in, by its alpha-2 code.

    >>> areas_around("CH")
    ('europe', 'emea', 'dach')
    """
    return tuple(area for area, countries in _COUNTRIES.items() if country in countries)


@cache
def areas_with(area: str) -> tuple[str, ...]:
    """The wider areas all countries of an area lie in.

    >>> areas_with("eu"), areas_with("worldwide")
    (('eea', 'europe', 'emea'), ())
    """
    own = set(_COUNTRIES[area])
    return tuple(wider for wider, countries in _COUNTRIES.items() if own < set(countries))
