"""What is kept of sign-ins stays small."""

from dataclasses import dataclass
from typing import Final

from jobr_core.accounts.one_time_codes import MEMORY
from jobr_core.accounts.ports import BeginSessionsWork
from jobr_core.accounts.sessions import ABSOLUTE
from jobr_core.accounts.sign_in_flows import LASTS
from jobr_core.accounts.throttling import ThrottlePolicy
from jobr_core.shared.clock import Clock
from jobr_core.shared.rate_limits import REMEMBERED, ForgetClients
from jobr_core.tasks.model import TaskKind, Urgency

FORGET_ENDED_SIGN_INS: Final = TaskKind(name="forget_ended_sign_ins", urgency=Urgency.BULK)
FORGET_QUIET_CLIENTS: Final = TaskKind(name="forget_quiet_clients", urgency=Urgency.BULK)


@dataclass(frozen=True, slots=True, kw_only=True)
class ForgetEndedSignIns:
    """Forgets what is over: rows of attempts, networks that failed, sessions, mailed tokens,
    sign-ins by other services.
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
            await work.one_time_codes.forget_before(now - MEMORY)
            await work.sign_in_flows.forget_before(now - LASTS)
            await work.sessions.forget_before(now - ABSOLUTE)
            await work.commit()


@dataclass(frozen=True, slots=True, kw_only=True)
class ForgetQuietClients:
    """Forgets how often those asked whose requests count no more."""

    forget: ForgetClients

    async def __call__(self) -> None:
        await self.forget(REMEMBERED)
