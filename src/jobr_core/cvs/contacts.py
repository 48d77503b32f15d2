"""E-mail address, phone, place and links of a CV's owner."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from jobr_core.cvs.profile import NetworkProfile, Place
from jobr_core.shared.text import Span, lines
from jobr_core.vocabulary.places import NamedPlace, place_in

_EMAIL = re.compile(
    r"(?<![\w.+%-])[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,4}\.(?:[a-z]{2,24}|[A-Z]{2,24})(?![a-z0-9@-])"
)
_LOOSE_EMAIL = re.compile(
    r"(?<![\w.+%-])([\w.+%-]{1,64})\s{0,2}(?:@|\(at\)|\[at\])\s{0,2}((?:[\w-]{1,63}\s?\.\s?){1,4}[A-Za-z]{2,10})\b"
)
_LABEL_GLUED = re.compile(
    r"(?i)^(?:(?:e-?mail|mail|id|address)[-_.:]+)+|^[-_.+%]+|^\d{9,15}(?=[a-z])"
)
_PHONE = re.compile(
    r"(?<![\w/.,-])(?:\+|00)?[(\[]?\+?\d(?:[ \u00a0().\u2010-\u2015/\[\]-]{0,3}\d){6,25}(?![\w@%])"
)
_PHONE_LABEL = re.compile(
    r"(?i)(?:\b(?:mob(?:ile)?|cell(?:ular|phone)?|phone|tel(?:ephone|efon|efone|éfono|éphone)?|ph|contact(?:\s+(?:no|number|#))?|whats\s?app|handy|"
    r"m[óo]vil|celular|port(?:able)?|hp|mobil|call|फोन|मोबाइल)\b|[☎☏✆📞📱🕿])[\s.:#()\-–]*(?:no|number|nr|num|n°)?\.?[\s.:#()\-–]*(?:\([a-z]+\))?\W{0,3}$"
)
_OTHER_NUMBER = re.compile(
    r"(?i)\b(?:passport|nid|national\s+id|n\.?i\.?d|id\s+card|id|roll|reg(?:istration|n)?|licen[cs]e|isbn|issn|zip|pin|postal|fax|account|a/c|birth|dob|"
    r"cgpa|gpa|salary|aadha?ar|pan|ssn|iban|seat|certificate|member(?:ship)?|doi|patent|credential|p\.?o\.?\s?box)\b[^\n]{0,20}$"
)
_DATE_LIKE = re.compile(
    r"^\(?\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d\d\D|^\(?(?:19|20)\d\d[./\s–-]+(?:\d{1,2}[./-]\d{1,2}\b|(?:19|20)\d\d\b)|^\(?\d{1,2}[./-](?:19|20)\d\d"
)
_URL = re.compile(
    r"(?:https?://|www\.)[^\s|,;<>()\"'{}\\^`]+|\b(?:[a-z]{2,3}\.)?(?:linkedin\.com/(?:in|pub)|github\.com|gitlab\.com|bitbucket\.org|behance\.net|dribbble\.com|medium\.com|"
    r"stackoverflow\.com/users|kaggle\.com|leetcode\.com|hackerrank\.com|twitter\.com|x\.com|orcid\.org|researchgate\.net/profile|scholar\.google\.[a-z.]+|"
    r"indeed\.com/r|xing\.com/profile|facebook\.com|instagram\.com|youtube\.com|t\.me)/[\w@%./?=&~+-]+",
    re.I,
)
_NETWORK = re.compile(
    r"(?i)(?:^|\.|/)(linkedin|github|gitlab|bitbucket|behance|dribbble|medium|stackoverflow|kaggle|leetcode|hackerrank|twitter|x|orcid|researchgate|indeed|xing|"
    r"facebook|instagram|youtube)\.(?:com|org|net)/(?:(?:in|pub|users|profile|r)/)?@?([\w%.-]+)"
)
_NETWORK_NAMES: Final = {
    "linkedin": "LinkedIn", "github": "GitHub", "gitlab": "GitLab", "orcid": "ORCID",
    "stackoverflow": "Stack Overflow", "researchgate": "ResearchGate", "youtube": "YouTube",
    "leetcode": "LeetCode", "hackerrank": "HackerRank",
}  # fmt: skip
_ADDRESS_LABEL = re.compile(
    r"(?i)^\W*(?:(?:present|current|permanent|mailing|postal|home|residential|communication)\s+)?(?:address|location|residence|lives?\s+in|based\s+in|city|wohnort|anschrift|adresse|"
    r"direcci[óo]n|endere[çc]o|domicilio|ort|पता|place)\s*[:：\-–]?\s+"
)
_PARTS = re.compile(r"\s*[|•·●▪♦✉☎📍📞]\s*|\s{3,}|\t+|\s[-–—]\s")


@dataclass(frozen=True, slots=True)
class Contacts:
    """How to reach the person; "" and () where the text does not say."""

    email: str
    phone: str
    place: Place
    url: str
    profiles: tuple[NetworkProfile, ...]


def read_contacts(text: str, heads: Sequence[Span], foreign: Sequence[Span]) -> Contacts:
    """Contact facts from the stretches about the person, then from anywhere but `foreign`
    stretches, where other people's stand (referees)."""
    links = tuple(_links(text, heads))
    return Contacts(
        email=find_email(text, heads, foreign),
        phone=_phone(text, heads, foreign),
        place=_place(text, heads),
        url=next((url for url in links if not _NETWORK.search(url)), ""),
        profiles=tuple(dict.fromkeys(_profiles(text, foreign))),
    )


def find_email(text: str, heads: Sequence[Span], foreign: Sequence[Span]) -> str:
    """The person's own address.

    >>> find_email("E-mail ID-ada@example.org", [], [])
    'ada@example.org'
    """
    for area in (*heads, *_but(text, foreign)):
        for match in _EMAIL.finditer(text, area.start, area.end):
            address = _LABEL_GLUED.sub("", match.group())
            if not address.startswith("@"):
                return address
    for area in (*heads, *_but(text, foreign)):
        loose = _LOOSE_EMAIL.search(text, area.start, area.end)
        if loose:
            return f"{_LABEL_GLUED.sub('', loose[1])}@{re.sub(chr(92) + 's', '', loose[2])}"
    return ""


def _but(text: str, foreign: Sequence[Span]) -> Iterator[Span]:
    """The text without some stretches."""
    at = 0
    for span in sorted(foreign):
        yield Span(at, max(at, span.start))
        at = span.end
    yield Span(at, len(text))


def _phone(text: str, heads: Sequence[Span], foreign: Sequence[Span]) -> str:
    """A number behind a label counts before the first one in the head, that before any."""
    anywhere = list(_but(text, foreign))
    for areas, wanted in ((heads, True), (anywhere, True), (heads, False), (anywhere, False)):
        for area in areas:
            for number, labelled in _numbers(text, area):
                if labelled or not wanted:
                    return number
    return ""


def _numbers(text: str, area: Span) -> Iterator[tuple[str, bool]]:
    for match in _PHONE.finditer(text, area.start, area.end):
        line_start = text.rfind("\n", 0, match.start()) + 1
        before = text[max(line_start, match.start() - 40) : match.start()]
        labelled = bool(_PHONE_LABEL.search(before))
        if not labelled and _OTHER_NUMBER.search(before):
            continue
        for number in _split_numbers(match.group()):
            if _is_phone(number, labelled=labelled):
                yield number, labelled


def _split_numbers(words: str) -> list[str]:
    """“01711-111111/01811-222222” and “0171 / 2478282 / 0171 / 6643528” are two each."""
    if sum(map(str.isdigit, words)) <= 14:
        return [words.strip(" .-/")]
    pieces = words.split("/")
    for count in range(1, len(pieces)):
        first, rest = "/".join(pieces[:count]), "/".join(pieces[count:])
        if 8 <= sum(map(str.isdigit, first)) <= 14:
            return [first.strip(" .-/"), *_split_numbers(rest)]
    return [part.strip(" .-/") for part in re.split(r"\s{2,}|/", words)]


def _is_phone(number: str, *, labelled: bool) -> bool:
    digits = re.sub(r"\D", "", number)
    if not (7 if labelled else 8) <= len(digits) <= 15:
        return False
    if _DATE_LIKE.match(number + " ") and (len(digits) <= 8 or len(digits) == 12):
        return False
    if len(set(digits)) == 1 or "\n" in number:
        return False
    groups = re.findall(r"\d+", number)
    years = [group for group in groups if re.fullmatch(r"(?:19|20)\d\d", group)]
    return labelled or number.startswith("+") or len(years) < len(groups)


def _place(text: str, heads: Sequence[Span]) -> Place:
    """The first place of the head: behind a label, else on its own, else ending an address."""
    rows = [row for head in heads for row in lines(text, head)]
    parts = [part for row in rows for part in _place_parts(row.quote(text))]
    found = [place for part in parts if (place := place_in(part) or _at_the_end(part))]
    best = next((place for place in found if place.city), found[0] if found else None)
    return _as_place(best, parts) if best else Place()


def _place_parts(line: str) -> Iterator[str]:
    line = _ADDRESS_LABEL.sub("", _URL.sub("\t", _EMAIL.sub("\t", line)))
    for part in _PARTS.split(line):
        bare = _PHONE.sub("", part).strip(" ,;:.-–()")
        if 1 < len(bare) <= 160:
            yield bare


def _at_the_end(words: str) -> NamedPlace | None:
    """“House 12, Road 5, Dhanmondi, Dhaka-1209, Bangladesh” ends in a place."""
    parts = [part.strip() for part in words.split(",") if part.strip()]
    for count in (3, 2, 1):
        found = place_in(", ".join(parts[-count:])) if count < len(parts) else None
        if found and found.city:
            return found
    return None


def _as_place(found: NamedPlace, parts: Sequence[str]) -> Place:
    city = re.escape(found.city)
    code = re.compile(
        rf"(\d{{4,6}}(?:-\d{{3,4}})?)\s+{city}|{city}(?:,?\s+[A-Z]{{2}})?[\s-]+(\d{{4,6}})"
    )
    near = next((match for p in parts if city and (match := code.search(p))), None)
    return Place(
        city=found.city,
        region=found.region,
        country_code=found.country_code,
        postal_code=(near[1] or near[2]) if near else "",
    )


def _links(text: str, heads: Sequence[Span]) -> Iterator[str]:
    for head in heads:
        for match in _URL.finditer(text, head.start, head.end):
            yield _absolute(match.group())


def _profiles(text: str, foreign: Sequence[Span]) -> Iterator[NetworkProfile]:
    for area in _but(text, foreign):
        for match in _URL.finditer(text, area.start, area.end):
            url = _absolute(match.group())
            site = _NETWORK.search(url)
            if site:
                name = site[1].lower()
                network = _NETWORK_NAMES.get(name, name.capitalize())
                yield NetworkProfile(network=network, username=site[2].strip("."), url=url)


def _absolute(address: str) -> str:
    bare = address.rstrip("/.)")
    return bare if bare.lower().startswith("http") else f"https://{bare}"
