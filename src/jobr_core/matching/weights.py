"""The numbers of the score. Changing one changes `ENGINE`.

Provenance: evidence strengths, musts against nices and caps are set by hand on the proportions
that published scorers agree on. Weights and the curve of the occupation line are fitted, once and
rounded, on the development half of 836 pairs of CVs and postings (`nox -s bench -- quality`, task
fit_pairs): least squares of the score against “same line of work”, so that a score of 70 means
that in 7 of 10 such pairs it is.
"""

from itertools import pairwise
from typing import Final

ENGINE: Final = "rules@6"

MUST_SKILL: Final = 3.0
NICE_SKILL: Final = 1.0
ALL_SKILLS: Final = 24.0
"""Skill lines together weigh this much if all are shown, however long the posting's list is: a
posting that tells more of what it wants would else always come behind one that tells less."""
UNSHOWN: Final = 0.25
"""What a skill that is not in the CV weighs of one that is."""
UNKNOWN_SKILLS: Final = 24.0
"""What stays unjudged where a posting names no skill we know."""

OCCUPATION: Final = 100.0
SAME_OCCUPATION: Final = 0.8
SAME_FIELD: Final = 1.0
SAME_SECTOR: Final = 0.3
SKILLS_SPEAK: Final = 0.15
WORDING: Final = 8.0
ENOUGH_WORDING: Final = 0.6
"""The part of a posting's wording that is as good as all of it: nobody's CV repeats a posting."""
TITLE: Final = 5.0
SENIORITY: Final = 3.0
EXPERIENCE: Final = 3.0
EDUCATION: Final = 2.0
LANGUAGE: Final = 2.0
CERTIFICATE: Final = 3.0
LOCATION: Final = 3.0
SALARY: Final = 2.0
PERMIT: Final = 2.0
NICE_FACTOR: Final = 0.4
"""A nice-to-have degree, language or certificate weighs this much of a required one."""

RESULT_IN_WORK: Final = 1.0
WORK: Final = 0.95
PROJECT: Final = 0.9
LISTED: Final = 0.8
ELSEWHERE: Final = 0.7
IMPLIED: Final = 0.6
"""Knowing Django implies this much of what it proves about Python."""
NEIGHBOUR: Final = 0.4
"""Knowing MySQL is worth this much of the same proof of PostgreSQL."""

OCCUPATION_SHARES: Final = (
    (0.0, 0.0), (0.05, 0.06), (0.1, 0.18), (0.2, 0.34), (0.3, 0.46),
    (0.45, 0.62), (0.6, 0.76), (0.8, 0.88), (1.0, 1.0),
)  # fmt: skip


def occupation_share(level: float) -> float:
    """The share of the occupation line's weight for a level of likeness: straight lines between
    the points of `OCCUPATION_SHARES`."""
    points = OCCUPATION_SHARES
    for (left, low), (right, high) in pairwise(points):
        if level <= right:
            return low + (high - low) * (level - left) / (right - left)
    return points[-1][1]


CAP_PERMIT: Final = 50
CAP_CERTIFICATE: Final = 60
CAP_EDUCATION: Final = 65
CAP_EXPERIENCE: Final = 65
CAP_LANGUAGE: Final = 70
CAP_LOCATION: Final = 75
CAP_SKILLS: Final = 74
"""Just below `STRONG`."""
MANY_MUSTS: Final = 5
FEW_OF_MUSTS: Final = 0.25
"""Skills that must be there, and the share of them up to which a score is capped."""

ENOUGH_CONFIDENCE: Final = 0.3
"""Below this share of judged weight there is no score."""
STRONG: Final = 75
GOOD: Final = 55
