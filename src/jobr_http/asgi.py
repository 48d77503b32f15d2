"""What a server process imports: `uvicorn --factory jobr_http.asgi:create`."""

import asyncio
import multiprocessing
import os
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, ExitStack, asynccontextmanager, nullcontext

from litestar import Litestar
from litestar.types import ASGIApp

from jobr_adapters.telemetry.logs import configure_logs
from jobr_adapters.wiring.background import indexing, working
from jobr_adapters.wiring.container import Container, postgres_container
from jobr_adapters.wiring.runtime import current_database, give_memory_back, started
from jobr_adapters.wiring.settings import read_settings
from jobr_http.app import create_app


def create() -> ASGIApp:
    """The application on the configured database; its pool opens and closes with the server, and
    so does its background work."""
    return _created(working)


def create_without_worker() -> ASGIApp:
    """The same without background work: `jobr worker` does it."""
    return _created(lambda _: nullcontext())


def _created(background: Callable[[Container], AbstractAsyncContextManager[None]]) -> ASGIApp:
    give_memory_back()
    settings = read_settings()
    configure_logs(settings.log_level)
    held = ExitStack()
    container = postgres_container(settings, held.enter_context(current_database(settings)))

    @asynccontextmanager
    async def lifespan(_: Litestar) -> AsyncIterator[None]:
        _end_with_parent()
        with held:
            async with started(container), background(container), indexing(container):
                await container.outside.documents().open()
                yield

    return create_app(container, lifespan)


def _end_with_parent() -> None:
    """One of several server processes ends when the one that started them is gone: killed for its
    memory it could not tell them, and they would keep the port from whoever starts again."""
    parent, loop = multiprocessing.parent_process(), asyncio.get_running_loop()
    if parent is None:
        return

    def end() -> None:
        loop.remove_reader(parent.sentinel)
        os.kill(os.getpid(), signal.SIGTERM)

    loop.add_reader(parent.sentinel, end)
