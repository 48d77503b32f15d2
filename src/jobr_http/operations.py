"""What operators and load balancers ask."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from litestar import Response, Router, get

from jobr_http.security import PUBLIC


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """`ok`, or `unavailable` with status 503 while the database does not answer."""

    status: str
    version: str


def operation_routes(is_answering: Callable[[], Awaitable[bool]], version: str) -> Router:
    """Health."""

    @get("/health", **PUBLIC)
    async def show_health() -> Response[Health]:
        """Whether this server can serve."""
        healthy = await is_answering()
        health = Health(status="ok" if healthy else "unavailable", version=version)
        return Response(health, status_code=200 if healthy else 503)

    return Router("/", route_handlers=[show_health], tags=["operations"])
