"""Where a person may work, by their own word in the CV."""

from dataclasses import replace
from typing import Final

from jobr_core.cvs.model import Cv
from jobr_core.cvs.passages import PassageKind
from jobr_core.matching.quotation import line_around
from jobr_core.vocabulary.permits import PermitMention, permits_held

_FOR_OTHERS: Final = (PassageKind.WORK, PassageKind.VOLUNTEER, PassageKind.PROJECTS)
"""Who got clients a work permit need not have one."""


def permits_stated(cv: Cv) -> tuple[PermitMention, ...]:
    """What names no country is meant for the one the person lives in. Spans are whole lines."""
    home = cv.profile.basics.location.country_code or None
    return tuple(
        replace(said, country=said.country or home, span=line_around(cv.text, said.span))
        for passage in cv.passages
        if passage.kind not in _FOR_OTHERS
        for said in permits_held(cv.text, passage.span.start, passage.span.end)
    )
