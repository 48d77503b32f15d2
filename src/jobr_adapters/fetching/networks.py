"""Which IP addresses are of the public internet, whatever a name says."""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Final

IpAddress = IPv4Address | IPv6Address
_Networks = tuple[IPv4Network | IPv6Network, ...]

_UNICAST: Final[_Networks] = (
    ip_network("0.0.0.0/0"),
    # All of IPv6 that IANA gives out. Outside of it lie ::, ::1, IPv4-mapped and -compatible ones,
    # NAT64 (64:ff9b::/96, 64:ff9b:1::/48), fc00::/7, fe80::/10 and ff00::/8.
    ip_network("2000::/3"),
)
_SPECIAL: Final[_Networks] = tuple(
    ip_network(network)
    for network in (
        # https://www.iana.org/assignments/iana-ipv4-special-registry
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",  # with the metadata of most clouds at 169.254.169.254
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.31.196.0/24",
        "192.52.193.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "192.175.48.0/24",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/3",  # multicast and reserved, to 255.255.255.255
        "168.63.129.16/32",  # Azure's host agent: looks public, answers virtual machines only
        # https://www.iana.org/assignments/iana-ipv6-special-registry
        "2001::/23",  # with Teredo
        "2001:db8::/32",
        "2002::/16",  # 6to4: an IPv4 address inside
        "2620:4f:8000::/48",
        "3fff::/20",
    )
)
_OWN: Final[_Networks] = tuple(
    ip_network(network)
    for network in (
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "::1/128",
        "fc00::/7",
    )
)
_METADATA: Final = frozenset(map(ip_address, ("100.100.100.200", "fd00:ec2::254", "fd20:ce::254")))
"""Where Alibaba, AWS and Google keep the keys of a machine, within `_OWN`."""


def is_public(address: IpAddress) -> bool:
    """Global unicast. Stricter than `is_global`, which knows nothing of IPv4 addresses inside of
    IPv6 ones and differs between versions of Python."""
    return _within(address, _UNICAST) and not _within(address, _SPECIAL)


def is_internal(address: IpAddress) -> bool:
    """What a host may have that the operator trusts."""
    return is_public(address) or (_within(address, _OWN) and address not in _METADATA)


def read_address(text: str) -> IpAddress | None:
    """None also for one with a zone, which names a wire of this machine."""
    try:
        return None if "%" in text else ip_address(text)
    except ValueError:
        return None


def _within(address: IpAddress, networks: _Networks) -> bool:
    return any(address in network for network in networks)
