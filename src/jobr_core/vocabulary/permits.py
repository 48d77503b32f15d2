"""What a state has to allow before somebody may do a job: as postings ask for it, and as CVs
state it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from jobr_core.shared.text import Span, line_parts
from jobr_core.vocabulary.countries import country_code

_PLACE: Final = r"(?-i:[A-Z])(?:\.[A-Z]\.?(?:A\.?)?|\w+(?: (?-i:[A-Z])\w+)?)"
_IN: Final = rf"(?: (?:in|for|für|of) (?:the )?(?P<{{0}}>{_PLACE}))?"
_CLEARANCE: Final = r"(?P<clearance>\b(?:(?:top )?secret|security|sc|dv|nato|ts/sci|public trust) clear(?:ance|ed)|\bts/sci\b)"
_ASKED = re.compile(
    rf"right to (?:live and )?work{_IN.format('in1')}(?=[\s.,;)]|$)"
    rf"|work (?:permit|authori[sz]ation){_IN.format('in2')}"
    rf"|(?:authori[sz]ed|eligible|entitled|permitted) to work{_IN.format('in3')}"
    r"|arbeitserlaubnis|(?:no|not|without|unable to|cannot) (?:\w+ ){0,3}(?:visa )?sponsor\w*"
    rf"|{_CLEARANCE}|\b(?P<of>{_PLACE}) citizen(?:s|ship)?\b|\bcitizens(?:hip)? of (?:the )?(?P<citizen>{_PLACE})",
    re.I,
)
_STEMS: Final = (
    "right to work", "and work", "permit", "authori", "eligible to", "entitled to", "sponsor",
    "arbeitserlaubnis", "citizen", "clear", "ts/sci",
)  # fmt: skip
_HELD = re.compile(
    rf"\b(?:right to (?:live and )?work(?! (?:check|doc|verif|law|stat)\w*)|(?:authori[sz]ed|eligible|entitled|permitted|allowed) to work"
    rf"|work (?:permit|visa|authori[sz]ation)|permanent residen(?:t|cy|ce)|arbeitserlaubnis)(?::\s?(?P<in3>(?-i:[A-Z])[\w.]+)|{_IN.format('in1')})"
    rf"|{_CLEARANCE}|\b(?P<of>{_PLACE}) (?P<citizen1>citizen(?:ship)?|passport)\b"
    rf"|\b(?P<citizen2>citizen(?:ship)?) of (?:the )?(?P<in2>{_PLACE})"
    r"|(?P<US>\bgreen card)|(?P<GB>\bindefinite leave to remain|\b(?:pre-)?settled status)"
    r"|\bno (?:visa )?sponsorship (?:is )?(?:required|needed)|\b(?:not|n['’]t) (?:require|need) (?:\w+ )?sponsorship",
    re.I,
)
_NOT_HELD = re.compile(
    r"\b(?:no|not|without|needs?|requir\w+|seek\w*|apply\w*|applied for|await\w*|pending|expir\w+|lacks?|keine?|eligible for) (?:\w+ ){0,2}$"
    r"|(?:\bnot|n['’]t)(?: currently| yet)? (?:have|hold|possess) (?:\w+ )?$|\bsponsorship to be $|\b(?:married to|spouse of|partner of) (?:an? )?$",
    re.I,
)
_NOT_HELD_BEHIND = re.compile(
    r"\s*:|(?: \w+){0,2} (?:required|needed|pending|expired)\b|:? no\b|\s*\((?:expired|lapsed)|(?: valid)? until \d{4}",
    re.I,
)
_OFFERED = re.compile(r"\b(?:sponsor\w*|provide|arrange|help \w+ with) (?:\w+ ){0,2}$", re.I)
_OR_RESIDENT = re.compile(
    r",? (?:or|/) (?:an? )?(?:lawful |legal )?(?:green card|permanent resident)", re.I
)
_CITIZENS: Final = dict(
    pair.split(":")
    for pair in (
        "american:US australian:AU austrian:AT belgian:BE british:GB canadian:CA danish:DK dutch:NL finnish:FI french:FR german:DE "
        "indian:IN irish:IE italian:IT norwegian:NO polish:PL portuguese:PT singaporean:SG spanish:ES swedish:SE swiss:CH"
    ).split()
)
_REACH: Final = 40


class Permit(StrEnum):
    """What is allowed. A citizen has the right to work, too."""

    WORK = "right to work"
    CITIZENSHIP = "citizenship"
    CLEARANCE = "security clearance"


@dataclass(frozen=True, slots=True, kw_only=True)
class PermitMention:
    """`country` is an ISO 3166-1 alpha-2 code, None where the words name none; `place` is how
    they name it."""

    permit: Permit
    span: Span
    country: str | None
    place: str | None = None

    def meets(self, asked: Permit, country: str | None) -> bool:
        """Whether who has this has what is asked for. Clearances name no country."""
        if asked is Permit.CLEARANCE:
            return self.permit is asked
        is_enough = self.permit in (asked, Permit.CITIZENSHIP)
        return is_enough and country is not None and self.country == country


def permits_asked(text: str, start: int, end: int) -> Iterator[PermitMention]:
    """The permits a posting asks for between two positions.

    >>> [(m.country, str(m.permit)) for m in permits_asked("Must be a US citizen", 0, 20)]
    [('US', 'citizenship')]
    """
    line = text[start:end].lower()
    for match in _ASKED.finditer(text, start, end) if _has_stem(line) else ():
        place = match["in1"] or match["in2"] or match["in3"] or match["of"] or match["citizen"]
        permit = _permit(match, is_citizenship=bool(match["of"] or match["citizen"]))
        country = _country(place)
        is_unknown = permit is Permit.CITIZENSHIP and country is None
        if is_unknown or _OFFERED.search(line_parts(text, match.start(), match.end())[0]):
            continue
        if permit is Permit.CITIZENSHIP and _OR_RESIDENT.match(text, match.end(), end):
            permit = Permit.WORK
        yield PermitMention(
            permit=permit,
            span=Span(*match.span()),
            country=country,
            place=place if country else None,
        )


def permits_held(text: str, start: int, end: int) -> Iterator[PermitMention]:
    """The permits somebody states to have between two positions of a CV.

    >>> said = "Full right to work in the UK. No work permit for Norway."
    >>> [m.country for m in permits_held(said, 0, len(said))]
    ['GB']
    """
    for match in _HELD.finditer(text, start, end):
        place = match["in1"] or match["in2"] or match["in3"] or match["of"]
        country = _country(place) if place else _told_by_name(match)
        unknown = place is not None and country is None
        if unknown or _is_not_held(text, match, start, end):
            continue
        is_citizenship = bool(match["citizen1"] or match["citizen2"])
        permit = _permit(match, is_citizenship=is_citizenship)
        yield PermitMention(permit=permit, span=Span(*match.span()), country=country, place=place)


def _permit(match: re.Match[str], *, is_citizenship: bool) -> Permit:
    if match["clearance"]:
        return Permit.CLEARANCE
    return Permit.CITIZENSHIP if is_citizenship else Permit.WORK


def _country(place: str | None) -> str | None:
    """Also of “British citizen”."""
    if place is None:
        return None
    return country_code(place) or _CITIZENS.get(place.lower())


def _has_stem(line: str) -> bool:
    return any(stem in line for stem in _STEMS)


def _told_by_name(match: re.Match[str]) -> str | None:
    """Permits only one country has."""
    return next((code for code in ("US", "GB") if match[code]), None)


def _is_not_held(text: str, match: re.Match[str], start: int, end: int) -> bool:
    before = text[max(start, match.start() - _REACH) : match.start()].rpartition("\n")[2]
    behind = text[match.end() : min(end, match.end() + _REACH)].partition("\n")[0]
    is_denial = match[0].lower().startswith(("no ", "not ", "n't ", "n’t "))
    denied = _NOT_HELD.search(before) or _NOT_HELD_BEHIND.match(behind)
    return not is_denial and denied is not None
