"""Delivers to one subscriber for as long as this process holds its lease."""

import asyncio
from contextlib import suppress
from typing import Final

import structlog

from jobr_adapters.postgres.leases import SubscriberLeases
from jobr_core.events.errors import DeliveredElsewhere
from jobr_core.events.ports import NextBatch
from jobr_core.shared.backoff import pause_after
from jobr_core.shared.failures import reason_of

_FIRST_PAUSE: Final = 0.02
_LONGEST_PAUSE: Final = 2.0
_LONGEST_PAUSE_AFTER_FAILURES: Final = 10.0
_log = structlog.get_logger("jobr.events")


async def deliver_to(subscriber: str, next_batch: NextBatch, leases: SubscriberLeases) -> None:
    """Until cancelled. A subscriber that cannot be delivered to keeps nobody else waiting."""
    quiet = failures = 0
    while True:
        notification = leases.notification
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
            pause = pause_after(failures, longest=_LONGEST_PAUSE_AFTER_FAILURES)
            await asyncio.sleep(pause.total_seconds())
        quiet = 0 if delivered or await _came(notification, quiet) else quiet + 1


async def _came(notification: asyncio.Event, quiet: int) -> bool:
    """Waits for it, the longer the longer it has been quiet.

    At first only for a moment: what was notified may be hidden still behind an older transaction,
    whose end nobody notifies.
    """
    pause = pause_after(quiet + 1, first=_FIRST_PAUSE, longest=_LONGEST_PAUSE)
    # Not wait_for: up to Python 3.11 it swallows a cancellation that comes with the notification.
    with suppress(TimeoutError):
        async with asyncio.timeout(pause.total_seconds()):
            await notification.wait()
    return notification.is_set()
