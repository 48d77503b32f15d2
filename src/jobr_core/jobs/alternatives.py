"""“AWS, GCP or Azure”: names of which any one will do."""

import re
from collections.abc import Iterable, Iterator

from jobr_core.jobs.asking import AskingLine, AskingLines
from jobr_core.shared.text import Span

_LONGEST_JOINT = 40
_JOINT = re.compile(r"\s*(?:[,/;(]|and/or|or|oder|ou|o|an?|the|\s)*\s*", re.I)
_OR = re.compile(r"\bor\b|/|\boder\b|\bou\b", re.I)

Named = tuple[str, Span]
_Run = list[Named]


def grouped_by_or(
    text: str, named: Iterable[Named], asking: AskingLines
) -> Iterator[tuple[AskingLine, tuple[str, ...], Span]]:
    """Names standing in asking lines, those joined by “or” or “/” as one group.

    A list counts as joined by “or” if one stands before its last name, or right behind it
    (“ACA or CIPFA” where CIPFA is no name we know).
    """
    line, run, either = None, list[Named](), False
    for name, span in named:
        here = asking.at(span.start)
        joint = text[run[-1][1].end : span.start][:_LONGEST_JOINT] if run else ""
        has_or = bool(_OR.search(joint))
        ended = either and not has_or  # “AWS or Azure, Python”
        if run and (here is not line or ended or not _JOINT.fullmatch(joint)):
            yield from _groups(text, asking, line, run, either=either)
            run, either, has_or = [], False, False
        line = here
        run.append((name, span))
        either = either or has_or
    if run:
        yield from _groups(text, asking, line, run, either=either)


def _groups(
    text: str, asking: AskingLines, line: AskingLine | None, run: _Run, *, either: bool
) -> Iterator[tuple[AskingLine, tuple[str, ...], Span]]:
    if line is None:
        return
    behind = text[run[-1][1].end : run[-1][1].end + 5]
    in_title = run[0][1].start < asking.title.span.end  # “Python / FastAPI” names both
    if len(run) > 1 and not in_title and (either or re.match(r",? or\b", behind)):
        names = tuple(dict.fromkeys(name for name, _ in run))
        yield line, names, Span(run[0][1].start, run[-1][1].end)
    else:
        yield from ((line, (name,), span) for name, span in run)
