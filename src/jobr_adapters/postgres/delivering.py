"""Delivers to one subscriber for as long as this process holds its lease."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

import structlog

from jobr_adapters.postgres.leases import SubscriberLeases
from jobr_core.events.errors import DeliveredElsewhere, TookTooLong
from jobr_core.shared.backoff import pause_after
from jobr_core.shared.failures import reason_of

_LONGEST_PAUSE: Final = 10.0
_log = structlog.get_logger("jobr.events")


async def deliver_to(
    subscriber: str, next_batch: Callable[[], Awaitable[int]], leases: SubscriberLeases
) -> None:
    """Until cancelled. A subscriber that cannot be delivered to keeps nobody else waiting."""
    failures = 0
    while True:
        try:
            delivered = await next_batch() if leases.holds(subscriber) else 0
            failures = 0
        except DeliveredElsewhere:
            delivered = 0
        except Exception as error:  # noqa: BLE001 - it goes on when the cause is gone
            failures, delivered = failures + 1, 0
            _log.warning(
                "delivery failed", subscriber=subscriber, failures=failures, reason=reason_of(error)
            )
            pause = pause_after(failures, longest=_LONGEST_PAUSE)
            await asyncio.sleep(pause.total_seconds())
        if not delivered:
            await leases.woken()


async def within(work: Awaitable[None], seconds: float) -> None:
    """`TimeLimit`."""
    try:
        async with asyncio.timeout(seconds):
            await work
    except TimeoutError as error:
        raise TookTooLong(f"The handler did not end within {seconds:g} seconds.") from error
