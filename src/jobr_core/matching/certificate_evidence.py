"""Which certificates a CV shows, and in which line."""

from collections.abc import Iterator, Mapping
from typing import Final

from jobr_core.cvs.model import Cv
from jobr_core.cvs.passages import PassageKind, passage_at
from jobr_core.matching.quotation import line_around
from jobr_core.shared.text import Span
from jobr_core.vocabulary.certificates import certificates_named
from jobr_core.vocabulary.denial import is_lacked, is_unfinished
from jobr_core.vocabulary.other_people import is_of_others

_OWN: Final = PassageKind.CERTIFICATES
"""Names such as “Award for Personal Licence Holders” speak of people here too."""


def certificates_held(cv: Cv) -> Mapping[str, Span]:
    """The line that first tells of each certificate the person has."""
    found: dict[str, Span] = {}
    for name, span in _held(cv):
        found.setdefault(name, line_around(cv.text, span))
    return found


def _held(cv: Cv) -> Iterator[tuple[str, Span]]:
    named = list(certificates_named(cv.text))
    nexts = [*(span.start for _, span in named[1:]), len(cv.text)]
    for (name, span), following in zip(named, nexts, strict=False):
        denied = is_lacked(cv.text, span.start, span.end) or is_unfinished(
            cv.text, span.start, span.end, following
        )
        if not denied and not _is_somebody_elses(cv, span):
            yield name, span


def _is_somebody_elses(cv: Cv, span: Span) -> bool:
    passage = passage_at(cv.passages, span.start)
    kind = passage.kind if passage else PassageKind.OTHER
    if kind is PassageKind.REFERENCES:
        return True
    return kind is not _OWN and is_of_others(cv.text, span.start, span.end)
