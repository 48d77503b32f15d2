"""Countries by the names people write, as ISO 3166-1 alpha-2 codes."""

from typing import Final

from jobr_core.shared.text import folded

_NAMES: Final = """
AE united arab emirates, uae, dubai, abu dhabi
AR argentina
AT austria, österreich
AU australia, nsw, new south wales, queensland
BD bangladesh
BE belgium, belgique, belgië
BG bulgaria
BR brazil, brasil
CA canada, ontario, british columbia, quebec, alberta
CH switzerland, schweiz, suisse
CL chile
CN china
CO colombia
CY cyprus
CZ czechia, czech republic
DE germany, deutschland, allemagne
DK denmark, danmark
EE estonia
EG egypt
ES spain, españa
FI finland, suomi
FR france
GB united kingdom, uk, great britain, england, scotland, wales, northern ireland, britain
GH ghana
GR greece
HK hong kong
HR croatia
HU hungary
ID indonesia
IE ireland, republic of ireland, eire
IL israel
IN india, bharat, भारत
IT italy, italia
JP japan
KE kenya
KR south korea, korea
LK sri lanka
LT lithuania
LU luxembourg
LV latvia
MA morocco
MT malta
MX mexico, méxico
MY malaysia
NG nigeria
NL netherlands, the netherlands, holland, nederland
NO norway, norge
NP nepal
NZ new zealand
PE peru
PH philippines
PK pakistan
PL poland, polska
PT portugal
QA qatar
RO romania
RS serbia
RU russia
SA saudi arabia
SE sweden, sverige
SG singapore
SI slovenia
SK slovakia
TH thailand
TR turkey, türkiye
TW taiwan
UA ukraine
US united states, united states of america, usa, u.s., u.s.a., america
VN vietnam
ZA south africa
"""

_US_STATES: Final = (
    "AL AK AZ AR CA CO CT DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ "
    "NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY"
).split()

_CODES: Final = {
    folded(name).strip(" ."): line[:2]
    for line in _NAMES.strip().splitlines()
    for name in (*line[3:].split(","), line[:2])
}


def country_code(name: str) -> str | None:
    """The alpha-2 code for a country's name, common nickname or code.

    >>> country_code("Deutschland"), country_code("UK"), country_code("Atlantis")
    ('DE', 'GB', None)
    """
    return _CODES.get(folded(name).strip(" ."))


def country_name_code(name: str) -> str | None:
    """The same, but not for bare codes: IN, DE and CO are other things too, UK and USA not.

    >>> country_name_code("India"), country_name_code("IN"), country_name_code("USA")
    ('IN', None, 'US')
    """
    bare = name.strip(" .")
    if len(bare) == 2 and bare.upper() not in ("UK", "US"):
        return None
    return country_code(name)


def country_of(place: str) -> str | None:
    """The country of a place written as “City, Region, Country”, read from its end.

    A two-letter part after a comma that is a state of the USA means the USA
    (“Austin, TX”), unless more parts follow.

    >>> country_of("Pune, Maharashtra, India"), country_of("Austin, TX"), country_of("Remote")
    ('IN', 'US', None)
    """
    parts = [part.strip() for part in place.split(",") if part.strip()]
    if len(parts) == 2 and parts[1].upper() in _US_STATES and parts[1].isupper():
        return "US"
    return next((code for part in reversed(parts) if (code := country_code(part))), None)
