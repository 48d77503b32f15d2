"""People, CVs and postings of a Jobr on memory, for the stories of matching."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from builders import BACKEND_CV, NOON, a_cv, a_stored_cv, a_user
from jobr_core.accounts.model import UserId
from jobr_core.cvs.stored import StoredCv
from jobr_core.cvs.use_cases.editing import Changes
from jobr_core.events.catalogue import CvParsed
from jobr_core.events.model import START
from jobr_core.jobs.model import JobPosting
from jobr_core.matching.model import StoredMatch
from jobr_core.matching.preferences import Preferences
from jobr_core.matching.report import MatchReport

JOBS: dict[str, dict[str, object]] = {
    "backend": {"title": "Senior Backend Engineer", "description": "Requirements\n- Python\n- PostgreSQL\n- Kafka",
                "locations": [{"city": "Pune", "country": "IN"}]},
    "frontend": {"title": "Frontend Engineer", "description": "Requirements\n- React\n- TypeScript",
                 "locations": [{"city": "Berlin", "country": "DE"}]},
    "nurse": {"title": "Staff Nurse", "description": "Requirements\n- Wound care",
              "locations": [{"city": "Leeds", "country": "GB"}]},
    "cook": {"title": "Pastry Chef", "description": "Requirements\n- HACCP"},
}  # fmt: skip


@dataclass
class Clock:
    """A minute later each time."""

    minutes: int = 0

    def __call__(self) -> Any:
        self.minutes += 1
        return NOON + timedelta(minutes=self.minutes)


@dataclass(frozen=True)
class World:
    """A Jobr, and what happens in it."""

    jobr: Any

    async def person(self, text: str | None = BACKEND_CV) -> UserId:
        """With a CV of this text, or none."""
        user = a_user()
        async with self.jobr.storage.work() as work:
            await work.users.add(user)
            await work.commit()
        if text is not None:
            await self.cv(user.id, text)
        return user.id

    async def cv(self, owner: UserId, text: str = BACKEND_CV, **changes: Any) -> StoredCv:
        stored = replace(a_stored_cv(owner, text), **changes)
        async with self.jobr.storage.work() as work:
            await work.cvs.add(stored)
            await work.cvs.ensure_default(owner)
            work.events.record(CvParsed(cv_id=stored.id, user_id=owner, engine=stored.engine))
            await work.commit()
        return stored

    async def edit(self, owner: UserId, text: str) -> StoredCv:
        """The default CV says something else."""
        stored: StoredCv = await self.jobr.storage.cvs().default_of(owner)
        changed = replace(stored, cv=a_cv(text), version=stored.version + 1)
        async with self.jobr.storage.work() as work:
            await work.cvs.replace(changed, version=stored.version)
            work.events.record(CvParsed(cv_id=stored.id, user_id=owner, engine=stored.engine))
            await work.commit()
        return changed

    async def restore(self, owner: UserId, version: int) -> None:
        stored = await self.jobr.storage.cvs().default_of(owner)
        changes = Changes(restore=version)
        await self.jobr.cvs.change_cv()(owner=owner, cv_id=stored.id, changes=changes)

    async def job(self, name: str, **changes: object) -> JobPosting:
        record = {"company": name, "external_id": name, **JOBS.get(name, {}), **changes}
        posting: JobPosting = await self.jobr.jobs.add_posting()({"title": name, **record})
        return posting

    async def jobs(self, *names: str) -> dict[str, JobPosting]:
        return {name: await self.job(name) for name in names or JOBS}

    async def ranked(self, owner: UserId, **asked: Any) -> tuple[MatchReport, ...]:
        found: tuple[MatchReport, ...] = await self.jobr.matching.rank_postings()(
            owner=owner, **asked
        )
        return found

    async def wants(self, owner: UserId, preferences: Preferences) -> None:
        state = self.jobr.matching.state_preferences()
        await state(owner=owner, preferences=preferences)

    async def likes(self, owner: UserId, posting: JobPosting, *, liked: bool = True) -> None:
        await self.jobr.matching.give_feedback()(owner=owner, posting_id=posting.id, liked=liked)

    async def kept(self, owner: UserId) -> tuple[StoredMatch, ...]:
        found: tuple[StoredMatch, ...] = await self.jobr.storage.matches().current_of(owner, 100)
        return found

    async def events(self, name: str) -> list[Any]:
        log = self.jobr.storage.event_log()
        return [one.event for one in await log.after(START, 10_000) if one.event.name == name]
