"""Errors → problem details (RFC 9457)."""

from typing import Any, Final

import structlog
from litestar import Response
from litestar.exceptions import HTTPException, ValidationException

from jobr_core.idempotency.errors import RequestInFlight
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
from jobr_http.problems import PROBLEM_JSON, problem
from jobr_http.requests import AnyRequest

STATUS: Final[dict[type[JobrError], int]] = {
    Malformed: 400,
    Unauthenticated: 401,
    LimitedByPlan: 402,
    Forbidden: 403,
    NotFound: 404,
    Conflict: 409,
    TooLarge: 413,
    Unsupported: 415,
    Refused: 422,
    Locked: 423,
    TooMany: 429,
    Unavailable: 503,
}
_CODES: Final = {
    400: "malformed",
    401: "unauthenticated",
    404: "not_found",
    405: "method_not_allowed",
    408: "too_slow",
    413: "too_large",
    414: "address_too_long",
    415: "unsupported",
}
_MOST_FIELDS: Final = 100
_LONGEST: Final = 500
"""Of what a client said, no more is said back."""
_log = structlog.get_logger("jobr.http")

Problem = Response[dict[str, Any]]


def status_of(error: JobrError) -> int:
    """The status of the error's category."""
    return next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)


def jobr_problem(request: AnyRequest, error: JobrError) -> Problem:
    status = status_of(error)
    headers = {}
    if isinstance(error, Locked | TooMany | Unavailable | RequestInFlight):
        headers["Retry-After"] = str(error.retry_after)
    if isinstance(error, Unauthenticated):
        headers["WWW-Authenticate"] = "Bearer"
    return _problem(request, status, error.code, str(error), headers=headers, **error.facts)


def http_problem(request: AnyRequest, error: HTTPException) -> Problem:
    """What Litestar itself refuses: unknown routes, wrong methods, unreadable bodies."""
    if isinstance(error, ValidationException) and (fields := _fields(error)):
        status = 422 if any(field["place"] == "body" for field in fields) else 400
        return _problem(
            request, status, "invalid", "Some values are not as expected.", errors=fields
        )
    code = _CODES.get(error.status_code, "refused" if error.status_code < 500 else "internal")
    return _problem(request, error.status_code, code, str(error.detail), headers=error.headers)


def unexpected_problem(request: AnyRequest, error: Exception) -> Problem:
    """A defect of ours: logged in full, told in one sentence."""
    _log.error("unexpected error", exc_info=error, path=request.url.path)
    message = "Something went wrong on our side; it has been recorded under this trace_id."
    return _problem(request, 500, "internal", message)


def _fields(error: ValidationException) -> list[dict[str, Any]]:
    entries = error.extra[:_MOST_FIELDS] if isinstance(error.extra, list) else []
    return [
        {
            "field": str(entry.get("key", ""))[:_LONGEST],
            "place": str(getattr(source := entry.get("source", "body"), "value", source)),
            "message": str(entry.get("message", ""))[:_LONGEST],
        }
        for entry in entries
        if isinstance(entry, dict)
    ]


def _problem(
    request: AnyRequest, status: int, code: str, detail: str,
    headers: dict[str, str] | None = None, **more: Any,
) -> Problem:  # fmt: skip
    trace_id = request.scope.get("state", {}).get("trace_id", "")
    body = problem(status, code, detail, trace_id=trace_id, **more)
    return Response(body, status_code=status, media_type=PROBLEM_JSON, headers=headers)
