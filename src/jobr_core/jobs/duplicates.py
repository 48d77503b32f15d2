"""Which postings are one opening told on several sites.

Of one site two postings are two openings, however alike. On different sites they are one if
employer, step and words of the title are the same, they came within 90 days, they share a city
(or one names none, and has the same words), and their texts overlap. Titles compared by likeness
would merge siblings in different cities.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Final

from jobr_core.jobs.model import JobPosting
from jobr_core.jobs.places import Place, place_keys
from jobr_core.jobs.terms import Location
from jobr_core.jobs.titles import plain_role, title_facts
from jobr_core.shared.text import folded, words_of

LONGEST_APART: Final = timedelta(days=90)
_ENOUGH_SHARED: Final = 0.5
_ENOUGH_ALONE: Final = 0.8
"""Share of the shorter text's words that the other has too; the second where a city is missing."""
_FEWEST_WORDS: Final = 25
"""Distinct words; shorter texts are teasers and tell nothing."""
_LONGEST_KEY: Final = 600
"""Characters; with the source they fit into an index entry of PostgreSQL, 2,700 bytes."""
_AGGREGATORS: Final = frozenset(
    "linkedin indeed glassdoor google zip_recruiter bayt naukri jobspy indeed-xml".split()
)
_LEGAL_FORM = re.compile(
    r"^(?:the\s|株式会社)\s*(?=\S)|(?:株式会社|有限公司)$"
    r"|\b(?:inc(?:orporated)?|llc|ltd|limited|ltda?|ltee|plc|corp(?:oration)?|co|company|g?gmbh|mbh|ag|se|kg|kgaa|ohg|gbr|ug(?: haftungsbeschrankt)?|ev|eg"
    r"|sa|sab|sas|sasu|sarl|eurl|snc|srl|srls|spa|sl|slu|sau|sa de cv|(?:s de )?rl de cv|eireli|bv|nv|bvba|sprl|srl|vof|ab|asa?|oyj?|aps|hf|ehf"
    r"|sp zoo|zoo|spk|sro|spol|kft|zrt|nyrt|doo|eood|ood|ead|uab|sia|ou|kk|pty|pvt|private|lp|llp|pte|(?:sdn )?bhd|tbk|holdings?|group)$"
)
_LETTERS = re.compile(r"\b(\w) (?=\w\b)")
"""S. p. A. is written SpA as well."""
_BRACKETS = re.compile(r"(?<=\S)\s*\([^()]*\)")
_JOINED = re.compile(r"['’`]|\b(?:and|und|et|y)\b")
_NAME = re.compile(r"[\w\u0900-\u0eff]+")


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


@lru_cache(maxsize=20_000)
def company_key(company: str) -> str:
    """An employer's name without its legal form.

    >>> company_key("Acme Pvt. Ltd."), company_key("ACME GmbH & Co. KG"), company_key("Acme S.p.A.")
    ('acme', 'acme', 'acme')
    """
    bare = _JOINED.sub("", _BRACKETS.sub("", folded(company)))
    key = _LETTERS.sub(r"\1", " ".join(_NAME.findall(bare)))
    while (shorter := _LEGAL_FORM.sub("", key).strip()) not in (key, ""):
        key = shorter
    return key or " ".join(folded(company).split()) or company.strip()


def opening_key(posting: JobPosting) -> str:
    """The same for all postings that may be one opening: employer, step, words of the role.

    Places are told apart by themselves; a title may name the posting's or not.
    """
    steps = " ".join(sorted(title_facts(posting.title).steps))
    role = plain_role(posting.title)
    words = sorted(set(_without_places(role, posting.locations).split() or role.split()))
    return f"{company_key(posting.company)}|{steps}|{' '.join(words)}"[:_LONGEST_KEY]


def _without_places(role: str, locations: Iterable[Location]) -> str:
    bare = f" {role} "
    for name in {name for place in locations for name in (place.city, place.region) if name}:
        if len(name) > 2:  # IT is a trade and Italy
            bare = bare.replace(f" {' '.join(_NAME.findall(folded(name)))} ", " ")
    return bare


def words_compared(description: str) -> frozenset[str]:
    """The words two texts are compared by."""
    return words_of(description).distinct


def city_keys(places: Iterable[Place]) -> frozenset[str]:
    """What tells one place from another: cities, by name where the gazetteer has none such,
    regions and countries."""
    keys = [_exact(place_keys(place)) for place in places]
    return frozenset(key for exact in keys for key in exact)


def _exact(keys: Sequence[str]) -> Iterator[str]:
    known = any(key.startswith("p:") for key in keys)
    yield from (key for key in keys if key.startswith(("p:" if known else "n:", "g:", "c:")))


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
    """Of all on the card: one that names no city must not join those of two."""
    return all(o.source != opening.source and _are_one(o, opening) for o in card)


def _are_one(one: Opening, other: Opening) -> bool:
    if abs(one.seen_at - other.seen_at) > LONGEST_APART:
        return False
    if _apart(one, other, "c") or _apart(one, other, "g"):
        return False
    if one.names_city and other.names_city:
        return not _apart(one, other, "pn") and _overlap(one, other, _ENOUGH_SHARED)
    if one.places and other.places and one.names_city == other.names_city:
        return _overlap(one, other, _ENOUGH_SHARED)
    return _overlap(one, other, _ENOUGH_ALONE, teasers=False)


def _apart(one: Opening, other: Opening, kinds: str) -> bool:
    """Whether both name places of a kind and none is the same."""
    ours, theirs = ({k for k in opening.places if k[0] in kinds} for opening in (one, other))
    return bool(ours and theirs and ours.isdisjoint(theirs))


def _overlap(one: Opening, other: Opening, enough: float, *, teasers: bool = True) -> bool:
    fewer = min(len(one.words), len(other.words))
    if fewer < _FEWEST_WORDS:
        return teasers
    return len(one.words & other.words) >= enough * fewer
