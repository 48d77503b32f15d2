"""Judging by what somebody said of other postings."""

from typing import Final

from jobr_core.jobs.requirements import Importance
from jobr_core.matching.report import LineKind, MatchLine
from jobr_core.matching.taste import Leaning

FEEDBACK: Final = 120.0
"""What the line weighs at most, with ever more labels: as much as all others of a usual posting
together (110 to 130)."""
_LABEL: Final = "more like this"


def feedback_line(leaning: Leaning) -> MatchLine | None:
    """None before the first label; the weight grows with the labels."""
    weight = round(FEEDBACK * leaning.evidence, 3)
    if not weight:
        return None
    return MatchLine(
        requirement=_LABEL,
        kind=LineKind.FEEDBACK,
        importance=Importance.NICE,
        judged=True,
        weight=weight,
        points=round(weight * leaning.share, 3),
        rule=_why(leaning),
    )


def _why(leaning: Leaning) -> str:
    sides = {"you liked": leaning.liked, "you declined": leaning.declined}
    told = [f"{side}: {', '.join(names)}" for side, names in sides.items() if names]
    return "; ".join(told) or "little in common with what you judged"
