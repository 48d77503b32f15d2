"""The promise of daily counts and of sent messages, kept by every storage."""

from datetime import UTC, date, datetime

from storages import OnMemory, OnPostgres, Storage

from builders import an_id
from jobr_core.events.subscribers import Period
from jobr_core.insight.model import DailyCount, digest
from jobr_core.messages.model import Claim, Template

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)


class DailyCountsContract:
    async def test_counts_add_up(self, storage: Storage) -> None:
        for name in ("user.registered", "cv.uploaded", "user.registered"):
            async with storage.begin() as work:
                work.daily_counts.add(MONDAY, name)
                work.daily_counts.add(TUESDAY, name)
                work.daily_counts.add(TUESDAY, name)
                await work.commit()
        async with storage.begin() as work:
            work.daily_counts.add(MONDAY, "never.committed")
        assert await storage.daily_counts.all() == (
            DailyCount(MONDAY, "cv.uploaded", 1),
            DailyCount(MONDAY, "user.registered", 2),
            DailyCount(TUESDAY, "cv.uploaded", 2),
            DailyCount(TUESDAY, "user.registered", 4),
        )

    async def test_a_period_is_forgotten(self, storage: Storage) -> None:
        async with storage.begin() as work:
            for day in (22, 23, 24, 25):
                work.daily_counts.add(date(2026, 11, day), "cv.uploaded")
            await work.commit()
        moments = [datetime(2026, 11, day, 12, tzinfo=UTC) for day in (23, 24)]
        async with storage.begin() as work:
            await work.daily_counts.forget(Period(since=moments[0], until=moments[1]))
            await work.commit()
        assert [count.day.day for count in await storage.daily_counts.all()] == [22, 24, 25]
        async with storage.begin() as work:
            await work.daily_counts.forget(Period(since=moments[1]))
            await work.commit()
        assert [count.day.day for count in await storage.daily_counts.all()] == [22]

    def test_a_digest_tells_models_apart_whatever_their_order(self) -> None:
        one, two = DailyCount(MONDAY, "a", 1), DailyCount(MONDAY, "b", 1)
        assert digest([one, two]) == digest([two, one])
        assert digest([one, two]) != digest([one, DailyCount(MONDAY, "b", 2)])


class SentMessagesContract:
    async def test_a_message_is_claimed_once_and_again_when_released(
        self, storage: Storage
    ) -> None:
        event_id, claims = an_id(), []
        for _ in range(2):
            async with storage.begin() as work:
                claims.append(await work.messages.claim(event_id, Template.WELCOME))
                await work.commit()
        assert claims == [Claim.GRANTED, Claim.IN_DOUBT]
        async with storage.begin() as work:
            await work.messages.release(event_id, Template.WELCOME)
            assert await work.messages.claim(event_id, Template.WELCOME) is Claim.GRANTED
            await work.messages.settle(event_id, Template.WELCOME)
            assert await work.messages.claim(event_id, Template.WELCOME) is Claim.SETTLED
            await work.commit()
        assert await storage.messages.claim(event_id, Template.WELCOME) is Claim.SETTLED


class TestDailyCountsOnMemory(OnMemory, DailyCountsContract): ...


class TestDailyCountsOnPostgres(OnPostgres, DailyCountsContract): ...


class TestSentMessagesOnMemory(OnMemory, SentMessagesContract): ...


class TestSentMessagesOnPostgres(OnPostgres, SentMessagesContract): ...
