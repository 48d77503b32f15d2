"""Requests to one host one after another, not all at once."""

import asyncio
from math import ceil
from time import monotonic

from jobr_adapters.fetching.addresses import Destination
from jobr_core.jobs.errors import SourceFailed


class Turns:
    """At least `gap` seconds between two requests to a host in this process. A turn is taken
    before it is waited for, so that nothing is held meanwhile."""

    def __init__(self, gap: float, longest: float) -> None:
        self._gap = gap
        self._longest = longest
        self._next: dict[str, float] = {}

    async def wait(self, destination: Destination) -> None:
        """Raises SourceFailed where too many wait already."""
        now = monotonic()
        self._next = {known: free for known, free in self._next.items() if free > now}
        turn = self._next.get(destination.host, now)
        if turn - now > self._longest:
            raise SourceFailed(
                f"Too many requests to {destination.name} are waiting for their turn.",
                retry_after=ceil(turn - now),
            )
        self._next[destination.host] = turn + self._gap
        await asyncio.sleep(turn - now)
