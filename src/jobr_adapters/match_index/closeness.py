"""About how well a CV fits each of many postings: the score's main lines, vectorised.

Occupation, skills and the commonest caps by the weights of the score itself; what is left out here
(wishes, languages, places, pay) decides among candidates when they are scored exactly.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from jobr_adapters.match_index.rows import (
    SKILLS,
    WEIGHT_SCALE,
    Rows,
    certificate_numbers,
    skill_numbers,
)
from jobr_core.matching import weights
from jobr_core.matching.evidence import CvEvidence
from jobr_core.matching.features import PostingFeatures
from jobr_core.matching.occupation_space import OccupationVector
from jobr_core.matching.person_rules import held_level, level_share
from jobr_core.shared.text import Span
from jobr_core.vocabulary.occupation_table import occupation_table
from jobr_core.vocabulary.seniority import Seniority

Numbers = NDArray[np.float32]
_CURVE = np.array(weights.OCCUPATION_SHARES, np.float32)
_TRACE = 10_000
"""What is lacking counts by this part of it: too little to order postings of other scores."""
_SLOTS = np.arange(SKILLS, dtype=np.uint8)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seeker:
    """A CV as dense vectors, by the numbers of occupations, fields, sectors and skills."""

    occupations: Numbers
    fields: Numbers
    sectors: Numbers
    speaking: Numbers
    strengths: Numbers
    years: float
    degree: int
    """255 where the CV names none: nobody is refused for that."""
    certificates: NDArray[np.bool_]
    levels: Numbers
    """What a posting's level is worth, by its number; nan where it is not judged."""

    @classmethod
    def of(cls, cv: CvEvidence, today: date) -> "Seeker":
        known = skill_numbers()
        proofs = {
            known[name]: proof.strength
            for name, proof in cv.skills.items()
            if name in known and not proof.is_near
        }
        seeker = cls._at(cv.standing.about, cv.standing.skills, proofs)
        numbers = certificate_numbers()
        held = np.zeros(len(numbers) + 1, np.bool_)
        held[[0, *(numbers[name] for name in cv.certificates if name in numbers)]] = True
        return replace(
            seeker,
            years=cv.years_worked(today) if cv.work else seeker.years,
            degree=cv.degree[0] if cv.degree else seeker.degree,
            certificates=held,
            levels=_levels(held_level(cv, today)),
        )

    @classmethod
    def of_posting(cls, features: PostingFeatures) -> "Seeker":
        """Somebody who stands where a posting does, of whom nothing else is known."""
        return cls._at(features.wanted, {}, {})

    @classmethod
    def _at(
        cls,
        about: OccupationVector,
        speaking: Mapping[int, float],
        proofs: Mapping[int, float],
    ) -> "Seeker":
        table = occupation_table()
        return cls(
            occupations=_dense(about.occupations, len(table.names)),
            fields=_dense(about.fields, len(table.field_names)),
            sectors=_dense(about.sectors, len(table.sector_names)),
            speaking=_dense(speaking, len(table.names)) * np.float32(weights.SKILLS_SPEAK),
            strengths=_dense(proofs, len(skill_numbers()) + 1),
            years=float("inf"),
            degree=255,
            certificates=np.ones(len(certificate_numbers()) + 1, np.bool_),
            levels=_levels(None),
        )


def levels(rows: Rows, seeker: Seeker) -> Numbers:
    """For each row how far the CV stands where its posting does: `occupation_rules.level`."""
    known = rows["occupation_weights"].astype(np.float32)
    numbers = rows["occupations"].astype(np.intp)  # once for both: `take` would do it each time
    base = weights.SAME_OCCUPATION * _dot(seeker.occupations, numbers, known)
    for kind, factor in (("field", weights.SAME_FIELD), ("sector", weights.SAME_SECTOR)):
        held: Numbers = getattr(seeker, f"{kind}s")
        base += factor * _dot(held, rows[f"{kind}s"], rows[f"{kind}_weights"].astype(np.float32))
    base /= weights.SAME_OCCUPATION + weights.SAME_FIELD + weights.SAME_SECTOR
    spoken = _dot(seeker.speaking, numbers, known)
    level: Numbers = 1 - (1 - base) * np.exp(-spoken * base)
    return level


def closeness(rows: Rows, level: Numbers, seeker: Seeker) -> Numbers:
    """For rows of these levels about the score their postings will have, 0 to 100; less a trace of
    what it lacks without caps, which orders those that have the same one."""
    share = np.interp(level, _CURVE[:, 0], _CURVE[:, 1]).astype(np.float32)
    points, weight, capped = _skills(rows, seeker)
    for shares, most in (
        (_by_years(rows, seeker), weights.EXPERIENCE),
        (seeker.levels.take(rows["level"]), weights.SENIORITY),
    ):
        is_judged = ~np.isnan(shares)
        points += np.where(is_judged, most * shares, 0)
        weight += most * is_judged
    score = 100 * (weights.OCCUPATION * share + points) / (weights.OCCUPATION + weight)
    lacking = (100 - score) / _TRACE
    _cap(score, capped, weights.CAP_SKILLS)
    _cap(score, rows["years"] > 2 * seeker.years, weights.CAP_EXPERIENCE)
    _cap(score, rows["degree"] > seeker.degree, weights.CAP_EDUCATION)
    _cap(score, ~seeker.certificates.take(rows["certificate"]), weights.CAP_CERTIFICATE)
    ordered: Numbers = np.maximum(score - lacking, 0)
    return ordered


def _by_years(rows: Rows, seeker: Seeker) -> Numbers:
    asked = rows["years"].astype(np.float32)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.minimum(1, np.float32(min(seeker.years, 100.0)) / asked)
    return np.where((asked > 0) & np.isfinite(seeker.years), share, np.float32(np.nan))


def _levels(held: tuple[Seniority, str, Span | None] | None) -> Numbers:
    shares = np.full(len(Seniority) + 1, np.nan, np.float32)
    if held is not None:
        shares[1:] = [level_share(wanted, held[0]) for wanted in Seniority]
    return shares


def _cap(score: Numbers, where: NDArray[np.bool_], value: int) -> None:
    score[where] = np.minimum(score[where], value)


def _dot(dense: Numbers, numbers: NDArray[Any], known: Numbers) -> Numbers:
    products: Numbers = np.einsum("ij,ij->i", dense.take(numbers), known)
    return products / np.float32(WEIGHT_SCALE)


def _skills(rows: Rows, seeker: Seeker) -> tuple[Numbers, Numbers, NDArray[np.bool_]]:
    """Points and weight of the skill lines, and where nearly nothing of many musts is shown."""
    strength = seeker.strengths.take(rows["skills"])
    musts, nices = rows["musts"], rows["nices"]
    decisive = musts[:, None] > _SLOTS
    asked = np.where(decisive, np.float32(weights.MUST_SKILL), np.float32(weights.NICE_SKILL))
    whole = weights.MUST_SKILL * musts.astype(np.float32) + weights.NICE_SKILL * nices
    factor = weights.ALL_SKILLS / np.maximum(whole, 1)
    shown = asked * (weights.UNSHOWN / np.maximum(weights.UNSHOWN, 1 - strength))
    points = factor * (shown * strength).sum(axis=1)
    raised = (shown - weights.UNSHOWN * asked).sum(axis=1, where=strength > 0)
    weight = factor * (weights.UNSHOWN * whole + raised)
    held = ((strength > 0) & decisive).sum(axis=1)
    is_many = (musts >= weights.MANY_MUSTS) & (musts <= SKILLS)
    capped = is_many & (held <= weights.FEW_OF_MUSTS * musts)
    return points, weight, capped


def _dense(coordinates: Mapping[int, float], length: int) -> Numbers:
    vector = np.zeros(length, np.float32)
    vector[list(coordinates)] = list(coordinates.values())
    return vector
