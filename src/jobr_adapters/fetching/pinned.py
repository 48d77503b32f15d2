"""A request to an IP address that was checked, under the name it was checked for.

Nothing resolves the name again, so that it cannot have moved in the meantime (DNS rebinding); the
certificate and the Host header keep the name.
"""

import ssl
from collections.abc import Callable, Mapping

import httpx2

from jobr_adapters.fetching.addresses import Destination
from jobr_adapters.fetching.networks import IpAddress
from jobr_adapters.https.certificates import certificates

OpenTransport = Callable[[], httpx2.AsyncBaseTransport]


def open_transport() -> httpx2.AsyncBaseTransport:
    """One for each request: a connection kept open to an IP address could serve another name
    later. A transport by itself knows no proxies, cookies, passwords and redirects."""
    once = httpx2.Limits(max_connections=1, max_keepalive_connections=0)
    return httpx2.AsyncHTTPTransport(verify=certificates(), limits=once)


def pinned(
    destination: Destination, address: IpAddress, headers: Mapping[str, str], seconds: float
) -> httpx2.Request:
    """A GET; `seconds` is for connecting."""
    return httpx2.Request(
        "GET",
        destination.url.copy_with(host=str(address)),
        headers={"Host": destination.url.netloc.decode("ascii"), **headers},
        extensions={
            "sni_hostname": destination.host,
            "timeout": {"connect": seconds, "read": None, "write": seconds, "pool": None},
        },
    )


def tls_error(error: BaseException | None) -> ssl.SSLError | None:
    """The reason, if there is one."""
    while error is not None and not isinstance(error, ssl.SSLError):
        error = error.__cause__ or error.__context__
    return error
