"""Servers that answer in wire bytes, and a way to them from public addresses."""

import asyncio
import ssl
from asyncio import StreamReader, StreamWriter
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from time import monotonic
from typing import Any, Final

import httpx2

from jobr_adapters.fetching.addresses import AllowedHosts
from jobr_adapters.fetching.fetcher import HttpFetcher
from jobr_adapters.fetching.limits import Limits
from jobr_adapters.fetching.pinned import open_transport
from jobr_core.jobs.ports import Fetched

PUBLIC: Final = "93.184.216.34"
OTHER_PUBLIC: Final = "151.101.1.69"
PUBLIC_V6: Final = "2606:2800:220:1:248:1893:25c8:1946"

Act = Callable[[StreamReader, StreamWriter], Awaitable[None]]
Answer = bytes | Act


def answer(
    body: bytes = b"", *headers: str, status: str = "200 OK", length: int | None = None
) -> bytes:
    lines = [f"HTTP/1.1 {status}", *headers]
    lines.append(f"Content-Length: {len(body) if length is None else length}")
    return "\r\n".join((*lines, "", "")).encode("latin-1") + body


def redirect(location: str, status: str = "302 Found") -> bytes:
    return answer(b"", f"Location: {location}", status=status)


def in_chunks(*chunks: bytes, headers: Sequence[str] = (), whole: bool = True) -> bytes:
    head = "\r\n".join(("HTTP/1.1 200 OK", "Transfer-Encoding: chunked", *headers, "", ""))
    body = b"".join(b"%x\r\n%s\r\n" % (len(chunk), chunk) for chunk in chunks)
    return head.encode() + body + (b"0\r\n\r\n" if whole else b"")


def dripping(*parts: bytes, pause: float) -> Act:
    async def act(_: StreamReader, writer: StreamWriter) -> None:
        for part in parts:
            writer.write(part)
            await writer.drain()
            await asyncio.sleep(pause)

    return act


def and_stays(said: bytes) -> Act:
    async def act(reader: StreamReader, writer: StreamWriter) -> None:
        writer.write(said)
        await reader.read()

    return act


class Site:
    """Gives one answer to each connection; the last one again and again."""

    def __init__(self, *answers: Answer) -> None:
        self.port = 0
        self.requests: list[str] = []
        self.at: list[float] = []
        self.connections = 0
        self.asked = asyncio.Event()
        self.left = asyncio.Event()
        self._answers = list(answers)

    def url(self, path: str = "/jobs.json") -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    @property
    def asked_for(self) -> list[str]:
        return [request.split(" ")[1] for request in self.requests]

    @property
    def headers(self) -> dict[str, str]:
        """Of the last request."""
        lines = self.requests[-1].split("\r\n")[1:]
        return {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}

    async def serve(self, reader: StreamReader, writer: StreamWriter) -> None:
        self.connections += 1
        try:
            request = await reader.readuntil(b"\r\n\r\n")
            self.at.append(monotonic())
            self.requests.append(request.decode("latin-1").removesuffix("\r\n\r\n"))
            self.asked.set()
            await self._act(reader, writer)
            await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()
            self.left.set()

    async def _act(self, reader: StreamReader, writer: StreamWriter) -> None:
        act = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
        if isinstance(act, bytes):
            writer.write(act)
        else:
            await act(reader, writer)


@asynccontextmanager
async def serving(*answers: Answer, tls: ssl.SSLContext | None = None) -> AsyncIterator[Site]:
    site = Site(*answers)
    server = await asyncio.start_server(site.serve, "127.0.0.1", 0, ssl=tls)
    async with server:
        site.port = server.sockets[0].getsockname()[1]
        yield site


class Route(httpx2.AsyncBaseTransport):
    """Leads public IP addresses to servers of this machine, as if they were there."""

    def __init__(self, to: Mapping[str, Site], through: httpx2.AsyncBaseTransport) -> None:
        self._to = to
        self._through = through

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        site = self._to.get(request.url.host)
        if site is None:
            raise httpx2.ConnectError(f"no route to {request.url.host}")
        request.url = request.url.copy_with(host="127.0.0.1", port=site.port)
        return await self._through.handle_async_request(request)

    async def aclose(self) -> None:
        await self._through.aclose()


def quick(**limits: Any) -> Limits:
    return Limits(**{"between": 0.0, "before_retry": 0.01, **limits})


def fetcher_of(*sites: Site, **limits: Any) -> HttpFetcher:
    """Its sites are trusted."""
    internal = tuple(f"127.0.0.1:{site.port}" for site in sites)
    return HttpFetcher(AllowedHosts(internal=internal), quick(**limits))


def public_fetcher(
    names: Mapping[str, Sequence[str]],
    to: Mapping[str, Site],
    *,
    allowed: AllowedHosts | None = None,
    through: Callable[[], httpx2.AsyncBaseTransport] = open_transport,
    **limits: Any,
) -> HttpFetcher:
    """`names` is its name server."""

    def resolve(host: str, _: int) -> Sequence[str]:
        if host not in names:
            raise OSError("no such name")
        return names[host]

    return HttpFetcher(
        allowed or AllowedHosts(),
        quick(**limits),
        resolve=resolve,
        transport=lambda: Route(to, through()),
    )


async def body_of(fetch: HttpFetcher, url: str) -> bytes:
    async with fetch(url) as fetched:
        assert isinstance(fetched, Fetched)
        return fetched.content.read()
