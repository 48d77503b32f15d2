"""Where commands get Jobr from: beside `jobr db`, the only module that knows the adapters.

Everything heavy is imported on use; a command pays for what it does.
"""

import asyncio
import gc
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any, TypeVar

from jobr_core.cvs.model import Cv
from jobr_core.events.ports import NextBatch
from jobr_core.insight.diagnosis import Diagnosis
from jobr_core.jobs.ports import ReadPostings
from jobr_core.shared.origin import Origin, acting
from jobr_core.vocabulary.installed_titles import InstalledTitles

Answer = TypeVar("Answer")
Jobr = Any
"""The container; dependency-injector resolves its attributes dynamically."""


async def cv_in(content: bytes, file_name: str) -> Cv:
    """The CV in a file."""
    from jobr_adapters.wiring import offline

    return await offline.cv_in(content, file_name)


def read_postings(content: bytes, *, format: str) -> ReadPostings:  # noqa: A002
    """The postings in a file."""
    from jobr_adapters.wiring import offline

    return offline.read_postings(content, format=format)


def ask_jobr(
    question: Callable[[Jobr], Awaitable[Answer]], *, log_level: str | None = "warning"
) -> Answer:
    """The answer of Jobr on the configured database, its schema current.

    Only warnings are logged, or by LOG_LEVEL if `log_level` is None.
    """
    with _loading():
        from jobr_adapters.telemetry.logs import configure_logs
        from jobr_adapters.wiring.runtime import opened
        from jobr_adapters.wiring.settings import read_settings

    async def answer() -> Answer:
        async with opened(read_settings()) as jobr:
            gc.freeze()  # what is loaded by now stays: no need to look through it for garbage
            with acting(Origin(actor="operator")):
                return await question(jobr)

    configure_logs(log_level or read_settings().log_level)
    return asyncio.run(answer())


def working(jobr: Jobr) -> AbstractAsyncContextManager[None]:
    """Background work goes on meanwhile."""
    from jobr_adapters.wiring import background

    return background.working(jobr)


def indexing(jobr: Jobr) -> AbstractAsyncContextManager[None]:
    """This process's index of postings is kept true meanwhile."""
    from jobr_adapters.wiring import background

    return background.indexing(jobr)


def next_batch(jobr: Jobr, subscriber: str) -> NextBatch:
    """That of one subscriber."""
    from jobr_adapters.wiring.background import deliveries

    return deliveries(jobr)[subscriber]


@contextmanager
def database_url(*, current: bool) -> Iterator[str]:
    """The database in use; with `current` its schema is checked or, embedded, migrated."""
    with _loading():
        from jobr_adapters.telemetry.logs import configure_logs
        from jobr_adapters.wiring.runtime import current_database, database
        from jobr_adapters.wiring.settings import read_settings
        from jobr_adapters.wiring.signing import ensure_can_sign

    configure_logs("warning")
    settings = read_settings()
    if current:
        ensure_can_sign(settings)  # or the server could not start either
    with (current_database if current else database)(settings) as url:
        yield url


@contextmanager
def _loading() -> Iterator[None]:
    """What is imported stays: looking through it for garbage takes a tenth of a command's time."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


async def diagnoses() -> tuple[Diagnosis, ...]:
    """Of every setting and of all Jobr rests on. Raises SettingInvalid."""
    from jobr_adapters.telemetry.logs import configure_logs
    from jobr_adapters.wiring import doctor
    from jobr_adapters.wiring.settings import read_settings

    configure_logs("error")
    return await doctor.diagnoses(read_settings())


def connection_settings() -> tuple[str, float]:
    """TRUSTED_PROXIES, and REQUEST_TIME_LIMIT in seconds. Raises SettingInvalid."""
    from jobr_adapters.wiring.settings import read_settings

    settings = read_settings()
    return settings.trusted_proxies, settings.request_time_limit


def install_taxonomy(source: Path) -> InstalledTitles:
    """The release in a file or folder, installed in place of any other."""
    from jobr_adapters.taxonomies.installed import keep
    from jobr_adapters.taxonomies.releases import read_release
    from jobr_adapters.wiring.settings import read_settings

    installed = read_release(source)
    keep(installed, read_settings().jobr_home)
    return installed


def installed_taxonomy() -> InstalledTitles | None:
    """What is installed."""
    from jobr_adapters.taxonomies.installed import kept
    from jobr_adapters.wiring.settings import read_settings

    return kept(read_settings().jobr_home)


def remove_taxonomy() -> bool:
    """Whether anything was installed."""
    from jobr_adapters.taxonomies.installed import remove
    from jobr_adapters.wiring.settings import read_settings

    return remove(read_settings().jobr_home)


def openapi_document() -> dict[str, Any]:
    """The OpenAPI document; needs no database."""
    from jobr_adapters.wiring.container import memory_container
    from jobr_adapters.wiring.settings import read_settings
    from jobr_http.app import routed_app

    return routed_app(memory_container(read_settings())).openapi_schema.to_schema()


@asynccontextmanager
async def demo_server(port: int) -> AsyncIterator[tuple[Jobr, str, "asyncio.Task[None]"]]:
    """Jobr on a database of its own, served on 127.0.0.1: the container, the address, and the
    task that ends with the server."""
    import uvicorn

    from jobr_adapters.telemetry.logs import configure_logs
    from jobr_adapters.wiring.runtime import opened
    from jobr_adapters.wiring.settings import read_settings
    from jobr_http.app import create_app

    configure_logs("warning")
    settings = read_settings()
    settings = settings.model_copy(
        update={"jobr_home": settings.jobr_home / "demo", "database_url": None}
    )
    async with opened(settings) as jobr:
        config = uvicorn.Config(
            create_app(jobr), host="127.0.0.1", port=port, log_config=None, access_log=False,
            server_header=False, proxy_headers=False,
        )  # fmt: skip
        server = uvicorn.Server(config)
        serving = asyncio.create_task(server.serve())
        while not server.started and not serving.done():  # noqa: ASYNC110 - uvicorn has no event
            await asyncio.sleep(0.01)
        address = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
        try:
            yield jobr, address, serving
        finally:
            server.should_exit = True
            await serving
