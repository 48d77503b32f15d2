"""Lines → report."""

from jobr_core.matching import weights
from jobr_core.matching.report import MatchLine, MatchReport, Verdict, summed


def report_of(
    lines: tuple[MatchLine, ...],
    *,
    job_id: str,
    title: str,
    company: str,
    engine: str = weights.ENGINE,
) -> MatchReport:
    """The report on a posting that has these lines; without a score where too little is judged."""
    judged = [line for line in lines if line.judged]
    whole = sum(line.weight for line in lines)
    confidence = round(sum(line.weight for line in judged) / whole, 3) if whole else 0.0
    cap = min((line.cap for line in judged if line.cap), key=lambda cap: cap.value, default=None)
    number = round(summed(lines, cap))
    enough = confidence >= weights.ENOUGH_CONFIDENCE
    return MatchReport(
        job_id=job_id,
        title=title,
        company=company,
        score=number if enough else None,
        confidence=confidence,
        verdict=_verdict(number) if enough else Verdict.NOT_ENOUGH_TO_JUDGE,
        engine=engine,
        cap=cap,
        lines=lines,
    )


def _verdict(number: int) -> Verdict:
    if number >= weights.STRONG:
        return Verdict.STRONG
    return Verdict.GOOD if number >= weights.GOOD else Verdict.WEAK
