"""The promises of Identities and SignInFlows, kept by every storage and broken by what comes to
mind first; and what becomes of those who come at the same moment."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from storages import OnMemory, OnPostgres, Storage

from accounts_world import EMAIL, HERE, PSEUDONYMS, PlainTokens
from builders import NOON, a_clock_at, a_user, an_id
from jobr_core.accounts.errors import (
    IdentityTaken,
    IdentityUnknown,
    SignInFlowUnknown,
    SignInRefused,
)
from jobr_core.accounts.identities import (
    LastIdentity,
    LinkedIdentity,
    ensure_removable,
    identities_of,
)
from jobr_core.accounts.linking import ProvedIdentity
from jobr_core.accounts.model import Language, SessionId, User, UserId
from jobr_core.accounts.ports import OutsideService
from jobr_core.accounts.sessions import RefreshToken, Session, digest_of
from jobr_core.accounts.sign_in_flows import LASTS, Exchange, SignInFlow
from jobr_core.accounts.use_cases.admission import Admit
from jobr_core.accounts.use_cases.identities import RemoveIdentity
from jobr_core.accounts.use_cases.outside_sign_in import FinishSignIn, Return
from jobr_core.accounts.use_cases.sessions import OpenSession

ISSUER = "https://issuer.example"
FLOW = SignInFlow(
    digest=digest_of("state"),
    provider="acme",
    exchange=Exchange(nonce="nonce", verifier="verifier"),
    browser=digest_of("browser"),
    session_id=None,
    created_at=NOON,
)
BACK = Return(provider="acme", code="code", state="state", issuer=None, browser_secret="browser")
PROVED = ProvedIdentity(
    provider="acme", issuer=ISSUER, subject="1", email=EMAIL, is_email_verified=True,
    is_authoritative=True,
)  # fmt: skip
AT_ONCE = 10


async def a_person(storage: Storage, *linked: str, **changes: Any) -> User:
    """With an identity at each of these providers."""
    user = replace(a_user(), **changes)
    async with storage.begin() as work:
        await work.users.add(user)
        for provider in linked:
            await work.identities.link(an_identity(user, provider))
        await work.commit()
    return user


def an_identity(user: User, provider: str = "acme", **changes: Any) -> LinkedIdentity:
    identity = LinkedIdentity(
        issuer=f"https://{provider}.example",
        subject=str(user.id),
        user_id=user.id,
        provider=provider,
        email=user.email,
        is_email_verified=True,
        linked_at=NOON,
    )
    return replace(identity, **changes)


async def linked(storage: Storage, identity: LinkedIdentity) -> None:
    async with storage.begin() as work:
        await work.identities.link(identity)
        await work.commit()


async def unlinked(storage: Storage, user: User, provider: str | None = None) -> int:
    async with storage.begin() as work:
        count = await work.identities.unlink(user.id, provider)
        await work.commit()
    return count


async def kept(storage: Storage, flow: SignInFlow = FLOW) -> None:
    async with storage.begin() as work:
        await work.sign_in_flows.keep(flow)
        await work.commit()


async def taken(storage: Storage, digest: bytes = FLOW.digest) -> SignInFlow:
    async with storage.begin() as work:
        flow = await work.sign_in_flows.take(digest)
        await work.commit()
    return flow


async def a_session(storage: Storage, user: User) -> Session:
    session = Session(
        id=SessionId(an_id()), user_id=user.id, agent="", created_at=NOON, last_used_at=NOON
    )
    token = RefreshToken(digest=session.id.bytes, session_id=session.id, issued_at=NOON)
    async with storage.begin() as work:
        await work.sessions.open(session, token)
        await work.commit()
    return session


class Vouching(OutsideService):
    """For whoever comes, as a provider would that takes a code more than once."""

    async def address(self, *, state: str, exchange: Exchange) -> str:
        return f"{ISSUER}/?state={state}"

    async def redeem(self, code: str, *, issuer: str | None, exchange: Exchange) -> ProvedIdentity:
        await asyncio.sleep(0)
        return PROVED


def admitting(storage: Storage) -> Admit:
    return Admit(begin=storage.begin, pseudonyms=PSEUDONYMS, now=a_clock_at(), new_id=an_id)


def finishing(storage: Storage) -> FinishSignIn:
    return FinishSignIn(
        begin=storage.begin, services={"acme": Vouching()}, admit=admitting(storage),
        now=a_clock_at(),
    )  # fmt: skip


def opening(storage: Storage) -> OpenSession:
    return OpenSession(
        begin=storage.begin, tokens=PlainTokens(), pseudonyms=PSEUDONYMS, now=a_clock_at(),
        new_id=an_id, new_secret=lambda: str(an_id()),
    )  # fmt: skip


async def returned(storage: Storage) -> UserId:
    """A whole callback."""
    user = await finishing(storage)(BACK)
    await opening(storage)(user, client=HERE)
    return user.id


async def returned_naively(storage: Storage) -> UserId:
    """The flow is looked at first, and forgotten when all has gone well."""
    async with storage.begin() as work:
        flow = await work.sign_in_flows.take(FLOW.digest)  # not committed: it is still there
    proved = await Vouching().redeem("code", issuer=None, exchange=flow.exchange)
    user = await admitting(storage)(proved, linking=None, language=Language.ENGLISH)
    await opening(storage)(user, client=HERE)
    return user.id


async def at_once(callback: Callable[[], Awaitable[Any]], times: int = AT_ONCE) -> list[Any]:
    return await asyncio.gather(*(callback() for _ in range(times)), return_exceptions=True)


async def sessions_of(storage: Storage, outcomes: list[Any]) -> int:
    """How many were opened, all of one account."""
    [owner] = {outcome for outcome in outcomes if not isinstance(outcome, Exception)}
    return len(await storage.sessions.of_user(owner))


async def removed_naively(storage: Storage, user: User, provider: str) -> None:
    """Without holding the account."""
    async with storage.begin() as work:
        known = await work.users.by_id(user.id)
        ensure_removable(provider, identities_of(known, await work.identities.of_user(user.id)))
        await asyncio.sleep(0.05)
        await work.identities.unlink(user.id, provider)
        await work.commit()


class IdentitiesContract:
    async def test_they_are_found_by_issuer_and_subject(self, storage: Storage) -> None:
        user, other = await a_person(storage, "acme"), await a_person(storage, "acme")
        identity = an_identity(user)
        found = await storage.identities.by_subject(identity.issuer, identity.subject)
        assert found == identity
        for issuer, subject in (
            (f"{identity.issuer}/", identity.subject), (identity.issuer, user.email or ""),
        ):  # fmt: skip
            with pytest.raises(IdentityUnknown):
                await storage.identities.by_subject(issuer, subject)
        assert await storage.identities.of_user(other.id) == (an_identity(other),)

    async def test_the_same_subject_of_another_issuer_is_somebody_else(
        self, storage: Storage
    ) -> None:
        user, other = await a_person(storage), await a_person(storage)
        await linked(storage, an_identity(user, subject="1"))
        await linked(storage, an_identity(other, "firm", subject="1"))
        assert (await storage.identities.by_subject("https://acme.example", "1")).user_id == user.id
        assert (
            await storage.identities.by_subject("https://firm.example", "1")
        ).user_id == other.id

    async def test_an_identity_is_one_account_s(self, storage: Storage) -> None:
        user, other = await a_person(storage, "acme"), await a_person(storage)
        taken_by = an_identity(other, subject=str(user.id))
        with pytest.raises(IdentityTaken):
            await linked(storage, taken_by)
        with pytest.raises(IdentityTaken):
            await linked(storage, an_identity(user))
        assert await storage.identities.of_user(other.id) == ()

    async def test_those_of_an_account_are_listed_in_the_order_they_came(
        self, storage: Storage
    ) -> None:
        user = await a_person(storage)
        second = an_identity(user, email=None, linked_at=NOON + timedelta(seconds=1))
        first = an_identity(user, "zeta")
        for identity in (second, first):
            await linked(storage, identity)
        assert await storage.identities.of_user(user.id) == (first, second)

    async def test_they_are_unlinked_by_provider_or_all(self, storage: Storage) -> None:
        user, other = await a_person(storage, "acme", "firm"), await a_person(storage, "acme")
        await linked(storage, an_identity(user, subject="another"))
        assert await unlinked(storage, user, "nobody") == 0
        assert await unlinked(storage, user, "acme") == 2
        assert [one.provider for one in await storage.identities.of_user(user.id)] == ["firm"]
        assert await unlinked(storage, user) == 1
        assert len(await storage.identities.of_user(other.id)) == 1

    async def test_they_go_with_the_account(self, storage: Storage) -> None:
        user = await a_person(storage, "acme")
        session = await a_session(storage, user)
        await kept(storage, replace(FLOW, session_id=session.id))
        await kept(storage, replace(FLOW, digest=b"of nobody"))
        async with storage.begin() as work:
            await work.users.remove(user.id)
            await work.commit()
        with pytest.raises(IdentityUnknown):
            await storage.identities.by_subject("https://acme.example", str(user.id))
        with pytest.raises(SignInFlowUnknown):
            await taken(storage)
        await taken(storage, b"of nobody")

    async def test_a_flow_is_taken_once_as_it_was_kept(self, storage: Storage) -> None:
        session = await a_session(storage, await a_person(storage))
        for flow in (FLOW, replace(FLOW, digest=b"2", session_id=session.id)):
            await kept(storage, flow)
            assert await taken(storage, flow.digest) == flow
            with pytest.raises(SignInFlowUnknown):
                await taken(storage, flow.digest)

    async def test_of_a_hundred_who_take_a_flow_one_gets_it(self, storage: Storage) -> None:
        await kept(storage)
        outcomes = await at_once(lambda: taken(storage), 100)
        assert sum(isinstance(outcome, SignInFlow) for outcome in outcomes) == 1
        assert sum(isinstance(outcome, SignInFlowUnknown) for outcome in outcomes) == 99

    async def test_flows_that_are_over_are_forgotten(self, storage: Storage) -> None:
        await kept(storage)
        await kept(storage, replace(FLOW, digest=b"later", created_at=NOON + timedelta(seconds=1)))
        async with storage.begin() as work:
            await work.sign_in_flows.forget_before(NOON + timedelta(seconds=1))
            await work.commit()
        with pytest.raises(SignInFlowUnknown):
            await taken(storage)
        await taken(storage, b"later")
        assert not FLOW.is_live(NOON + LASTS)
        assert FLOW.is_live(NOON + LASTS - timedelta(seconds=1))

    async def test_of_ten_callbacks_with_one_state_one_opens_a_session(
        self, storage: Storage
    ) -> None:
        await kept(storage)
        outcomes = await at_once(lambda: returned(storage))
        assert sum(isinstance(outcome, SignInRefused) for outcome in outcomes) == AT_ONCE - 1
        assert await sessions_of(storage, outcomes) == 1

    async def test_looking_at_the_flow_first_more_would(self, storage: Storage) -> None:
        await kept(storage)
        outcomes = await at_once(lambda: returned_naively(storage))
        assert await sessions_of(storage, outcomes) > 1

    async def test_whoever_comes_first_at_the_same_moment_has_one_account(
        self, storage: Storage
    ) -> None:
        """With different flows, each good."""
        admit = admitting(storage)
        outcomes = await at_once(lambda: admit(PROVED, linking=None, language=Language.GERMAN))
        [user] = {outcome.id for outcome in outcomes}
        [identity] = await storage.identities.of_user(user)
        assert (identity.issuer, identity.subject) == (ISSUER, "1")
        assert (await storage.users.by_email(EMAIL)).language is Language.GERMAN

    async def test_two_with_one_address_at_the_same_moment_are_told_apart(
        self, storage: Storage
    ) -> None:
        """Neither issuer gives the mailbox: the second has to show that the account is theirs."""
        admit = admitting(storage)
        one = replace(PROVED, is_authoritative=False)
        outcomes = await asyncio.gather(
            *(
                admit(replace(one, subject=str(number)), linking=None, language=Language.ENGLISH)
                for number in range(AT_ONCE)
            ),
            return_exceptions=True,
        )
        [user] = [outcome for outcome in outcomes if isinstance(outcome, User)]
        codes = {getattr(outcome, "code", None) for outcome in outcomes if outcome != user}
        assert codes == {"link_required"}
        assert len(await storage.identities.of_user(user.id)) == 1

    async def test_of_the_last_two_ways_in_at_the_same_moment_one_stays(
        self, storage: Storage
    ) -> None:
        remove = RemoveIdentity(begin=storage.begin)
        for _ in range(5):
            user = await a_person(storage, "acme", "firm", password_hash=None)
            removals = (remove(owner=user.id, provider=name) for name in ("acme", "firm"))
            outcomes = await asyncio.gather(*removals, return_exceptions=True)
            assert set(map(type, outcomes)) == {LastIdentity, type(None)}
            assert len(await storage.identities.of_user(user.id)) == 1

    async def test_a_password_is_given_up_too(self, storage: Storage) -> None:
        user = await a_person(storage, "acme")
        remove = RemoveIdentity(begin=storage.begin)
        await remove(owner=user.id, provider="password")
        assert (await storage.users.by_id(user.id)).password_hash is None
        with pytest.raises(LastIdentity):
            await remove(owner=user.id, provider="acme")


class TestIdentitiesOnMemory(OnMemory, IdentitiesContract): ...


class TestIdentitiesOnPostgres(OnPostgres, IdentitiesContract):
    async def test_without_holding_the_account_both_would_go(self, storage: Storage) -> None:
        user = await a_person(storage, "acme", "firm", password_hash=None)
        await asyncio.gather(*(removed_naively(storage, user, name) for name in ("acme", "firm")))
        assert await storage.identities.of_user(user.id) == ()

    async def test_without_trying_again_some_would_be_turned_away(self, storage: Storage) -> None:
        """In one of many rounds at least: in each the first may be done before the second begins."""
        admit = admitting(storage)
        for n in range(50):
            proved = replace(PROVED, subject=f"naive-{n}", email=f"naive-{n}@example.org")
            outcomes = await at_once(partial(admit._admitted, proved, None, Language.ENGLISH))
            if {type(outcome) for outcome in outcomes} > {User}:
                return
        raise AssertionError("nobody was ever turned away")
