"""What parent and child say to each other, and the limits. Imports nothing heavy: it is the
child's start that a short CV waits for."""

from enum import StrEnum
from typing import Final

MOST_PAGES: Final = 50
MOST_CHARACTERS: Final = 200_000


class Kind(StrEnum):
    """Documents Jobr reads, by media type."""

    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    TEXT = "text/plain"


class Verdict(StrEnum):
    """Why a document could not be read."""

    ENCRYPTED = "encrypted"
    CORRUPT = "corrupt"
    TOO_COMPLEX = "too_complex"


class Unreadable(Exception):
    """Raised inside the child only; the parent turns the verdict into an error of the core."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(verdict)
        self.verdict = verdict
