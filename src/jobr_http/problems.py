"""The form of a refusal: problem details (RFC 9457)."""

from dataclasses import dataclass
from typing import Final

PROBLEM_JSON: Final = "application/problem+json"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldProblem:
    """What is wrong with one value of a request."""

    field: str
    place: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemView:
    """A refusal: `code` is stable, `detail` is for a person, `errors` come with code `invalid`."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    trace_id: str
    errors: tuple[FieldProblem, ...] | None = None
