"""What handlers take in."""

from contextlib import suppress
from datetime import UTC, datetime
from typing import Annotated, Any

from litestar import Request
from pydantic import AfterValidator, BeforeValidator, StringConstraints

from jobr_core.accounts.model import Client, Principal
from jobr_core.shared.errors import Malformed
from jobr_http.bodies import is_storable

AnyRequest = Request[Any, Any, Any]
SignedRequest = Request[Principal, Any, Any]
"""A request of somebody signed in: `request.user` is the principal."""


def storable(text: str) -> str:
    """PostgreSQL stores neither NUL nor lone surrogates."""
    if not is_storable(text):
        raise ValueError("must not contain NUL or unpaired surrogates")
    return text


Text = Annotated[str, StringConstraints(max_length=1_000), AfterValidator(storable)]
"""Text a client may send in a field."""


def client_of(request: AnyRequest) -> Client:
    """What asks, as far as it can be shown. Behind a proxy its address is that of TRUSTED_PROXIES'
    `X-Forwarded-For`, or else the proxy's own."""
    said = request.headers.get("user-agent", "")
    agent = "".join(character for character in said if character.isprintable())[:200]
    return Client(address=request.client.host if request.client else "", agent=agent)


def told_as_bool(value: object) -> object:
    """JSON has booleans; a number is none."""
    if value is not None and not isinstance(value, bool):
        raise ValueError("must be true or false")
    return value


Flag = Annotated[bool, BeforeValidator(told_as_bool)]
"""Where pydantic's strict bool would be, which Litestar makes lax."""


def told_as_text(value: object) -> object:
    """JSON has times as text; a number is none."""
    if isinstance(value, int | float):
        raise ValueError("must be a text in ISO 8601")  # noqa: TRY004 - pydantic's
    return value


def moment_in(text: str | None, name: str) -> datetime | None:
    """A date or a time (ISO 8601) in a query; a `+` that came as a blank is understood. Raises
    Malformed."""
    if not text:
        return None
    with suppress(ValueError):
        return in_utc(datetime.fromisoformat(text))
    try:
        return in_utc(datetime.fromisoformat("+".join(text.rsplit(" ", 1))))
    except ValueError:
        raise Malformed(f"`{name}` is “{text}”, not a date or time (ISO 8601).") from None


def in_utc(moment: datetime | None) -> datetime | None:
    """A moment a client gave; without an offset it is UTC."""
    if moment is None or moment.tzinfo is not None:
        return moment
    return moment.replace(tzinfo=UTC)
