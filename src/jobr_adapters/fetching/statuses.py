"""What an answer means by its status (RFC 9110 §15)."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from math import ceil
from typing import Final

import httpx2

from jobr_core.jobs.errors import SourceFailed, SourceMissing

_MOVED: Final = frozenset({301, 302, 303, 307, 308})
_GONE: Final = frozenset({404, 410})
_PASSING: Final = frozenset({408, 425, 429})
"""The client errors that are none of the client's."""
_WORTH_ANOTHER_TRY: Final = frozenset({502, 503, 504})
_KNOWN: Final = frozenset(HTTPStatus)
_DEFAULT_WAIT: Final = 60
_LONGEST_WAIT: Final = 3_600


def moved_to(response: httpx2.Response) -> str | None:
    """Where a redirect leads."""
    return response.headers.get("location") if response.status_code in _MOVED else None


def is_hiccup(response: httpx2.Response) -> bool:
    """Another try may do, unless the other side says when it wants it."""
    return response.status_code in _WORTH_ANOTHER_TRY and "retry-after" not in response.headers


def raise_refusal(name: str, response: httpx2.Response) -> None:
    """Raises SourceMissing, SourceFailed unless the answer is what was asked for."""
    status = response.status_code
    said = f"{name} answers {_in_words(status)}"
    if status == HTTPStatus.OK:
        return
    if status in _GONE:
        raise SourceMissing(f"{said}; check the address and the name of the board in it.")
    if status in _PASSING or status >= 500:
        raise SourceFailed(f"{said}; try again later.", retry_after=_wait(response))
    if status >= 400:
        raise SourceMissing(f"{said}: there is nothing at this address that anybody may read.")
    raise SourceFailed(f"{said}, which is no answer to what was asked; check the address.")


def _in_words(status: int) -> str:
    return f"{status} {HTTPStatus(status).phrase}" if status in _KNOWN else str(status)


def _wait(response: httpx2.Response) -> int:
    """Retry-After in seconds, within reason (RFC 9110 §10.2.3)."""
    said = response.headers.get("retry-after", "").strip()
    seconds = int(said[:9]) if said.isascii() and said.isdecimal() else _until(said)
    return _DEFAULT_WAIT if seconds is None else min(max(seconds, 1), _LONGEST_WAIT)


def _until(date: str) -> int | None:
    try:
        then = parsedate_to_datetime(date)
    except (ValueError, OverflowError):
        return None
    then = then if then.tzinfo else then.replace(tzinfo=UTC)
    return ceil((then - datetime.now(UTC)).total_seconds())
