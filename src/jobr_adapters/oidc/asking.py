"""One question to a service: JSON, within bounds, nowhere else."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import httpx2

from jobr_adapters.https.certificates import certificates
from jobr_adapters.oidc.errors import Away

_LARGEST: Final = 1024 * 1024
_CONNECT_SECONDS: Final = 5.0
_HEADERS: Final = {"Accept": "application/json", "Accept-Encoding": "identity"}


@dataclass(frozen=True, slots=True)
class Answer:
    """`max_age` is what its Cache-Control says, in seconds."""

    status: int
    document: Mapping[str, Any] = field(repr=False)
    max_age: float | None


class Asking:
    """Redirects are not followed: where a service is, its own document says."""

    def __init__(self, *, seconds: float = 10.0) -> None:
        """`seconds` are those of the whole exchange."""
        self._seconds = seconds

    async def get(self, url: str) -> Answer:
        """Raises Away, also for anything but 200."""
        answer = await self._asked("GET", url)
        if answer.status != 200:
            raise Away(f"status {answer.status}")
        return answer

    async def post(self, url: str, form: Mapping[str, str], headers: Mapping[str, str]) -> Answer:
        """Raises Away, but not for a status of 4xx."""
        return await self._asked("POST", url, data=dict(form), headers={**_HEADERS, **headers})

    async def _asked(self, method: str, url: str, **what: Any) -> Answer:
        timeout = httpx2.Timeout(self._seconds, connect=_CONNECT_SECONDS)
        try:
            async with (
                asyncio.timeout(self._seconds),
                httpx2.AsyncClient(
                    verify=certificates(), timeout=timeout, headers=_HEADERS
                ) as client,
                client.stream(method, url, **what) as response,
            ):
                return await _read(response)
        except (httpx2.HTTPError, httpx2.InvalidURL, TimeoutError) as error:
            raise Away(type(error).__name__) from error


async def _read(response: httpx2.Response) -> Answer:
    if response.status_code != 200 and not 400 <= response.status_code < 500:
        raise Away(f"status {response.status_code}")
    if response.headers.get("content-encoding", "identity") != "identity":
        raise Away("an encoding nobody asked for")
    body = bytearray()
    async for part in response.aiter_raw():
        body += part
        if len(body) > _LARGEST:
            raise Away("an answer too large")
    try:
        document = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Away(f"status {response.status_code}, no JSON") from error
    if not isinstance(document, dict):
        raise Away("no JSON object")
    return Answer(response.status_code, document, _max_age(response))


def _max_age(response: httpx2.Response) -> float | None:
    directives = response.headers.get("cache-control", "").lower().split(",")
    for name, _, value in (directive.strip().partition("=") for directive in directives):
        if name in ("no-store", "no-cache"):
            return 0.0
        if name == "max-age" and value.isascii() and value.isdecimal():
            return float(value[:9])
    return None
