"""The promise of checkpoints and parked events, kept by every storage."""

from collections.abc import Callable, Coroutine
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from storages import OnMemory, OnPostgres, Storage

from builders import NOON, an_id
from jobr_core.events.errors import DeliveredElsewhere, SubscriberUnknown
from jobr_core.events.model import START, Position
from jobr_core.events.ports import DeliveryState
from jobr_core.events.subscribers import Checkpoint, ParkedEvent, Period, Replay

HERE, THERE = Position(1, 1), Position(2, 1)
NOVEMBER = Period(since=datetime(2026, 11, 1, tzinfo=UTC), until=datetime(2026, 12, 1, tzinfo=UTC))


async def change(
    storage: Storage, step: Callable[[DeliveryState], Coroutine[Any, Any, Any]]
) -> Any:
    async with storage.begin() as work:
        outcome = await step(work.deliveries)
        await work.commit()
    return outcome


async def park(storage: Storage, event: ParkedEvent) -> None:
    await change(storage, lambda state: state.park(event))


async def move_replay(storage: Storage, since: Replay | None, to: Replay | None) -> None:
    await change(storage, lambda state: state.replay("counts", since=since, to=to))


def parked(subscriber: str = "counts", **changes: Any) -> ParkedEvent:
    event = ParkedEvent(
        subscriber=subscriber, position=HERE, event_id=an_id(), name="user.registered",
        occurred_at=NOON, attempts=1, reason="ZeroDivisionError", failed_at=NOON, retry_at=NOON,
    )  # fmt: skip
    return replace(event, **changes)


class DeliveriesContract:
    async def test_a_new_subscriber_begins_and_a_known_one_stays(self, storage: Storage) -> None:
        await change(storage, lambda state: state.begin("counts", HERE))
        await change(storage, lambda state: state.begin("counts", THERE))
        kept = Checkpoint(subscriber="counts", at=HERE, updated_at=NOON)
        assert await storage.subscriptions.checkpoint("counts") == kept
        assert await storage.subscriptions.checkpoints() == (kept,)
        with pytest.raises(SubscriberUnknown):
            await storage.subscriptions.checkpoint("nobody")

    async def test_a_checkpoint_moves_only_from_where_it_is(self, storage: Storage) -> None:
        await change(storage, lambda state: state.begin("counts", START))
        await change(storage, lambda state: state.advance("counts", since=START, to=HERE))
        assert (await storage.subscriptions.checkpoint("counts")).at == HERE
        with pytest.raises(DeliveredElsewhere):
            await change(storage, lambda state: state.advance("counts", since=START, to=THERE))
        assert (await storage.subscriptions.checkpoint("counts")).at == HERE

    async def test_a_replay_starts_moves_and_ends(self, storage: Storage) -> None:
        await change(storage, lambda state: state.begin("counts", THERE))
        started = Replay(period=NOVEMBER, started_at=NOON)
        moved = replace(started, at=HERE)
        for was, becomes in [(None, started), (started, moved)]:
            await move_replay(storage, was, becomes)
            assert (await storage.subscriptions.checkpoint("counts")).replay == becomes
        for wrong in (
            None,
            started,
            replace(started, period=Period(since=NOVEMBER.since)),
            replace(moved, started_at=NOVEMBER.since),
        ):
            with pytest.raises(DeliveredElsewhere):
                await move_replay(storage, wrong, None)
        with pytest.raises(DeliveredElsewhere):  # deliveries wait for the replay
            await change(storage, lambda s: s.advance("counts", since=THERE, to=Position(3, 1)))
        await move_replay(storage, moved, None)
        assert (await storage.subscriptions.checkpoint("counts")).replay is None

    async def test_a_parked_event_waits_for_its_time(self, storage: Storage) -> None:
        soon, late = (
            parked(retry_at=NOON),
            parked(retry_at=NOON + timedelta(hours=1), position=THERE),
        )
        never, others = parked(retry_at=None, position=Position(3, 1)), parked("mail")
        for event in (late, never, others, soon):
            await park(storage, event)
        subscriptions = storage.subscriptions
        assert await subscriptions.parked() == (soon, late, never, others)
        assert await subscriptions.parked("counts") == (soon, late, never)
        assert await subscriptions.parked("counts", limit=1) == (soon,)
        assert await subscriptions.parked("counts", due=NOON) == (soon,)

    async def test_parking_again_replaces(self, storage: Storage) -> None:
        event = parked()
        again = replace(event, attempts=2, reason="KeyError", retry_at=None)
        await park(storage, event)
        await park(storage, again)
        assert await storage.subscriptions.parked() == (again,)

    async def test_a_parked_event_is_taken_back_once(self, storage: Storage) -> None:
        event = parked()
        await park(storage, event)
        await change(storage, lambda state: state.unpark(event))
        with pytest.raises(DeliveredElsewhere):
            await change(storage, lambda state: state.unpark(event))

    async def test_parked_events_of_a_period_are_forgotten(self, storage: Storage) -> None:
        old = parked(occurred_at=NOVEMBER.since - timedelta(seconds=1))
        inside = parked(occurred_at=NOVEMBER.since)
        others = parked("mail", occurred_at=NOVEMBER.since)
        assert NOVEMBER.until
        new = parked(occurred_at=NOVEMBER.until)
        for event in (old, inside, others, new):
            await park(storage, event)
        await change(storage, lambda state: state.unpark_all("counts", NOVEMBER))
        assert set(await storage.subscriptions.parked()) == {old, others, new}
        await change(storage, lambda state: state.unpark_all("counts", Period(since=NOON)))
        assert set(await storage.subscriptions.parked()) == {old, others}

    async def test_an_operator_has_events_tried_again(self, storage: Storage) -> None:
        one, two, others = parked(retry_at=None), parked(retry_at=None), parked("mail")
        for event in (one, two, others):
            await park(storage, event)
        later = NOON + timedelta(hours=1)
        assert await change(storage, lambda s: s.retry("counts", later, one.event_id)) == 1
        assert await storage.subscriptions.parked("counts", due=later) == (
            replace(one, attempts=0, retry_at=later),
        )
        assert await change(storage, lambda s: s.retry("counts", later)) == 2
        assert await change(storage, lambda s: s.retry("nobody", later)) == 0


class TestDeliveriesOnMemory(OnMemory, DeliveriesContract): ...


class TestDeliveriesOnPostgres(OnPostgres, DeliveriesContract): ...
