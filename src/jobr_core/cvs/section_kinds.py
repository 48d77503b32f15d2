"""What a section is by what stands in it, where its heading does not tell."""

from collections.abc import Iterator, Sequence
from typing import Final

from jobr_core.cvs.education import names_degree
from jobr_core.cvs.headings import Section
from jobr_core.cvs.passages import PassageKind
from jobr_core.cvs.rows import Row, rows_of
from jobr_core.vocabulary.organisations import names_school
from jobr_core.vocabulary.roles import role_strength

_UNTOLD: Final = frozenset((PassageKind.OTHER, PassageKind.SUMMARY))


def by_content(text: str, sections: Sequence[Section]) -> Iterator[Section]:
    """Sections with a heading Jobr does not know, or one that may mean anything (“Career
    Snapshot”), are work or education if dates stand beside jobs or degrees in them."""
    for section in sections:
        kind = _kind(text, section) if section.kind in _UNTOLD else section.kind
        yield Section(kind, section.span)


def _kind(text: str, section: Section) -> PassageKind:
    rows = rows_of(text, section.span)
    dated = sum(row.dates is not None and len(row.text) <= 110 for row in rows)
    degrees = sum(_names_degree(row) for row in rows)
    jobs = sum(any(role_strength(part) >= 1.0 for part in row.parts[:3]) for row in rows)
    if degrees and any(names_school(row.text) for row in rows) and degrees >= min(jobs, 2):
        return PassageKind.EDUCATION
    return PassageKind.WORK if dated and jobs else section.kind


def _names_degree(row: Row) -> bool:
    return len(row.text) <= 110 and any(map(names_degree, row.parts))
