"""Units of work."""

from collections.abc import Callable
from typing import Protocol

from jobr_core.accounts.ports.attempts import (
    OneTimeCodes,
    OneTimeTokens,
    SignInAttempts,
    SignInFlows,
    SignInSources,
)
from jobr_core.accounts.ports.people import ChangingIdentities, ChangingUsers, SecondFactors
from jobr_core.accounts.ports.sessions import ChangingSessions
from jobr_core.events.ports import EventsWork
from jobr_core.tasks.ports import TasksWork


class UsersWork(TasksWork, EventsWork, Protocol):
    """A unit of work that can change accounts."""

    @property
    def identities(self) -> ChangingIdentities: ...

    @property
    def sign_in_flows(self) -> SignInFlows: ...

    @property
    def users(self) -> ChangingUsers: ...

    @property
    def sign_in_attempts(self) -> SignInAttempts: ...

    @property
    def sign_in_sources(self) -> SignInSources: ...

    @property
    def one_time_tokens(self) -> OneTimeTokens: ...

    @property
    def second_factors(self) -> SecondFactors: ...

    @property
    def one_time_codes(self) -> OneTimeCodes: ...


BeginUsersWork = Callable[[], UsersWork]


class SessionsWork(UsersWork, Protocol):
    """A unit of work that can change sessions."""

    @property
    def sessions(self) -> ChangingSessions: ...


BeginSessionsWork = Callable[[], SessionsWork]
