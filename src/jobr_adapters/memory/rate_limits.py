"""How often clients have asked, in this process."""

from cachetools import LRUCache

from jobr_core.shared.clock import Clock
from jobr_core.shared.rate_limits import Asked, RateLimit, RateLimiter, Verdict


class MemoryRateLimiter(RateLimiter):
    """Of so many clients; who has not asked for the longest is forgotten first."""

    def __init__(self, now: Clock, most_clients: int = 50_000) -> None:
        self._now = now
        self._clients: LRUCache[str, Asked] = LRUCache(most_clients)

    async def __call__(self, limit: RateLimit, key: str) -> Verdict:
        self._clients[key], verdict = limit.asked(self._clients.get(key, Asked()), self._now())
        return verdict
