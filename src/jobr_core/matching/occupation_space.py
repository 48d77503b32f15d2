"""Which occupations a text is about: a place in the space of all occupations.

After explicit semantic analysis (Gabrilovich and Markovitch, IJCAI 2007): a text is what it has
in common with each of the things known, here occupations. Two texts are alike as far as they are
about the same occupations, fields of work and sectors, whatever words they use for it, and the
shared occupations say why.
"""

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import mul
from typing import Final

from jobr_core.vocabulary.occupation_table import (
    PARTS,
    RARITY_SCALE,
    WEIGHT_SCALE,
    OccupationTable,
    Postings,
    is_title_word,
    occupation_table,
    terms_known,
)
from jobr_core.vocabulary.word_grams import grams_of

_MOST_OCCUPATIONS: Final = 40
_TITLE_FOR_OCCUPATION: Final = 0.5
_TITLE_FOR_FIELD: Final = 2.0
"""What titles count beside all the words of a text. Few parameters, chosen on the development
halves of rank_google, rank_onet_it and fit_panoslin; half or twice of each changes little."""
_BODY_FOR_TITLE: Final = 0.3
_SAMPLED: Final = 8
_OF_SAMPLE: Final = 11
"""A sample of every eighth tells which occupations are worth sorting: no result depends on it."""
_FEWEST_TERMS: Final = 2
"""A text that has fewer, and no title, says nothing of work: “Colleague” may be anybody."""
_MOST_COUNTED: Final = 32
_SATURATED: Final = tuple(
    0 if n == 0 else round(PARTS * (1 + math.log(n))) for n in range(_MOST_COUNTED + 1)
)
"""What the n-th repetition of a word adds becomes ever less (1 + ln n)."""

_SUM_SCALE: Final = RARITY_SCALE * WEIGHT_SCALE

Sparse = Mapping[int, float]
"""Coordinates that are not 0, of a vector of length 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OccupationVector:
    """The occupations, fields and sectors (by number) a text is about; empty for a text that
    says nothing of work."""

    occupations: Sparse
    fields: Sparse
    sectors: Sparse


NOWHERE: Final = OccupationVector(occupations={}, fields={}, sectors={})
"""Where texts are that tell of no work."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a person stands: what the CV is `about`, and how much the `skills` it names speak
    for each occupation, by number."""

    about: OccupationVector
    skills: Mapping[int, float]


@dataclass(frozen=True, slots=True)
class OccupationLikeness:
    """How alike two texts are in what they are about, each 0 to 1."""

    occupation: float
    field: float
    sector: float


def occupation_vector(words: Mapping[str, int], titles: Mapping[str, float]) -> OccupationVector:
    """Where a text stands that has these `words` (grams with counts, its titles among them) and
    these `titles` (grams, each 1 or less for older titles)."""
    table = occupation_table()
    known = {term: _SATURATED[min(n, _MOST_COUNTED)] for term, n in terms_known(words, table)}
    if len(known) < _FEWEST_TERMS and not any(map(is_title_word, titles)):
        return NOWHERE
    sums = _sums(known, table.bodies, table)
    named = _shares(
        {table.terms[t]: round(PARTS * min(n, 2.0)) for t, n in titles.items() if t in table.terms},
        table.titles,
    )
    near = _near(sums)
    most = max(near.values(), default=1.0)
    fields = _best(near, sums, named, _TITLE_FOR_FIELD * most)
    return OccupationVector(
        occupations=_unit(_best(near, sums, named, _TITLE_FOR_OCCUPATION * most)),
        fields=_unit(_summed(fields, table.fields)),
        sectors=_unit(_summed(fields, table.sectors)),
    )


@lru_cache(maxsize=20_000)
def title_vector(title: str) -> Sparse:
    """The occupations a job title alone may mean, the likelier the more so."""
    table = occupation_table()
    known = {table.terms[gram]: 1 for gram in grams_of(title) if gram in table.terms}
    whole = _shares(known, table.bodies)
    sums = _sums(known, table.titles, table)
    best = _best(_near(sums), sums, whole, _BODY_FOR_TITLE * max(sums))
    return _unit({number: share * share for number, share in best.items()})


def dot(one: Sparse, other: Sparse) -> float:
    """The cosine of two vectors of length 1."""
    return min(1.0, math.fsum([one[n] * other[n] for n in one.keys() & other.keys()]))


def skills_speak_for(words: Iterable[str]) -> dict[int, float]:
    """How much some skills (grams) speak for each occupation: one more never lowers any."""
    table = occupation_table()
    terms = sorted(table.terms[word] for word in set(words) if word in table.terms)
    sums = _sums(dict.fromkeys(terms, 1), table.bodies, table)
    return {number: total / _SUM_SCALE for number, total in enumerate(sums) if total}


def affinity(skills: Mapping[int, float], wanted: OccupationVector) -> float:
    """How much the skills speak for the occupations a posting is about, 0 and more."""
    weights = wanted.occupations
    return math.fsum([weights[n] * skills[n] for n in weights.keys() & skills.keys()])


def likeness(one: OccupationVector, other: OccupationVector) -> OccupationLikeness:
    """Cosines."""
    return OccupationLikeness(
        occupation=dot(one.occupations, other.occupations),
        field=dot(one.fields, other.fields),
        sector=dot(one.sectors, other.sectors),
    )


def shared_occupations(
    one: OccupationVector, other: OccupationVector, most: int = 3
) -> list[tuple[str, float]]:
    """The occupations that make two texts alike, with their share of it, most first."""
    products = {n: w * other.occupations.get(n, 0.0) for n, w in one.occupations.items()}
    whole = sum(products.values())
    best = heapq.nlargest(most, products.items(), key=lambda one: (one[1], -one[0]))
    names = occupation_table().names
    return [(names[n], weight / whole) for n, weight in best if weight > 0]


def main_occupation(vector: OccupationVector) -> str | None:
    """The occupation a text is most about."""
    if not vector.occupations:
        return None
    best = max(vector.occupations.items(), key=lambda one: (one[1], -one[0]))
    return occupation_table().names[best[0]]


def title_grams(titles: Iterable[tuple[Counter[str], float]]) -> dict[str, float]:
    """Grams of titles with their weights, added up."""
    grams: dict[str, float] = {}
    for counts, weight in titles:
        for term in counts:
            grams[term] = grams.get(term, 0.0) + weight
    return grams


def _shares(terms: Mapping[int, int], postings: Postings) -> Sparse:
    """What is in common with each occupation, the most being 1; for few `terms`."""
    sums: dict[int, float] = defaultdict(float)
    starts, occupations, strengths = postings.starts, postings.occupations, postings.strengths
    for term, count in terms.items():
        start, end = starts[term], starts[term + 1]
        for number, strength in zip(occupations[start:end], strengths[start:end], strict=True):
            sums[number] += count * strength / PARTS
    most = max(sums.values(), default=0.0)
    return {number: total / most for number, total in sums.items() if total}


def _sums(terms: Mapping[int, int], postings: Postings, table: OccupationTable) -> list[float]:
    """What is in common with each occupation, by number: the innermost loop of all matching.

    Most terms are there once. All sums are whole numbers far below 2 ** 53, hence exact.
    """
    sums = [0.0] * len(table.names)
    starts, occupations, strengths = postings.starts, postings.occupations, postings.strengths
    for term, count in terms.items():
        start, end = starts[term], starts[term + 1]
        if count == PARTS:
            for number, strength in zip(occupations[start:end], strengths[start:end], strict=True):
                sums[number] += strength
        else:
            for number, strength in zip(occupations[start:end], strengths[start:end], strict=True):
                sums[number] += count * strength / PARTS
    return sums


def _near(sums: Sequence[float]) -> dict[int, float]:
    """Those the best must be among: all above the twelfth strongest of a sample, as a rule about
    a hundred, or all there are, if that leaves too few."""
    low = sorted(sums[::_SAMPLED], reverse=True)[_OF_SAMPLE]
    near = {number: total for number, total in enumerate(sums) if total > low}
    if len(near) > _MOST_OCCUPATIONS:
        return near
    return {number: total for number, total in enumerate(sums) if total}


def _best(
    near: Mapping[int, float], sums: Sequence[float], named: Sparse, weight: float
) -> dict[int, float]:
    """The strongest by words and titles together, less what the next one has: what all have in
    common tells nothing."""
    mixed = dict(near)
    for number, share in named.items():
        mixed[number] = sums[number] + weight * share
    ordered = sorted(mixed.values(), reverse=True)
    floor = ordered[_MOST_OCCUPATIONS] if len(ordered) > _MOST_OCCUPATIONS else 0.0
    return {number: share - floor for number, share in mixed.items() if share > floor}


def _summed(shares: Sparse, groups: Sequence[int]) -> dict[int, float]:
    """In the order of numbers: floats add up to the same only in the same order."""
    sums: dict[int, float] = {}
    for number, share in sorted(shares.items()):
        sums[groups[number]] = sums.get(groups[number], 0.0) + share
    return sums


def _unit(shares: Sparse) -> dict[int, float]:
    length = math.sqrt(math.fsum(map(mul, shares.values(), shares.values())))
    return {number: share / length for number, share in sorted(shares.items())} if length else {}
