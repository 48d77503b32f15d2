"""Whom this machine trusts."""

from functools import cache
from ssl import SSLContext

import httpx2


@cache
def certificates() -> SSLContext:
    """What this machine trusts, or SSL_CERT_FILE; reading them takes its time."""
    return httpx2.create_ssl_context()
