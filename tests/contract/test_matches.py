"""The promises of Matches and RematchRuns, kept by every storage."""

from dataclasses import replace
from datetime import timedelta

import pytest
from storages import OnMemory, OnPostgres, Storage

from builders import BACKEND_CV, NOON, a_cv, a_described, a_moment, a_stored_cv, a_user, an_id
from jobr_core.accounts.model import UserId
from jobr_core.cvs.stored import CvId, CvStatus
from jobr_core.jobs.model import JobPosting
from jobr_core.matching.model import HistoryPlace, MatchRun, RematchRun, StoredMatch
from jobr_core.matching.preferences import NO_PREFERENCES
from jobr_core.matching.receipts import Key, digest, premises_of, signed
from jobr_core.matching.report import MatchReport
from jobr_core.matching.scoring import score
from jobr_core.matching.taste import NO_TASTE
from jobr_core.shared.errors import CursorInvalid

KEY = Key("k", b"a secret")
CV = a_cv(BACKEND_CV)


async def _somebody(storage: Storage) -> UserId:
    user = a_user()
    async with storage.begin() as work:
        await work.users.add(user)
        await work.commit()
    return user.id


async def _owner(storage: Storage) -> UserId:
    """Somebody with a CV under their own id."""
    owner = await _somebody(storage)
    async with storage.begin() as work:
        await work.cvs.add(replace(a_stored_cv(owner), id=CvId(owner)))
        await work.commit()
    return owner


async def _postings(storage: Storage, number: int) -> list[JobPosting]:
    names = [an_id().hex for _ in range(number)]
    came = [a_described(id=name, company=f"Company {name}") for name in names]
    async with storage.begin() as work:
        stored = await work.postings.store(came)
        await work.commit()
    return [await storage.postings.by_id(str(one.id)) for one in stored]


def _match(owner: UserId, posting: JobPosting, **changes: object) -> StoredMatch:
    """`changes` are of the report."""
    report = replace(score(CV, posting), **changes)  # type: ignore[arg-type]
    now = a_moment()
    premises = premises_of(
        CV, posting, NO_PREFERENCES, taste_hash=digest(NO_TASTE.to_json()), today=now.date()
    )
    return StoredMatch(
        owner=owner,
        cv_id=CvId(owner),
        cv_version=3,
        report=report,
        receipt=signed(premises, report, computed_at=now, key=KEY),
        found_at=now,
        computed_at=now,
    )


def _run(owner: UserId) -> MatchRun:
    return MatchRun(
        owner=owner, cv_id=CvId(owner), standing=b"\0row", bar=12, computed_at=a_moment()
    )


async def _keep(storage: Storage, owner: UserId, *found: StoredMatch) -> tuple[str, ...]:
    async with storage.begin() as work:
        new: tuple[str, ...] = await work.matches.keep(_run(owner), found)
        await work.commit()
    return new


async def _kept(storage: Storage, number: int) -> tuple[UserId, list[StoredMatch]]:
    owner = await _owner(storage)
    matches = [_match(owner, posting) for posting in await _postings(storage, number)]
    await _keep(storage, owner, *matches)
    return owner, matches


def _told(match: StoredMatch) -> StoredMatch:
    """As it comes back: of a report everything that it tells as JSON."""
    return replace(match, report=MatchReport.from_json(match.report.to_json()))


def _ids(found: tuple[StoredMatch, ...]) -> list[str]:
    return [match.report.job_id for match in found]


class MatchesContract:
    async def test_what_quotes_a_cv_that_is_gone_goes_with_the_next_run(
        self, storage: Storage
    ) -> None:
        owner, [match] = await _kept(storage, 1)
        async with storage.begin() as work:
            await work.cvs.remove(CvId(owner), owner=owner)
            await work.commit()
        await _keep(storage, owner)
        assert await storage.matches.of_posting(owner, match.report.job_id) is None

    async def test_a_match_is_found_as_it_was_kept(self, storage: Storage) -> None:
        owner, [match] = await _kept(storage, 1)
        found = await storage.matches.of_posting(owner, match.report.job_id)
        assert found is not None
        assert _told(found) == _told(match)
        assert found.report.to_json() == match.report.to_json()
        assert digest(found.report.to_json()) == match.receipt.result
        assert await storage.matches.of_posting(owner, str(an_id())) is None

    async def test_the_new_ones_are_named_and_the_others_become_former_ones(
        self, storage: Storage
    ) -> None:
        owner = await _owner(storage)
        first, second, third = [_match(owner, posting) for posting in await _postings(storage, 3)]
        ids = [match.report.job_id for match in (first, second, third)]
        assert set(await _keep(storage, owner, first, second)) == set(ids[:2])
        later = replace(_match(owner, await storage.postings.by_id(ids[1])), cv_version=4)
        assert await _keep(storage, owner, later, third) == (ids[2],)
        again = await storage.matches.of_posting(owner, ids[1])
        assert again is not None
        assert (again.found_at, again.computed_at) == (second.found_at, later.computed_at)
        assert (again.cv_version, again.receipt) == (4, later.receipt)
        assert set(_ids(await storage.matches.current_of(owner, 10))) == set(ids[1:])
        former = await storage.matches.of_posting(owner, ids[0])
        assert former is not None
        assert not former.is_current
        assert await _keep(storage, owner, first) == ()
        assert _ids(await storage.matches.current_of(owner, 10)) == [ids[0]]
        assert await _keep(storage, owner) == ()
        assert await storage.matches.current_of(owner, 10) == ()

    async def test_the_best_come_first_those_not_judged_last(self, storage: Storage) -> None:
        owner = await _owner(storage)
        postings = await _postings(storage, 5)
        told: list[dict[str, object]] = [
            {"score": None, "confidence": 0.9}, {"score": 0, "confidence": 0.5},
            {"score": 80, "confidence": 0.5}, {"score": 80, "confidence": 0.75},
            {"score": 80, "confidence": 0.5},
        ]  # fmt: skip
        matches = [_match(owner, one, **of) for one, of in zip(postings, told, strict=True)]
        await _keep(storage, owner, *matches)
        ids = [postings[n].id for n in (3, 2, 4, 1, 0)]
        assert _ids(await storage.matches.current_of(owner, 10)) == ids
        assert _ids(await storage.matches.current_of(owner, 2)) == ids[:2]
        assert _ids(await storage.matches.new_of(owner, 10)) == ids

    async def test_what_was_found_before_a_visit_is_not_new(self, storage: Storage) -> None:
        owner, [old] = await _kept(storage, 1)
        assert len(await storage.matches.new_of(owner, 10)) == 1
        await storage.matches.visit(owner, a_moment())
        assert await storage.matches.new_of(owner, 10) == ()
        new = _match(owner, (await _postings(storage, 1))[0])
        await _keep(storage, owner, new, replace(old, found_at=a_moment()))
        assert _ids(await storage.matches.new_of(owner, 10)) == [new.report.job_id]
        await _keep(storage, owner)
        assert await storage.matches.new_of(owner, 10) == ()

    async def test_a_visit_may_come_before_all_matches(self, storage: Storage) -> None:
        owner = await _owner(storage)
        await storage.matches.visit(owner, a_moment())
        assert await storage.matches.new_of(owner, 10) == ()
        assert await storage.matches.runs() == ()
        await storage.matches.mark_due([owner])
        assert await storage.matches.due(10) == ()
        [posting] = await _postings(storage, 1)
        await _keep(storage, owner, _match(owner, posting))
        assert _ids(await storage.matches.new_of(owner, 10)) == [posting.id]

    async def test_the_history_goes_back_in_pages(self, storage: Storage) -> None:
        owner, matches = await _kept(storage, 3)
        at_once = matches[-1].found_at + timedelta(seconds=1)
        later = [_match(owner, posting) for posting in await _postings(storage, 3)]
        same = [replace(match, found_at=at_once) for match in later]
        await _keep(storage, owner, *same)  # the first three are former ones now
        newest = sorted((match.report.job_id for match in same), reverse=True)
        expected = [*newest, *(match.report.job_id for match in reversed(matches))]
        found: list[str] = []
        before = None
        while page := await storage.matches.history_of(owner, 2, before=before):
            found += _ids(page)
            told = str(HistoryPlace(page[-1].found_at, page[-1].report.job_id))
            before = HistoryPlace.parse(told)
        assert found == expected
        [last] = await storage.matches.history_of(owner, 1)
        assert last.is_current

    @pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"])
    async def test_any_place_can_be_asked_for(self, storage: Storage, moment: str) -> None:
        owner, _ = await _kept(storage, 1)
        try:
            place = HistoryPlace.parse(f"{moment}_{an_id()}")
        except CursorInvalid:
            return
        await storage.matches.history_of(owner, 2, before=place)

    async def test_another_owners_are_never_seen(self, storage: Storage) -> None:
        owner, [match] = await _kept(storage, 1)
        other, posting = await _owner(storage), await storage.postings.by_id(match.report.job_id)
        assert await storage.matches.current_of(other, 10) == ()
        assert await storage.matches.new_of(other, 10) == ()
        assert await storage.matches.history_of(other, 10) == ()
        assert await storage.matches.of_posting(other, posting.id) is None
        theirs = _match(other, posting)
        assert await _keep(storage, other, theirs) == (posting.id,)
        await storage.matches.visit(other, a_moment())
        found = await storage.matches.new_of(owner, 10)
        assert [_told(one) for one in found] == [_told(match)]
        await _forget(storage, other)
        assert len(await storage.matches.history_of(owner, 10)) == 1

    async def test_matches_go_with_their_posting(self, storage: Storage) -> None:
        owner, [gone, stays] = await _kept(storage, 2)
        await _remove(storage, gone.report.job_id)
        assert _ids(await storage.matches.history_of(owner, 10)) == [stays.report.job_id]
        assert await storage.matches.of_posting(owner, gone.report.job_id) is None
        assert await _keep(storage, owner, gone, stays) == ()  # it went while it was scored
        assert _ids(await storage.matches.current_of(owner, 10)) == [stays.report.job_id]

    async def test_what_is_kept_is_kept_whole_or_not_at_all(self, storage: Storage) -> None:
        owner, [match] = await _kept(storage, 1)
        async with storage.begin() as work:
            await work.matches.keep(_run(owner), [])
        assert _ids(await storage.matches.current_of(owner, 10)) == [match.report.job_id]

    async def test_the_last_run_of_everybody_is_known(self, storage: Storage) -> None:
        owner, other = await _owner(storage), await _owner(storage)
        await _keep(storage, owner)
        runs = [replace(_run(one), bar=bar) for one, bar in ((owner, 40), (other, 0))]
        for run in runs:
            async with storage.begin() as work:
                await work.matches.keep(run, [])
                await work.commit()
        found = await storage.matches.runs()
        assert sorted(found, key=lambda run: run.owner) == runs

    async def test_matches_are_due_until_they_are_kept(self, storage: Storage) -> None:
        first, second, third = [await _owner(storage) for _ in range(3)]
        for owner in (first, second):
            await _keep(storage, owner)
        assert await storage.matches.due(10) == ()
        await storage.matches.mark_due([second, first, third, first])
        await storage.matches.mark_due([first])
        await storage.matches.mark_due([])
        assert await storage.matches.due(10) == (first, second)
        assert await storage.matches.due(1) == (first,)
        await _keep(storage, first)
        assert await storage.matches.due(10) == (second,)

    async def test_of_somebody_forgotten_nothing_is_left_but_the_visit(
        self, storage: Storage
    ) -> None:
        owner, [match] = await _kept(storage, 1)
        await storage.matches.visit(owner, a_moment())
        await storage.matches.mark_due([owner])
        await _forget(storage, owner)
        assert await storage.matches.history_of(owner, 10) == ()
        assert await storage.matches.runs() == ()
        assert await storage.matches.due(10) == ()
        await storage.matches.mark_due([owner])
        assert await storage.matches.due(10) == ()
        assert await _keep(storage, owner, match) == (match.report.job_id,)
        assert await storage.matches.new_of(owner, 10) == ()  # found before the visit
        await _forget(storage, await _owner(storage))

    async def test_owners_have_a_cv_that_was_read(self, storage: Storage) -> None:
        owners = sorted([await _somebody(storage) for _ in range(5)])
        for owner, status in zip(
            owners, (CvStatus.READY, CvStatus.READY, CvStatus.READING, CvStatus.REFUSED), strict=False
        ):  # fmt: skip
            for _ in range(2):
                async with storage.begin() as work:
                    await work.cvs.add(replace(a_stored_cv(owner), status=status))
                    await work.cvs.ensure_default(owner)
                    await work.commit()
        assert await storage.matches.owners_behind(None, 10) == (owners[0], owners[1])
        assert await storage.matches.owners_behind(None, 1) == (owners[0],)
        assert await storage.matches.owners_behind(owners[0], 10) == (owners[1],)
        assert await storage.matches.owners_behind(owners[1], 10) == ()
        assert await storage.matches.count_owners() == 2

    async def test_how_far_rematching_has_come_is_remembered(self, storage: Storage) -> None:
        runs, owner = storage.rematch_runs, await _owner(storage)
        assert await runs.unfinished() is None
        run = RematchRun(id=an_id(), begun_at=NOON, total=2)
        await runs.keep(run)
        assert await runs.unfinished() == run
        run = run.behind(owner)
        await runs.keep(run)
        assert await runs.unfinished() == run
        assert (run.done, run.last) == (1, owner)
        await runs.keep(replace(run, ended_at=a_moment()))
        assert await runs.unfinished() is None


async def _forget(storage: Storage, owner: UserId) -> None:
    async with storage.begin() as work:
        await work.matches.forget(owner)
        await work.commit()


async def _remove(storage: Storage, posting_id: str) -> None:
    async with storage.begin() as work:
        await work.postings.remove(posting_id)
        await work.commit()


class TestMatchesOnMemory(OnMemory, MatchesContract): ...


class TestMatchesOnPostgres(OnPostgres, MatchesContract):
    async def test_runs_of_another_ruleset_are_no_runs(
        self, storage: Storage, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        owner, _ = await _kept(storage, 1)
        monkeypatch.setattr("jobr_adapters.postgres.matches.ruleset", lambda: "rules@0+0")
        assert await storage.matches.runs() == ()
        assert len(await storage.matches.current_of(owner, 10)) == 1
        await _keep(storage, owner)
        assert len(await storage.matches.runs()) == 1
