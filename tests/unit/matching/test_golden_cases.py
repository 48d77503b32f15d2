"""The golden cases, run (the table: tests/golden_cases.py)."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Final

import pytest

from golden_cases import ANY, GOLDEN, Case
from jobr_core.cvs.parsing import parse
from jobr_core.jobs.model import JobPosting
from jobr_core.matching.report import MatchReport, Verdict
from jobr_core.matching.scoring import score

TODAY: Final = date(2026, 11, 22)
BY_NAME: Final = {case.name: case for case in GOLDEN}
WORTH_THE_SAME: Final = 2


def cv_text(case: Case) -> str:
    """Told as a plain CV; nothing at all where nothing is told."""
    one_job = [f"Experience¦{case.role}, Acme GmbH¦{case.when}", *_bulleted(case.did)]
    job = "¦".join(one_job) if case.when else ""
    skills = f"Skills¦{case.skills}" if case.skills else ""
    told = [part for part in (case.life or job, skills, case.cv) if part]
    return "\n\n".join(["Sam Poe\nsam@example.org", *told]).replace("¦", "\n") if told else ""


def posting_of(case: Case) -> JobPosting:
    must = ["Requirements", *_bulleted(case.must)] if case.must else []
    description = "\n".join([*case.says.split("¦"), *must])
    return JobPosting.from_record(
        {"title": case.title, "company": "Acme", "description": description}
    )


def _bulleted(told: str) -> list[str]:
    return [f"- {line}" for line in told.split("¦") if line]


def _listed(labels: str) -> list[str]:
    return [label for label in labels.split(", ") if label]


@cache
def report_of(name: str) -> MatchReport:
    case = BY_NAME[name]
    return score(parse(cv_text(case)), posting_of(case), today=TODAY)


def lines_amiss(case: Case, report: MatchReport) -> Iterator[str]:
    """What the lines of the report say otherwise than the case does."""
    earned = {line.requirement for line in report.lines if line.points > 0}
    yield from (f"{label} earns nothing" for label in _listed(case.shown) if label not in earned)
    yield from (
        f"{label} is not missing" for label in _listed(case.missing) if label not in report.missing
    )
    for line in report.lines:
        asked = {line.kind.value, *line.requirement.split()}
        yield from (f"{word} is asked for" for word in _listed(case.unasked) if word in asked)
    if not any(case.rule in line.rule for line in report.lines):
        yield f"no rule says “{case.rule}”"


def number_amiss(case: Case, report: MatchReport) -> Iterator[str]:
    """What is wrong with the score as a whole."""
    if case.cap not in (ANY, report.cap.value if report.cap else None):
        yield f"the cap is {report.cap}, not {case.cap}"
    if case.verdict and report.verdict is not case.verdict:
        yield f"the verdict is {report.verdict}, not {case.verdict}"
    if (report.verdict is Verdict.NOT_ENOUGH_TO_JUDGE) != (report.score is None):
        yield "score and verdict disagree"
    if case.above and report.exact <= (other := report_of(case.above)).exact:
        yield f"{report.exact:.1f} is not above “{case.above}”, {other.exact:.1f}"
    if case.level_with:
        other = report_of(case.level_with)
        if abs(report.exact - other.exact) > WORTH_THE_SAME:
            yield f"{report.exact:.1f} is not level with “{case.level_with}”, {other.exact:.1f}"


def told(report: MatchReport) -> str:
    rows = [
        f"  {line.points:6.2f} of {line.weight:6.2f}  {line.requirement}: {line.rule}"
        if line.judged
        else f"   not judged        {line.requirement}: {line.rule}"
        for line in report.lines
    ]
    return "\n".join([f"score {report.score}, {report.verdict}, cap {report.cap}", *rows])


def marked(case: Case) -> object:
    marks = [pytest.mark.xfail(strict=True, reason=case.wrong)] if case.wrong else []
    return pytest.param(case, id=case.name, marks=marks)


def test_the_cases_have_names_of_their_own_and_compare_with_cases_there_are() -> None:
    assert len(BY_NAME) == len(GOLDEN) >= 60
    others = {other for case in GOLDEN for other in (case.above, case.level_with) if other}
    assert others <= BY_NAME.keys()


@pytest.mark.parametrize("case", [marked(case) for case in GOLDEN])
def test_golden(case: Case) -> None:
    report = report_of(case.name)
    amiss = [*lines_amiss(case, report), *number_amiss(case, report)]
    assert not amiss, "\n".join(
        [f"“{case.name}”: {'; '.join(amiss)}", told(report), "", cv_text(case)]
    )
