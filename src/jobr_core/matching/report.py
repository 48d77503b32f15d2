"""The answer to “how well does this CV fit this posting”, line by line."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypedDict

from jobr_core.jobs.requirements import Importance
from jobr_core.shared.text import Span


class LineKind(StrEnum):
    """What a line is about."""

    SKILL = "skill"
    TITLE = "title"
    SENIORITY = "seniority"
    EXPERIENCE = "experience"
    EDUCATION = "education"
    LANGUAGE = "language"
    LOCATION = "location"
    SALARY = "salary"
    PERMIT = "permit"
    CERTIFICATE = "certificate"
    FEEDBACK = "feedback"


class Verdict(StrEnum):
    """The score in a word."""

    STRONG = "strong"
    GOOD = "good"
    WEAK = "weak"
    NOT_ENOUGH_TO_JUDGE = "not_enough_to_judge"


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a document: `text[start:end] == quote`, counted in code points."""

    start: int
    end: int
    quote: str

    @classmethod
    def of(cls, text: str, span: Span) -> "Quote":
        return cls(span.start, span.end, span.quote(text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Cap:
    """A hard requirement that is not met, and the highest score it leaves."""

    value: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchLine:
    """One requirement: what the posting asks, what the CV shows, what that is worth.

    `points` is between 0 and `weight`. A line that could not be judged (`judged` false) earns
    nothing and costs nothing: its weight counts for the confidence only. `rule` says in words
    why the points are what they are. No language model judges what `is_wish`.
    """

    requirement: str
    kind: LineKind
    importance: Importance
    judged: bool
    weight: float
    points: float
    rule: str
    job: Quote | None = None
    cv: Quote | None = None
    cap: Cap | None = None
    is_wish: bool = False

    @property
    def met(self) -> bool:
        """Whether at least half of the points were earned."""
        return self.judged and self.points * 2 >= self.weight


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchReport:
    """A score that is the sum of its lines.

    `score` is `round(100 × points / weight)` over the judged lines, at most `cap.value`; None
    where too little could be judged. `confidence` is the judged share of all weight, 0 to 1.
    """

    job_id: str
    title: str
    company: str
    score: int | None
    confidence: float
    verdict: Verdict
    engine: str
    cap: Cap | None
    lines: tuple[MatchLine, ...]

    @property
    def exact(self) -> float:
        """The score before it is rounded, 0 where nothing was judged."""
        return summed(self.lines, self.cap)

    @property
    def uncapped(self) -> float:
        """What `exact` would be without the cap: it puts postings of the same cap in order."""
        return summed(self.lines, None)

    @property
    def missing(self) -> tuple[str, ...]:
        """Requirements of which the CV shows nothing, musts first."""
        absent = [line for line in self.lines if line.judged and line.points == 0]
        return tuple(line.requirement for line in sorted(absent, key=lambda line: line.importance))

    @classmethod
    def from_json(cls, report: "ReportJson") -> "MatchReport":
        """The report again, from what `to_json` made of it."""
        cap = report["cap"]
        return cls(
            job_id=report["job_id"],
            title=report["title"],
            company=report["company"],
            score=report["score"],
            confidence=report["confidence"],
            verdict=Verdict(report["verdict"]),
            engine=report["engine"],
            cap=Cap(**cap) if cap else None,
            lines=tuple(map(_line_from, report["lines"])),
        )

    def to_json(self) -> "ReportJson":
        """The report as plain dictionaries, the same everywhere (docs/reference/report.md)."""
        return {
            "job_id": self.job_id,
            "title": self.title,
            "company": self.company,
            "score": self.score,
            "confidence": self.confidence,
            "verdict": self.verdict.value,
            "engine": self.engine,
            "cap": {"value": self.cap.value, "reason": self.cap.reason} if self.cap else None,
            "lines": [_line(line) for line in self.lines],
            "missing": list(self.missing),
        }


def summed(lines: Iterable[MatchLine], cap: Cap | None) -> float:
    """The points of the judged lines in a hundred of their weight, at most the cap's value.

    Both have three decimals and are added exactly: whoever adds up what the lines say gets this
    score, also where it stands at a half.
    """
    judged = [line for line in lines if line.judged]
    weight = _thousandths(line.weight for line in judged)
    points = 100 * _thousandths(line.points for line in judged) / weight if weight else 0.0
    return capped(points, cap)


def _thousandths(numbers: Iterable[float]) -> int:
    return round(1_000 * math.fsum(numbers))


def capped(points: float, cap: Cap | None) -> float:
    """At most the cap's value."""
    return min(points, cap.value) if cap else points


class QuoteJson(TypedDict):
    """`Quote` as JSON."""

    start: int
    end: int
    quote: str


class CapJson(TypedDict):
    """`Cap` as JSON."""

    value: int
    reason: str


class LineJson(TypedDict):
    """`MatchLine` as JSON."""

    requirement: str
    kind: str
    importance: str
    judged: bool
    weight: float
    points: float
    rule: str
    job: QuoteJson | None
    cv: QuoteJson | None


class ReportJson(TypedDict):
    """`MatchReport` as JSON."""

    job_id: str
    title: str
    company: str
    score: int | None
    confidence: float
    verdict: str
    engine: str
    cap: CapJson | None
    lines: list[LineJson]
    missing: list[str]


def _line(line: MatchLine) -> LineJson:
    return {
        "requirement": line.requirement,
        "kind": line.kind.value,
        "importance": line.importance.value,
        "judged": line.judged,
        "weight": line.weight,
        "points": line.points,
        "rule": line.rule,
        "job": _quote(line.job),
        "cv": _quote(line.cv),
    }


def _line_from(line: LineJson) -> MatchLine:
    return MatchLine(
        requirement=line["requirement"],
        kind=LineKind(line["kind"]),
        importance=Importance(line["importance"]),
        judged=line["judged"],
        weight=line["weight"],
        points=line["points"],
        rule=line["rule"],
        job=Quote(**line["job"]) if line["job"] else None,
        cv=Quote(**line["cv"]) if line["cv"] else None,
    )


def _quote(quote: Quote | None) -> QuoteJson | None:
    return {"start": quote.start, "end": quote.end, "quote": quote.quote} if quote else None
