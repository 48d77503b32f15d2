"""Postings from addresses of the web, without lending anybody the network Jobr runs in."""

import asyncio
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from http import HTTPStatus
from importlib.metadata import version
from tempfile import TemporaryFile
from typing import BinaryIO, Final

import httpx2

from jobr_adapters.fetching.addresses import AllowedHosts, Destination
from jobr_adapters.fetching.asking import Asking, Question
from jobr_adapters.fetching.bodies import keep_body
from jobr_adapters.fetching.limits import Limits
from jobr_adapters.fetching.pinned import OpenTransport, open_transport
from jobr_adapters.fetching.resolving import Resolve, Resolver, system_addresses
from jobr_adapters.fetching.statuses import moved_to, raise_refusal
from jobr_core.jobs.errors import SourceFailed
from jobr_core.jobs.ports import Fetched, Fetcher, NotModified

_MOST_HOPS: Final = 5
_HEADERS: Final = {
    "User-Agent": f"Jobr/{version('jobr')} (imports job postings)",
    "Accept": "application/json, application/ld+json, text/csv, text/html;q=0.9, */*;q=0.5",
    "Accept-Encoding": "gzip",
}
_VALIDATOR: Final = re.compile(r"[!-~](?:[ -~]{0,254}[!-~])?")
"""An ETag or a date that can be sent back: it is another's word."""


class HttpFetcher(Fetcher):
    """Each hop is checked, and asked at an IP address that was checked."""

    def __init__(
        self,
        allowed: AllowedHosts,
        limits: Limits,
        *,
        resolve: Resolve = system_addresses,
        transport: OpenTransport = open_transport,
    ) -> None:
        self._allowed = allowed
        self._limits = limits
        self._addresses = Resolver(resolve, limits.resolving)
        self._ask = Asking(limits, transport)

    @asynccontextmanager
    async def __call__(
        self, url: str, *, etag: str | None = None, last_modified: str | None = None
    ) -> AsyncIterator[Fetched | NotModified]:
        destination = self._allowed.destination(url)
        known = {"If-None-Match": _validator(etag), "If-Modified-Since": _validator(last_modified)}
        conditions = {name: value for name, value in known.items() if value}
        with TemporaryFile() as file:
            yield await self._in_time(destination, conditions, file)

    async def _in_time(
        self, destination: Destination, conditions: Mapping[str, str], file: BinaryIO
    ) -> Fetched | NotModified:
        try:
            async with asyncio.timeout(self._limits.total):
                return await self._followed(destination, conditions, file)
        except TimeoutError as error:
            raise SourceFailed(
                f"{destination.name} did not send everything within {self._limits.total:g} "
                "seconds, which is what IMPORT_TIME_LIMIT allows."
            ) from error

    async def _followed(
        self, destination: Destination, conditions: Mapping[str, str], file: BinaryIO
    ) -> Fetched | NotModified:
        here = destination
        for _ in range(_MOST_HOPS + 1):
            question = Question(here, await self._addresses(here), {**_HEADERS, **conditions})
            async with self._ask(question) as response:
                location = moved_to(response)
                if location is None:
                    return await self._kept(here, response, file, known=bool(conditions))
            here = self._allowed.redirected(here, location)
        raise SourceFailed(f"{destination.name} redirects more than {_MOST_HOPS} times.")

    async def _kept(
        self, destination: Destination, response: httpx2.Response, file: BinaryIO, *, known: bool
    ) -> Fetched | NotModified:
        if known and response.status_code == HTTPStatus.NOT_MODIFIED:
            return NotModified()
        name, limits = destination.name, self._limits
        raise_refusal(name, response)
        await keep_body(name, response, file, limit=limits.size, stall=limits.stall)
        file.seek(0)
        return _fetched(str(destination.url), response.headers, file)


def _fetched(url: str, headers: httpx2.Headers, file: BinaryIO) -> Fetched:
    return Fetched(
        url=url,
        content=file,
        media_type=headers.get("content-type", "").partition(";")[0].strip().lower(),
        etag=_validator(headers.get("etag")),
        last_modified=_validator(headers.get("last-modified")),
    )


def _validator(text: str | None) -> str | None:
    return text if text and _VALIDATOR.fullmatch(text) else None
