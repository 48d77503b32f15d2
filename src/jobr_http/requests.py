"""What handlers take in."""

from datetime import UTC, datetime
from typing import Annotated, Any

from litestar import Request
from pydantic import AfterValidator, StringConstraints

from jobr_core.accounts.model import Principal

SignedRequest = Request[Principal, Any, Any]
"""A request of somebody signed in: `request.user` is the principal."""


def _storable(text: str) -> str:
    """PostgreSQL stores neither NUL nor lone surrogates."""
    if "\x00" in text or any("\ud800" <= character <= "\udfff" for character in text):
        raise ValueError("must not contain NUL or unpaired surrogates")
    return text


Text = Annotated[str, StringConstraints(max_length=1_000), AfterValidator(_storable)]
"""Text a client may send in a field."""


def in_utc(moment: datetime | None) -> datetime | None:
    """A moment a client gave; without an offset it is UTC."""
    if moment is None or moment.tzinfo is not None:
        return moment
    return moment.replace(tzinfo=UTC)
