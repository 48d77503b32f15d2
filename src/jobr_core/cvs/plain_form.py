"""A Cv as plain lists and dictionaries, all of it: for databases and between processes.

JSON Resume says what a CV says; this also keeps its text, and which part of it is what.
"""

from collections.abc import Mapping, Sequence
from typing import TypedDict

from jobr_core.cvs.json_resume import document_of, own_profile_from
from jobr_core.cvs.model import Cv
from jobr_core.cvs.passages import Passage, PassageKind
from jobr_core.shared.text import Span

PlainPassage = tuple[str, int, int, int | None]


class PlainCv(TypedDict):
    """What JSON can hold of a Cv."""

    profile: Mapping[str, object]
    text: str
    passages: Sequence[PlainPassage]
    warnings: Sequence[str]


def plain_form(cv: Cv) -> PlainCv:
    """What `cv_of` understands."""
    return {
        "profile": document_of(cv.profile),
        "text": cv.text,
        "passages": [(p.kind.value, p.span.start, p.span.end, p.entry) for p in cv.passages],
        "warnings": list(cv.warnings),
    }


def cv_of(plain: PlainCv) -> Cv:
    """The Cv again."""
    return Cv(
        profile=own_profile_from(plain["profile"]),
        text=plain["text"],
        passages=tuple(
            Passage(PassageKind(kind), Span(start, end), entry)
            for kind, start, end, entry in plain["passages"]
        ),
        warnings=tuple(plain["warnings"]),
    )
