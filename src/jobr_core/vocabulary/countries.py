"""Countries by the names people write, as ISO 3166-1 alpha-2 codes."""

from typing import Final

from jobr_core.shared.text import folded

_NAMES: Final = """
AE united arab emirates, uae, dubai, abu dhabi
AR argentina
AT austria, österreich, autriche
AU australia, nsw, new south wales, queensland
BD bangladesh
BE belgium, belgique, belgië, belgien
BG bulgaria
BO bolivia
BR brazil, brasil, brésil
CA canada, ontario, british columbia, quebec, alberta
CH switzerland, schweiz, suisse, svizzera, suiza
CL chile
CN china
CO colombia
CR costa rica
CY cyprus
CZ czechia, czech republic
DE germany, deutschland, allemagne, alemania, alemanha, germania, duitsland, niemcy
DK denmark, danmark
DO dominican republic
DZ algeria
EC ecuador
EE estonia
EG egypt
ES spain, españa, spanien, espagne, spagna, espanha
ET ethiopia
FI finland, suomi
FR france, frankreich, francia, frança, francja
GB united kingdom, großbritannien, royaume-uni, reino unido, regno unito, uk, great britain, england, scotland, wales, northern ireland, britain
GH ghana
GR greece
GT guatemala
HK hong kong
HR croatia
HU hungary
ID indonesia
IE ireland, irland, irlande, republic of ireland, eire
IL israel
IN india, bharat, भारत
IT italy, italia, italien, italie
JP japan
JM jamaica
KE kenya
KH cambodia
KR south korea, korea
KZ kazakhstan
LI liechtenstein
LK sri lanka
LT lithuania
LU luxembourg
LV latvia
MA morocco
MK north macedonia
MT malta
MX mexico, méxico, mexique
MY malaysia
NG nigeria
NL netherlands, the netherlands, holland, nederland, niederlande, pays-bas, países bajos
NO norway, norge
NP nepal
NZ new zealand
OM oman
PE peru
PH philippines
PK pakistan
PL poland, polska, polen, pologne, polonia
PT portugal
PY paraguay
QA qatar
RO romania
RS serbia
RU russia
RW rwanda
SA saudi arabia
SE sweden, sverige
SG singapore
SI slovenia
SK slovakia
TH thailand
TR turkey, türkiye
TW taiwan
TZ tanzania
UA ukraine
UG uganda
US united states, vereinigte staaten, états-unis, estados unidos, stati uniti, united states of america, usa, u.s., u.s.a., america
UY uruguay
UZ uzbekistan
VE venezuela
VN vietnam
ZA south africa
ZW zimbabwe
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
