"""How lines of a report are made."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from jobr_core.jobs.model import JobPosting
from jobr_core.jobs.requirements import Analysis, Importance, Requirement
from jobr_core.matching import weights
from jobr_core.matching.evidence import CvEvidence
from jobr_core.matching.occupation_space import OccupationVector
from jobr_core.matching.preferences import Preferences
from jobr_core.matching.quotation import line_around
from jobr_core.matching.report import Cap, LineKind, MatchLine, Quote
from jobr_core.matching.surroundings import Surroundings
from jobr_core.matching.taste import Leaning
from jobr_core.matching.wording import Wording
from jobr_core.shared.text import Span

Asked = TypeVar("Asked", bound=Requirement)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One CV beside one posting, on one day."""

    cv: CvEvidence
    posting: JobPosting
    wanted: OccupationVector
    occupation_share: float | None
    wording: Wording
    wording_share: float | None
    asked: Analysis
    preferences: Preferences
    surroundings: Surroundings | None
    leaning: Leaning | None
    today: date
    quoting: bool = True
    """Off while many postings are only put in order: words for people cost a third of the time."""

    def job_quote(self, span: Span) -> Quote | None:
        """The line of the posting a span stands in."""
        if not self.quoting:
            return None
        return Quote.of(self.posting.text, line_around(self.posting.text, span))

    def cv_quote(self, span: Span | None) -> Quote | None:
        return Quote.of(self.cv.text, span) if span and self.quoting else None


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a rule found: the share of the weight earned (0 to 1), why, and the words that show
    it. `share` is None where the rule cannot tell. `is_wish`: the person wants it so, and no
    words of the CV prove otherwise."""

    share: float | None
    rule: str
    cv: Span | None = None
    cap: Cap | None = None
    is_wish: bool = False


def requirement_line(
    kind: LineKind, asked: Requirement, weight: float, found: Judgement, here: Comparison
) -> MatchLine:
    """The line of something the posting asks for in words."""
    if asked.importance is Importance.NICE and kind is not LineKind.SKILL:
        weight *= weights.NICE_FACTOR
    return _line(
        kind, asked.label, asked.importance, weight, found, here.job_quote(asked.span), here
    )


def requirement_lines(
    kind: LineKind,
    weight: float,
    asked: Iterable[Asked],
    judge: Callable[[Asked, Comparison], Judgement],
    here: Comparison,
) -> Iterator[MatchLine]:
    """One line for each thing of a kind the posting asks for."""
    return (requirement_line(kind, one, weight, judge(one, here), here) for one in asked)


def posting_line(
    kind: LineKind, label: str, weight: float, found: Judgement, job: Span | None, here: Comparison
) -> MatchLine:
    """The line of something the posting is: its title, place or pay."""
    quote = Quote.of(here.posting.text, job) if job and here.quoting else None
    return _line(kind, label, Importance.MUST, weight, found, quote, here)


def _line(
    kind: LineKind, label: str, importance: Importance, weight: float,
    found: Judgement, job: Quote | None, here: Comparison,
) -> MatchLine:  # fmt: skip
    if here.preferences.weights:
        weight *= here.preferences.weights.get(kind, 1.0)
    return MatchLine(
        requirement=label,
        kind=kind,
        importance=importance,
        judged=found.share is not None,
        weight=round(weight, 3),
        points=round(weight * (found.share or 0.0), 3),
        rule=found.rule,
        job=job,
        cv=here.cv_quote(found.cv),
        cap=found.cap if importance is Importance.MUST else None,
        is_wish=found.is_wish,
    )
