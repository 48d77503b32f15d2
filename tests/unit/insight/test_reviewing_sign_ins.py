"""Sign-ins of a period, counted and examined."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from builders import NOON, an_id
from jobr_adapters.memory.database import MemoryDatabase
from jobr_adapters.memory.events import MemoryEventLog
from jobr_adapters.memory.unit_of_work import MemoryUnitOfWork
from jobr_core.events.catalogue import (
    StrangerLoginFailed,
    UserLocked,
    UserLogin,
    UserLoginFailed,
    UserRegistered,
)
from jobr_core.events.errors import PeriodInvalid
from jobr_core.events.model import DomainEvent
from jobr_core.insight.sign_ins import Outcome
from jobr_core.insight.use_cases import reviewing_sign_ins
from jobr_core.insight.use_cases.reviewing_sign_ins import ReviewSignIns, SignInReview
from jobr_core.shared.unit_of_work import run_here

USER, SOURCE, AGENT = UUID(int=1), UUID(int=2), UUID(int=3)
LOGIN = UserLogin(user_id=USER, source_id=SOURCE, agent_id=AGENT)
FAILED = UserLoginFailed(user_id=USER, source_id=SOURCE, agent_id=AGENT)
STRANGER = StrangerLoginFailed(stranger_id=UUID(int=4), source_id=SOURCE, agent_id=AGENT)
SECOND = timedelta(seconds=1)
DAY = timedelta(days=1)


class Jobr:
    """Events on memory, told at any time; it is noon."""

    def __init__(self) -> None:
        self.database = MemoryDatabase()
        self.log = MemoryEventLog(self.database)

    async def tell(self, at: datetime, *told: DomainEvent) -> None:
        async with MemoryUnitOfWork(self.database, now=lambda: at, new_id=an_id) as work:
            work.events.record(*told)
            await work.commit()

    async def review(
        self, since: datetime | None = None, until: datetime | None = None
    ) -> SignInReview:
        review = ReviewSignIns(log=self.log, aside=run_here, now=lambda: NOON)
        return await review(since=since, until=until)


@pytest.fixture
def jobr() -> Jobr:
    return Jobr()


async def test_attempts_are_counted_by_outcome(jobr: Jobr) -> None:
    await jobr.tell(
        NOON - SECOND, LOGIN, FAILED, FAILED, STRANGER, UserLocked(user_id=USER),
        UserRegistered(user_id=USER),
    )  # fmt: skip
    review = await jobr.review()
    assert review.attempts == {
        Outcome.SIGNED_IN: 1, Outcome.WRONG_PASSWORD: 2, Outcome.UNKNOWN_ADDRESS: 1,
    }  # fmt: skip
    assert (review.total, review.successes, review.success_rate, review.locks) == (4, 1, 0.25, 1)
    assert (review.examined, review.complete) == (4, True)


async def test_without_attempts_there_is_no_rate(jobr: Jobr) -> None:
    review = await jobr.review()
    assert (review.total, review.success_rate, review.recent, review.findings) == (0, None, (), ())
    assert review.complete


async def test_the_period_begins_with_since_and_ends_before_until(jobr: Jobr) -> None:
    for at in (NOON - DAY - SECOND, NOON - DAY, NOON - SECOND, NOON):
        await jobr.tell(at, LOGIN)
    usual = await jobr.review()
    assert (usual.since, usual.until, usual.total) == (NOON - DAY, NOON, 2)
    assert (await jobr.review(since=NOON - DAY - SECOND)).total == 3
    assert (await jobr.review(until=NOON + SECOND)).total == 2
    until_noon_yesterday = await jobr.review(until=NOON - DAY)
    assert (until_noon_yesterday.since, until_noon_yesterday.total) == (NOON - 2 * DAY, 1)


@pytest.mark.parametrize(
    ("since", "until"),
    [(NOON, None), (NOON, NOON), (NOON, NOON - SECOND), (None, datetime(1, 1, 1, tzinfo=UTC))],
)
async def test_a_period_that_ends_before_it_begins_is_none(
    jobr: Jobr, since: datetime | None, until: datetime | None
) -> None:
    with pytest.raises(PeriodInvalid):
        await jobr.review(since=since, until=until)


async def test_the_newest_twenty_are_shown(jobr: Jobr) -> None:
    for second in range(30, 0, -1):
        await jobr.tell(NOON - second * SECOND, LOGIN)
    recent = (await jobr.review()).recent
    assert [sighting.at for sighting in recent] == [NOON - n * SECOND for n in range(1, 21)]
    assert (recent[0].account, recent[0].source_id) == (f"user:{USER}", str(SOURCE))


@pytest.mark.parametrize("told", [19, 20, 21, 31])
async def test_only_so_many_are_examined_and_it_says_so(
    jobr: Jobr, monkeypatch: pytest.MonkeyPatch, told: int
) -> None:
    monkeypatch.setattr(reviewing_sign_ins, "MOST_EXAMINED", 20)
    monkeypatch.setattr(reviewing_sign_ins, "_PAGE", 10)
    await jobr.tell(NOON - SECOND, *[FAILED] * told)
    review = await jobr.review()
    assert (review.total, review.examined, review.complete) == (told, min(told, 20), told <= 20)


async def test_findings_come_newest_first_and_no_more_than_a_hundred(jobr: Jobr) -> None:
    for minute in range(150, 0, -1):
        told = [
            StrangerLoginFailed(stranger_id=UUID(int=n), source_id=UUID(int=minute), agent_id=AGENT)
            for n in range(10)
        ]
        await jobr.tell(NOON - timedelta(minutes=minute), *told)
    found = (await jobr.review()).findings
    assert [finding.subject for finding in found] == [
        f"source:{UUID(int=minute)}" for minute in range(1, 101)
    ]
