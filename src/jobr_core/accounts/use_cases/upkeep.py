"""What is kept of sign-ins stays small."""

from dataclasses import dataclass
from typing import Final

from jobr_core.accounts.ports import BeginSessionsWork
from jobr_core.accounts.sessions import ABSOLUTE
from jobr_core.accounts.throttling import ThrottlePolicy
from jobr_core.shared.clock import Clock
from jobr_core.tasks.model import TaskKind, Urgency

FORGET_ENDED_SIGN_INS: Final = TaskKind(name="forget_ended_sign_ins", urgency=Urgency.BULK)


@dataclass(frozen=True, slots=True, kw_only=True)
class ForgetEndedSignIns:
    """Forgets what is over: rows of attempts, networks that failed, sessions, mailed tokens.
    Addresses nobody has would add up."""

    begin: BeginSessionsWork
    throttle: ThrottlePolicy
    now: Clock

    async def __call__(self) -> None:
        now = self.now()
        async with self.begin() as work:
            await work.sign_in_attempts.forget_ended(now)
            await work.sign_in_sources.forget_before(now - self.throttle.memory)
            await work.one_time_tokens.forget_ended(now)
            await work.sessions.forget_before(now - ABSOLUTE)
            await work.commit()
