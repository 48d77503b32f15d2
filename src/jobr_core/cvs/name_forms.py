"""What a person's name looks like, and what looks like one and is none."""

import re
from collections.abc import Sequence
from typing import Final

from jobr_core.shared.text import Span, folded
from jobr_core.vocabulary.mentions import skill_mentions
from jobr_core.vocabulary.organisations import names_employer
from jobr_core.vocabulary.places import is_place
from jobr_core.vocabulary.roles import is_qualifier, is_role_head, role_strength
from jobr_core.vocabulary.skills import is_of_skills

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


def bare_name(text: str, span: Span) -> Span:
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


def is_name(words: str, email: str) -> bool:
    """Whether some words can be a person's name; `email` lets Farokh Engineer be called so."""
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


def is_called_like_a_trade(words: str) -> bool:
    """Whether a trade stands behind one word that no title has: Farokh Engineer, but not Data
    Engineer. A twelfth of two-word titles are such too, by rare or misspelt words (“Genral
    Manager”): it takes other evidence."""
    parts = words.split()
    return (
        len(parts) == 2
        and all(_NAME_WORD.match(part) and _is_capital(part) for part in parts)
        and is_role_head(parts[1])
        and not _NEVER.search(words)
        and not _is_of_titles(parts[0])
        and not _is_abbreviation(parts[0], words)
    )


def _is_abbreviation(part: str, words: str) -> bool:
    """HGV Driver; people who write their name so write the surname so."""
    return len(part) > 2 and part.isupper() and not words.isupper()


def _is_of_titles(word: str) -> bool:
    return is_qualifier(word) or is_role_head(word) or is_place(word) or is_of_skills(word)


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
    return (
        not others
        or len(others) > 2
        or any(is_qualifier(part) or _is_abbreviation(part, words) for part in others)
    )


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


def form_strength(words: str) -> float:
    """How much it looks like a name: two to four words, none of them long lower case."""
    count = len(words.split())
    if count == 1:
        return -2.0
    if words.islower():
        return -2.0
    return 1.0 if count <= 4 else 0.3


def address_words(email: str) -> list[str]:
    """Those of the local part that may be names."""
    return re.findall(r"[a-z]{3,}", email.split("@", maxsplit=1)[0].lower())


def _address_letters(email: str) -> str:
    return "".join(re.findall(r"[a-z]", email.split("@", maxsplit=1)[0].lower()))


def address_likeness(words: str, email: str) -> float:
    """How much of a name the local part of the e-mail address repeats."""
    local = _address_letters(email)
    own = [part for part in re.findall(r"[a-z]+", folded(words)) if len(part) > 2]
    if not local or not own:
        return 0.0
    hits = sum(part in local for part in own)
    return 1.5 * hits if hits else 0.0
