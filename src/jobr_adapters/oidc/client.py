"""As whom Jobr is known to a service, and what it believes of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

GOOGLE: Final = "https://accounts.google.com"
SCOPES: Final = ("openid", "email", "profile")


@dataclass(frozen=True, slots=True, kw_only=True)
class OidcClient:
    """`redirect_uri` has to be registered there, letter by letter."""

    name: str
    issuer: str
    client_id: str
    redirect_uri: str
    client_secret: str | None = field(default=None, repr=False)
    scopes: tuple[str, ...] = SCOPES
    prompt: str | None = None
    spellings: frozenset[str] = frozenset()
    """How the issuer calls itself in tokens besides."""
    authoritative_for: frozenset[str] = frozenset()
    """The domains whose mailboxes are its own to give."""
    hosts_domains: bool = False
    """The claim `hd` says that it hosts the address's domain."""

    def is_itself(self, issuer: object) -> bool:
        return issuer == self.issuer or issuer in self.spellings

    def is_authoritative(self, email: str, claims: Mapping[str, object]) -> bool:
        """Whether nobody but the owner of this mailbox can be who the claims are about."""
        if self.hosts_domains and isinstance(claims.get("hd"), str) and claims["hd"]:
            return True
        return email.rpartition("@")[2] in self.authoritative_for


def google(*, client_id: str, client_secret: str, issuer: str, redirect_uri: str) -> OidcClient:
    """Google gives the mailboxes of gmail.com and those of the domains it hosts; any other address
    was only once confirmed."""
    return OidcClient(
        name="google",
        issuer=issuer,
        client_id=client_id,
        client_secret=client_secret,
        redirect_uri=redirect_uri,
        prompt="select_account",
        spellings=frozenset(["accounts.google.com"] if issuer == GOOGLE else []),
        authoritative_for=frozenset(["gmail.com"]),
        hosts_domains=True,
    )


def replit(*, client_id: str, issuer: str, redirect_uri: str) -> OidcClient:
    """A public client; Replit vouches for no address."""
    return OidcClient(
        name="replit",
        issuer=issuer,
        client_id=client_id,
        redirect_uri=redirect_uri,
        prompt="login consent",
    )


def is_safe(url: object) -> bool:
    """Whether what is said there stays between two: https, or this machine."""
    if not isinstance(url, str) or not url.isprintable() or " " in url:
        return False
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return False
    if not host or parts.username is not None or parts.fragment:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and _is_loopback(host))


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
