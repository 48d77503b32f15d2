"""Cities and regions, enough to tell a place from a company in a line of a CV."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from jobr_core.shared.text import folded
from jobr_core.vocabulary.countries import country_code, country_name_code
from jobr_core.vocabulary.regions import named_regions

# ISO 3166-1: regions (with their abbreviations in brackets) ; cities
_PLACES: Final = """
US: Alabama (AL), Alaska (AK), Arizona (AZ), Arkansas (AR), California (CA), Colorado (CO), Connecticut (CT), Delaware (DE), District of Columbia (DC), Florida (FL), Georgia (GA), Hawaii (HI), Idaho (ID), Illinois (IL), Indiana (IN), Iowa (IA), Kansas (KS), Kentucky (KY), Louisiana (LA), Maine (ME), Maryland (MD), Massachusetts (MA), Michigan (MI), Minnesota (MN), Mississippi (MS), Missouri (MO), Montana (MT), Nebraska (NE), Nevada (NV), New Hampshire (NH), New Jersey (NJ), New Mexico (NM), New York (NY), North Carolina (NC), North Dakota (ND), Ohio (OH), Oklahoma (OK), Oregon (OR), Pennsylvania (PA), Rhode Island (RI), South Carolina (SC), South Dakota (SD), Tennessee (TN), Texas (TX), Utah (UT), Vermont (VT), Virginia (VA), Washington (WA), West Virginia (WV), Wisconsin (WI), Wyoming (WY) ; New York City, NYC, Los Angeles, Chicago, Houston, Phoenix, Philadelphia, San Antonio, San Diego, Dallas, Austin, San Jose, Fort Worth, Jacksonville, Columbus, Charlotte, Indianapolis, San Francisco, Seattle, Denver, Boston, Nashville, Detroit, Portland, Las Vegas, Memphis, Louisville, Baltimore, Milwaukee, Albuquerque, Tucson, Fresno, Sacramento, Kansas City, Atlanta, Miami, Oakland, Minneapolis, Tampa, Orlando, Cleveland, Pittsburgh, St. Louis, Cincinnati, Raleigh, Durham, Salt Lake City, Mountain View, Palo Alto, Sunnyvale, Santa Clara, Redmond, Bellevue, Brooklyn, Jersey City, Newark
CA: Ontario (ON), Quebec (QC), British Columbia (BC), Alberta (AB), Manitoba (MB), Saskatchewan (SK), Nova Scotia (NS), New Brunswick (NB), Newfoundland (NL) ; Toronto, Montreal, Vancouver, Calgary, Edmonton, Ottawa, Winnipeg, Hamilton, Mississauga, Brampton, Halifax, Waterloo, Kitchener
GB: England, Scotland, Wales, Northern Ireland, Greater London, Kent, Surrey, Essex, Yorkshire, West Yorkshire, Lancashire, Greater Manchester, Merseyside, West Midlands, Hampshire, Berkshire, Oxfordshire, Cambridgeshire, Devon, Cornwall, Sussex, Norfolk, Suffolk, Hertfordshire, Buckinghamshire, Cheshire, Tyne and Wear ; London, Manchester, Birmingham, Leeds, Glasgow, Edinburgh, Liverpool, Bristol, Sheffield, Cardiff, Belfast, Leicester, Coventry, Nottingham, Newcastle, Newcastle upon Tyne, Brighton, Reading, Oxford, Cambridge, Southampton, Portsmouth, Plymouth, Aberdeen, Dundee, Swansea, York, Norwich, Milton Keynes, Derby, Luton, Slough, Croydon, Wolverhampton, Bradford, Sunderland, Exeter, Bath
IE: Leinster, Munster, Connacht, County Dublin, Co. Dublin, County Cork, Co. Cork, County Galway ; Dublin, Cork, Galway, Limerick, Waterford, Sligo, Kilkenny
IN: Maharashtra (MH), Karnataka (KA), Tamil Nadu (TN), Tamilnadu, Telangana (TS), Andhra Pradesh (AP), Kerala (KL), Gujarat (GJ), Rajasthan (RJ), Uttar Pradesh (UP), Madhya Pradesh (MP), West Bengal (WB), Bihar, Jharkhand, Odisha, Orissa, Punjab, Haryana (HR), Himachal Pradesh (HP), Uttarakhand, Uttaranchal, Assam, Chhattisgarh, Goa, Jammu and Kashmir, Manipur, Meghalaya, Mizoram, Nagaland, Sikkim, Tripura, Chandigarh, Puducherry, Pondicherry, Delhi NCR, राजस्थान, मध्य प्रदेश, उत्तर प्रदेश, महाराष्ट्र, बिहार, गुजरात, हरियाणा, पंजाब, कर्नाटक, झारखंड ; Mumbai, Navi Mumbai, Thane, Pune, Nagpur, Nashik, Nasik, Aurangabad, Kolhapur, Solapur, Bengaluru, Bangalore, Mysore, Mysuru, Mangalore, Hubli, Belgaum, Dharwad, Chennai, Coimbatore, Madurai, Trichy, Tiruchirappalli, Salem, Erode, Vellore, Hosur, Hyderabad, Secunderabad, Warangal, Vijayawada, Visakhapatnam, Vizag, Guntur, Tirupati, Nellore, Kochi, Cochin, Thiruvananthapuram, Trivandrum, Kozhikode, Calicut, Thrissur, Kottayam, Kollam, Ahmedabad, Surat, Vadodara, Baroda, Rajkot, Gandhinagar, Jaipur, Jodhpur, Udaipur, Kota, Ajmer, Lucknow, Kanpur, Noida, Greater Noida, Ghaziabad, Agra, Varanasi, Allahabad, Prayagraj, Meerut, Bareilly, Aligarh, Bhopal, Indore, Gwalior, Jabalpur, Kolkata, Calcutta, Howrah, Siliguri, Durgapur, Patna, Gaya, Ranchi, Jamshedpur, Dhanbad, Bhubaneswar, Cuttack, Rourkela, Ludhiana, Amritsar, Jalandhar, Patiala, Mohali, Gurgaon, Gurugram, Faridabad, Panipat, Shimla, Dehradun, Haridwar, Guwahati, Raipur, Bhilai, Panaji, Jammu, Srinagar, New Delhi, Delhi, जयपुर, भोपाल, दिल्ली, नई दिल्ली, मुंबई, पुणे, लखनऊ, कानपुर, पटना, इंदौर, बेंगलुरु, चेन्नई, हैदराबाद, कोलकाता, अहमदाबाद, वाराणसी, नोएडा, गुरुग्राम, नागपुर, रांची, आगरा, मेरठ
BD: Dhaka Division, Chittagong Division, Rajshahi Division, Khulna Division, Sylhet Division ; Dhaka, Chittagong, Chattogram, Sylhet, Khulna, Rajshahi, Barisal, Comilla, Cumilla, Gazipur, Narayanganj, Mymensingh, Rangpur, Bogra, Bogura, Savar, Jessore, Tangail, Cox's Bazar
PK: Sindh, Punjab, Khyber Pakhtunkhwa, KPK, Balochistan ; Karachi, Lahore, Islamabad, Rawalpindi, Faisalabad, Multan, Peshawar, Quetta, Sialkot, Hyderabad, Gujranwala
LK: Western Province ; Colombo, Kandy, Galle, Jaffna
NP: Bagmati ; Kathmandu, Pokhara, Lalitpur
AE: Dubai, Abu Dhabi, Sharjah, Ajman, Ras Al Khaimah ; Dubai, Abu Dhabi, Sharjah, Ajman, Al Ain
SA: Riyadh Province, Eastern Province ; Riyadh, Jeddah, Dammam, Mecca, Medina, Al Khobar, Jubail
QA: ; Doha
KW: ; Kuwait City
BH: ; Manama
OM: ; Muscat
JO: ; Amman
LB: ; Beirut
EG: ; Cairo, Alexandria, Giza
MA: ; Casablanca, Rabat, Marrakech, Fez, Tangier
TN: ; Tunis, Sfax
NG: Lagos State, Rivers State, Oyo State, Ogun State, FCT ; Lagos, Abuja, Port Harcourt, Ibadan, Kano, Enugu, Benin City, Kaduna, Lekki, Ikeja
GH: ; Accra, Kumasi, Tema
KE: ; Nairobi, Mombasa, Kisumu, Nakuru, Eldoret
UG: ; Kampala, Entebbe
TZ: ; Dar es Salaam, Arusha, Dodoma
ET: ; Addis Ababa
RW: ; Kigali
ZA: Gauteng, Western Cape, KwaZulu-Natal, Eastern Cape ; Johannesburg, Cape Town, Durban, Pretoria, Sandton, Port Elizabeth, Bloemfontein
ZW: ; Harare, Bulawayo
DE: Bayern, Bavaria, Hessen, Hesse, Nordrhein-Westfalen, NRW, Baden-Württemberg, Niedersachsen, Sachsen, Saxony, Rheinland-Pfalz, Schleswig-Holstein, Brandenburg, Thüringen, Saarland ; Berlin, Hamburg, München, Munich, Köln, Cologne, Frankfurt, Frankfurt am Main, Stuttgart, Düsseldorf, Leipzig, Dortmund, Essen, Bremen, Dresden, Hannover, Hanover, Nürnberg, Nuremberg, Duisburg, Bochum, Wuppertal, Bielefeld, Bonn, Münster, Karlsruhe, Mannheim, Augsburg, Freiburg im Breisgau, Wiesbaden, Mainz, Kiel, Aachen, Freiburg, Heidelberg, Potsdam, Regensburg, Ulm, Kassel, Göttingen, Darmstadt, Erlangen, Jena, Würzburg, Rostock
AT: Tirol, Steiermark, Oberösterreich ; Wien, Vienna, Graz, Linz, Salzburg, Innsbruck
CH: Aargau ; Zürich, Zurich, Genf, Geneva, Genève, Basel, Bern, Lausanne, Luzern, Winterthur, Zug
FR: Île-de-France, Bretagne, Normandie, Occitanie, Nouvelle-Aquitaine, Auvergne-Rhône-Alpes, Hauts-de-France ; Paris, Lyon, Marseille, Toulouse, Nice, Nantes, Strasbourg, Montpellier, Bordeaux, Lille, Rennes, Grenoble, Dijon, Rouen, Reims, Angers, Tours, Sophia Antipolis
BE: Flanders, Wallonia ; Brussels, Bruxelles, Antwerp, Ghent, Gent, Liège, Leuven, Bruges
NL: Noord-Holland, Zuid-Holland ; Amsterdam, Rotterdam, The Hague, Den Haag, Utrecht, Eindhoven, Groningen, Delft
LU: ; Luxembourg
ES: Cataluña, Catalunya, Andalucía, Comunidad de Madrid, País Vasco, Galicia ; Madrid, Barcelona, Valencia, Sevilla, Seville, Zaragoza, Málaga, Bilbao, Murcia, Palma, Alicante, Granada, Valladolid, Vigo, A Coruña, Salamanca
PT: ; Lisboa, Lisbon, Porto, Braga, Coimbra, Aveiro, Faro, Setúbal
IT: Lombardia, Lazio, Toscana ; Roma, Rome, Milano, Milan, Torino, Turin, Napoli, Naples, Bologna, Firenze, Florence, Genova, Venezia, Verona, Palermo, Padova
PL: ; Warszawa, Warsaw, Kraków, Krakow, Cracow, Wrocław, Poznań, Gdańsk, Łódź, Katowice, Szczecin, Lublin
CZ: ; Praha, Prague, Brno, Ostrava
SK: ; Bratislava, Košice
HU: ; Budapest, Debrecen
RO: ; București, Bucharest, Cluj-Napoca, Cluj, Timișoara, Iași
BG: ; Sofia, Plovdiv, Varna
GR: ; Athens, Thessaloniki
RS: ; Belgrade, Novi Sad
HR: ; Zagreb, Split
UA: ; Kyiv, Kiev, Lviv, Kharkiv, Odesa
RU: ; Moscow, Saint Petersburg, St. Petersburg
TR: ; Istanbul, İstanbul, Ankara, İzmir, Izmir, Bursa, Antalya
IL: ; Tel Aviv, Jerusalem, Haifa
SE: ; Stockholm, Gothenburg, Göteborg, Malmö, Uppsala
NO: ; Oslo, Bergen, Trondheim, Stavanger
DK: ; Copenhagen, København, Aarhus, Odense
FI: ; Helsinki, Espoo, Tampere, Turku
EE: ; Tallinn, Tartu
LV: ; Riga
LT: ; Vilnius, Kaunas
CN: Guangdong, Zhejiang, Jiangsu, Sichuan, Hubei, Shandong, Fujian, Hunan, Henan ; Beijing, Shanghai, Shenzhen, Guangzhou, Hangzhou, Chengdu, Nanjing, Wuhan, Suzhou
HK: ; Hong Kong, Kowloon
TW: ; Taipei, Hsinchu
JP: ; Tokyo, Osaka, Kyoto, Yokohama, Nagoya, Fukuoka
KR: ; Seoul, Busan, Incheon
SG: ; Singapore
MY: Selangor, Penang, Johor ; Kuala Lumpur, Petaling Jaya, Shah Alam, Cyberjaya, Johor Bahru, George Town
ID: West Java, Bali ; Jakarta, Bandung, Surabaya, Yogyakarta
PH: Metro Manila, NCR, Cavite, Laguna, Cebu, Iloilo, Davao del Sur ; Iloilo City, Iloilo, Bacolod, Cagayan de Oro, Manila, Quezon City, Makati, Taguig, Pasig, Cebu City, Davao, Davao City, Pasay, Mandaluyong, Baguio
VN: ; Hanoi, Hà Nội, Ho Chi Minh City, Hồ Chí Minh, Da Nang, Đà Nẵng
TH: ; Bangkok, Chiang Mai
AU: New South Wales (NSW), Victoria (VIC), Queensland (QLD), Western Australia (WA), South Australia (SA), Tasmania (TAS), ACT ; Sydney, Melbourne, Brisbane, Perth, Adelaide, Canberra, Gold Coast, Hobart, Darwin
NZ: ; Auckland, Wellington, Christchurch, Hamilton
BR: São Paulo (SP), Rio de Janeiro (RJ), Minas Gerais (MG), Paraná (PR), Rio Grande do Sul (RS), Santa Catarina (SC), Bahia (BA), Pernambuco (PE), Ceará (CE), Distrito Federal (DF), Goiás (GO) ; São Paulo, Rio de Janeiro, Belo Horizonte, Brasília, Salvador, Fortaleza, Curitiba, Recife, Porto Alegre, Campinas, Florianópolis, Goiânia, Manaus
AR: ; Buenos Aires, Córdoba, Rosario, Mendoza
CL: ; Santiago, Valparaíso
CO: Antioquia, Cundinamarca ; Bogotá, Bogota, Medellín, Cali, Barranquilla
PE: ; Lima, Arequipa
MX: Jalisco, Nuevo León, Estado de México, CDMX ; Ciudad de México, Mexico City, Guadalajara, Monterrey, Puebla, Tijuana, Querétaro
EC: ; Quito, Guayaquil
UY: ; Montevideo
CR: ; San José
PA: ; Panama City
DO: ; Santo Domingo
JM: ; Kingston
"""


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """What words say about where: city and region as written, country as ISO 3166-1 alpha-2."""

    city: str = ""
    region: str = ""
    country_code: str = ""


@cache
def _regions() -> dict[str, tuple[str, ...]]:
    return {name: (country,) for name, country in named_regions()} | _table(0)


@cache
def _cities() -> dict[str, tuple[str, ...]]:
    return _table(1)


def _table(part: int) -> dict[str, tuple[str, ...]]:
    """Folded name → the countries that have one of it."""
    table: dict[str, tuple[str, ...]] = {}
    for line in _PLACES.strip().splitlines():
        listed = line[3:].split(";")[part]
        for name in re.findall(r"[^,()]+", listed):
            key = folded(name.strip())
            if key:
                table[key] = (*table.get(key, ()), line[:2])
    return table


def place_in(words: str) -> NamedPlace | None:
    """The place some words are, if they are nothing else: “Pune, Maharashtra”, “Austin, TX”,
    “12345 Berlin”, “Lagos, Nigeria”; a city Jobr does not know counts before a region or country.

    >>> place_in("Hubli, Karnataka")
    NamedPlace(city='Hubli', region='Karnataka', country_code='IN')
    >>> place_in("Austin, TX").country_code, place_in("Acme Ltd")
    ('US', None)
    """
    parts = [part.strip(" .-–") for part in re.split(r"[,/|]|\s[-–]\s", words)]
    parts = [part for part in parts if part]
    if not parts or len(parts) > 4 or any(len(part.split()) > 5 for part in parts):
        return None
    return _read(parts)


def _read(parts: list[str]) -> NamedPlace | None:
    rest = list(parts)
    country = "" if folded(rest[-1]) in _regions() else country_name_code(rest[-1]) or ""
    if country and not (len(rest) == 1 and _is_city(rest[-1])):
        rest.pop()
    region, regional = _region(rest, country)
    if (region and len(rest) > 1 and (_is_city(rest[-2]) or not _is_city(region))) or (
        len(rest) == 1 and region and len(region) > 3 and not _is_city(region)
    ):
        rest.pop()
    else:
        region = ""
    city = _city(rest, alone=not (region or country))
    if city is None:
        return None
    country = country or _country_of(city, region, regional)
    return NamedPlace(city, region, country) if city or region or country else None


def _city(rest: list[str], *, alone: bool) -> str | None:
    """The city of what is left before region and country; None if it is something else.

    Of two cities the first is in the district of the second (“Gazipur, Dhaka”).
    """
    if not rest:
        return ""
    known = [part for part in rest[-2:] if _is_city(part)]
    if known:
        return _without_code(known[0])
    return rest[0] if len(rest) == 1 and not alone and _may_be_city(rest[0]) else None


def _region(rest: list[str], country: str) -> tuple[str, tuple[str, ...]]:
    if not rest:
        return "", ()
    last = re.sub(r"[\s-]*\d{4,6}(?:-\d{4})?$", "", rest[-1])
    countries = _regions().get(folded(last), ())
    if not countries or (country and country not in countries):
        return "", ()
    if len(last) <= 3 and not (last.isupper() and len(rest) > 1):
        return "", ()
    return last, countries


def _country_of(city: str, region: str, regional: tuple[str, ...]) -> str:
    own = _cities().get(folded(_without_code(city)), ())
    if region:
        both = [country for country in regional if country in own]
        return (both or list(regional))[0]
    return own[0] if own else ""


def _without_code(city: str) -> str:
    """Without the postal code before or behind (10115 Berlin, Dhaka-1209, Leeds LS1 4AP)."""
    return re.sub(
        r"^(?:[A-Z]{1,2}-)?\d{4,6}\s+|[\s-]+\d{3,6}(?:-\d{3,4})?$|\s+[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}$",
        "",
        city,
    )


def _is_city(words: str) -> bool:
    return folded(_without_code(words)) in _cities()


def _may_be_city(words: str) -> bool:
    bare = _without_code(words)
    return (
        bool(bare)
        and len(bare.split()) <= 3
        and (bare[:1].isupper() or not bare.isascii())
        and not any(map(str.isdigit, bare))
    )


def is_place(words: str) -> bool:
    """Whether words name a place and nothing else.

    >>> is_place("Bengaluru, Karnataka"), is_place("Oracle"), is_place("Remote")
    (True, False, True)
    """
    return folded(words).strip(" .()") in _ANYWHERE or place_in(words) is not None


_ANYWHERE: Final = frozenset(
    (
        "remote",
        "hybrid",
        "home office",
        "remote work",
        "city",
        "state",
        "city, state",
        "teletravail",
    )
)


def country_from(words: str) -> str:
    """The country words name, or name a place of; "" if none."""
    found = place_in(words)
    return country_code(words) or (found.country_code if found else "")


@cache
def _abbreviations() -> dict[tuple[str, str], str]:
    """(country, abbreviation) → region."""
    return {
        (line[:2], short): name.strip()
        for line in _PLACES.strip().splitlines()
        for name, short in re.findall(r"([^,;()]+)\(([A-Z]{2,3})\)", line[3:].split(";")[0])
    }


@cache
def _short_names() -> dict[tuple[str, str], str]:
    return {(country, folded(name)): short for (country, short), name in _abbreviations().items()}


def region_name(words: str, country: str) -> str:
    """A region by its whole name.

    >>> region_name("TX", "US"), region_name("Bavaria", "DE")
    ('Texas', 'Bavaria')
    """
    return _abbreviations().get((country, words), words)


def region_short(words: str, country: str) -> str | None:
    """The usual abbreviation of a region, where Jobr knows one.

    >>> region_short("Texas", "US"), region_short("TX", "US"), region_short("Kent", "GB")
    ('TX', 'TX', None)
    """
    known = (country, words) in _abbreviations()
    return words if known else _short_names().get((country, folded(words)))
