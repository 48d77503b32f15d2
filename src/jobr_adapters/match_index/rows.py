"""What the index keeps of a posting: 76 bytes, enough to say about how well a CV fits.

Only the strongest coordinates are kept, each weight in a byte; what is found by them is scored
exactly afterwards.
"""

import heapq
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from jobr_core.jobs.requirements import SkillRequirement
from jobr_core.matching.features import PostingFeatures
from jobr_core.matching.occupation_space import Sparse
from jobr_core.matching.person_rules import is_hard_certificate, is_hard_degree
from jobr_core.matching.skill_rules import is_decisive
from jobr_core.vocabulary.certificates import certificate_names
from jobr_core.vocabulary.skills import all_skills

OCCUPATIONS: Final = 12
FIELDS: Final = 6
SECTORS: Final = 3
SKILLS: Final = 8
ROW: Final = np.dtype(
    [
        ("occupations", "<u2", OCCUPATIONS),
        ("skills", "<u2", SKILLS),
        ("occupation_weights", "u1", OCCUPATIONS),
        ("fields", "u1", FIELDS),
        ("field_weights", "u1", FIELDS),
        ("sectors", "u1", SECTORS),
        ("sector_weights", "u1", SECTORS),
        ("musts", "u1"),
        ("nices", "u1"),
        ("years", "u1"),
        ("degree", "u1"),
        ("certificate", "u1"),
        ("level", "u1"),
    ]
)
"""`skills` are numbers of `skill_numbers`, the decisive ones first, 0 for none; `musts` and
`nices` count all that are asked for. `degree` and `certificate` are the first that nothing else
may stand for, `level` the seniority and one, 0 for none."""
WEIGHT_SCALE: Final = 255

Rows = NDArray[Any]


def packed(features: PostingFeatures) -> bytes:
    """A posting as a `ROW`."""
    row = np.zeros((), ROW)
    wanted, asked = features.wanted, features.asked
    _put(row, "occupations", "occupation_weights", wanted.occupations, OCCUPATIONS)
    _put(row, "fields", "field_weights", wanted.fields, FIELDS)
    _put(row, "sectors", "sector_weights", wanted.sectors, SECTORS)
    musts = [one for one in asked.skills if is_decisive(one)]
    nices = [one for one in asked.skills if not is_decisive(one)]
    numbers = _numbers((*musts, *nices))[:SKILLS]
    row["skills"][: len(numbers)] = numbers
    row["musts"], row["nices"] = _byte(len(musts)), _byte(len(nices))
    row["years"] = _byte(max((one.years for one in asked.experience), default=0))
    row["degree"] = max((one.degree for one in asked.education if is_hard_degree(one)), default=0)
    known = certificate_numbers()
    hard = (known.get(one.any_of[0], 0) for one in asked.certificates if is_hard_certificate(one))
    row["certificate"] = next(hard, 0)
    row["level"] = 0 if asked.seniority is None else asked.seniority + 1
    return row.tobytes()


def unpacked(rows: Iterable[bytes]) -> Rows:
    return np.frombuffer(b"".join(rows), ROW)


def taken(rows: Rows, numbers: NDArray[np.intp]) -> Rows:
    """Some rows; as bytes, because numpy copies records field by field."""
    whole = rows.view(np.uint8).reshape(len(rows), ROW.itemsize)
    some: Rows = whole.take(numbers, axis=0).view(ROW).reshape(len(numbers))
    return some


@cache
def skill_numbers() -> Mapping[str, int]:
    """From 1 on; the same for the same vocabulary."""
    return {name: number for number, name in enumerate(sorted(all_skills()), 1)}


@cache
def certificate_numbers() -> Mapping[str, int]:
    """From 1 on, at most 255."""
    return {name: number for number, name in enumerate(sorted(certificate_names())[:255], 1)}


def _put(row: Rows, numbers: str, weights: str, coordinates: Sparse, most: int) -> None:
    best = heapq.nlargest(most, coordinates.items(), key=lambda one: (one[1], -one[0]))
    row[numbers][: len(best)] = [number for number, _ in best]
    row[weights][: len(best)] = [_byte(weight * WEIGHT_SCALE) for _, weight in best]


def _byte(number: float) -> int:
    """One posting out of bounds must not hold up all others."""
    return min(max(round(number), 0), 255)


def _numbers(asked: Iterable[SkillRequirement]) -> list[int]:
    """Of a choice its first skill stands for all."""
    known = skill_numbers()
    return [known.get(one.any_of[0], 0) for one in asked]
