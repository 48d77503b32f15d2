"""The form of a refusal: problem details (RFC 9457)."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final

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


def problem(status: int, code: str, detail: str, *, trace_id: str, **more: Any) -> dict[str, Any]:
    """What a refusal says, in the order of `ProblemView`; `more` are the facts of its code."""
    return {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "code": code,
        "detail": detail,
        "trace_id": trace_id,
        **more,
    }
