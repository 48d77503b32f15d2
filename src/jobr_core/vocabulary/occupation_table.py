"""Which words speak for which occupation: the vocabulary of `occupations/` as numbers.

Computed from the texts when Jobr is packaged, as it takes seconds, and read in milliseconds.
Weights are whole numbers, so that every machine adds them up to the same.
"""

import json
import math
import pkgutil
import sys
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, chain
from typing import Final

from jobr_core.shared.text import words_of
from jobr_core.vocabulary.occupations import (
    Occupation,
    all_fields,
    all_occupations,
    field_of,
    fields_by_key,
    source_texts,
)
from jobr_core.vocabulary.word_grams import grams_of, stems_of, telling_stems

FILE: Final = "occupations.table"
_TITLE: Final = 2.0
_TERM: Final = 1.5
_DUTY: Final = 1.0
"""How much a word counts by where it stands (measured on the development half of
rank_google and rank_onet_it; 1 to 3 differ little)."""
_MOST_OCCUPATIONS: Final = 48
"""Of a word; the further ones, which it speaks for least, are left out: a third of the time."""
_MOST_HOLDERS: Final = 0.2
"""A word that more of all occupations have tells them apart too little to be looked at."""
PARTS: Final = 100
"""How often a term is there is counted in hundredths."""
RARITY_SCALE: Final = 1_000
WEIGHT_SCALE: Final = 60_000


@dataclass(frozen=True, slots=True)
class Postings:
    """For each term the occupations it speaks for: those of term n are at `starts[n]` up to
    `starts[n + 1]`, with how much it does: `PARTS` times its weight times its rarity, whole
    numbers, which floats hold exactly and add up faster."""

    starts: Sequence[int]
    occupations: Sequence[int]
    strengths: Sequence[float]


@dataclass(frozen=True, slots=True, kw_only=True)
class OccupationTable:
    """`terms` are stems and pairs of stems (`word_grams`), `fields` and `sectors` are by
    occupation, `spelled` and `rarities` by term: the inverse document frequency less 1, times
    `RARITY_SCALE`. `abroad` are the stems of titles that stand in no English one."""

    names: tuple[str, ...]
    field_names: tuple[str, ...]
    fields: tuple[int, ...]
    sector_names: tuple[str, ...]
    sectors: tuple[int, ...]
    terms: Mapping[str, int]
    abroad: frozenset[str]
    spelled: Sequence[str]
    bodies: Postings
    titles: Postings
    rarities: Sequence[int]
    version: str


@cache
def occupation_table() -> OccupationTable:
    """As packaged; from a source tree where it was not, it is computed."""
    try:
        data = pkgutil.get_data(__package__, FILE)
    except FileNotFoundError:
        data = None
    return read(data or built())


def built() -> bytes:
    """The table of the texts as they are."""
    occupations = all_occupations()
    titles = [_titles(occupation) for occupation in occupations]
    bodies = [_body(one, named) for one, named in zip(occupations, titles, strict=True)]
    holders = Counter(term for a, b in zip(titles, bodies, strict=True) for term in {*a, *b})
    terms = sorted(holders)
    rarity = {
        term: math.log((1 + len(occupations)) / (1 + number)) + 1
        for term, number in holders.items()
    }
    scaled = {term: round(rarity[term] * RARITY_SCALE) for term in terms}
    parts = [_head(occupations, terms), "\n".join(terms).encode()]
    for counts in (bodies, titles):
        weighed = [_weighed(each, rarity) for each in counts]
        parts += _postings(scaled, weighed)
    parts.append(_bytes(array("H", (scaled[term] - RARITY_SCALE for term in terms))))
    lengths = " ".join(str(len(part)) for part in parts)
    return lengths.encode() + b"\n" + b"".join(parts)


def read(data: bytes) -> OccupationTable:
    """What `built` has written."""
    lengths, _, rest = data.partition(b"\n")
    ends = list(accumulate(map(int, lengths.split())))
    parts = [rest[a:b] for a, b in zip([0, *ends], ends, strict=False)]
    head = json.loads(parts[0])
    terms = parts[1].decode().split("\n")
    numbers = [_array(code, part) for code, part in zip("IHdIHdH", parts[2:], strict=True)]
    starts, occupations, strengths, *titles, rarities = numbers
    return OccupationTable(
        names=tuple(head["names"]),
        field_names=tuple(head["field_names"]),
        fields=tuple(head["fields"]),
        sector_names=tuple(head["sector_names"]),
        sectors=tuple(head["sectors"]),
        terms=dict(zip(terms, range(len(terms)), strict=True)),
        abroad=frozenset(map(terms.__getitem__, head["abroad"])),
        spelled=terms,
        bodies=Postings(starts, _shared(occupations), strengths),
        titles=Postings(*titles),
        rarities=rarities,
        version=head["version"],
    )


def _shared(numbers: Sequence[int]) -> list[int]:
    """A list, which is read faster than an array, of few objects, as the same come again."""
    each = list(range(1 + max(numbers, default=0)))
    return list(map(each.__getitem__, numbers))


def is_title_word(stem: str) -> bool:
    """Whether a stem stands in titles of occupations."""
    table = occupation_table()
    number = table.terms.get(stem)
    return number is not None and table.titles.starts[number] < table.titles.starts[number + 1]


def source_version() -> str:
    """Changes with the texts."""
    from hashlib import sha256  # loads OpenSSL, which reading needs not

    text = "\n".join(text for _, text in source_texts())
    return sha256(text.encode()).hexdigest()[:12]


def _head(occupations: Sequence[Occupation], terms: Iterable[str]) -> bytes:
    fields, keys = all_fields(), fields_by_key()
    names = [field.name for field in fields]
    sectors = list(dict.fromkeys(field.sector for field in fields))
    own = [field_of(occupation, keys) for occupation in occupations]
    head = {
        "names": [occupation.name for occupation in occupations],
        "field_names": names,
        "fields": [names.index(field.name) for field in own],
        "sector_names": sectors,
        "abroad": _abroad(occupations, terms),
        "sectors": [sectors.index(field.sector) for field in own],
        "version": source_version(),
    }
    return json.dumps(head).encode()


def _abroad(occupations: Sequence[Occupation], terms: Iterable[str]) -> list[int]:
    """The numbers of the terms that are stems of titles, but of no English one."""
    english = {stem for one in occupations for stem in _stems((one.name, *one.english))}
    abroad = {stem for one in occupations for stem in _stems(one.titles)} - english
    return [number for number, term in enumerate(terms) if term in abroad]


def _stems(titles: Iterable[str]) -> Iterator[str]:
    return chain.from_iterable(map(stems_of, titles))


def _titles(occupation: Occupation) -> Counter[str]:
    counts: Counter[str] = Counter()
    for title in (occupation.name, occupation.name, *occupation.titles):
        counts.update(grams_of(title))
    return counts


def _body(occupation: Occupation, titles: Counter[str]) -> dict[str, float]:
    counts: dict[str, float] = {term: _TITLE * number for term, number in titles.items()}
    for duty in occupation.duties:  # pairs of a sentence's words were measured to tell nothing
        _add(counts, telling_stems(words_of(duty).keys), _DUTY)
    for name in occupation.terms:
        _add(counts, grams_of(name).elements(), _TERM)
    return counts


def _add(counts: dict[str, float], terms: Iterable[str], weight: float) -> None:
    for term in terms:
        counts[term] = counts.get(term, 0.0) + weight


def _weighed(counts: Mapping[str, float], rarity: Mapping[str, float]) -> dict[str, float]:
    """TF-IDF of length 1."""
    weights = {
        term: (1 + math.log(number) if number >= 1 else number) * rarity[term]
        for term, number in counts.items()
    }
    length = math.sqrt(sum(weight * weight for weight in weights.values()))
    return {term: weight / length for term, weight in weights.items()}


def _postings(rarity: Mapping[str, int], weighed: Sequence[Mapping[str, float]]) -> list[bytes]:
    """What `Postings` are read from, for all terms, of which the rarity is given."""
    of_term: dict[str, list[tuple[float, int]]] = {term: [] for term in rarity}
    for number, weights in enumerate(weighed):
        for term, weight in weights.items():
            of_term[term].append((weight, number))
    starts, occupations, strengths = array("I", [0]), array("H"), array("d")
    for term in rarity:
        telling = len(of_term[term]) <= _MOST_HOLDERS * len(weighed)
        best = sorted(of_term[term], key=lambda one: (-one[0], one[1]))[:_MOST_OCCUPATIONS]
        for weight, number in best if telling else ():
            occupations.append(number)
            strengths.append(PARTS * rarity[term] * round(weight * WEIGHT_SCALE))
        starts.append(len(occupations))
    return [_bytes(starts), _bytes(occupations), _bytes(strengths)]


def _bytes(numbers: "array[int] | array[float]") -> bytes:
    """Little-endian everywhere."""
    if sys.byteorder == "big":
        numbers = copy(numbers)
        numbers.byteswap()
    return numbers.tobytes()


def _array(code: str, data: bytes) -> "array[int]":
    numbers = array(code)
    numbers.frombytes(data)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def terms_known(counts: Mapping[str, int], table: OccupationTable) -> Iterator[tuple[int, int]]:
    """The terms of a text that the table has, by number, with their counts."""
    numbers = map(table.terms.get, counts)
    return ((n, count) for n, count in zip(numbers, counts.values(), strict=True) if n is not None)
