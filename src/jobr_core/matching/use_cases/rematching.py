"""Matches are computed again: for somebody whose CV changed, whom new postings concern, or all."""

from abc import abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Protocol
from uuid import UUID

from jobr_core.accounts.errors import UserNotFound
from jobr_core.accounts.model import UserId
from jobr_core.cvs.errors import NoCv
from jobr_core.cvs.model import Cv
from jobr_core.events.catalogue import (
    CvDeleted,
    CvParsed,
    CvUpdated,
    FeedbackForgotten,
    FeedbackGiven,
    MatchComputed,
    PreferencesStated,
)
from jobr_core.events.model import Event
from jobr_core.events.subscribers import Subscriber
from jobr_core.matching.errors import RematchIncomplete
from jobr_core.matching.model import Asker, Match, MatchRun, RematchRun, StoredMatch
from jobr_core.matching.ports import (
    AskerOf,
    BeginMatchingWork,
    ComputedFeatures,
    Concerned,
    FindBest,
    Matches,
    RematchRuns,
    StandingRow,
)
from jobr_core.matching.receipts import Key, Premises, digest, premises_of, signed
from jobr_core.shared.clock import Clock
from jobr_core.shared.errors import Unavailable
from jobr_core.shared.failures import reason_of
from jobr_core.shared.ids import IdSource
from jobr_core.tasks.model import TaskKind, Urgency
from jobr_core.tasks.ports import TasksWork

REMATCH_USER: Final = TaskKind(name="rematch_user", urgency=Urgency.SOON)
REMATCH_DUE: Final = TaskKind(name="rematch_due", urgency=Urgency.BULK, seconds=3600)
REMATCH_ALL: Final = TaskKind(
    name="rematch_all", urgency=Urgency.BULK, seconds=24 * 3600, most_attempts=20
)
_KEPT: Final = 100
"""Matches kept for a person."""
_BATCH: Final = 100


class Rematch(Protocol):
    """`RematchUser`."""

    @abstractmethod
    async def __call__(self, *, user_id: UUID) -> int | None: ...


async def ask_for_rematch(event: Event, work: TasksWork) -> None:
    """Computing takes a while, so it is a task."""
    owner = UUID(str(event.data["user_id"]))
    work.tasks.enqueue(REMATCH_USER, on_behalf_of=owner, user_id=owner)


REMATCHING: Final[Subscriber[TasksWork]] = Subscriber(
    name="rematching",
    handle=ask_for_rematch,
    wants=frozenset(
        event.name
        for event in (
            CvParsed, CvUpdated, CvDeleted, PreferencesStated, FeedbackGiven, FeedbackForgotten,
        )
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class RematchUser:
    """Computes and keeps the matches for somebody's default CV; answers how many are new, None
    for somebody who has no CV that was read: then nothing is kept of former matches, which quote
    it. Running it again changes nothing."""

    begin: BeginMatchingWork
    asker_of: AskerOf
    best: FindBest
    key: Key
    standing: StandingRow
    now: Clock
    new_id: IdSource

    async def __call__(self, *, user_id: UUID) -> int | None:
        asker = await self._asker(UserId(user_id))
        if asker is None:
            await self._forget(UserId(user_id))
            return None
        best = await self.best(asker, _KEPT)
        found = self._stored(asker, best)
        run = await self._run(asker, best)
        async with self.begin() as work:
            try:
                new = await work.matches.keep(run, found)
            except UserNotFound:  # gone meanwhile
                return None
            work.events.record(
                MatchComputed(
                    match_id=self.new_id(),
                    user_id=asker.owner,
                    cv_id=asker.cv_id,
                    matches=len(found),
                    new=len(new),
                )
            )
            await work.commit()
        return len(new)

    async def _asker(self, owner: UserId) -> Asker | None:
        try:
            asker = await self.asker_of(owner, None)
        except NoCv:
            return None
        return None if asker.cv == Cv.unread() else asker

    async def _forget(self, owner: UserId) -> None:
        async with self.begin() as work:
            await work.matches.forget(owner)
            await work.commit()

    def _stored(self, asker: Asker, best: Sequence[Match]) -> list[StoredMatch]:
        now = self.now()
        return [
            StoredMatch(
                owner=asker.owner,
                cv_id=asker.cv_id,
                cv_version=asker.cv_version,
                report=match.report,
                receipt=signed(premises, match.report, computed_at=now, key=self.key),
                found_at=now,
                computed_at=now,
            )
            for match, premises in zip(best, _premises(asker, best, now.date()), strict=True)
        ]

    async def _run(self, asker: Asker, best: Sequence[Match]) -> MatchRun:
        is_full = len(best) == _KEPT
        return MatchRun(
            owner=asker.owner,
            cv_id=asker.cv_id,
            standing=await self.standing(asker),
            bar=(best[-1].report.score or 0) if is_full else 0,
            computed_at=self.now(),
        )


def _premises(asker: Asker, best: Sequence[Match], today: date) -> Iterator[Premises]:
    """Those of a person are hashed once."""
    own: Premises | None = None
    for match in best:
        if own is None:
            taste_hash = digest(asker.taste.to_json())
            own = premises_of(
                asker.cv, match.posting, asker.preferences, taste_hash=taste_hash, today=today
            )
        yield replace(own, posting=match.posting.content_hash)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeConcerned:
    """Notes whom new postings may concern. Their matches are not computed at once: an import goes
    on, and brings more."""

    begin: BeginMatchingWork
    matches: Matches
    concerned: Concerned

    async def __call__(self, new: Sequence[ComputedFeatures]) -> None:
        owners = await self.concerned(await self.matches.runs(), new)
        if owners:
            async with self.begin() as work:
                await work.matches.mark_due(owners)
                await work.commit()


@dataclass(frozen=True, slots=True, kw_only=True)
class RematchDue:
    """Computes the matches of everybody noted. Who fails holds nobody else up, and is tried again
    the next time. Raises RematchIncomplete."""

    matches: Matches
    rematch: Rematch

    async def __call__(self) -> None:
        failures: dict[UserId, Exception] = {}
        while due := await self.matches.due(_BATCH + len(failures)):
            owners = [owner for owner in due if owner not in failures]
            if not owners:
                break
            for owner in owners:
                failures |= await _failure(self.rematch, owner)
        _raise_if_any(failures)


@dataclass(frozen=True, slots=True, kw_only=True)
class AskForRematchAll:
    """Leaves it to the workers."""

    begin: BeginMatchingWork

    async def __call__(self) -> None:
        async with self.begin() as work:
            work.tasks.enqueue(REMATCH_ALL)
            await work.commit()


@dataclass(frozen=True, slots=True, kw_only=True)
class RematchAll:
    """Computes the matches of everybody. Where it was interrupted, it goes on the next time; who
    fails holds nobody else up. Raises RematchIncomplete once it has come to everybody else."""

    matches: Matches
    runs: RematchRuns
    rematch: Rematch
    now: Clock
    new_id: IdSource

    async def __call__(self, told: Callable[[RematchRun], None] = lambda _: None) -> RematchRun:
        run = await self.runs.unfinished() or RematchRun(
            id=self.new_id(), begun_at=self.now(), total=await self.matches.count_owners()
        )
        told(run)
        failures: dict[UserId, Exception] = {}
        while owners := await self.matches.owners_behind(run.last, _BATCH):
            for owner in owners:
                failures |= await _failure(self.rematch, owner)
                run = run.behind(owner)
                await self.runs.keep(run)
                told(run)
        run = replace(run, ended_at=self.now())
        await self.runs.keep(run)
        _raise_if_any(failures)
        return run


async def _failure(rematch: Rematch, owner: UserId) -> dict[UserId, Exception]:
    """Of this person alone; where nothing works (Unavailable), everything stops."""
    try:
        await rematch(user_id=owner)
    except Unavailable:
        raise
    except Exception as error:  # noqa: BLE001 - a defect with one CV is not the others' trouble
        return {owner: error}
    return {}


def _raise_if_any(failures: Mapping[UserId, Exception]) -> None:
    if failures:
        owner, last = next(iter(failures.items()))
        raise RematchIncomplete(
            f"For {len(failures)} of the people matches could not be computed, such as for "
            f"{owner}: {reason_of(last)}"
        ) from last
