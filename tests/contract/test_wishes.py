"""The promises of StatedPreferences and Feedback, kept by every storage."""

from dataclasses import replace
from datetime import timedelta

from storages import OnMemory, OnPostgres, Storage

from builders import NOON, a_user, an_id
from jobr_core.accounts.model import UserId
from jobr_core.jobs.salary import PayPeriod, Salary
from jobr_core.jobs.terms import EmploymentType
from jobr_core.matching.preferences import NO_PREFERENCES, Preferences
from jobr_core.matching.report import LineKind
from jobr_core.matching.signals import Aspect, Signal, Signals
from jobr_core.matching.taste import Label
from jobr_core.vocabulary.seniority import Seniority

ALL = Preferences(
    titles=("Data Engineer", "Ingénieur 数据"),
    cities=("Pune", "São Paulo"),
    countries=("IN", "BR"),
    radius_km=500,
    remote=False,
    salary=Salary(min=0.1, max=1e11, currency="EUR", period=PayPeriod.HOUR),
    employment_types=(EmploymentType.PER_DIEM, EmploymentType.FULL_TIME),
    seniorities=(Seniority.EXECUTIVE, Seniority.INTERN),
    languages=("pt", "hi"),
    permits=("IN",),
    required=frozenset((LineKind.LOCATION, LineKind.PERMIT)),
    weights={LineKind.SKILL: 0, LineKind.TITLE: 2.5, LineKind.SALARY: 1 / 3},
)


async def _owner(storage: Storage) -> UserId:
    user = a_user()
    async with storage.begin() as work:
        await work.users.add(user)
        await work.commit()
    return user.id


async def _state(storage: Storage, owner: UserId, preferences: Preferences) -> None:
    async with storage.begin() as work:
        await work.preferences.state(owner, preferences)
        await work.commit()


def _label(seconds: int = 0, *, liked: bool = True, share: float = 0.577) -> Label:
    signals = Signals((Signal(Aspect.SKILL, "C++", 1.0), Signal(Aspect.CITY, "São: Paulo", share)))
    return Label(signals=signals, liked=liked, given_at=NOON + timedelta(seconds=seconds))


async def _give(storage: Storage, owner: UserId, labels: dict[str, Label]) -> None:
    async with storage.begin() as work:
        for posting_id, label in labels.items():
            await work.feedback.give(owner, posting_id, label)
        await work.commit()


class WishesContract:
    async def test_preferences_are_found_as_they_were_stated(self, storage: Storage) -> None:
        owner = await _owner(storage)
        await _state(storage, owner, ALL)
        found = await storage.preferences.of(owner)
        assert found == ALL
        assert found.to_json() == ALL.to_json()

    async def test_the_last_statement_replaces_all_before(self, storage: Storage) -> None:
        owner, other = await _owner(storage), await _owner(storage)
        assert await storage.preferences.of(owner) == NO_PREFERENCES
        await _state(storage, owner, ALL)
        await _state(storage, owner, Preferences(remote=True))
        assert await storage.preferences.of(owner) == Preferences(remote=True)
        assert await storage.preferences.of(other) == NO_PREFERENCES
        await _state(storage, owner, NO_PREFERENCES)
        assert await storage.preferences.of(owner) == NO_PREFERENCES

    async def test_a_label_is_found_as_it_was_given(self, storage: Storage) -> None:
        owner = await _owner(storage)
        await _give(storage, owner, {str(an_id()): _label()})
        [found] = await storage.feedback.labels_of(owner)
        assert (found.liked, found.given_at) == (True, NOON)
        assert found.signals.to_json() == _label().signals.to_json()
        assert set(found.signals.of) == set(_label().signals.of)
        assert await storage.feedback.labels_of(await _owner(storage)) == ()

    async def test_the_last_word_on_a_posting_counts(self, storage: Storage) -> None:
        owner, posting = await _owner(storage), str(an_id())
        await _give(storage, owner, {posting: _label(1)})
        await _give(storage, owner, {posting: _label(2, liked=False)})
        [found] = await storage.feedback.labels_of(owner)
        assert (found.liked, found.given_at) == (False, NOON + timedelta(seconds=2))

    async def test_the_newest_five_hundred_are_told(self, storage: Storage) -> None:
        owner = await _owner(storage)
        given = {str(an_id()): _label(number) for number in range(503)}
        await _give(storage, owner, given)
        found = await storage.feedback.labels_of(owner)
        assert {label.given_at for label in found} == {
            NOON + timedelta(seconds=number) for number in range(3, 503)
        }
        async with storage.begin() as work:
            assert await work.feedback.forget(owner) == 503
            await work.commit()

    async def test_a_word_can_be_taken_back(self, storage: Storage) -> None:
        owner, other, posting = await _owner(storage), await _owner(storage), str(an_id())
        for one in (owner, other):
            await _give(storage, one, {posting: _label()})
        for _ in range(2):  # taking back what was not given is no error
            async with storage.begin() as work:
                await work.feedback.take_back(owner, posting)
                await work.commit()
        assert await storage.feedback.labels_of(owner) == ()
        assert len(await storage.feedback.labels_of(other)) == 1

    async def test_all_can_be_forgotten(self, storage: Storage) -> None:
        owner, other = await _owner(storage), await _owner(storage)
        for one in (owner, other):
            await _give(storage, one, {str(an_id()): _label(n) for n in range(3)})
        async with storage.begin() as work:
            assert await work.feedback.forget(owner) == 3
            assert await work.feedback.forget(owner) == 0
            await work.commit()
        assert await storage.feedback.labels_of(owner) == ()
        assert len(await storage.feedback.labels_of(other)) == 3


class TestWishesOnMemory(OnMemory, WishesContract): ...


class TestWishesOnPostgres(OnPostgres, WishesContract):
    async def test_preferences_stored_before_there_were_more_wishes_are_read(
        self, storage: Storage
    ) -> None:
        owner = await _owner(storage)
        await _state(storage, owner, ALL)
        assert storage.pool
        async with storage.pool.autocommit() as connection:
            await connection.execute(
                "UPDATE preferences SET stated = stated - %s::text[] WHERE user_id = %s",
                (["radius_km", "employment_types", "seniorities", "languages"], owner),
            )
        former = replace(ALL, radius_km=None, employment_types=(), seniorities=(), languages=())
        assert await storage.preferences.of(owner) == former
