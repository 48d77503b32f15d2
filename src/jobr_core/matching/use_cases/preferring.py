"""A person says what they want from the next job."""

from dataclasses import dataclass

from jobr_core.accounts.model import UserId
from jobr_core.events.catalogue import PreferencesStated
from jobr_core.matching.ports import BeginMatchingWork
from jobr_core.matching.preferences import Preferences


@dataclass(frozen=True, slots=True, kw_only=True)
class StatePreferences:
    """In place of all that was stated before."""

    begin: BeginMatchingWork

    async def __call__(self, *, owner: UserId, preferences: Preferences) -> None:
        async with self.begin() as work:
            await work.preferences.state(owner, preferences)
            work.events.record(PreferencesStated(user_id=owner))
            await work.commit()
