"""Whose CV it is: the person's name in the text."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from jobr_core.shared.text import Span, folded, lines
from jobr_core.vocabulary.mentions import skill_mentions
from jobr_core.vocabulary.organisations import names_employer
from jobr_core.vocabulary.places import is_place
from jobr_core.vocabulary.roles import is_qualifier, is_role_head, role_strength

_OWN_LABEL = re.compile(
    r"(?i)^(?:\d{1,2}[.)]\s*)?\W{0,4}(?:full\s+name|candidate(?:'s)?\s+name|name\s+of\s+(?:the\s+)?(?:candidate|applicant)|name\s+in\s+full|my\s+name|"
    r"surname\s+and\s+name|first\s+name\(?s?\)?\s*/?\s*surname\(?s?\)?|name|vor-?\s?und\s+(?:nachname|zuname)|nom\s+(?:et\s+)?pr[ée]noms?|"
    r"nombre(?:\s+(?:completo|y\s+apellidos))?|nome(?:\s+completo)?|नाम)\s*(?:[:：\t–=]|\s-|-\s)[\s:：\-–]*"
)
_TITLE_OF_DOCUMENT = re.compile(
    r"(?i)^\W*(?:(?:the\s+)?(?:curriculum\s+vita?e?|curriculam\s+vitae|curriculum|resume|résumé|cv|c\.v\.|bio-?\s?data|lebenslauf|personal\s+resume)\s*(?:of|for|von|de|do|da|[-–:|])+\s*)"
)
_DOCUMENT_BEHIND = re.compile(
    r"(?i)(?:[’']s|\s[-–|:])?\s*(?:curriculum\s+vitae|resume|résumé|cv|bio-?data|lebenslauf)\W*$"
)
_HONORIFIC = re.compile(
    r"(?i)^(?:(?:mr|mrs|ms|miss|mx|dr|prof|professor|engr?|er|ing|adv|advocate|rev|capt|col|maj|sr|smt|shri|sri|herr|frau|m|mme|mlle|sra?|dipl)\.?(?:[-\s]ing\.?)?[\s.]+)+(?=\w)"
)
_POST_NOMINAL = re.compile(
    r"(?:,?\s*\(?\b(?:ph\.?\s?d|m\.?b\.?a|m\.?d|cpa|acca|aca|fcca|fca|cfa|cma|pmp|rn|bsn|msn|lpn|np|dnp|fnp|b\.?sc?|m\.?sc?|b\.?a|m\.?a|"
    r"b\.?tech|m\.?tech|b\.?e|m\.?e|b\.?com|m\.?com|b\.?ed|m\.?ed|esq|phr|sphr|shrm-s?cp|csm|psm|cissp|cisa|cism|pe|eit|"
    r"llb|llm|jd|mbbs|bds|mph|fcps|mrcp|frcs|dpt|mphil|dds|dvm|pharm\.?d|chrp|mcips|mrics|cipd|fcipd|assoc\.?\s?cipd|ceng|mice|miet|leed\s?ap)\b\.?\)?)+\s*$",
    re.I,
)  # fmt: skip
_NEVER = re.compile(
    r"(?i)\d|[@:;=<>{}\[\]\\/#%&*+!?_|$€£]|https?|www\b|\.com\b|\b(?:curriculum|vitae|resume|résumé|lebenslauf|cv|bio-?data|education|skills?|experience|details|"
    r"qualifications?|profile|summary|objective|contact|languages?|street|road|avenue|village|district|post\s+office|address|phone|mobile|tel|"
    r"email|e-mail|career|professional|personal|information|references?|declaration|hobbies|interests|about|confidential|"
    r"signature|photo|passport|nationality|birth|gender|male|female|married|single|religion|father|mother|employment|history|work|"
    r"training|certificat\w*|achievements?|projects?|strengths?|highlights|accomplishments|company|application|position|applied|linkedin|github|"
    r"sincerely|regards|thank|yours|faithfully|dear|to\s+whom|bachelor|master|diploma|degree|university|college|school|institute|europass|"
    r"competenc\w+|expertise|tools|technologies|available|permanent|present|current|willing|relocate|anywhere|dossier|minutiae|brief|journey|synopsis|status|gender|anschrift|adresse|telefon|geburtsdatum|geburtsort|staatsangehorigkeit|familienstand|angaben|personliche|telefono|direccion|nacionalidad|naissance|nationalite|endereco|telefone|objectif|berufserfahrung|kenntnisse|late|smt)\b"
)
_NAME_WORD = re.compile(r"^[^\W\d_](?:[^\W\d_]|[.'’‘`ʼ\-\u0900-\u097f\u064b-\u0652])*$")
_PARTICLES: Final = frozenset(
    "de del della der den di da das dos do van von zu zur la le les el al bin binti ibn abu abd bint y e und ten ter st "
    "af av san santa mac mc o' ap ben i bt a/l a/p d' dela delos md mst mrs".split()
)
_FIRST_LINES: Final = 12
_MOST_LINES: Final = 80
_LIKELY: Final = 2.5


@dataclass(frozen=True, slots=True)
class _Candidate:
    span: Span
    score: float


def find_name(
    text: str, heads: Sequence[Span], email: str, foreign: Sequence[Span] = ()
) -> Span | None:
    """The person's name, without honorifics and degrees.

    Evidence, summed: a label (“Name:”, “CV of …”), words of the e-mail address, standing first,
    the form of a name. `heads` are the stretches that tell who the person is, `foreign` ones tell
    of others (referees).
    """
    email = email or _slug(text)
    candidates = [
        *_labelled(text),
        *_at_the_top(text, heads, email),
        *_like_the_address(text, email),
        *_before_a_title(text, email),
    ]
    own = [c for c in candidates if not any(f.start <= c.span.start < f.end for f in foreign)]
    best = max(own, key=lambda c: (c.score, -c.span.start), default=None)
    return best.span if best and best.score >= _LIKELY else None


def _slug(text: str) -> str:
    """A profile's address tells the name as an e-mail address does."""
    found = re.search(r"(?:indeed\.com/r|linkedin\.com/in)/([A-Za-z][\w-]{4,60})", text)
    return f"{found[1]}@" if found else ""


def _labelled(text: str) -> Iterator[_Candidate]:
    rows = list(lines(text))
    for number, row in enumerate(rows):
        words = row.quote(text)
        label = _OWN_LABEL.match(words)
        if label:
            value = Span(row.start + label.end(), row.end)
            if value.start >= value.end and number + 1 < len(rows):
                value = rows[number + 1]
            yield from _candidate(text, _first_part(text, value), 6.0)
        title = _TITLE_OF_DOCUMENT.match(words)
        if title and number < _FIRST_LINES:
            value = Span(row.start + title.end(), row.end)
            if value.start >= value.end and number + 1 < len(rows):
                value = rows[number + 1]
            yield from _candidate(text, _first_part(text, value), 5.0)


def _at_the_top(text: str, heads: Sequence[Span], email: str) -> Iterator[_Candidate]:
    """Lines that say who somebody is: the earlier, the likelier."""
    rank = 0
    first = next((row.start for row in lines(text)), 0)
    for head in heads:
        for row in lines(text, head):
            for part in _parts(text, row):
                if rank < 4 * _FIRST_LINES:
                    score = 4.0 if row.start == first else max(0.0, 3.0 - rank * 0.15)
                    yield from _candidate(text, part, score, email)
                rank += 1


def _like_the_address(text: str, email: str) -> Iterator[_Candidate]:
    """Any line that says what the e-mail address does: a side column may come first."""
    if _address_words(email):
        for row in lines(text):
            if row.end - row.start <= 60:
                for part in _parts(text, row):
                    likeness = _likeness(part.quote(text), email)
                    if likeness >= 2.0:
                        yield from _candidate(text, part, 1.0, email)


def _before_a_title(text: str, email: str) -> Iterator[_Candidate]:
    """Behind a side column: a line that can be a name, and below it what the person is."""
    rows = list(lines(text))[:_MOST_LINES]
    for row, below in itertools.pairwise(rows):
        words = row.quote(text)
        title = next((part.quote(text) for part in _parts(text, below)), "")
        if 1 < len(words.split()) <= 5 and role_strength(title.split(" at ")[0]) >= 1.0:
            yield from _candidate(text, row, 3.0, email)


def _candidate(text: str, span: Span, score: float, email: str = "") -> Iterator[_Candidate]:
    bare = _bare(text, span)
    words = bare.quote(text)
    if _is_name(words, email):
        yield _Candidate(bare, score + _form(words) + _likeness(words, email))


def _parts(text: str, row: Span) -> Iterator[Span]:
    """A line cut at bars, bullets and wide gaps."""
    at = row.start
    for part in re.split(r"\s*[|•·●▪♦]\s*|\t+|\s{3,}|\s[-–—]\s|,\s(?=[^\W\d_]+@)", row.quote(text)):
        start = text.find(part, at, row.end)
        if part.strip() and start >= 0:
            yield Span(start, start + len(part))
            at = start + len(part)


def _first_part(text: str, value: Span) -> Span:
    return next(_parts(text, value), value) if value.start < value.end else value


def _bare(text: str, span: Span) -> Span:
    """Without honorifics, post-nominals, the word “resume” and punctuation around."""
    start, end = span.start, span.end
    words = text[start:end]
    for pattern in (_DOCUMENT_BEHIND, _POST_NOMINAL):
        found = pattern.search(words)
        if found and found.start() > 0:
            words = words[: found.start()]
    honorific = _HONORIFIC.match(words.lstrip(" .,:-–\t\"'“”*#"))
    lead = len(words) - len(words.lstrip(" .,:-–\t\"'“”*#")) + (honorific.end() if honorific else 0)
    words = words[lead:].rstrip(" ,:-–\t\"'“”*#(")
    words = re.sub(r"\s*\([^()]*\)\s*$", "", words).rstrip(" .") if "(" in words else words
    if words.endswith(".") and not re.search(r"\b[A-Z]\.$", words):
        words = words.rstrip(".")
    return Span(start + lead, start + lead + len(words))


def _is_name(words: str, email: str) -> bool:
    parts = re.split(r"[\s,]+", words)
    parts = [part for part in parts if part]
    return (
        0 < len(parts) <= 6
        and 3 <= len(words) <= 48
        and not _NEVER.search(words)
        and not _NEVER.search(folded(words))
        and all(_NAME_WORD.match(part) for part in parts)
        and (all(_is_capital(part) for part in parts) or _is_all_lower(parts))
        and not _is_something_else(words, parts, email)
    )


def _is_all_lower(parts: Sequence[str]) -> bool:
    """Some write all of it small; then it takes other evidence."""
    return 2 <= len(parts) <= 4 and all(part.islower() and part.isalpha() for part in parts)


def _is_capital(part: str) -> bool:
    bare = part.strip("'’`.-")
    return bool(bare) and (
        bare[0].isupper()
        or re.match(r"[a-z]{1,2}['’][A-Z]", bare) is not None
        or (not bare[0].islower() and not bare[0].isascii())
        or part.lower() in _PARTICLES
    )


def _is_something_else(words: str, parts: Sequence[str], email: str) -> bool:
    """A job title, a company, a place; but Cook, Baker and Bath are surnames too, and whoever has
    farokh.engineer@ for an address is called so."""
    if is_place(words) or (names_employer(words) and len(parts) > 1) or _is_skill(words):
        return True
    if not _is_title(words, parts):
        return False
    return not (_is_called_like_trades(parts) or _is_address_of(words, email))


def _is_skill(words: str) -> bool:
    mention = next(iter(skill_mentions(words, [Span(0, len(words))])), None)
    return mention is not None and mention.end - mention.start == len(words)


def _is_title(words: str, parts: Sequence[str]) -> bool:
    heads = [part for part in parts if len(part.strip(".")) > 3 and is_role_head(part)]
    if not heads or role_strength(words) == 0:
        return False
    others = [part for part in parts if part not in heads]
    if not all(folded(head).strip(".,") in _SURNAMES for head in heads):
        return True
    return not others or any(is_qualifier(part) for part in others) or len(others) > 2


# Trades that have become surnames; every other word for a trade makes a title.
_SURNAMES: Final = frozenset(
    "baker barber bishop brewer butcher butler carpenter chandler cook dean driver farmer fisher forester gardener "
    "glazier guard head judge keeper major marshal mason mate merchant miller miner painter partner porter potter priest "
    "principal sawyer sergeant shepherd singer smith steward tailor usher vicar warden weaver model host guide groom "
    "player rider server trader koch schlosser maler fischer maitre medico charge".split()
)
_GIVEN: Final = frozenset(
    "baker bishop butler carpenter carter chandler cooper dean fisher gardener hunter judge marshal mason miller "
    "parker piper porter ryder sailor sawyer shepherd smith steward tailor tanner taylor turner tyler walker".split()
)
"""Trades that have become first names."""


def _is_called_like_trades(parts: Sequence[str]) -> bool:
    """Mason Carpenter: a first name that is a trade, and a surname that is one."""
    first, last = (folded(part).strip(".,") for part in (parts[0], parts[-1]))
    return len(parts) == 2 and first in _GIVEN and last in _SURNAMES and first != last


def _is_address_of(words: str, email: str) -> bool:
    """Whether every word stands in an e-mail address, and nothing else does."""
    own = [part for part in re.findall(r"[a-z]+", folded(words)) if len(part) > 2]
    local = _address_letters(email)
    return len(own) > 1 and local in ("".join(own), "".join(reversed(own)))


def _form(words: str) -> float:
    """How much it looks like a name: two to four words, none of them long lower case."""
    count = len(words.split())
    if count == 1:
        return -2.0
    if words.islower():
        return -2.0
    return 1.0 if count <= 4 else 0.3


def _address_words(email: str) -> list[str]:
    return re.findall(r"[a-z]{3,}", email.split("@", maxsplit=1)[0].lower())


def _address_letters(email: str) -> str:
    return "".join(re.findall(r"[a-z]", email.split("@", maxsplit=1)[0].lower()))


def _likeness(words: str, email: str) -> float:
    """How much of a name the local part of the e-mail address repeats."""
    local = _address_letters(email)
    own = [part for part in re.findall(r"[a-z]+", folded(words)) if len(part) > 2]
    if not local or not own:
        return 0.0
    hits = sum(part in local for part in own)
    return 1.5 * hits if hits else 0.0
