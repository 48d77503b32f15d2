"""Match reports as a person reads them."""

import sys
from collections.abc import Sequence
from typing import Final

from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from jobr_core.jobs.model import JobPosting
from jobr_core.matching.occupation_rules import OCCUPATION
from jobr_core.matching.report import LineKind, MatchLine, MatchReport, Verdict
from jobr_core.matching.wording_rules import WORDING

_COLOURS: Final = {
    Verdict.STRONG: "bold green",
    Verdict.GOOD: "bold yellow",
    Verdict.WEAK: "bold red",
    Verdict.NOT_ENOUGH_TO_JUDGE: "dim",
}
_PREFIXES: Final = {LineKind.TITLE: "title ", LineKind.LOCATION: "place "}
_NARROWEST: Final = 100
_MOST_QUOTES: Final = 4
_LONGEST_QUOTE: Final = 90


def print_ranking(ranked: Sequence[tuple[JobPosting, MatchReport]]) -> None:
    """A table: score, job, and why."""
    width = None if sys.stdout.isatty() else _NARROWEST
    console = Console(width=width, highlight=False)
    table = Table(show_lines=True, expand=True, border_style="dim", header_style="bold")
    table.add_column("Score", justify="right", width=5)
    table.add_column("Job", ratio=2)
    table.add_column("Why", ratio=5)
    for posting, report in ranked:
        table.add_row(_score(report), _job(posting), Group(*_why(report)))
    console.print(table)


def _score(report: MatchReport) -> Text:
    number = "–" if report.score is None else str(report.score)
    return Text(number, style=_COLOURS[report.verdict])


def _job(posting: JobPosting) -> Text:
    places = "; ".join(map(str, posting.locations))
    where = " · ".join(part for part in (places, posting.workplace) if part)
    pay = str(posting.salary) if posting.salary else ""
    facts = "\n".join(fact for fact in (posting.company, where, pay) if fact)
    return Text.assemble((posting.title, "bold"), "\n", facts)


def _why(report: MatchReport) -> list[Text]:
    lines = []
    if report.score is None:
        lines.append(
            Text("Not enough to judge: the posting or the CV says too little.", style="dim")
        )
    lines += _fits(report)
    partly = [line for line in report.lines if line.points and not line.met]
    if partly:
        lines.append(_listed("~ partly: ", "yellow", [f"{_named(p)} ({p.rule})" for p in partly]))
    if report.missing:
        lines.append(_listed("✗ missing: ", "red", report.missing))
    unjudged = [f"{line.kind} ({line.rule})" for line in report.lines if not line.judged]
    if unjudged:
        lines.append(_listed("? not judged: ", "dim", tuple(dict.fromkeys(unjudged))))
    if report.cap:
        lines.append(Text(f"! at most {report.cap.value}: {report.cap.reason}", style="yellow"))
    return lines


def _fits(report: MatchReport) -> list[Text]:
    """What fits: the best lines each with the CV's words, the others by name."""
    met = sorted((line for line in report.lines if line.met), key=lambda line: -line.points)
    quoted, shown = list[MatchLine](), set[str]()
    for line in met:
        if line.cv and line.cv.quote not in shown and len(quoted) < _MOST_QUOTES:
            shown.add(line.cv.quote)
            quoted.append(line)
    rest = [_in_short(line) for line in met if line not in quoted]
    also = [_listed("✓ also: ", "green", rest)] if rest else []
    return [_quotation(line) for line in quoted] + also


def _quotation(line: MatchLine) -> Text:
    if line.cv and "\n" in line.cv.quote.strip():  # all of the CV speaks for it
        return Text.assemble(("✓ ", "green"), _named(line), (f" – {line.rule}", "dim"))
    words = " ".join(line.cv.quote.split()) if line.cv else ""
    if len(words) > _LONGEST_QUOTE:
        words = words[:_LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"
    return Text.assemble(("✓ ", "green"), _named(line), (f" – “{words}”", "dim"))


def _in_short(line: MatchLine) -> str:
    told = f" ({line.rule})" if line.requirement == WORDING else ""
    return line.requirement + told


def _named(line: MatchLine) -> str:
    if line.requirement == WORDING or line.requirement.startswith(OCCUPATION):
        return line.requirement
    return _PREFIXES.get(line.kind, "") + line.requirement


def _listed(mark: str, style: str, names: Sequence[str]) -> Text:
    return Text.assemble((mark, style), ", ".join(names))
