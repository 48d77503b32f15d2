"""Words about where work is done → the parts of the place they name: city, region, country."""

import re
from typing import Final

from jobr_core.vocabulary.areas import area_named
from jobr_core.vocabulary.countries import country_code
from jobr_core.vocabulary.places import place_in, region_name, region_short

_REGIONS: Final = frozenset(
    "asia-pacific,the americas,central america,oceania,cee,anywhere in the world".split(",")
)
"""Words for more than a country, beside those that searching knows."""
_NO_PLACES: Final = frozenset(
    "multiple,any,our,various,varios,diverse,flexible,flexible location,no location,"
    "office,home,head,hq,main,corporate,headquarters,distributed,tbd,to be determined,"
    "not specified,n/a,none,nan,null,unknown,other,nationwide,bundesweit,"
    "deutschlandweit,field,client site,customer site,offsite,wide,travel,on the road,"
    "east coast,west coast,east,west,north,south,midwest,northeast,northwest,"
    "southeast,southwest".split(",")
)
_ZONES_OR_PLACES: Final = frozenset(("CT", "ET", "MT", "PT"))
"""Behind a city they are Connecticut, Ethiopia, Montana and Portugal."""
_ALPHA_3: Final = {
    code[:3]: code[4:]
    for code in (
        "ARE:AE ARG:AR AUS:AU AUT:AT BEL:BE BGR:BG BRA:BR CAN:CA CHE:CH CHN:CN COL:CO CZE:CZ "
        "DEU:DE DNK:DK EGY:EG ESP:ES FIN:FI FRA:FR GBR:GB HKG:HK HUN:HU IDN:ID IND:IN IRL:IE "
        "ISR:IL ITA:IT JPN:JP KOR:KR MEX:MX MYS:MY NLD:NL NOR:NO NZL:NZ PHL:PH POL:PL PRT:PT "
        "ROU:RO SAU:SA SGP:SG SWE:SE THA:TH TUR:TR TWN:TW UKR:UA VNM:VN ZAF:ZA"
    ).split()
}
"""ISO 3166-1, as location codes begin: GBR-London."""

_SEPARATORS: Final = r"[\s(\[)\]–—:,/|•·-]"
_WORKPLACE_WORDS = re.compile(
    rf"{_SEPARATORS}*+(?<!\w)(?:(?:fully|100\s?%|partly|partially|temporarily)\s)?"
    r"(?:hybrid|remote|on[- ]?site|in[- ]office|in[- ]person|wfh|work(?:ing)? from (?:home|office)"
    r"|home[- ]?(?:office|based)|telecommut(?:e|ing)|telework)(?:[- ](?:first|friendly|eligible|"
    rf"based|optional|work|only|position|role|job|possible|ok))?(?!\w){_SEPARATORS}*+",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"[\s(,]*(?<!\w)(?:\+|&|and|plus|und)\s?\d{1,4}\s(?:more|others?|weitere)\b[^,)]{0,20}\)?"
    r"|(?:^|\s)\+\s?\d{1,3}$|(?<!\w)(?:HQ|headquarters)(?!\w)",
    re.IGNORECASE,
)
"""“+2 more”, “HQ – Berlin”."""
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_FILLING = re.compile(
    r"^(?:(?:only|within|in|from|across|anywhere in|based in|located in|must be|our|the"
    r"|\d\+? days?(?: (?:a|per) week)? in) |(?:locations?|office|city|standorte?|ort): ?)+(?=\w)"
    r"|[ -](?:only|based|residents?|office)$",
    re.IGNORECASE,
)
_VAGUE: Final = (
    r"(?-i:\b(?:UTC|GMT|CES?T|EES?T|WET|BST|IST|[ECMP][SD]T|A[CEW][SD]T|NZ[SD]T"
    r"|JST|KST|SGT|HKT|BRT|MSK)\b)"
    r"|\btime ?zones?\b|\bzeitzonen?\b|\bh(?:ou)?rs?\b|±|\+/-"
    r"|\b(?:eastern|central|mountain|pacific)(?: standard| daylight)? time\b"
    r"|\b(?:locations|offices|cities|countries|standorten?|städten?|villes|lieux"
    r"|ubicaciones|ciudades|oficinas|locaties)\b"
)
_IS_VAGUE = re.compile(_VAGUE, re.IGNORECASE)
_VAGUE_WORDS = re.compile(
    rf"{_VAGUE}|[+−–-]?\s?\d{{1,4}}(?::\d\d)?\+?\s?h?\b\+?"
    r"|\b(?:multiple|several|various|many|numerous|all|any|different|other"
    r"|mehrere[nr]?|verschiedene[nr]?|plusieurs|vari[ao]s"
    r"|must|should|be|within|across|in|of|to|the|and|or|overlap(?:ping)?|with"
    r"|core|working|business|standard|only)\b",
    re.IGNORECASE,
)
"""What stands around a country or area where time zones or numbers of places are told."""
_OF_AREA = re.compile(r"(?<=europe)an$|(?<=(?:.asia|frica|erica))n$", re.IGNORECASE)
_DASHES = re.compile(r"\s[–—-]\s|\s?>\s?")
_DASH = re.compile(r"[–_-]")
_CODE = re.compile(r"[A-Z]{2,3}")
_CODE_BEHIND = re.compile(r"(.*[^\W\d_])[–_-]([A-Z]{2})")
_STREET = re.compile(r"[–_-]\d.*$")


def parts_of(words: str) -> list[str]:
    """What names a place, in the order city, region, country, without workplace and time zone.

    >>> parts_of("Remote – Austin, TX, USA"), parts_of("US-CA-San Diego"), parts_of("2 locations")
    (['Austin', 'TX', 'USA'], ['San Diego', 'CA', 'US'], [])
    """
    bare = _WORKPLACE_WORDS.sub(", ", " ".join(words.split()))
    bare = _BRACKETS.sub(_apart, _ASIDE.sub(",", bare))
    pieces = [name for piece in bare.split(",") if (name := _bare(piece))]
    named = [part for n, piece in enumerate(pieces) for part in _undashed(piece, first=n == 0)]
    parts = _city_first([part for name in named if (part := _part(name))])
    return parts[1:] if parts and parts[0] in _ZONES_OR_PLACES else parts


def is_area(words: str) -> bool:
    """Whether words name more than a country."""
    return words.lower() in _REGIONS or area_named(words) is not None


def is_state(name: str) -> bool:
    """Whether this is the abbreviation of a state of the USA."""
    return region_name(name, "US") != name


def _apart(bracket: re.Match[str]) -> str:
    """A place in brackets as a part of its own; in “Frankfurt (Oder)” it belongs to the name."""
    part = _part(bracket[1])
    return bracket[0] if part and not _is_known(part) else f", {part or ''},"


def _is_known(words: str) -> bool:
    return _is_wide(words) or is_area(words) or place_in(words) is not None


def _is_wide(words: str) -> bool:
    """A country, or a state of the USA by its abbreviation."""
    return _country(words) is not None or is_state(words)


def _country(words: str) -> str | None:
    """Codes in capitals only: `in` and `be` are words."""
    if len(words) > 3:
        return country_code(words)
    return (_ALPHA_3.get(words) or country_code(words)) if words.isupper() else None


def _bare(piece: str) -> str:
    part = piece.strip(" []–—:-/|")
    if part.count("(") != part.count(")"):
        part = part.replace("(", " ").replace(")", " ").strip(" –—:-/|")
    return part


def _part(piece: str) -> str | None:
    part = _FILLING.sub("", _bare(piece))
    if _IS_VAGUE.search(part) and not is_area(part):
        part = _beside_vague(part)
    return None if not part or part.lower() in _NO_PLACES else part


def _beside_vague(words: str) -> str:
    """The country of “US time zones”, the city of “Sydney AEST”; empty where they name none."""
    rest = " ".join(_VAGUE_WORDS.sub(" ", words).split()).strip(" –-+&/:.")
    rest = _OF_AREA.sub("", rest)
    return rest if _is_known(rest) else ""


def _undashed(piece: str, *, first: bool) -> list[str]:
    """“Austin - TX - USA”, “US-CA-San Diego”, “Berlin-DE” in parts; Baden-Baden is one."""
    apart = [part for part in _DASHES.split(piece) if part]
    if len(apart) > 1:
        return apart if _is_wide(apart[-1]) or (first and _begins(apart[0])) else [piece]
    behind = _CODE_BEHIND.fullmatch(piece)
    if behind and _is_wide(behind[2]) and not _is_wide(behind[1]):
        return [behind[1], behind[2]]
    return _coded(piece) if first else [piece]


def _coded(piece: str) -> list[str]:
    head, *rest = _DASH.split(piece, maxsplit=1)
    if not rest or not _begins(head) or (rest[0].isupper() and is_state(head)):
        return [piece]
    country, inner = _country(head), _DASH.split(rest[0], maxsplit=1)
    if country and _is_region(inner[0], country):
        return [head, inner[0], _STREET.sub("", inner[1])] if inner[1:] else [*inner, head]
    return [head, _STREET.sub("", rest[0])]


def _city_first(parts: list[str]) -> list[str]:
    """“US, TX, Austin” turned round; “US, Canada” are two countries."""
    parts = [_ALPHA_3.get(part, part) for part in parts]
    if len(parts) < 2 or not _begins(parts[0]) or (_country(parts[-1]) and _begins(parts[-1])):
        return parts
    head, city, *more = parts
    country = _country(head)
    region = more[:1]
    if country and more and _is_region(city, country):
        city, region = more[0], [city]
    return [city, *region, head] if country else [city, head]


def _begins(name: str) -> bool:
    """Whether a city may follow: not behind Luxembourg, which is one itself."""
    if not _is_wide(name):
        return False
    named = place_in(name)
    return named is None or not (named.city or named.region)


def _is_region(name: str, country: str) -> bool:
    return bool(_CODE.fullmatch(name)) or region_short(name, country) is not None
