"""Words that give employers and schools away."""

import re
from functools import cache

_EMPLOYER = (
    r"\b(?:ltd|limited|llc|llp|inc|incorporated|corp|corporation|plc|gmbh|ag|kg|kgaa|ohg|mbh|e\.?v|s\.?a|s\.?l|s\.?r\.?l|"
    r"s\.?p\.?a|sarl|sas|b\.?v|n\.?v|oy|ab|a/?s|pvt|private|pte|pty|sdn|bhd|co|company|companies|group|gruppe|groupe|grupo|"
    r"holdings?|industries|enterprises?|solutions?|services|systems|technolog(?:y|ies)|software|consulting|consultants|"
    r"consultancy|associates|partners|bank|banco|banque|insurance|hospitals?|clinic|klinik(?:um)?|hopital|krankenhaus|"
    r"hotels?|restaurants?|cafe|resorts?|airlines?|airways|motors?|automobiles?|pharma(?:ceuticals?)?|laborator(?:y|ies)|labs?|"
    r"foundation|trust|ministry|department|dept|government|govt|council|county|authority|agency|bureau|institute|"
    r"university|college|school|academy|centre|center|stores?|supermarkets?|retail|logistics|transport|freight|"
    r"construction|builders|engineering|textiles?|garments?|foods?|media|studios?|communications?|telecom|networks?|energy|"
    r"power|petroleum|oil|gas|mining|steel|chemicals?|international|global|worldwide|infotech|infosys|bpo|call centre|outsourcing|couriers?|infrastructure|constructions|properties|realty|trading|traders|packaging|paints|cement|biotech|"
    r"call center|army|navy|air force|police|ngo|red cross|unicef|unhcr|lda|ltda|eirl|s\.?a\.? de c\.?v|spolka|sp\.? z o\.?o|"
    r"universitatsklinikum|stadtwerke|werke|verlag|praxis|kanzlei|societe|compagnie|empresa|hnos|associacao|fundacao)\b|"
    r"प्रा\.?\s?लि|लिमिटेड|उद्योग|बैंक|अस्पताल|होटल|कंपनी|फाइनेंस|विभाग"
)
_LEGAL_FORM = (
    r"\b(?:ltd|limited|llc|llp|inc|incorporated|corp|corporation|plc|gmbh|kgaa|ohg|mbh|s\.?r\.?l|s\.?p\.?a|sarl|pvt|pte|pty|sdn|bhd|lda|ltda|"
    r"eirl|holdings?|sp\.? z o\.?o)\b|\b(?:S\.A|S\.L|B\.V|N\.V|A/S|A\.Ş)\.?(?!\w)"
)
_SCHOOL = (
    r"universit|\buniv\b|universid|\b(?:TU|FH|Uni|LMU|RWTH|KIT|MIT|IIT|NIT|IIM|IIIT|BITS|VIT|SRM|ETH|EPFL|UCLA|NYU|LSE|UCL|IGNOU|"
    r"BUET|DUET|AIUB|NUST|FAST|IGCSE)\b|coll?ege|school|institut|academy|académie|academia|akademie|hochschule|polytech|"
    r"politécn|politecn|\bécole|\becole|\bfaculty|faculté|facultad|faculdade|escuela|escola|colegio|colégio|schule\b|gymnasium|"
    r"lyc[ée]e|liceo|training cent|vidyalaya|vidyapeeth|vidya mandir|mahavidyalaya|madrasa|seminary|conservatory|"
    r"\bpoly\b|berufskolleg|wyższa|uczelnia|üniversit|lisesi|विश्वविद्यालय|विद्यालय|महाविद्यालय|संस्थान|पॉलिटेक्निक|स्कूल|कॉलेज"
)
_BOARD = r"\b(?:board|cbse|icse|ssc board|state board|council of (?:secondary|higher))\b"


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.I)


def names_company(words: str) -> bool:
    """Whether words carry a legal form: surely a company.

    >>> names_company("Baker GmbH"), names_company("Hotel Receptionist")
    (True, False)
    """
    return _compiled(_LEGAL_FORM).search(words) is not None


def names_employer(words: str) -> bool:
    """Whether words look like the name of a company, authority or institution.

    >>> names_employer("Gulmohar Commerce Pvt. Ltd."), names_employer("Team leader")
    (True, False)
    """
    return _compiled(_EMPLOYER).search(words) is not None or names_school(words)


def names_school(words: str) -> bool:
    """Whether words look like the name of a school or university.

    >>> names_school("Kendriya Vidyalaya"), names_school("RWTH Aachen"), names_school("Acme")
    (True, True, False)
    """
    return _compiled(_SCHOOL).search(words) is not None


def names_board(words: str) -> bool:
    """Whether words name a board of examination, which stands beside a school in many tables."""
    return _compiled(_BOARD).search(words) is not None
