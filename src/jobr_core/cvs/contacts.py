"""Name, address, phone and links from the head of a CV."""

import re
from collections.abc import Iterator
from typing import Final

from jobr_core.cvs.profile import Basics, NetworkProfile, Place
from jobr_core.shared.text import Span, folded, lines
from jobr_core.vocabulary.countries import country_code
from jobr_core.vocabulary.seniority import seniority_of

_EMAIL = re.compile(r"(?<![\w.+%-])[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_PHONE = re.compile(r"(?<![\w/.-])(?:\+|00)?\(?\d[\d\s().\u2010-\u2015/-]{6,18}\d(?![\w/-])")
_URL = re.compile(
    r"(?:https?://|www\.)[^\s|,;<>]+|\b(?:linkedin\.com/in|github\.com|gitlab\.com)/[\w-]+/?"
)
_PLACE = re.compile(
    r"(?P<city>[^\W\d_][\w .'’-]{1,40}?),\s*(?:(?P<region>[^\W\d_][\w .'’-]{1,30}?),\s*)?(?P<country>[^\W\d_][\w .'’-]{1,40})"
)
_PARTS = re.compile(r"\s*[|•·●▪♦]\s*|\s{3,}|\t+")
_LABEL = re.compile(r"(?i)^(?:name|full name|candidate)\s*[:–-]\s*")
_NOT_NAME = re.compile(
    r"(?i)\d|@|http|www|\b(?:curriculum|vitae|resume|résumé|lebenslauf|page|cv|education|skills?|experience|details|qualifications|profile|summary|objective|contact|languages?|street|road|address|phone|mobile|tel|email)\b"
)
_TITLE_WORDS: Final = frozenset(
    "senior junior lead chief head principal staff registered certified software hardware web mobile data backend front-end "
    "frontend back-end full stack full-stack cloud devops site reliability network systems system security information it "
    "project product program programme business sales account accounts marketing digital financial finance management human "
    "resources hr customer client service support office administrative executive general operations warehouse logistics "
    "line pastry sous care healthcare health social civil mechanical electrical chemical design graphic ui ux quality test "
    "machine learning python java javascript php c++ .net android ios research medical clinical dental legal primary secondary "
    "school teaching bank investment insurance real estate restaurant hotel store retail shift delivery truck bus forklift "
    "industrial production manufacturing maintenance construction field technical application solutions enterprise "
    "personal creative content public relations event assistant associate freelance trainee intern".split()
)
ROLE_WORD = re.compile(
    r"(?i)\b(?:engineer|developer|nurse|accountant|manager|analyst|designer|teacher|chef|driver|consultant|specialist|assistant|administrator|"
    r"technician|architect|scientist|officer|executive|coordinator|representative|director|cook|electrician|plumber|mechanic|clerk|cashier|"
    r"therapist|physician|surgeon|pharmacist|lawyer|attorney|advisor|agent|supervisor|operator|worker|student|programmer|tester|writer|editor|"
    r"recruiter|trainer|coach|lecturer|professor|researcher|associate|intern|carer|midwife|paramedic|welder|entwickler\w*|ingenieur\w*)s?\b"
)


def read_basics(text: str, head: Span, summary: str) -> Basics:
    """Contact facts: name and headline from the head, the others from wherever they stand."""
    name = find_name(text, head)
    label = find_label(text, head)
    email = _EMAIL.search(text)
    return Basics(
        name=name.quote(text) if name else "",
        label=label.quote(text) if label else "",
        email=email.group() if email else "",
        phone=_phone(text, head),
        summary=summary,
        location=_place(text, head),
        profiles=tuple(_profiles(text)),
    )


def find_name(text: str, head: Span) -> Span | None:
    """The person's name: after “Name:”, else the first line of the head that can be one."""
    candidates = list(_head_parts(text, head))[:8]
    for span in candidates:
        label = _LABEL.match(span.quote(text))
        if label:
            return Span(span.start + label.end(), span.end)
    first = next((span for span in candidates if _may_be_name(span.quote(text))), None)
    return first or _name_like_address(text)


def _name_like_address(text: str) -> Span | None:
    """The line that says what the e-mail address does (maeve.rafferty@…), wherever it stands:
    the text of a page with a side column may begin with that column."""
    email = _EMAIL.search(text)
    local = set(re.findall(r"[a-z]{3,}", email.group().split("@")[0].lower())) if email else set()
    for line in lines(text):
        own = set(folded(line.quote(text)).split())
        if len(local) > 1 and local <= own and len(own) <= 5:
            return line
    return None


def _head_parts(text: str, head: Span) -> Iterator[Span]:
    """Lines of the head, cut at bars and bullets."""
    for line in lines(text, head):
        at = line.start
        for part in _PARTS.split(line.quote(text)):
            at = text.index(part, at)
            if part.strip():
                yield Span(at, at + len(part))
            at += len(part)


def _may_be_name(words: str) -> bool:
    bare = words.split(",", maxsplit=1)[0]
    count = len(bare.split())
    return (
        1 < count <= 5
        and len(bare) <= 50
        and not _NOT_NAME.search(bare)
        and not _is_title(bare)
        and all(
            part[0].isupper() or not part[0].isascii() or len(part) <= 3 for part in bare.split()
        )
    )


def _is_title(words: str) -> bool:
    """Whether words are a job title and not a name: Cook, Baker and Driver are surnames too."""
    if not ROLE_WORD.search(words):
        return False
    others = [word for word in words.lower().split() if not ROLE_WORD.fullmatch(word)]
    return (
        not others or any(word.strip("().,&") in _TITLE_WORDS for word in others) or len(others) > 2
    )


def find_label(text: str, head: Span) -> Span | None:
    """The headline: the first part of the head, behind the name, that names a role."""
    name = find_name(text, head)
    if name and name.start >= head.end:
        head = Span(
            name.start, text.find("\n\n", name.end) if "\n\n" in text[name.end :] else len(text)
        )
    for span in list(_head_parts(text, head))[:8]:
        words = span.quote(text).strip()
        if span == name or len(words) > 90 or "@" in words:
            continue
        if ROLE_WORD.search(words) or seniority_of(words):
            return span
    return None


def _phone(text: str, head: Span) -> str:
    for area in (head, Span(0, len(text))):
        for match in _PHONE.finditer(text, area.start, area.end):
            digits = re.sub(r"\D", "", match.group())
            years = re.fullmatch(r"(?:19|20)\d\d\D+(?:19|20)\d\d", match.group().strip())
            if 8 <= len(digits) <= 15 and not years:
                return match.group().strip()
    return ""


def _place(text: str, head: Span) -> Place:
    for span in _head_parts(text, head):
        words = _EMAIL.sub(" ", span.quote(text)).strip()
        match = _PLACE.fullmatch(words) or _PLACE.search(words)
        country = match and country_code(match["country"])
        if match and country:
            return Place(
                city=match["city"].strip(), region=match["region"] or "", country_code=country
            )
    return Place()


def _profiles(text: str) -> Iterator[NetworkProfile]:
    for match in _URL.finditer(text):
        address = match.group().rstrip("/.)")
        site = re.search(r"(linkedin|github|gitlab)\.com/(?:in/)?([\w-]+)", address)
        if site:
            url = address if address.startswith("http") else f"https://{address}"
            yield NetworkProfile(network=site[1].capitalize(), username=site[2], url=url)
