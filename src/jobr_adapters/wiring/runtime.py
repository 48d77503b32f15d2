"""Starting and stopping what the container describes."""

import ctypes
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager, suppress
from typing import Final

from jobr_adapters.embedded.server import embedded_postgres
from jobr_adapters.postgres import schema
from jobr_adapters.taxonomies.installed import use_kept
from jobr_adapters.wiring.container import Container, postgres_container
from jobr_adapters.wiring.home import usable_home
from jobr_adapters.wiring.settings import Settings
from jobr_core.shared.errors import Refused


class SchemaBehind(Refused):
    """The database's tables are not those of this version of Jobr; run `jobr db upgrade`."""


_M_MMAP_THRESHOLD: Final = -3
_M_ARENA_MAX: Final = -8


def give_memory_back() -> None:
    """Files of some megabytes come and go in a server; glibc would keep what they took, once for
    each thread (mallopt(3)). Elsewhere nothing happens."""
    with suppress(OSError, AttributeError):
        glibc = ctypes.CDLL("libc.so.6")
        glibc.mallopt(_M_ARENA_MAX, 2)
        glibc.mallopt(_M_MMAP_THRESHOLD, 256 * 1024)


@contextmanager
def database(settings: Settings) -> Iterator[str]:
    """The URL of the database in use, the embedded one running for as long as it is entered."""
    if settings.database_url is not None:
        yield settings.database_url.get_secret_value()
    else:
        with usable_home(settings.jobr_home):
            (settings.jobr_home / "users.lock").touch()  # an unusable folder shows here
        with embedded_postgres(settings.jobr_home) as url:
            yield url


@contextmanager
def current_database(settings: Settings) -> Iterator[str]:
    """The same, its schema current: the embedded one is migrated, another one must be already.

    Raises SchemaBehind, DatabaseUnavailable, EmbeddedMissing.
    """
    with database(settings) as url:
        state = schema.schema_state(url)
        if not state.is_current and settings.database_url is not None:
            raise SchemaBehind(f"The database is not ready: {state}, then start again.")
        if not state.is_current:
            from jobr_adapters.postgres import migrating

            migrating.upgrade(url)
        yield url


@asynccontextmanager
async def started(container: Container) -> AsyncIterator[Container]:
    """Opens what has to be opened, and closes everything again."""
    async with AsyncExitStack() as held:
        held.callback(container.outside.hasher().close)
        held.callback(container.outside.documents().close)
        held.callback(container.outside.feature_workers().close)
        use_kept(container.settings().jobr_home)
        pool = container.storage.pool()
        held.push_async_callback(pool.close)
        await pool.open()
        await container.signing.keys().current()
        await container.events.subscribe()()
        if (redis := container.outside.redis_limiter()) is not None:
            held.push_async_callback(redis.close)
        yield container


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[Container]:
    """A whole running Jobr for a command."""
    with current_database(settings) as url:
        async with started(postgres_container(settings, url)) as container:
            yield container
