"""An operator lifts a lock."""

from dataclasses import dataclass

from jobr_core.accounts.model import UserId
from jobr_core.accounts.ports import BeginUsersWork
from jobr_core.accounts.pseudonyms import Pseudonyms
from jobr_core.events.catalogue import UserUnlocked
from jobr_core.shared.clock import Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Unlock:
    """Lets an account sign in at once, its failed attempts forgotten. Raises UserNotFound."""

    begin: BeginUsersWork
    pseudonyms: Pseudonyms
    now: Clock

    async def __call__(self, *, user_id: UserId) -> bool:
        """Whether it was locked."""
        async with self.begin() as work:
            user = await work.users.by_id(user_id)
            attempts = await work.sign_in_attempts.clear(self.pseudonyms(user.sign_in_name))
            was_locked = attempts is not None and attempts.are_locked(self.now())
            if was_locked:
                work.events.record(UserUnlocked(user_id=user_id))
            await work.commit()
        return was_locked
