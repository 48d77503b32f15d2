"""The numbers of the score. Changing one changes `ENGINE`.

Provenance: set by hand on the proportions that published scorers agree on (musts three times
nices, dated work above a bare list, hard constraints as caps); not fitted to any data.
"""

from typing import Final

ENGINE: Final = "rules@1"

MUST_SKILL: Final = 3.0
NICE_SKILL: Final = 1.0
ALL_SKILLS: Final = 30.0
"""Skill lines together weigh at most this much, however long the posting's list is."""
UNKNOWN_SKILLS: Final = 40.0
"""What stays unjudged where a posting names no skill we know."""

TITLE: Final = 10.0
SENIORITY: Final = 3.0
EXPERIENCE: Final = 4.0
EDUCATION: Final = 4.0
LANGUAGE: Final = 4.0
CERTIFICATE: Final = 4.0
LOCATION: Final = 3.0
SALARY: Final = 2.0
PERMIT: Final = 2.0
NICE_FACTOR: Final = 0.4
"""A nice-to-have degree, language or certificate weighs this much of a required one."""

RESULT_IN_WORK: Final = 1.0
WORK: Final = 0.85
PROJECT: Final = 0.75
LISTED: Final = 0.6
ELSEWHERE: Final = 0.5
IMPLIED: Final = 0.5
"""Knowing Django implies this much of what it proves about Python."""

CAP_PERMIT: Final = 50
CAP_CERTIFICATE: Final = 60
CAP_EDUCATION: Final = 65
CAP_EXPERIENCE: Final = 65
CAP_LANGUAGE: Final = 70
CAP_LOCATION: Final = 75

ENOUGH_CONFIDENCE: Final = 0.3
"""Below this share of judged weight there is no score."""
STRONG: Final = 75
GOOD: Final = 55
