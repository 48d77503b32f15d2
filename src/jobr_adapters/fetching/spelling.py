"""How an address may be written.

One parser reads it, and its result alone is checked and asked, so that no spelling can mean one
host here and another one later.
"""

import re
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from typing import Final

import httpx2

_LONGEST: Final = 2_048
_SHAPE: Final = re.compile(
    r"https?://(?P<host>\[[0-9a-f:.]+\]|[^\[\]:@/?#]+)(?::[0-9]{1,5})?(?:[/?#].*)?",
    re.ASCII | re.IGNORECASE,
)
_LABEL: Final = r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
_NAME: Final = re.compile(rf"(?:{_LABEL}\.)*[a-z](?:[a-z0-9-]{{0,61}}[a-z0-9])?")
"""The last label begins with a letter: resolvers take 0x7f.1 and 2130706433 for addresses."""


def canonical_host(url: str) -> str:
    """In lower case and ASCII, an IP address in its one form. Raises ValueError."""
    shape = _SHAPE.fullmatch(url)
    if shape is None or len(url) > _LONGEST or not url.isprintable() or set(" \\") & set(url):
        raise ValueError(f"{url[:100]!r} is no address of the web")
    host = _parsed_host(url)
    if shape["host"].startswith("["):
        return str(IPv6Address(host))
    try:
        return str(IPv4Address(host))
    except AddressValueError:
        host = host.removesuffix(".")
    if len(host) > 253 or not _NAME.fullmatch(host):
        raise ValueError(f"{host!r} is no host")
    return host


def at_port(host: str, port: int) -> str:
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def allowed_host(text: str) -> str:
    """One of IMPORT_HOSTS in its canonical form. Raises ValueError."""
    parent = text.removeprefix("*.")
    return text.removesuffix(parent) + _host_alone(parent)


def internal_host(text: str) -> str:
    """One of IMPORT_INTERNAL_HOSTS in its canonical form. Raises ValueError."""
    host, colon, port = text.rpartition(":")
    if not (colon and port.isascii() and port.isdecimal() and 0 < int(port) < 65_536):
        raise ValueError(f"{text!r} is no host:port")
    return at_port(_host_alone(host), int(port))


def base_address(text: str) -> str:
    """What paths can be appended to. Raises ValueError."""
    canonical_host(text)
    if set("?#") & set(text):
        raise ValueError(f"{text!r} ends in more than a path")
    return text.rstrip("/")


def _host_alone(text: str) -> str:
    url = f"http://{text}/"
    shape = _SHAPE.fullmatch(url)
    if shape is None or shape["host"] != text:
        raise ValueError(f"{text!r} is no host")
    return canonical_host(url)


def _parsed_host(url: str) -> str:
    try:
        return httpx2.URL(url).raw_host.decode("ascii")
    except httpx2.InvalidURL as error:
        raise ValueError(str(error)) from error
