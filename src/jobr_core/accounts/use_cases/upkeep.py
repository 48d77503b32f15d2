"""What is kept of attempts to sign in stays small."""

from dataclasses import dataclass
from typing import Final

from jobr_core.accounts.ports import BeginUsersWork
from jobr_core.shared.clock import Clock
from jobr_core.tasks.model import TaskKind, Urgency

FORGET_SIGN_IN_ATTEMPTS: Final = TaskKind(name="forget_sign_in_attempts", urgency=Urgency.BULK)


@dataclass(frozen=True, slots=True, kw_only=True)
class ForgetSignInAttempts:
    """Forgets rows of attempts that are over; addresses nobody has would add up."""

    begin: BeginUsersWork
    now: Clock

    async def __call__(self) -> None:
        async with self.begin() as work:
            await work.sign_in_attempts.forget_ended(self.now())
            await work.commit()
