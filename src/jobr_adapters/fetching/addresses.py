"""Which addresses postings may be fetched from (OWASP ASVS V1.3.6, V13.2.4)."""

from dataclasses import dataclass, replace
from typing import Final

import httpx2

from jobr_adapters.fetching.spelling import at_port, canonical_host
from jobr_core.jobs.errors import AddressRefused

_PORTS: Final = frozenset({80, 443, 8080, 8443})
_DEFAULT_PORTS: Final = {"http": 80, "https": 443}
_REDIRECTED: Final = " (after a redirect)"
BOARD_HOSTS: Final = (
    "boards-api.greenhouse.io",
    "api.lever.co",
    "api.eu.lever.co",
    "api.ashbyhq.com",
)
_PRIVATE_NAMES: Final = frozenset(
    "arpa corp home internal intranet lan local localdomain localhost onion".split()
)
"""Last labels that lead nowhere on the public internet (RFC 6761, 6762, 7686, 8375)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """An address that may be asked, as soon as its host turns out to be where it should be."""

    url: httpx2.URL
    host: str
    port: int
    name: str
    """What messages call it: never a host nobody typed, which may be an internal one."""
    internal: bool
    """The operator trusts it although it may be private."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AllowedHosts:
    """Where the operator lets Jobr fetch from; both in their canonical forms (`spelling`)."""

    hosts: tuple[str, ...] = ()
    """Names, `*.example.com` for all below one; without any, every public host. The job boards
    Jobr knows are always among them."""
    internal: tuple[str, ...] = ()
    """`host:port`, which alone may be private and of another port."""

    def destination(self, url: str) -> Destination:
        """Raises AddressRefused."""
        destination = self._read(url)
        if not destination.internal:
            self._refuse_stranger(destination)
        return destination

    def redirected(self, origin: Destination, location: str) -> Destination:
        """The next hop. Raises AddressRefused."""
        try:
            destination = self.destination(str(origin.url.join(location)))
        except (AddressRefused, httpx2.InvalidURL, ValueError) as error:
            raise _refused_redirect(origin, "an address Jobr does not fetch from") from error
        if destination.internal and not origin.internal:  # the operator trusts users, not sites
            raise _refused_redirect(origin, "an address Jobr does not fetch from")
        if (origin.url.scheme, destination.url.scheme) == ("https", "http"):
            raise _refused_redirect(origin, "an unencrypted address")
        name = origin.name.removesuffix(_REDIRECTED) + _REDIRECTED
        return replace(destination, name=name)

    def _read(self, text: str) -> Destination:
        try:
            host = canonical_host(text)
        except ValueError as error:
            raise AddressRefused(
                "Jobr fetches from addresses such as https://jobs.example.com/jobs.json: http or "
                "https, a host without user and password, and no spaces, backslashes or line "
                "breaks."
            ) from error
        url = httpx2.URL(text).copy_with(host=host, fragment=None)
        port = _DEFAULT_PORTS[url.scheme] if url.port is None else url.port
        internal = at_port(host, port) in self.internal
        return Destination(url=url, host=host, port=port, name=host, internal=internal)

    def _refuse_stranger(self, destination: Destination) -> None:
        host = destination.host
        if "." not in host and ":" not in host:
            raise AddressRefused(f"{host} is not the full name of a public host.")
        if host.rpartition(".")[2] in _PRIVATE_NAMES:
            raise not_public(destination)
        if destination.port not in _PORTS:
            raise AddressRefused(
                f"Jobr fetches from the ports 80, 443, 8080 and 8443, not from {destination.port}."
            )
        if self.hosts and not any(_matches(host, known) for known in (*self.hosts, *BOARD_HOSTS)):
            raise AddressRefused(
                f"{host} is not among the hosts Jobr may fetch from; its operator names them in "
                "IMPORT_HOSTS."
            )


def not_public(destination: Destination) -> AddressRefused:
    return AddressRefused(
        f"{destination.name} is not a public address. If Jobr should fetch from it all the same, "
        "its operator names its host:port in IMPORT_INTERNAL_HOSTS."
    )


def _matches(host: str, allowed: str) -> bool:
    return host.endswith(allowed[1:]) if allowed.startswith("*.") else host == allowed


def _refused_redirect(origin: Destination, where: str) -> AddressRefused:
    return AddressRefused(f"{origin.name} redirects to {where}; nothing was fetched.")
