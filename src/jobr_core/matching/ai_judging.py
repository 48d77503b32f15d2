"""What a language model may say in a report: how far a requirement is met, and by which words.

The model only judges lines; their weights, the sum and the caps stay with the rules. A judgement
that does not quote the CV word for word is not believed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from jobr_core.matching.report import LineKind, MatchLine, MatchReport, Quote
from jobr_core.matching.summing import report_of
from jobr_core.shared.text import span_of

JUDGED_KINDS: Final = frozenset(
    (
        LineKind.SKILL,
        LineKind.EXPERIENCE,
        LineKind.EDUCATION,
        LineKind.CERTIFICATE,
        LineKind.LANGUAGE,
    )
)
"""Requirements in words; what posting and person are is compared by rules."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AiJudgement:
    """How far the CV meets a requirement (0 to 1), why, and the words of the CV that show it."""

    share: float
    why: str
    quote: str


def asked_of(report: MatchReport) -> dict[int, str]:
    """The requirements a model may judge, by the number of their line."""
    return {n: line.requirement for n, line in enumerate(report.lines) if _is_open(line)}


def _is_open(line: MatchLine) -> bool:
    return line.kind in JUDGED_KINDS and not line.is_wish


def judged_by_ai(
    report: MatchReport, judgements: Mapping[int, AiJudgement], *, cv_text: str, engine: str
) -> MatchReport:
    """The report with judgements of some of its lines, by their number."""
    lines = tuple(
        _judged(line, judgements[n], cv_text) if n in judgements else line
        for n, line in enumerate(report.lines)
    )
    return report_of(
        lines, job_id=report.job_id, title=report.title, company=report.company, engine=engine
    )


def _judged(line: MatchLine, said: AiJudgement, cv_text: str) -> MatchLine:
    span = span_of(said.quote.strip(), cv_text)
    unfounded = span is None and said.share > 0
    if not _is_open(line) or unfounded or not 0 <= said.share <= 1:
        return line
    return replace(
        line,
        judged=True,
        points=round(line.weight * said.share, 3),
        rule=said.why,
        cv=Quote.of(cv_text, span) if span else None,
        cap=None if said.share else line.cap,
    )
