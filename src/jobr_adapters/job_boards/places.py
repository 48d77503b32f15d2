"""Words about where work is done → places and workplaces of the public posting record."""

import re
from typing import Final

from jobr_core.vocabulary.areas import area_named
from jobr_core.vocabulary.countries import country_code, country_of

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
_REGIONS: Final = frozenset(
    "asia-pacific,the americas,central america,oceania,cee,anywhere in the world".split(",")
)
"""Words for more than a country, beside those that searching knows."""
_NO_PLACES: Final = frozenset(
    "multiple locations,various locations,various,flexible,flexible location,office,home,hq,"
    "headquarters,distributed,tbd,n/a,none,nan,null,unknown,other,est,edt,cst,cdt,"
    "mst,mdt,pst,pdt,et,ct,mt,pt,cet,cest,gmt,utc".split(",")
)
_SEPARATORS: Final = r"[\s(\[)\]–—:,/|•·-]"
_WORKPLACE_WORDS = re.compile(
    rf"{_SEPARATORS}*+(?<!\w)(?:(?:fully|100\s?%|partly|partially|temporarily)\s)?"
    r"(?:hybrid|remote|on[- ]?site|in[- ]office|in[- ]person|wfh|work(?:ing)? from (?:home|office)"
    r"|home[- ]?(?:office|based)|telecommut(?:e|ing)|telework)(?:[- ](?:first|friendly|eligible|"
    rf"based|optional|work|only|position|role|job|possible|ok))?(?!\w){_SEPARATORS}*+",
    re.IGNORECASE,
)
_FILLING = re.compile(
    r"^(?:(?:only|within|in|from|across|anywhere in|based in|located in|the) )+(?=\w)"
    r"|[ -](?:only|based|residents?)$",
    re.IGNORECASE,
)
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
    """The places of “San Francisco, CA | New York, NY” or “London or Remote”."""
    if not words or len(words) > _LONGEST:
        return []
    names = _SEVERAL.split(words)
    return distinct([location(name, country) for name in names])


def distinct(places: list[dict[str, str]]) -> list[dict[str, str]]:
    """Without repetitions and without those that are nowhere; not more than a posting needs."""
    found: list[dict[str, str]] = []
    for place in places:
        if place and place not in found and len(found) < _MOST_PLACES:
            found.append(place)
    return found


def location(words: str | None, country: str | None = None) -> dict[str, str]:
    """“Austin, TX, USA” → city, region, country; {} for words that are no place.

    What is said about the workplace is left out: “Remote (US only)”, “Hybrid – London”.
    """
    if not words or len(words) > _LONGEST:
        return {}
    bare = _WORKPLACE_WORDS.sub(", ", " ".join(words.split()))
    parts = [part for piece in bare.split(",") if (part := _part(piece))]
    found = _country(parts, country)
    if len(parts) > 1 and country_code(parts[-1]) and not _is_state(parts, found):
        parts.pop()
    elif len(parts) == 1 and (country_code(parts[0]) or _is_area(parts[0])):
        region = [] if country_code(parts[0]) else parts
        return dict(zip(("region",), region, strict=False)) | _named("country", found)
    return dict(zip(("city", "region"), parts, strict=False)) | _named("country", found)


def address(city: str | None, region: str | None, country: str | None) -> dict[str, str]:
    """A place whose parts are known apart; a city that says it all may stand alone."""
    place = location(city, country) or _named(
        "country", country and (country_code(country) or country)
    )
    if region and len(region) <= _LONGEST and region != city:
        if "country" not in place:
            place |= _named("country", country_of(f"{city or '-'}, {region}"))
        place["region"] = region
    return place


def _is_area(words: str) -> bool:
    return words.lower() in _REGIONS or area_named(words) is not None


def _part(piece: str) -> str | None:
    part = _FILLING.sub("", piece.strip(" ()[]–—:-/|"))
    return None if not part or part.lower() in _NO_PLACES else part


def _country(parts: list[str], given: str | None) -> str | None:
    code = (country_code(given) or given) if given else None
    if code and parts and parts[-1].upper() == code:
        return code
    return country_of(", ".join(parts)) or code


def _is_state(parts: list[str], country: str | None) -> bool:
    return len(parts) == 2 and len(parts[1]) == 2 and country == "US" != parts[1].upper()


def _named(key: str, value: str | None) -> dict[str, str]:
    return {key: value} if value else {}
