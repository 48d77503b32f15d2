"""One hop: a question to a host whose IP addresses were checked, and the head of its answer."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from typing import Final

import httpx2

from jobr_adapters.fetching.addresses import Destination
from jobr_adapters.fetching.limits import Limits
from jobr_adapters.fetching.networks import IpAddress
from jobr_adapters.fetching.pinned import OpenTransport, pinned, tls_error
from jobr_adapters.fetching.statuses import is_hiccup
from jobr_adapters.fetching.turns import Turns
from jobr_core.jobs.errors import SourceFailed

_MOST_ADDRESSES: Final = 4
"""How many of a host are tried."""
_NO_CONNECTION: Final = (httpx2.ConnectError, httpx2.ConnectTimeout)


@dataclass(frozen=True, slots=True)
class Question:
    destination: Destination
    addresses: tuple[IpAddress, ...]
    headers: Mapping[str, str]


class Asking:
    """Politely, and once more where the other side hiccups."""

    def __init__(self, limits: Limits, transport: OpenTransport) -> None:
        self._limits = limits
        self._transport = transport
        self._turns = Turns(limits.between, longest=limits.total)

    @asynccontextmanager
    async def __call__(self, question: Question) -> AsyncIterator[httpx2.Response]:
        """The connection is closed when the context is left. Raises SourceFailed, also for what
        goes wrong while the body is read."""
        with _own_errors(question.destination.name):
            async with AsyncExitStack() as stack:
                yield await self._twice(stack, question)

    async def _twice(self, stack: AsyncExitStack, question: Question) -> httpx2.Response:
        try:
            response = await self._once(stack, question)
        except (httpx2.NetworkError, httpx2.RemoteProtocolError) as error:
            if tls_error(error) is not None:
                raise
        else:
            if not is_hiccup(response):
                return response
        await stack.aclose()
        await asyncio.sleep(self._limits.before_retry)
        return await self._once(stack, question)

    async def _once(self, stack: AsyncExitStack, question: Question) -> httpx2.Response:
        destination, seconds = question.destination, self._limits.first_byte
        await self._turns.wait(destination)
        try:
            async with asyncio.timeout(seconds):
                return await self._anywhere(stack, question)
        except TimeoutError as error:
            raise SourceFailed(
                f"{destination.name} has not answered within {seconds:g} seconds."
            ) from error

    async def _anywhere(self, stack: AsyncExitStack, question: Question) -> httpx2.Response:
        *others, last = question.addresses[:_MOST_ADDRESSES]
        for address in others:
            with suppress(*_NO_CONNECTION):
                return await self._at(address, stack, question)
        return await self._at(last, stack, question)

    async def _at(
        self, address: IpAddress, stack: AsyncExitStack, question: Question
    ) -> httpx2.Response:
        request = pinned(question.destination, address, question.headers, self._limits.connecting)
        transport = await stack.enter_async_context(self._transport())
        response = await transport.handle_async_request(request)
        stack.push_async_callback(response.aclose)
        return response


@contextmanager
def _own_errors(name: str) -> Iterator[None]:
    """None of them is repeated: they name IP addresses nobody typed."""
    try:
        yield
    except httpx2.TimeoutException as error:
        raise SourceFailed(f"{name} cannot be reached: it does not react.") from error
    except httpx2.ProtocolError as error:
        raise SourceFailed(
            f"{name} hung up before the end, or answers something else than HTTP."
        ) from error
    except httpx2.TransportError as error:
        raise _unreachable(name, error) from error


def _unreachable(name: str, error: httpx2.TransportError) -> SourceFailed:
    reason = tls_error(error)
    if reason is None:
        return SourceFailed(f"{name} cannot be reached, or hung up.")
    if not isinstance(reason, ssl.SSLCertVerificationError):
        return SourceFailed(f"There is no secure connection to {name}: it speaks no proper TLS.")
    why, *_ = reason.verify_message.split(",")  # what follows repeats the host
    return SourceFailed(f"There is no secure connection to {name}, for its certificate: {why}.")
