"""What happens behind the scenes: who hears of which events, and what tasks stand for."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Sequence
from contextlib import asynccontextmanager, suppress
from functools import partial
from typing import Any, Final

import structlog

from jobr_adapters.postgres.delivering import deliver_to
from jobr_adapters.postgres.leases import SubscriberLeases
from jobr_adapters.postgres.worker import Handled, PostgresWorker
from jobr_core.accounts.one_time_codes import SEND_CODE
from jobr_core.accounts.use_cases.upkeep import FORGET_ENDED_SIGN_INS, FORGET_QUIET_CLIENTS
from jobr_core.cvs.use_cases.intake import READ_CV
from jobr_core.cvs.use_cases.removal import SWEEP_ORIGINALS
from jobr_core.events.ports import NextBatch
from jobr_core.events.subscribers import Listener, ParkedEvent, Relay
from jobr_core.events.use_cases.delivery import DeliverNext, RelayNext
from jobr_core.events.use_cases.upkeep import PREPARE_EVENT_MONTHS
from jobr_core.idempotency.use_cases.upkeep import FORGET_IDEMPOTENCY_KEYS
from jobr_core.jobs.use_cases.upkeep import EXPIRE_POSTINGS, PREPARE_SEARCH_MONTHS
from jobr_core.matching.use_cases.features import REFRESH_FEATURES
from jobr_core.matching.use_cases.rematching import REMATCH_ALL, REMATCH_DUE, REMATCH_USER
from jobr_core.messages.occasions import SENDING
from jobr_core.shared.errors import Conflict, Unavailable
from jobr_core.shared.origin import JOBR_ITSELF, acting
from jobr_core.tasks.use_cases.upkeep import FORGET_ENDED_TASKS

Container = Any
"""The container; dependency-injector resolves its attributes dynamically."""

_EXPIRY: Final = "*/15 * * * *"
_REMATCHING: Final = "*/5 * * * *"

_log = structlog.get_logger("jobr.background")


def handled_tasks(container: Container) -> tuple[Handled, ...]:
    """Every kind of task there is, with the use case behind it."""
    sign_in, cvs, jobs = container.sign_in, container.cvs, container.jobs
    matching, messages = container.matching, container.messages
    events, upkeep = container.events, container.upkeep
    daily = container.settings().upkeep_at
    return (
        *(
            Handled(kind=kind, use_case=partial(messages.send_message(), template))
            for template, kind in SENDING.items()
        ),
        Handled(kind=FORGET_ENDED_SIGN_INS, use_case=sign_in.forget_ended_sign_ins(), every=daily),
        Handled(kind=SEND_CODE, use_case=messages.send_code()),
        Handled(kind=FORGET_QUIET_CLIENTS, use_case=sign_in.forget_quiet_clients(), every=daily),
        Handled(kind=READ_CV, use_case=cvs.read_queued_cv()),
        Handled(kind=SWEEP_ORIGINALS, use_case=cvs.sweep_originals(), every=daily),
        Handled(
            kind=FORGET_IDEMPOTENCY_KEYS, use_case=upkeep.forget_idempotency_keys(), every=daily
        ),
        Handled(kind=FORGET_ENDED_TASKS, use_case=upkeep.forget_ended_tasks(), every=daily),
        Handled(kind=PREPARE_EVENT_MONTHS, use_case=events.prepare_event_months(), every=daily),
        Handled(kind=PREPARE_SEARCH_MONTHS, use_case=jobs.prepare_search_months(), every=daily),
        Handled(kind=REMATCH_USER, use_case=matching.rematch_user()),
        Handled(kind=REMATCH_DUE, use_case=matching.rematch_due(), every=_REMATCHING),
        Handled(kind=REMATCH_ALL, use_case=matching.rematch_all()),
        Handled(kind=REFRESH_FEATURES, use_case=matching.refresh_features(), every=daily),
        Handled(kind=EXPIRE_POSTINGS, use_case=jobs.expire_postings(), every=_EXPIRY),
    )


def deliveries(container: Container) -> dict[str, NextBatch]:
    """For each subscriber, what hands it its next events."""
    return {
        listener.name: _delivery(container, listener) for listener in container.events.subscribers()
    }


def _delivery(container: Container, listener: Listener[Any]) -> NextBatch:
    storage = container.storage
    ports = {
        "begin": storage.work,
        "log": storage.event_log(),
        "subscriptions": storage.subscriptions(),
    }
    if isinstance(listener, Relay):
        return RelayNext(relay=listener, **ports)
    outside = container.outside
    return DeliverNext(
        subscriber=listener,
        within=outside.within(),
        now=outside.now(),
        report=_report_parked,
        **ports,
    )


def _report_parked(parked: ParkedEvent, error: Exception) -> None:
    _log.warning(
        "event parked",
        subscriber=parked.subscriber,
        event_id=str(parked.event_id),
        attempts=parked.attempts,
        exc_info=error,
    )


def connect_inline(container: Container) -> None:
    """On memory everything happens right after the commit that asked for it."""
    container.storage.tasks().connect(
        use_cases={task.kind.name: task.use_case for task in handled_tasks(container)},
        deliveries=deliveries(container),
        now=container.outside.now(),
    )


@asynccontextmanager
async def working(container: Container) -> AsyncIterator[None]:
    """Delivers events and runs tasks meanwhile; leaving waits for what runs, or hands it back."""
    batches = deliveries(container)
    leases = SubscriberLeases(container.storage.url(), tuple(batches))
    worker = PostgresWorker(
        container.storage.pool(),
        handled_tasks(container),
        heartbeat=container.settings().task_heartbeat,
    )
    with acting(JOBR_ITSELF):
        running = [
            _started("leases", leases.keep()),
            _started("worker", worker.work()),
            *(_started(name, deliver_to(name, batch, leases)) for name, batch in batches.items()),
        ]
    try:
        with suppress(Conflict, Unavailable):  # at the latest the next upkeep does it
            await container.events.prepare_event_months()()
            await container.matching.ensure_features()()
        yield
    finally:
        await _stop(running)


@asynccontextmanager
async def indexing(container: Container) -> AsyncIterator[None]:
    """Keeps this process's index of postings true meanwhile."""
    keeping = _started("match index", container.finding.index_keeper().keep())
    try:
        yield
    finally:
        await _stop([keeping])


def _started(name: str, work: Awaitable[None]) -> "asyncio.Task[None]":
    task = asyncio.ensure_future(work)
    task.set_name(name)
    task.add_done_callback(_tell_if_lost)
    return task


def _tell_if_lost(task: "asyncio.Task[None]") -> None:
    """None of them ends by itself; one that does has a defect."""
    if not task.cancelled() and task.exception() is not None:
        _log.error("background work ended", work=task.get_name(), exc_info=task.exception())


async def _stop(running: Sequence["asyncio.Task[None]"]) -> None:
    for task in running:
        task.cancel()
    await asyncio.gather(*running, return_exceptions=True)
