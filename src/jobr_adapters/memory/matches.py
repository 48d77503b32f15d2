"""Matches, wishes and rematching in memory."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from jobr_adapters.memory.database import Tables
from jobr_core.accounts.errors import UserNotFound
from jobr_core.accounts.model import UserId
from jobr_core.cvs.stored import CvStatus
from jobr_core.matching.model import HistoryPlace, MatchRun, RematchRun, StoredMatch
from jobr_core.matching.ports import Feedback, Matches, RematchRuns, StatedPreferences
from jobr_core.matching.preferences import NO_PREFERENCES, Preferences
from jobr_core.matching.taste import Label

_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
_MOST_LABELS = 500


class MemoryMatches(Matches):
    def __init__(self, tables: Callable[[], Tables]) -> None:
        self._tables = tables

    async def keep(self, run: MatchRun, found: Sequence[StoredMatch]) -> tuple[str, ...]:
        tables = self._tables()
        if run.owner not in tables.users:
            raise UserNotFound
        tables.match_runs[run.owner] = run
        tables.matches_due.pop(run.owner, None)
        self._drop_orphaned(run.owner)
        mine = {one.report.job_id: one for one in self._of(run.owner)}
        former = {(run.owner, own): replace(one, is_current=False) for own, one in mine.items()}
        there = self._there()
        now = {
            (run.owner, own): replace(one, found_at=mine[own].found_at) if own in mine else one
            for one in found
            for own in (one.report.job_id,)
            if own in there
        }
        tables.matches.update(former | now)
        return tuple(own for _, own in now if own not in mine)

    def _drop_orphaned(self, owner: UserId) -> None:
        """Matches that quote a CV that is gone."""
        tables = self._tables()
        for key, one in list(tables.matches.items()):
            if key[0] == owner and one.cv_id not in tables.cvs:
                del tables.matches[key]

    async def forget(self, owner: UserId) -> None:
        tables = self._tables()
        tables.match_runs.pop(owner, None)
        tables.matches_due.pop(owner, None)
        for key in [key for key in tables.matches if key[0] == owner]:
            del tables.matches[key]

    async def current_of(self, owner: UserId, limit: int) -> tuple[StoredMatch, ...]:
        return _best_first(one for one in self._of(owner) if one.is_current)[:limit]

    async def new_of(self, owner: UserId, limit: int) -> tuple[StoredMatch, ...]:
        visited = self._tables().visits.get(owner, _LONG_AGO)
        new = (one for one in self._of(owner) if one.is_current and one.found_at > visited)
        return _best_first(new)[:limit]

    async def history_of(
        self, owner: UserId, limit: int, *, before: HistoryPlace | None = None
    ) -> tuple[StoredMatch, ...]:
        def place(one: StoredMatch) -> tuple[datetime, str]:
            return one.found_at, one.report.job_id

        mine = sorted(self._of(owner), key=place, reverse=True)
        if before is not None:
            mine = [one for one in mine if place(one) < (before.found_at, before.posting_id)]
        return tuple(mine[:limit])

    async def of_posting(self, owner: UserId, posting_id: str) -> StoredMatch | None:
        return next((one for one in self._of(owner) if one.report.job_id == posting_id), None)

    async def visit(self, owner: UserId, at: datetime) -> None:
        self._tables().ensure_user(owner)
        self._tables().visits[owner] = at

    async def visited_at(self, owner: UserId) -> datetime | None:
        return self._tables().visits.get(owner)

    async def run_of(self, owner: UserId) -> MatchRun | None:
        return self._tables().match_runs.get(owner)

    async def runs(self) -> tuple[MatchRun, ...]:
        return tuple(self._tables().match_runs.values())

    async def mark_due(self, owners: Collection[UserId]) -> None:
        known = self._tables().match_runs
        self._tables().matches_due.update(dict.fromkeys((o for o in owners if o in known), True))

    async def due(self, limit: int) -> tuple[UserId, ...]:
        return tuple(sorted(self._tables().matches_due)[:limit])

    async def owners_behind(self, owner: UserId | None, limit: int) -> tuple[UserId, ...]:
        owners = self._owners()
        return tuple(sorted(one for one in owners if owner is None or one > owner)[:limit])

    async def count_owners(self) -> int:
        return len(self._owners())

    def _owners(self) -> set[UserId]:
        cvs = self._tables().cvs.values()
        return {one.owner for one in cvs if one.is_default and one.status is CvStatus.READY}

    def _of(self, owner: UserId) -> Iterable[StoredMatch]:
        matches, there = self._tables().matches, self._there()
        return [one for (own, job), one in matches.items() if own == owner and job in there]

    def _there(self) -> set[str]:
        return {kept.id for kept in self._tables().postings.values()}


class MemoryRematchRuns(RematchRuns):
    def __init__(self, tables: Callable[[], Tables]) -> None:
        self._tables = tables

    async def unfinished(self) -> RematchRun | None:
        runs = sorted(self._tables().rematch_runs.values(), key=lambda run: run.begun_at)
        return next((run for run in runs if run.ended_at is None), None)

    async def keep(self, run: RematchRun) -> None:
        self._tables().rematch_runs[run.id] = run


class MemoryStatedPreferences(StatedPreferences):
    def __init__(self, tables: Callable[[], Tables]) -> None:
        self._tables = tables

    async def of(self, owner: UserId) -> Preferences:
        return self._tables().preferences.get(owner, NO_PREFERENCES)

    async def state(self, owner: UserId, preferences: Preferences) -> None:
        self._tables().ensure_user(owner)
        self._tables().preferences[owner] = preferences


class MemoryFeedback(Feedback):
    def __init__(self, tables: Callable[[], Tables]) -> None:
        self._tables = tables

    async def labels_of(self, owner: UserId) -> tuple[Label, ...]:
        mine = (label for (own, _), label in self._tables().feedback.items() if own == owner)
        newest = sorted(mine, key=lambda label: label.given_at, reverse=True)
        return tuple(newest[:_MOST_LABELS])

    async def listed(
        self, owner: UserId, limit: int, *, behind: str | None = None
    ) -> tuple[tuple[str, Label], ...]:
        mine = (
            (posting, label)
            for (own, posting), label in self._tables().feedback.items()
            if own == owner and (behind is None or posting > behind)
        )
        return tuple(sorted(mine, key=lambda one: one[0])[:limit])

    async def give(self, owner: UserId, posting_id: str, label: Label) -> None:
        self._tables().ensure_user(owner)
        self._tables().feedback[owner, posting_id] = label

    async def take_back(self, owner: UserId, posting_id: str) -> None:
        self._tables().feedback.pop((owner, posting_id), None)

    async def forget(self, owner: UserId) -> int:
        mine = [key for key in self._tables().feedback if key[0] == owner]
        for key in mine:
            del self._tables().feedback[key]
        return len(mine)


def _best_first(found: Iterable[StoredMatch]) -> tuple[StoredMatch, ...]:
    def place(one: StoredMatch) -> tuple[float, float, str]:
        score = -1 if one.report.score is None else one.report.score
        return -score, -one.report.confidence, one.report.job_id

    return tuple(sorted(found, key=place))
