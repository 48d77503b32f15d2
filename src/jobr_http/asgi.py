"""What a server process imports: `uvicorn --factory jobr_http.asgi:create`."""

from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager

from litestar import Litestar
from litestar.types import ASGIApp

from jobr_adapters.telemetry.logs import configure_logs
from jobr_adapters.wiring.container import postgres_container
from jobr_adapters.wiring.runtime import current_database, started
from jobr_adapters.wiring.settings import read_settings
from jobr_http.app import create_app


def create() -> ASGIApp:
    """The application on the configured database; its pool opens and closes with the server."""
    settings = read_settings()
    configure_logs(settings.log_level)
    held = ExitStack()
    container = postgres_container(settings, held.enter_context(current_database(settings)))

    @asynccontextmanager
    async def lifespan(_: Litestar) -> AsyncIterator[None]:
        with held:
            async with started(container):
                yield

    return create_app(container, lifespan)
