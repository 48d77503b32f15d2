"""Signing in by another service, as stories on memory."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import pytest

from accounts_world import EMAIL, HERE, PASSWORD, PSEUDONYMS, Accounts
from builders import NOON, an_id
from jobr_adapters.memory.identities import MemoryIdentities
from jobr_core.accounts.errors import (
    AccountDisabled,
    AccountLocked,
    FreshSignInNeeded,
    IdentityTaken,
    LinkRequired,
    ProviderNotFound,
    ProviderUnavailable,
    SignInRefused,
    WrongCredentials,
)
from jobr_core.accounts.identities import IdentityNotFound
from jobr_core.accounts.linking import ProvedIdentity
from jobr_core.accounts.model import Language, Principal, User
from jobr_core.accounts.one_time_tokens import Purpose
from jobr_core.accounts.ports import OutsideService
from jobr_core.accounts.second_factor import SecondFactor
from jobr_core.accounts.sign_in_flows import LASTS, Exchange
from jobr_core.accounts.use_cases.admission import Admit
from jobr_core.accounts.use_cases.identities import RemoveIdentity
from jobr_core.accounts.use_cases.outside_sign_in import (
    Departure,
    FinishSignIn,
    Return,
    StartSignIn,
)

ADA = ProvedIdentity(
    provider="google", issuer="https://accounts.google.com", subject="1", email=EMAIL,
    is_email_verified=True, is_authoritative=True, full_name="Ada Lovelace",
)  # fmt: skip
STRANGER = replace(ADA, subject="2", is_authoritative=False)
SECOND = timedelta(seconds=1)


@dataclass
class Service(OutsideService):
    """Vouches for whoever it is told to."""

    vouches: ProvedIdentity = ADA
    is_away: bool = False
    exchanges: list[Exchange] = field(default_factory=list)

    async def address(self, *, state: str, exchange: Exchange) -> str:
        if self.is_away:
            raise ProviderUnavailable
        self.exchanges.append(exchange)
        return state

    async def redeem(self, code: str, *, issuer: str | None, exchange: Exchange) -> ProvedIdentity:
        if self.is_away:
            raise ProviderUnavailable
        assert exchange == self.exchanges[-1]
        return self.vouches


class World(Accounts):
    def __init__(self) -> None:
        super().__init__()
        self.google, self.other = Service(), Service()
        services = {"google": self.google, "other": self.other}
        self.identities = MemoryIdentities(lambda: self.database.tables)
        self.start = StartSignIn(
            begin=self.begin, services=services, prove=self.prove, now=self.now,
            new_secret=lambda: str(an_id()),
        )  # fmt: skip
        admit = Admit(begin=self.begin, pseudonyms=PSEUDONYMS, now=self.now, new_id=an_id)
        self.finish = FinishSignIn(begin=self.begin, services=services, admit=admit, now=self.now)
        self.remove = RemoveIdentity(begin=self.begin)

    async def departs(self, principal: Principal | None = None) -> Departure:
        return await self.start(provider="google", principal=principal, client=HERE)

    async def by_google(
        self, vouches: ProvedIdentity = ADA, principal: Principal | None = None
    ) -> User:
        """The whole way, to an open session."""
        self.google.vouches = vouches
        user = await self.finish(back(await self.departs(principal)))
        await self.open(user, client=HERE)
        return user

    async def providers_of(self, user: User) -> list[str]:
        return [one.provider for one in await self.identities.of_user(user.id)]

    async def verified_ada(self) -> User:
        user = await self.ada()
        await self.verify_email(token=await self.token(user, Purpose.VERIFY_EMAIL))
        return await self.users.by_id(user.id)

    async def second_factor(self, user: User) -> None:
        factor = SecondFactor(user_id=user.id, sealed=b"", last_step=0, created_at=NOON)
        async with self.begin() as work:
            await work.second_factors.keep(factor)
            await work.users.change(replace(user, second_factor_since=NOON))
            await work.commit()

    async def live_sessions(self) -> int:
        sessions = self.database.tables.sessions.values()
        return sum(session.is_live(self.at) for session in sessions)


def back(departure: Departure, **changes: Any) -> Return:
    facts: dict[str, Any] = {
        "provider": "google",
        "code": "code",
        "state": departure.address,
        "issuer": None,
        "browser_secret": departure.browser_secret,
        **changes,
    }
    return Return(**facts)


@pytest.fixture
def world() -> World:
    return World()


async def test_an_account_is_opened_and_found_again(world: World) -> None:
    user = await world.by_google()
    assert (user.email, user.full_name, user.password_hash) == (EMAIL, "Ada Lovelace", None)
    assert user.email_verified_at == NOON
    assert (await world.by_google(replace(ADA, email="changed@example.org"))).id == user.id
    assert (await world.users.by_id(user.id)).email == EMAIL
    assert world.told() == [
        "user.registered", "user.email_verified", "user.identity_linked", "user.login",
        "user.login",
    ]  # fmt: skip


async def test_its_messages_are_in_the_language_of_who_came(world: World) -> None:
    user = await world.finish(back(await world.departs()), language=Language.GERMAN)
    assert user.language is Language.GERMAN


async def test_an_address_nobody_vouches_for_is_not_verified(world: World) -> None:
    user = await world.by_google(replace(ADA, is_email_verified=False))
    assert user.email_verified_at is None
    assert "user.email_verified" not in world.told()


async def test_guesses_at_the_address_before_do_not_lock_the_new_account(world: World) -> None:
    await world.fails(5)
    with pytest.raises(AccountLocked):
        await world.log_in(email=EMAIL, password=PASSWORD, client=HERE)
    await world.by_google()


async def test_google_gives_its_mailboxes_so_it_is_linked(world: World) -> None:
    ada = await world.verified_ada()
    opened, _ = await world.signed_in()
    assert (await world.by_google()).id == ada.id
    await world.log_in(email=EMAIL, password=PASSWORD, client=HERE)
    await world.refresh(opened.refresh_token)
    assert await world.providers_of(ada) == ["google"]


async def test_whoever_opened_it_first_keeps_nothing(world: World) -> None:
    """Somebody registers with another's address, stays signed in, has a link sent, adds a way in
    and a password of their choice, and waits."""
    squatted = await world.ada()
    _, eve = await world.signed_in()
    await world.by_google(replace(STRANGER, email="eve@example.org"), eve)
    link = await world.token(squatted, Purpose.RESET_PASSWORD)
    await world.token(squatted, Purpose.VERIFY_EMAIL)
    await world.second_factor(squatted)
    world.at += SECOND

    ada = await world.by_google()

    assert world.told()[-5:] == [
        "user.identity_unlinked", "user.identity_unlinked", "user.email_verified",
        "user.identity_linked", "user.login",
    ]  # fmt: skip
    assert "user.second_factor_removed" in world.told()
    assert (ada.second_factor_since, world.database.tables.second_factors) == (None, {})
    assert ada.id == squatted.id
    assert (ada.password_hash, ada.email_verified_at) == (None, world.at)
    with pytest.raises(WrongCredentials):
        await world.log_in(email=EMAIL, password=PASSWORD, client=HERE)
    assert await world.live_sessions() == 1
    [identity] = await world.identities.of_user(ada.id)
    assert identity.subject == "1"
    with pytest.raises(LinkRequired):
        await world.by_google(STRANGER)
    assert world.database.tables.one_time_tokens == {}
    with pytest.raises(Exception, match="link to a new password"):
        await world.reset_password(token=link, new="another engine")


async def test_who_was_let_in_just_before_does_not_get_a_session_after(world: World) -> None:
    """The account has no password that could have changed."""
    eve = replace(ADA, subject="eve", is_email_verified=False)
    world.google.vouches = eve
    let_in = await world.finish(back(await world.departs()))
    ada = await world.by_google()
    assert ada.id == let_in.id
    with pytest.raises(WrongCredentials):
        await world.open(let_in, client=HERE)
    with pytest.raises(LinkRequired):
        await world.by_google(eve)


async def test_whoever_reads_the_mail_takes_it_from_who_opened_it(world: World) -> None:
    """By a new password too: of an address nobody had confirmed no way in is believed."""
    squatted = await world.ada()
    _, eve = await world.signed_in()
    await world.by_google(replace(STRANGER, email="eve@example.org"), eve)
    link = await world.token(squatted, Purpose.RESET_PASSWORD)
    await world.reset_password(token=link, new="another engine")
    assert await world.identities.of_user(squatted.id) == ()
    await world.by_google()
    link = await world.token(squatted, Purpose.RESET_PASSWORD)
    await world.reset_password(token=link, new="one more engine")
    assert await world.providers_of(squatted) == ["google"]


@pytest.mark.parametrize("verified", [True, False])
async def test_otherwise_the_account_has_to_be_proved(world: World, *, verified: bool) -> None:
    ada = await (world.verified_ada() if verified else world.ada())
    for vouched in (STRANGER, replace(ADA, is_email_verified=False)):
        with pytest.raises(LinkRequired):
            await world.by_google(vouched)
    assert await world.users.by_id(ada.id) == ada
    assert await world.identities.of_user(ada.id) == ()
    _, principal = await world.signed_in()
    assert (await world.by_google(STRANGER, principal)).id == ada.id
    assert (await world.by_google(STRANGER)).id == ada.id


async def test_an_identity_belongs_to_one_account(world: World) -> None:
    ada = await world.ada()
    _, principal = await world.signed_in()
    other = await world.by_google(replace(ADA, email="other@example.org"))
    with pytest.raises(IdentityTaken):
        await world.by_google(ADA, principal)
    assert await world.providers_of(other) == ["google"]
    assert await world.providers_of(ada) == []


async def test_to_a_closed_or_locked_account_nothing_is_linked(world: World) -> None:
    ada = await world.verified_ada()
    await world.fails(5)
    with pytest.raises(AccountLocked):
        await world.by_google()
    world.at += timedelta(minutes=15)
    await world.disable(email=EMAIL)
    with pytest.raises(AccountDisabled):
        await world.by_google()
    assert await world.identities.of_user(ada.id) == ()
    await world.enable(email=EMAIL)
    await world.by_google()
    await world.disable(email=EMAIL)
    with pytest.raises(AccountDisabled):
        await world.by_google()


async def test_a_way_in_is_added_by_who_is_there(world: World) -> None:
    await world.ada()
    _, principal = await world.signed_in()
    world.at += timedelta(minutes=10)
    with pytest.raises(FreshSignInNeeded):
        await world.departs(principal)
    assert world.database.tables.sign_in_flows == {}


async def test_nothing_is_added_for_a_session_that_has_ended(world: World) -> None:
    ada = await world.ada()
    _, principal = await world.signed_in()
    departure = await world.departs(principal)
    await world.end(ada.id)
    with pytest.raises(SignInRefused):
        await world.finish(back(departure))
    assert await world.identities.of_user(ada.id) == ()


@pytest.mark.parametrize(
    "changes",
    [
        {"state": "made up"},
        {"browser_secret": ""},
        {"browser_secret": "another browser's"},
        {"provider": "other"},
    ],
)
async def test_who_comes_back_otherwise_than_they_left_is_refused(
    world: World, changes: dict[str, str]
) -> None:
    departure = await world.departs()
    with pytest.raises(SignInRefused):
        await world.finish(back(departure, **changes))
    if "state" not in changes:  # it is used up all the same
        with pytest.raises(SignInRefused):
            await world.finish(back(departure))
    assert world.told() == []


async def test_a_flow_is_good_once_and_for_ten_minutes(world: World) -> None:
    departure = await world.departs()
    world.at += LASTS - SECOND
    await world.finish(back(departure))
    with pytest.raises(SignInRefused):
        await world.finish(back(departure))
    departure = await world.departs()
    world.at += LASTS
    with pytest.raises(SignInRefused):
        await world.finish(back(departure))


async def test_flows_nobody_comes_back_from_are_forgotten(world: World) -> None:
    await world.departs()
    world.at += LASTS
    await world.forget()
    assert len(world.database.tables.sign_in_flows) == 1
    world.at += SECOND
    await world.forget()
    assert world.database.tables.sign_in_flows == {}


async def test_every_flow_has_secrets_of_its_own_and_keeps_digests(world: World) -> None:
    departures = [await world.departs() for _ in range(2)]
    secrets = [
        *(secret for one in departures for secret in (one.address, one.browser_secret)),
        *(secret for one in world.google.exchanges for secret in (one.nonce, one.verifier)),
    ]
    assert len(set(secrets)) == 8
    kept = repr(world.database.tables.sign_in_flows)
    assert [secret for secret in secrets if secret in kept] == []


async def test_a_service_that_is_away_or_unknown(world: World) -> None:
    departure = await world.departs()
    world.google.is_away = True
    for story in (world.departs, lambda: world.finish(back(departure))):
        with pytest.raises(ProviderUnavailable):
            await story()
    steps: list[Callable[[], Any]] = [
        lambda: world.start(provider="nobody", principal=None, client=HERE),
        lambda: world.finish(back(departure, provider="nobody")),
    ]
    for step in steps:
        with pytest.raises(ProviderNotFound):
            await step()


async def test_a_way_in_is_given_up_as_long_as_another_is_left(world: World) -> None:
    ada = await world.verified_ada()
    await world.by_google()
    await world.by_google(replace(ADA, subject="3"), (await world.signed_in())[1])
    with pytest.raises(IdentityNotFound):
        await world.remove(owner=ada.id, provider="replit")
    await world.remove(owner=ada.id, provider="password")
    with pytest.raises(WrongCredentials):
        await world.log_in(email=EMAIL, password=PASSWORD, client=HERE)
    with pytest.raises(Exception, match="only way"):
        await world.remove(owner=ada.id, provider="google")
    assert world.told()[-1] == "user.login_failed"
    assert world.told().count("user.identity_unlinked") == 1
