"""How often a route may be asked: every limit there is, and the middleware that holds them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from math import ceil
from typing import Any, Final

from litestar.datastructures import Headers
from litestar.types import ASGIApp, Receive, Scope, Send

from jobr_core.accounts.clients import network_of
from jobr_core.accounts.model import Client
from jobr_core.shared.rate_limits import Counting, RateLimit, RateLimited, RateLimiter, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """Endpoints with limits alike: `share` is of RATE_LIMIT_MAX. Each endpoint is counted apart
    and for each user, or for each network where nobody is signed in or `by_network`."""

    name: str
    share: float = 1.0
    counting: Counting = Counting.SHARED
    by_network: bool = False

    def limit(self, most: int, window: timedelta) -> RateLimit:
        return RateLimit(
            name=self.name, most=ceil(most * self.share), window=window, counting=self.counting
        )


DEFAULT: Final = Zone(name="default")
LOGIN: Final = Zone(name="login", counting=Counting.STRICT, by_network=True)
"""No less than others: five wrong passwords lock an account, twenty accounts stop a network."""
AUTH: Final = Zone(name="auth", share=0.3, counting=Counting.STRICT, by_network=True)
REFRESH: Final = Zone(name="refresh", share=3.0, by_network=True)
"""Every quarter of an hour by everybody in an office; a refresh token cannot be guessed."""
INVALID_TOKENS: Final = Zone(name="invalid-tokens", by_network=True)
"""All endpoints together: a made-up token is no way round the count of a network."""
OPERATIONS: Final = Zone(name="operations", share=60.0, counting=Counting.OWN, by_network=True)
WEBHOOKS: Final = Zone(name="webhooks", share=30.0, counting=Counting.OWN, by_network=True)

ZONES: Final[tuple[tuple[str, Zone], ...]] = (
    ("/health", OPERATIONS),
    ("/metrics", OPERATIONS),
    ("/schema", OPERATIONS),
    ("/.well-known/", OPERATIONS),
    ("/api/integrations/status", OPERATIONS),
    ("/api/webhooks/", WEBHOOKS),
    ("/api/auth/login", LOGIN),
    ("/api/auth/refresh", REFRESH),
    ("/api/auth/register", AUTH),
    ("/api/auth/password/", AUTH),
    ("/api/auth/email/", AUTH),
    ("/api/auth/oidc/", AUTH),
    ("/api/auth/phone/", AUTH),
    ("/api/auth/second-factor", AUTH),
)
"""By how the path of a route begins; the first counts, all others are DEFAULT."""


@cache
def zone_of(path: str) -> Zone:
    """Of the route with this path, as it is declared."""
    return next((zone for start, zone in ZONES if path.startswith(start)), DEFAULT)


def limiting(
    limiter: RateLimiter, pseudonym: Callable[[str], str], most: int, window: timedelta
) -> Callable[[ASGIApp], ASGIApp]:
    """Middleware, behind the one that knows who asks; a `most` of 0: no limits.

    Raises RateLimited, and CountUnavailable in zones nobody enters uncounted.
    """

    def middleware(app: ASGIApp) -> ASGIApp:
        async def limited(scope: Scope, receive: Receive, send: Send) -> None:
            zone, client = _asked(scope)
            limit = zone.limit(most, window)
            verdict = await limiter(limit, pseudonym(client))
            scope["state"]["rate_limit"] = rate_limit_fields(limit, verdict)
            if not verdict.let_in:
                raise RateLimited(retry_after=max(1, verdict.seconds), policy=limit.name)
            await app(scope, receive, send)

        return limited if most else app

    return middleware


def rate_limit_fields(limit: RateLimit, verdict: Verdict) -> Mapping[str, str]:
    """draft-ietf-httpapi-ratelimit-headers-11; `t` is until there is room for more."""
    window = ceil(limit.window.total_seconds())
    return {
        "RateLimit-Policy": f'"{limit.name}";q={limit.most};w={window}',
        "RateLimit": f'"{limit.name}";r={verdict.left};t={verdict.seconds}',
    }


def _asked(scope: Scope) -> tuple[Zone, str]:
    """The zone, and what names who asks there and for what."""
    template: str = scope["path_template"]
    zone, endpoint, asker = zone_of(template), f"{scope.get('method', '')} {template}", ""
    user: Any = scope.get("user")
    if user is not None and not zone.by_network:
        asker = f"user:{user.user_id}"
    elif user is None and zone is DEFAULT and "authorization" in Headers.from_scope(scope):
        zone, endpoint = INVALID_TOKENS, ""
    return zone, f"{zone.name} {endpoint} {asker or _network(scope)}"


def _network(scope: Scope) -> str:
    client = scope.get("client")
    return network_of(Client(address=client[0] if client else ""))
