"""Errors → exit codes."""

from typing import Final

from jobr_core.shared.errors import (
    Conflict,
    Forbidden,
    JobrError,
    LimitedByPlan,
    Locked,
    Malformed,
    NotFound,
    Refused,
    TooLarge,
    TooMany,
    Unauthenticated,
    Unavailable,
    Unsupported,
)

FAILED: Final = 1
"""Wrong usage exits with 2, which the command-line library sees to."""

EXIT_CODES: Final[dict[type[JobrError], int]] = {
    Malformed: FAILED,
    Unauthenticated: FAILED,
    LimitedByPlan: FAILED,
    Forbidden: FAILED,
    NotFound: FAILED,
    Conflict: FAILED,
    TooLarge: FAILED,
    Unsupported: FAILED,
    Refused: FAILED,
    Locked: FAILED,
    TooMany: FAILED,
    Unavailable: FAILED,
}


class FileUnreadable(NotFound):
    """The file cannot be read."""


def exit_code(error: JobrError) -> int:
    """The exit code of the error's category."""
    return next(EXIT_CODES[kind] for kind in type(error).__mro__ if kind in EXIT_CODES)
