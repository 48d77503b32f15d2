"""“AWS, GCP or Azure”: names of which any one will do."""

import re
from collections.abc import Iterable, Iterator

from jobr_core.jobs.asking import AskingLine, AskingLines
from jobr_core.shared.text import Span

_LONGEST_JOINT = 40
_LONGEST_CHOICE = 80
# What stands in brackets is a list of its own, “Python (Django or Flask)”, but for “(or Flask)”.
_JOINT = re.compile(r"\s*(?:[,/;]|\((?=\s*or\b)|and/or|or|oder|ou|o|an?|the|\s)*\s*", re.I)
_OR = re.compile(r"\bor\b|/|\boder\b|\bou\b", re.I)
# “a relational database”, “any JavaScript framework”; what has an object is no kind of thing.
_KIND = r"(?: (?!(?:in|of|with|and|for|to|on|years?)\b)[\w-]+){1,3}"
_ONE_OF = re.compile(
    r"\b(?:one or more|at least one|one of|any of)(?! (?:years?|our|my|us)\b)(?: [\w-]+){0,4}"
    r"\s*(?:[:(]|\b(?:such as|like|e\.g\.,?))\s*$"
    r"|\b(?:one|any)(?: or more)? of\s*$|\be\.g\.,?\s*$"
    rf"|\b(?:(?:an?|one|some|another){_KIND}(?<!s)|any{_KIND})\s*(?:[:(]|\b(?:such as|like))\s*$",
    re.I,
)
_JOINT_OF_CHOICE = re.compile(rf"{_JOINT.pattern}|[,\s]*\b(?:and|und|et|y)\s*", re.I)

Named = tuple[str, Span]
_Run = list[Named]


def grouped_by_or(
    text: str, named: Iterable[Named], asking: AskingLines
) -> Iterator[tuple[AskingLine, tuple[str, ...], Span]]:
    """Names standing in asking lines, those joined by “or” or “/” as one group.

    A list counts as joined by “or” if one stands before its last name, or right behind it
    (“ACA or CIPFA” where CIPFA is no name we know), or “one of”, “e.g.” or
    one thing of a kind (“a relational database: ”) before its first.
    """
    line, run, either, choice = None, list[Named](), False, False
    for name, span in named:
        here = asking.at(span.start)
        joint = text[run[-1][1].end : span.start][:_LONGEST_JOINT] if run else ""
        has_or = bool(_OR.search(joint))
        begins = _is_choice(text, span.start)
        goes_on = here is line and _goes_on(joint, has_or=has_or, either=either, choice=choice)
        if run and (begins or not goes_on):
            yield from _groups(text, asking, line, run, either=either or choice)
            run, either, has_or = [], False, False
        choice = begins if not run else choice
        line = here
        run.append((name, span))
        either = either or has_or
    if run:
        yield from _groups(text, asking, line, run, either=either or choice)


def _goes_on(joint: str, *, has_or: bool, either: bool, choice: bool) -> bool:
    """Whether a list goes on behind these words; “AWS or Azure, Python” ends at the comma."""
    if choice:
        return _JOINT_OF_CHOICE.fullmatch(joint) is not None
    return (has_or or not either) and _JOINT.fullmatch(joint) is not None


def _is_choice(text: str, start: int) -> bool:
    """Whether “at least one of the following languages: ” or the like stands right before."""
    return _ONE_OF.search(text, max(0, start - _LONGEST_CHOICE), start) is not None


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
