"""Where a CV speaks of its person by name."""

import re
from typing import Final

from jobr_core.cvs.model import Cv
from jobr_core.shared.text import Span

_ADDRESSED: Final = r"(?:Mr|Ms|Mrs|Miss|Mx|Dr|Prof|Professor|Herr|Frau|Mme|Sra?)\.?"
_DOES: Final = (
    r"(?:has|is|was|holds|brings|works|worked|leads|led|speaks|joined|began|started|studied"
    r"|trained|graduated|qualified|offers|enjoys|specialises|specializes)"
)


def third_person_names(cv: Cv) -> tuple[Span, ...]:
    """“Ms Baker”, “Baker has”, of an Ann Baker: in order, none inside another.

    No name that is the job somebody holds, unless behind a title: a baker may be meant.
    """
    parts = sorted(
        form
        for part in cv.profile.basics.name.split()
        if len(part.strip(".")) > 1
        for form in {part, part.capitalize()}  # BAKER at the head, Baker in a sentence
    )
    if not parts:
        return ()
    titled, doing = _any_of(parts), _any_of([part for part in parts if not _is_job(part, cv)])
    pattern = (
        rf"\b{_ADDRESSED} {titled}(?: {titled})*(?!\w)"
        rf"|(?<![\w-]){doing}(?: {doing})*(?= {_DOES}\b|['’]s\b)"
    )
    return tuple(Span(*match.span()) for match in re.finditer(pattern, cv.text))


def _is_job(name: str, cv: Cv) -> bool:
    return any(name in work.position for work in cv.profile.work)


def _any_of(names: list[str]) -> str:
    """A pattern for one of them; for none where there are none."""
    return f"(?:{'|'.join(map(re.escape, names))})" if names else r"(?!)"
