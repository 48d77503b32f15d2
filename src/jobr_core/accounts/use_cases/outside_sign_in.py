"""A person leaves to sign in by another service (OpenID Connect), and comes back."""

from dataclasses import dataclass, field

from jobr_core.accounts.errors import ProviderNotFound, SignInFlowUnknown, SignInRefused
from jobr_core.accounts.model import Client, Language, Principal, User
from jobr_core.accounts.ports import (
    AdmitProved,
    BeginUsersWork,
    NewSecret,
    OutsideService,
    OutsideServices,
    ProveOwner,
)
from jobr_core.accounts.sessions import digest_of
from jobr_core.accounts.sign_in_flows import Exchange, SignInFlow
from jobr_core.shared.clock import Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Departure:
    """`address` is where the browser goes; `browser_secret` stays with it."""

    address: str = field(repr=False)
    browser_secret: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class StartSignIn:
    """Sends a person to another service. Who is signed in adds it to their account, and has to have
    signed in lately: a stolen access token makes no way in of its own.

    Raises ProviderNotFound, ProviderUnavailable, what ProveOwner raises.
    """

    begin: BeginUsersWork
    services: OutsideServices
    prove: ProveOwner
    now: Clock
    new_secret: NewSecret

    async def __call__(
        self, *, provider: str, principal: Principal | None, client: Client
    ) -> Departure:
        service = _service(self.services, provider)
        if principal is not None:
            await self.prove(principal, password=None, client=client)
        state, browser_secret = self.new_secret(), self.new_secret()
        exchange = Exchange(nonce=self.new_secret(), verifier=self.new_secret())
        address = await service.address(state=state, exchange=exchange)
        flow = SignInFlow(
            digest=digest_of(state),
            provider=provider,
            exchange=exchange,
            browser=digest_of(browser_secret),
            session_id=principal.session_id if principal else None,
            created_at=self.now(),
        )
        async with self.begin() as work:
            await work.sign_in_flows.keep(flow)
            await work.commit()
        return Departure(address=address, browser_secret=browser_secret)


@dataclass(frozen=True, slots=True, kw_only=True)
class Return:
    """What a person comes back with; `issuer` is who the answer says it comes from (RFC 9207)."""

    provider: str
    code: str = field(repr=False)
    state: str = field(repr=False)
    issuer: str | None
    browser_secret: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishSignIn:
    """Whose account it is that somebody came back to; no session is opened.

    Raises ProviderNotFound, ProviderUnavailable, SignInRefused, what AdmitProved raises.
    """

    begin: BeginUsersWork
    services: OutsideServices
    admit: AdmitProved
    now: Clock

    async def __call__(self, back: Return, *, language: Language = Language.ENGLISH) -> User:
        service = _service(self.services, back.provider)
        flow = await self._taken(back)
        proved = await service.redeem(back.code, issuer=back.issuer, exchange=flow.exchange)
        return await self.admit(proved, linking=flow.session_id, language=language)

    async def _taken(self, back: Return) -> SignInFlow:
        """It is used up before anything else is looked at."""
        async with self.begin() as work:
            try:
                flow = await work.sign_in_flows.take(digest_of(back.state))
            except SignInFlowUnknown as error:
                raise SignInRefused("unknown state, or one used before") from error
            await work.commit()
        if not flow.is_live(self.now()):
            raise SignInRefused("begun too long ago")
        if flow.provider != back.provider:
            raise SignInRefused("begun with another provider")
        if not flow.began_in(back.browser_secret):
            raise SignInRefused("begun in another browser")
        return flow


def _service(services: OutsideServices, provider: str) -> OutsideService:
    try:
        return services[provider]
    except KeyError:
        raise ProviderNotFound from None
