"""Which postings are one opening told on several sites.

Of one site two postings are two openings, however alike. On different sites they are one if
employer and words of the title are the same, they came within 90 days, they share a city (or the
one that names none has the same words), and their texts overlap. Titles compared by likeness
would merge siblings in different cities.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from jobr_core.jobs.model import JobPosting
from jobr_core.jobs.places import Place, place_keys
from jobr_core.jobs.titles import plain_role
from jobr_core.shared.text import folded, words_of
from jobr_core.vocabulary.seniority import seniority_of

LONGEST_APART: Final = timedelta(days=90)
_ENOUGH_SHARED: Final = 0.5
_ENOUGH_ALONE: Final = 0.8
"""Share of the shorter text's words that the other has too; the second where a city is missing."""
_FEWEST_WORDS: Final = 25
"""Distinct words; shorter texts are teasers and tell nothing."""
_AGGREGATORS: Final = frozenset(
    "linkedin indeed glassdoor google zip_recruiter bayt naukri jobspy indeed-xml".split()
)
_LEGAL_FORM = re.compile(
    r"\b(?:inc|llc|ltd|limited|plc|corp(?:oration)?|co|company|gmbh(?: & co kg)?|ag|se|kg|ug|e v|sa|sas|sarl|srl"
    r"|spa|bv|nv|ab|as|oy|aps|pty|pvt|private|lp|llp|pte|sdn bhd|holdings?|group)$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What tells whether two stored postings are one opening. `places` are keys of places."""

    id: str
    source: str
    seen_at: datetime
    places: frozenset[str]
    words: frozenset[str]

    @property
    def names_city(self) -> bool:
        return any(key[0] in "pn" for key in self.places)

    @property
    def rank(self) -> tuple[bool, datetime, str]:
        """The employer's own board before aggregators, then the earlier one."""
        return self.source in _AGGREGATORS, self.seen_at, self.id


def company_key(company: str) -> str:
    """An employer's name without its legal form.

    >>> company_key("Acme Pvt. Ltd."), company_key("ACME GmbH")
    ('acme', 'acme')
    """
    key = " ".join(re.findall(r"\w+", folded(company)))
    while (shorter := _LEGAL_FORM.sub("", key).strip()) not in (key, ""):
        key = shorter
    return key


def opening_key(posting: JobPosting) -> str:
    """The same for all postings that may be one opening: employer, step, words of the role."""
    words = sorted(set(plain_role(posting.title).split()))
    step = seniority_of(posting.title)
    return f"{company_key(posting.company)}|{'' if step is None else step}|{' '.join(words)}"


def words_compared(description: str) -> frozenset[str]:
    """The words two texts are compared by."""
    return words_of(description).distinct


def city_keys(places: Iterable[Place]) -> frozenset[str]:
    """What tells one place from another: cities where they are named, else countries."""
    keys = [key for place in places for key in place_keys(place)]
    cities = frozenset(key for key in keys if key[0] in "pn")
    return cities or frozenset(key for key in keys if key[0] == "c")


def cards(openings: Iterable[Opening]) -> Mapping[str, str]:
    """For each posting of one opening key the posting it is shown under, itself included.

    The order in which they came makes no difference.
    """
    shown: list[list[Opening]] = []
    for opening in sorted(openings, key=lambda opening: opening.rank):
        card = next((card for card in shown if _belongs(opening, card)), None)
        if card is None:
            shown.append([opening])
        else:
            card.append(opening)
    return {opening.id: card[0].id for card in shown for opening in card}


def _belongs(opening: Opening, card: Sequence[Opening]) -> bool:
    return opening.source not in {other.source for other in card} and _are_one(card[0], opening)


def _are_one(one: Opening, other: Opening) -> bool:
    if abs(one.seen_at - other.seen_at) > LONGEST_APART:
        return False
    if one.places and other.places and one.names_city == other.names_city:
        return bool(one.places & other.places) and _overlap(one, other, _ENOUGH_SHARED)
    return _overlap(one, other, _ENOUGH_ALONE, teasers=False)


def _overlap(one: Opening, other: Opening, enough: float, *, teasers: bool = True) -> bool:
    fewer = min(len(one.words), len(other.words))
    if fewer < _FEWEST_WORDS:
        return teasers
    return len(one.words & other.words) >= enough * fewer
