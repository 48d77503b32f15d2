"""Which part of a CV a piece of its text belongs to."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from jobr_core.shared.text import Span


class PassageKind(StrEnum):
    """The parts a CV is made of. `identity` is who the person is: never a reason for a score."""

    IDENTITY = "identity"
    HEADLINE = "headline"
    SUMMARY = "summary"
    WORK = "work"
    VOLUNTEER = "volunteer"
    EDUCATION = "education"
    SKILLS = "skills"
    LANGUAGES = "languages"
    CERTIFICATES = "certificates"
    PROJECTS = "projects"
    AWARDS = "awards"
    PUBLICATIONS = "publications"
    INTERESTS = "interests"
    REFERENCES = "references"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the text; `entry` is the index in the profile's list of that kind."""

    kind: PassageKind
    span: Span
    entry: int | None = None


def passage_at(passages: Sequence[Passage], position: int) -> Passage | None:
    """The passage a position lies in. `passages` are in order and do not overlap."""
    index = bisect_right(passages, position, key=lambda passage: passage.span.start) - 1
    if index < 0 or position >= passages[index].span.end:
        return None
    return passages[index]
