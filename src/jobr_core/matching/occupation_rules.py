"""Judging whether CV and posting are of the same world of work."""

import math
from typing import Final

from jobr_core.matching import weights
from jobr_core.matching.lines import Comparison, Judgement, posting_line
from jobr_core.matching.occupation_space import (
    OccupationVector,
    Standing,
    affinity,
    likeness,
    main_occupation,
    shared_occupations,
)
from jobr_core.matching.report import LineKind, MatchLine
from jobr_core.shared.text import Span

OCCUPATION: Final = "occupation"
"""What the label of this line begins with; its kind is that of the title line beside it."""
TOO_LITTLE: Final = "one of the texts says too little of the work"


def occupation_line(here: Comparison) -> MatchLine:
    """How far the CV is about the occupations the posting is about. It cites all of the CV that
    tells of work, as every word of it has its part in this."""
    main = main_occupation(here.wanted)
    label = f"{OCCUPATION}: {main}" if main else OCCUPATION
    span = Span(0, len(here.posting.title))
    found = _judged(here)
    return posting_line(LineKind.TITLE, label, weights.OCCUPATION, found, span, here)


def _judged(here: Comparison) -> Judgement:
    if here.occupation_share is None:
        return Judgement(None, TOO_LITTLE)
    why = _why(here.cv.standing.about, here.wanted) if here.quoting else ""
    return Judgement(here.occupation_share, why, here.cv.body_span)


def occupation_share(held: Standing, wanted: OccupationVector) -> float | None:
    """The share of the line's weight that is earned; None where a text tells nothing of work."""
    if not wanted.occupations or not (held.about.occupations or held.skills):
        return None
    return round(weights.occupation_share(level(held, wanted)), 3)


def level(held: Standing, wanted: OccupationVector) -> float:
    """One number, 0 to 1, for how far a person stands where a posting does.

    Skills only ever raise it, and more so the nearer the rest already is.
    """
    alike = likeness(held.about, wanted)
    base = (
        weights.SAME_OCCUPATION * alike.occupation
        + weights.SAME_FIELD * alike.field
        + weights.SAME_SECTOR * alike.sector
    ) / (weights.SAME_OCCUPATION + weights.SAME_FIELD + weights.SAME_SECTOR)
    spoken = weights.SKILLS_SPEAK * affinity(held.skills, wanted)
    return 1 - (1 - base) * math.exp(-spoken * base)


def _why(held: OccupationVector, wanted: OccupationVector) -> str:
    shared = shared_occupations(held, wanted)
    if shared:
        return "both are about " + ", ".join(f"{name} ({part:.0%})" for name, part in shared)
    main = main_occupation(held) or "no occupation Jobr knows"
    return f"the CV is about {main}, the posting about {main_occupation(wanted)}"
