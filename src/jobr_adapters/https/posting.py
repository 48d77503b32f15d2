"""Handing something over once to a service that has no idempotency key: what it may have taken is
in doubt, and not handed over again."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from typing import Final

import httpx2

from jobr_adapters.https.certificates import certificates

_CONNECT_SECONDS: Final = 10.0
_LONGEST_ANSWER: Final = 64 * 1024


class NotTaken(Exception):
    """The service has not got it; in words that go on after its name."""


class InDoubt(Exception):
    """The service may have taken it, and nobody can tell."""


def a_client(seconds: float, auth: httpx2.Auth | None = None) -> httpx2.AsyncClient:
    """For one exchange: a connection kept open could be closed while it is used again, and that is
    needless doubt."""
    timeout = httpx2.Timeout(seconds, connect=_CONNECT_SECONDS)
    return httpx2.AsyncClient(auth=auth, verify=certificates(), timeout=timeout)


@asynccontextmanager
async def posted(
    url: str,
    content: bytes,
    headers: Mapping[str, str],
    *,
    seconds: float,
    auth: httpx2.Auth | None = None,
) -> AsyncIterator[httpx2.Response]:
    """The head of the answer: its status tells what became of it, whatever follows. Raises
    NotTaken, InDoubt."""
    body = _Body(content)
    sized = {**headers, "Content-Length": str(len(content))}
    with _told_apart(body):
        async with (
            a_client(seconds, auth) as client,
            client.stream("POST", url, headers=sized, content=body) as response,
        ):
            body.is_answered = True
            yield response


async def read(response: httpx2.Response) -> bytes:
    """Nothing if it is too long, or breaks off."""
    said = b""
    try:
        async for part in response.aiter_bytes():
            said += part
            if len(said) > _LONGEST_ANSWER:
                return b""
    except httpx2.HTTPError:
        return b""
    return said


class _Body(httpx2.AsyncByteStream):
    """Knows how far the exchange has come."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._is_leaving = False
        self.is_answered = False

    async def __aiter__(self) -> AsyncIterator[bytes]:
        self._is_leaving = True
        yield self._content

    @property
    def may_be_taken(self) -> bool:
        return self._is_leaving and not self.is_answered


@contextmanager
def _told_apart(body: _Body) -> Iterator[None]:
    """Foreign errors hold the request, and so keys and codes; they are causes, never words."""
    try:
        yield
    except (httpx2.WriteError, httpx2.WriteTimeout) as error:  # it has not all of it
        raise NotTaken("hung up before it had the message") from error
    except (httpx2.TransportError, asyncio.CancelledError) as error:
        if body.may_be_taken:
            raise InDoubt from error
        if isinstance(error, asyncio.CancelledError):
            raise
        raise NotTaken("cannot be reached") from error
