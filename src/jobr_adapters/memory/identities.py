"""Who is known by what at other services, and sign-ins there that are under way, in memory."""

from collections.abc import Callable
from datetime import datetime

from jobr_adapters.memory.database import Tables
from jobr_core.accounts.errors import IdentityTaken, IdentityUnknown, SignInFlowUnknown
from jobr_core.accounts.identities import LinkedIdentity
from jobr_core.accounts.model import UserId
from jobr_core.accounts.ports import ChangingIdentities, SignInFlows
from jobr_core.accounts.sign_in_flows import SignInFlow


class MemoryIdentities(ChangingIdentities):
    def __init__(self, tables: Callable[[], Tables]) -> None:
        self._tables = tables

    async def of_user(self, user_id: UserId) -> tuple[LinkedIdentity, ...]:
        own = (one for one in self._tables().identities.values() if one.user_id == user_id)
        return tuple(sorted(own, key=lambda one: (one.linked_at, one.issuer, one.subject)))

    async def by_subject(self, issuer: str, subject: str) -> LinkedIdentity:
        try:
            return self._tables().identities[issuer, subject]
        except KeyError:
            raise IdentityUnknown from None

    async def link(self, identity: LinkedIdentity) -> None:
        key, tables = (identity.issuer, identity.subject), self._tables()
        if key in tables.identities:
            raise IdentityTaken
        tables.ensure_user(identity.user_id)
        tables.identities[key] = identity

    async def unlink(self, user_id: UserId, provider: str | None = None) -> int:
        own = await self.of_user(user_id)
        gone = [one for one in own if provider in (None, one.provider)]
        for one in gone:
            del self._tables().identities[one.issuer, one.subject]
        return len(gone)


class MemorySignInFlows(SignInFlows):
    def __init__(self, tables: Callable[[], Tables]) -> None:
        self._tables = tables

    async def keep(self, flow: SignInFlow) -> None:
        self._tables().sign_in_flows[flow.digest] = flow

    async def take(self, digest: bytes) -> SignInFlow:
        try:
            return self._tables().sign_in_flows.pop(digest)
        except KeyError:
            raise SignInFlowUnknown from None

    async def forget_before(self, moment: datetime) -> None:
        flows = self._tables().sign_in_flows
        for flow in [flow for flow in flows.values() if flow.created_at < moment]:
            del flows[flow.digest]
