"""Judging how far CV and posting speak of the same things."""

from typing import Final

from jobr_core.matching import weights
from jobr_core.matching.lines import Comparison, Judgement, posting_line
from jobr_core.matching.occupation_rules import TOO_LITTLE
from jobr_core.matching.report import LineKind, MatchLine
from jobr_core.matching.wording import Wording, heaviest_shared, part_said
from jobr_core.shared.text import Span

WORDING: Final = "wording"
"""What this line is called; its kind is that of the lines of title and occupation beside it."""
_TOLD: Final = 5


def wording_share(asked: Wording, said: frozenset[int]) -> float | None:
    """The share of the line's weight that is earned; None where a text tells nothing of work."""
    if not asked or not said:
        return None
    return round(min(1.0, part_said(asked, said) / weights.ENOUGH_WORDING), 3)


def wording_line(here: Comparison) -> MatchLine:
    """How much of what the posting says the CV says in the same words. Like the occupation line
    it cites all of the CV that tells of work."""
    found = _judged(here)
    span = Span(0, len(here.posting.title))
    return posting_line(LineKind.TITLE, WORDING, weights.WORDING, found, span, here)


def _judged(here: Comparison) -> Judgement:
    if here.wording_share is None:
        return Judgement(None, TOO_LITTLE)
    why = _why(here) if here.quoting else ""
    return Judgement(here.wording_share, why, here.cv.body_span)


def _why(here: Comparison) -> str:
    shared = heaviest_shared(here.wording, here.cv.words, _TOLD)
    return "both speak of " + ", ".join(shared) if shared else "they share no telling word"
