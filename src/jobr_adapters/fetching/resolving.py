"""The IP addresses of a host, asked for once and all of them checked."""

import asyncio
import socket
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from jobr_adapters.fetching.addresses import Destination, not_public
from jobr_adapters.fetching.networks import IpAddress, is_internal, is_public, read_address
from jobr_core.jobs.errors import SourceFailed

Resolve = Callable[[str, int], Sequence[str]]
"""The addresses of a host, the best one first; may take its time. Raises OSError."""


def system_addresses(host: str, port: int) -> Sequence[str]:
    """As this machine resolves names."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    return tuple(dict.fromkeys(str(address[0]) for *_, address in found))


class Resolver:
    """Threads of its own, made when they are needed: a name server that does not answer holds up
    other fetches at most."""

    def __init__(self, resolve: Resolve, seconds: float) -> None:
        self._resolve = resolve
        self._seconds = seconds
        self._threads = ThreadPoolExecutor(max_workers=16, thread_name_prefix="jobr-names")

    async def __call__(self, destination: Destination) -> tuple[IpAddress, ...]:
        """At least one. A single one that will not do spoils all the others: whoever answers so
        wants us elsewhere. Raises AddressRefused, SourceFailed."""
        acceptable = is_internal if destination.internal else is_public
        addresses = await self._addresses(destination)
        if not all(address is not None and acceptable(address) for address in addresses):
            raise not_public(destination)
        return tuple(address for address in addresses if address is not None)

    async def _addresses(self, destination: Destination) -> tuple[IpAddress | None, ...]:
        literal = read_address(destination.host)
        if literal is not None:
            return (literal,)
        found = await self._resolved(destination)
        if not found:
            raise _no_host(destination.name)
        return tuple(map(read_address, found))

    async def _resolved(self, destination: Destination) -> Sequence[str]:
        loop, name = asyncio.get_running_loop(), destination.name
        try:
            async with asyncio.timeout(self._seconds):
                return await loop.run_in_executor(
                    self._threads, self._resolve, destination.host, destination.port
                )
        except TimeoutError as error:
            raise SourceFailed(
                f"The name {name} was not resolved within {self._seconds:g} seconds; check the "
                "name servers of this machine."
            ) from error
        except (OSError, UnicodeError) as error:  # UnicodeError: what IDNA cannot encode
            raise _no_host(name) from error


def _no_host(name: str) -> SourceFailed:
    return SourceFailed(f"There is no host {name}, or its name servers do not answer; check it.")
