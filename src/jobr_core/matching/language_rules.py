"""Judging the languages of a job: those it asks for, and the one its posting is written in."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from jobr_core.jobs.model import JobPosting
from jobr_core.jobs.requirements import Importance, LanguageRequirement
from jobr_core.matching import weights
from jobr_core.matching.lines import Comparison, Judgement, posting_line, requirement_lines
from jobr_core.matching.quotation import line_around
from jobr_core.matching.report import Cap, LineKind, MatchLine
from jobr_core.shared.text import Span
from jobr_core.vocabulary.fluency import Fluency
from jobr_core.vocabulary.languages import LANGUAGE_NAMES, LanguageMention

_NAMED: Final = frozenset(LANGUAGE_NAMES.values())
_FAR_BELOW: Final = 2
"""Steps of the CEFR that nobody learns while applying."""
_UNWANTED: Final = "not a language you want to work in"


def language_lines(here: Comparison) -> Iterator[MatchLine]:
    """What the posting asks for; and its own language, for somebody who wants certain ones."""
    yield from requirement_lines(
        LineKind.LANGUAGE, weights.LANGUAGE, here.asked.languages, _asked, here
    )
    if here.preferences.languages:
        yield from _own_language(here)


def _asked(asked: LanguageRequirement, here: Comparison) -> Judgement:
    found = _best(asked, here)
    is_wanted = any(_is_wanted(language, here) for language in asked.any_of)
    if asked.importance is Importance.NICE or is_wanted:
        return found
    return replace(found, share=0.0, rule=_UNWANTED, cv=None, is_wish=True)


def _is_wanted(language: str, here: Comparison) -> bool:
    """A language without a code of its own cannot be wished for, and so is no obstacle."""
    wanted = here.preferences.languages
    return not wanted or language not in _NAMED or language in map(_name, wanted)


def _best(asked: LanguageRequirement, here: Comparison) -> Judgement:
    """Any of them will do: the one known best is judged."""
    known = [found for one in asked.any_of if (found := _known(one, asked, here))]
    if known:
        return max(known, key=lambda found: found.share or 0.0)
    if not here.cv.lists_languages:
        return Judgement(None, "the CV lists no languages")
    names = " or ".join(asked.any_of)
    cap = _cap(
        f"asks for {names}, the CV does not list {'it' if len(asked.any_of) == 1 else 'any'}"
    )
    return Judgement(0.0, "not among the languages listed", cap=cap)


def _known(language: str, asked: LanguageRequirement, here: Comparison) -> Judgement | None:
    held = here.cv.languages.get(language)
    if held is not None:
        return _held(held, asked, here)
    if here.cv.written_in == language:
        return Judgement(0.7, "the CV is written in it")
    return None


def _held(held: LanguageMention, asked: LanguageRequirement, here: Comparison) -> Judgement:
    line = line_around(here.cv.text, held.span)  # its level stands beside it
    if held.fluency is None:
        return Judgement(0.7, "listed without a level", line)
    gap = max(0, (asked.fluency or Fluency.B1) - held.fluency)
    told = f"{held.fluency.name} by the CV"
    cap = _cap(f"asks for {asked.label}, {told}") if gap >= _FAR_BELOW else None
    return Judgement(max(0.0, round(1 - 0.3 * gap, 2)), told, line, cap)


def _cap(reason: str) -> Cap:
    return Cap(value=weights.CAP_LANGUAGE, reason=reason)


def _own_language(here: Comparison) -> Iterator[MatchLine]:
    from jobr_core.jobs.written_in import posting_language  # few want it: not with the core

    code = posting_language(here.posting)
    if code is None:
        return
    name, wanted = _name(code), map(_name, here.preferences.languages)
    found = (
        Judgement(1.0, "a language you want to work in", is_wish=True)
        if name in wanted
        else Judgement(0.0, _UNWANTED, is_wish=True)
    )
    label, span = f"written in {name}", _beginning(here.posting)
    yield posting_line(LineKind.LANGUAGE, label, weights.LANGUAGE, found, span, here)


def _beginning(posting: JobPosting) -> Span | None:
    """The first line of what it says."""
    said = posting.description.lstrip()
    start = len(posting.text) - len(said)
    return line_around(posting.text, Span(start, start)) if said else None


def _name(code: str) -> str:
    return LANGUAGE_NAMES.get(code, code)
