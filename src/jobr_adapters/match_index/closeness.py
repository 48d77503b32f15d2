"""About how well a CV fits each of many postings: the score's main lines, vectorised.

Occupation, skills and years by the weights of the score itself; what is left out here (languages,
degrees, places, pay) decides among candidates when they are scored exactly.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from jobr_adapters.match_index.rows import SKILLS, WEIGHT_SCALE, Rows, skill_numbers
from jobr_core.matching import weights
from jobr_core.matching.evidence import CvEvidence
from jobr_core.matching.features import PostingFeatures
from jobr_core.matching.occupation_space import OccupationVector
from jobr_core.vocabulary.occupation_table import occupation_table

Numbers = NDArray[np.float32]
_CURVE = np.array(weights.OCCUPATION_SHARES, np.float32)
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

    @classmethod
    def of(cls, cv: CvEvidence, today: date) -> "Seeker":
        known = skill_numbers()
        proofs = {known[name]: proof.strength for name, proof in cv.skills.items() if name in known}
        years = cv.years_worked(today) if cv.work else float("inf")
        return cls._at(cv.standing.about, cv.standing.skills, proofs, years)

    @classmethod
    def of_posting(cls, features: PostingFeatures) -> "Seeker":
        """Somebody who stands where a posting does, of whom nothing else is known."""
        return cls._at(features.wanted, {}, {}, float("inf"))

    @classmethod
    def _at(
        cls,
        about: OccupationVector,
        speaking: Mapping[int, float],
        proofs: Mapping[int, float],
        years: float,
    ) -> "Seeker":
        table = occupation_table()
        return cls(
            occupations=_dense(about.occupations, len(table.names)),
            fields=_dense(about.fields, len(table.field_names)),
            sectors=_dense(about.sectors, len(table.sector_names)),
            speaking=_dense(speaking, len(table.names)) * np.float32(weights.SKILLS_SPEAK),
            strengths=_dense(proofs, len(skill_numbers()) + 1),
            years=years,
        )


def levels(rows: Rows, seeker: Seeker) -> Numbers:
    """For each row how far the CV stands where its posting does: `occupation_rules.level`."""
    known = rows["occupation_weights"].astype(np.float32)
    numbers = rows["occupations"]
    base = weights.SAME_OCCUPATION * _dot(seeker.occupations, numbers, known)
    for kind, factor in (("field", weights.SAME_FIELD), ("sector", weights.SAME_SECTOR)):
        held: Numbers = getattr(seeker, f"{kind}s")
        base += factor * _dot(held, rows[f"{kind}s"], rows[f"{kind}_weights"].astype(np.float32))
    base /= weights.SAME_OCCUPATION + weights.SAME_FIELD + weights.SAME_SECTOR
    spoken = _dot(seeker.speaking, numbers, known)
    level: Numbers = 1 - (1 - base) * np.exp(-spoken * base)
    return level


def closeness(rows: Rows, level: Numbers, seeker: Seeker) -> Numbers:
    """For rows of these levels about the score their postings will have, 0 to 100."""
    share = np.interp(level, _CURVE[:, 0], _CURVE[:, 1]).astype(np.float32)
    points, weight, capped = _skills(rows, seeker)
    score = 100 * (weights.OCCUPATION * share + points) / (weights.OCCUPATION + weight)
    score[capped] = np.minimum(score[capped], weights.CAP_SKILLS)
    too_short = rows["years"] > 2 * seeker.years
    score[too_short] = np.minimum(score[too_short], weights.CAP_EXPERIENCE)
    return score


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
    capped = (musts >= weights.MANY_MUSTS) & (held <= weights.FEW_OF_MUSTS * musts)
    return points, weight, capped


def _dense(coordinates: Mapping[int, float], length: int) -> Numbers:
    vector = np.zeros(length, np.float32)
    vector[list(coordinates)] = list(coordinates.values())
    return vector
