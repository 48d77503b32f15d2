"""Which clients count as the same."""

import re
from ipaddress import IPv6Address, ip_address
from typing import Final

from jobr_core.accounts.model import Client

_VERSION: Final = re.compile(r"[\d._]+")


def network_of(client: Client) -> str:
    """Whom attempts of a client are counted for: of IPv6 the /64, which one household has to
    itself.

    >>> network_of(Client(address="2001:db8::1")), network_of(Client(address="192.0.2.7"))
    ('2001:db8::', '192.0.2.7')
    """
    try:
        address = ip_address(client.address.partition("%")[0])
    except ValueError:
        return client.address
    if not isinstance(address, IPv6Address):
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(IPv6Address(int(address) >> 64 << 64))


def program_of(client: Client) -> str:
    """What a client calls itself, whatever its version: an update is no new device.

    >>> program_of(Client(agent="Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Firefox/144.0"))
    'Mozilla/ (X; Linux x; rv:) Firefox/'
    """
    return _VERSION.sub("", client.agent)
