"""What plans need from outside."""

from abc import abstractmethod
from typing import Protocol

from jobr_core.accounts.model import UserId
from jobr_core.billing.plans import Plan


class PlanOf(Protocol):
    """Which plan a person has."""

    @abstractmethod
    async def __call__(self, user_id: UserId, /) -> Plan: ...
