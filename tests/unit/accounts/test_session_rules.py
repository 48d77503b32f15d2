"""How long somebody stays signed in, as rules and as a story of any length."""

import asyncio
from collections.abc import Coroutine
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, TypeVar

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, rule

from accounts_world import EMAIL, HERE, NEW_PASSWORD, Accounts
from builders import NOON, a_user, an_id
from jobr_core.accounts.errors import (
    AccountDisabled,
    AccountLocked,
    AdminOnly,
    RefreshInProgress,
    RefreshTokenInvalid,
    ResetTokenInvalid,
    SessionNotFound,
    TokenInvalid,
    UserNotFound,
    WrongCredentials,
)
from jobr_core.accounts.lockout import Attempts
from jobr_core.accounts.model import Client, Role, SessionId, User
from jobr_core.accounts.one_time_tokens import Purpose
from jobr_core.accounts.sessions import (
    ABSOLUTE,
    GRACE,
    IDLE,
    MOST,
    HeldToken,
    RefreshToken,
    Session,
    Use,
    live,
)
from jobr_core.accounts.signing_in import Applicant, ensure_may_sign_in
from jobr_core.accounts.signing_keys import NOTICE, KeyState, SigningKey, standing

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
Answer = TypeVar("Answer")


def a_session(**changes: Any) -> Session:
    given = {"agent": "", "created_at": NOON, "last_used_at": NOON, **changes}
    return Session(id=SessionId(an_id()), user_id=a_user().id, **given)


@pytest.mark.parametrize(
    ("last_used", "after", "lives"),
    [
        (timedelta(), IDLE - SECOND, True),
        (timedelta(), IDLE, False),
        (IDLE, IDLE * 2 - SECOND, True),
        (timedelta(days=29), ABSOLUTE - SECOND, True),
        (timedelta(days=29), ABSOLUTE, False),
    ],
)
def test_a_session_ends_when_it_is_idle_or_old(
    last_used: timedelta, after: timedelta, *, lives: bool
) -> None:
    session = a_session().used(NOON + last_used)
    assert session.is_live(NOON + after) is lives
    assert live([session], NOON + after) == ((session,) if lives else ())


@pytest.mark.parametrize(
    ("consumed", "after", "use"),
    [
        (None, timedelta(), Use.ROTATES),
        (None, IDLE, Use.ENDED),
        (timedelta(), timedelta(), Use.IN_PROGRESS),
        (timedelta(), GRACE - SECOND, Use.IN_PROGRESS),
        (timedelta(), GRACE, Use.REUSED),
        (timedelta(), IDLE, Use.ENDED),
    ],
)
def test_what_a_refresh_token_is_good_for(
    consumed: timedelta | None, after: timedelta, use: Use
) -> None:
    session = a_session()
    token = RefreshToken(digest=b"", session_id=session.id, issued_at=NOON)
    if consumed is not None:
        token = token.consumed(NOON + consumed)
    assert HeldToken(token=token, session=session).use(NOON + after) is use


def a_key(key_id: str, active_from: datetime) -> SigningKey:
    return SigningKey(id=key_id, algorithm="EdDSA", active_from=active_from, sealed=b"")


def test_a_key_is_next_then_active_then_retiring_then_gone() -> None:
    old, new = a_key("old", NOON - timedelta(days=90)), a_key("new", NOON + NOTICE)

    def states(after: timedelta) -> list[str]:
        stands = standing([old, new], NOON + after)
        assert sum(stand.state is KeyState.ACTIVE for stand in stands) == 1
        return [f"{stand.key.id} {stand.state}" for stand in stands]

    assert states(timedelta()) == ["new next", "old active"]
    assert states(NOTICE) == ["new active", "old retiring"]
    assert states(NOTICE + 16 * MINUTE - SECOND) == ["new active", "old retiring"]
    assert states(NOTICE + 16 * MINUTE) == ["new active", "old gone"]


LOCKED = Attempts(count=5, last_at=NOON, locked_until=NOON + MINUTE)


@pytest.mark.parametrize(
    ("user", "attempts", "refusal"),
    [
        (a_user(), LOCKED, AccountLocked),
        (replace(a_user(), disabled_at=NOON), None, AccountDisabled),
        (replace(a_user(), disabled_at=NOON), LOCKED, AccountDisabled),
    ],
)
def test_who_may_not_sign_in_is_kept_out(
    user: User, attempts: Attempts | None, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        ensure_may_sign_in(Applicant(user=user, attempts=attempts), NOON)


@pytest.mark.parametrize("attempts", [None, replace(LOCKED, locked_until=NOON)])
def test_everybody_else_may_sign_in(attempts: Attempts | None) -> None:
    ensure_may_sign_in(Applicant(user=a_user(), attempts=attempts), NOON)


async def test_through_no_door_comes_who_may_not_sign_in() -> None:
    """Each way in against each state an account may be in."""
    for state in ("locked", "disabled", "deleted"):
        accounts = Accounts()
        user = await accounts.ada(Role.ADMIN)
        opened, asking = await accounts.signed_in()
        link = await accounts.token(user, Purpose.RESET_PASSWORD)
        if state == "locked":
            await accounts.fails(5)
        elif state == "disabled":
            await accounts.disable(email=EMAIL)
        else:
            accounts.database.tables.forget_user(user.id)
        refusals: dict[str, tuple[type[Exception], ...]] = {
            "locked": (AccountLocked,),
            "disabled": (AccountDisabled,),
            "deleted": (UserNotFound, WrongCredentials, TokenInvalid, RefreshTokenInvalid),
        }
        refusal = refusals[state]
        with pytest.raises(refusal):
            await accounts.signed_in()
        with pytest.raises(refusal):  # one who was proved by another way: a code, another service
            await accounts.open(user, client=HERE)
        with pytest.raises((RefreshTokenInvalid, AccountLocked)):
            await accounts.refresh(opened.refresh_token)
        if state != "locked":
            with pytest.raises(TokenInvalid):
                await accounts.ensure(asking)
            with pytest.raises((AccountDisabled, ResetTokenInvalid)):
                await accounts.reset_password(token=link, new=NEW_PASSWORD)


async def test_a_locked_session_goes_on_when_the_lock_is_over() -> None:
    accounts = Accounts()
    await accounts.ada()
    opened, asking = await accounts.signed_in()
    await accounts.fails(5)
    with pytest.raises(AccountLocked) as locked:
        await accounts.refresh(opened.refresh_token)
    assert locked.value.retry_after == 900
    await accounts.ensure(asking)
    accounts.at += 15 * MINUTE
    await accounts.refresh(opened.refresh_token)


async def test_session_and_role_are_looked_up() -> None:
    accounts = Accounts()
    user = await accounts.ada(Role.ADMIN)
    _, asking = await accounts.signed_in()
    await accounts.ensure(asking)
    await accounts.ensure_admin(asking, changing=True)
    await accounts.set_role(email=EMAIL, role=Role.USER)
    await accounts.ensure(asking)
    with pytest.raises(AdminOnly):
        await accounts.ensure_admin(asking, changing=False)
    await accounts.set_role(email=EMAIL, role=Role.ADMIN)
    with pytest.raises(AdminOnly):
        await accounts.ensure_admin(replace(asking, role=Role.USER), changing=False)
    with pytest.raises(TokenInvalid):
        await accounts.ensure(replace(asking, session_id=SessionId(an_id())))
    await accounts.end(user.id)
    with pytest.raises(TokenInvalid):
        await accounts.ensure(asking)


async def test_a_token_of_nobody_is_refused() -> None:
    accounts = Accounts()
    with pytest.raises(RefreshTokenInvalid):
        await accounts.refresh("made up")


async def test_an_eleventh_session_ends_the_one_used_longest_ago() -> None:
    accounts = Accounts()
    user = await accounts.ada()
    opened = []
    for _ in range(MOST):
        opened.append((await accounts.signed_in())[0])
        accounts.at += SECOND
    first = await accounts.refresh(opened[0].refresh_token)
    await accounts.signed_in()
    assert len(await accounts.sessions.of_user(user.id)) == MOST
    await accounts.refresh(first.refresh_token)
    with pytest.raises(RefreshTokenInvalid):
        await accounts.refresh(opened[1].refresh_token)


async def test_a_client_not_seen_before_is_told_of() -> None:
    accounts = Accounts()
    await accounts.ada()
    agents = ("Firefox/143.0", "Firefox/144.0.1", "curl/8.1", "curl/8.2", "Firefox/1")
    for agent in agents:
        await accounts.signed_in(Client(agent=agent))
    told = [event for event in accounts.told() if event in ("user.login", "user.new_device")]
    assert told == ["user.login"] * 3 + ["user.new_device"] + ["user.login"] * 2


class SessionsMachine(RuleBasedStateMachine):
    """Against a plain model: of each session its unused token, its used ones with when, and its
    end."""

    fresh = Bundle("fresh")
    spent = Bundle("spent")

    def __init__(self) -> None:
        super().__init__()
        self.people = Accounts()
        self.user = self.run(self.people.ada())
        self.family: dict[str, int] = {}
        self.used_at: dict[str, datetime] = {}
        self.opened_at: dict[int, datetime] = {}
        self.last_at: dict[int, datetime] = {}
        self.ended: set[int] = set()
        self.ids: dict[int, SessionId] = {}
        self.reused = 0
        self.following: str | None = None

    def run(self, story: Coroutine[Any, Any, Answer]) -> Answer:
        return asyncio.run(story)

    def lives(self, number: int) -> bool:
        at = self.people.at
        young = at < self.opened_at[number] + ABSOLUTE and at < self.last_at[number] + IDLE
        return young and number not in self.ended

    @rule(target=fresh)
    def sign_in(self) -> str:
        number = len(self.ids)
        signed_in = self.run(self.people.open(self.user, client=HERE))
        self.ids[number] = SessionId(list(self.people.database.tables.sessions)[-1])
        self.opened_at[number] = self.last_at[number] = self.people.at
        self.family[signed_in.refresh_token] = number
        alive = [one for one in self.ids if one not in self.ended]
        alive.sort(key=lambda one: (self.last_at[one], self.ids[one]), reverse=True)
        self.ended.update(alive[MOST:])
        return signed_in.refresh_token

    @rule(by=st.sampled_from([SECOND, GRACE - SECOND, GRACE, MINUTE, timedelta(days=6), IDLE]))
    def wait(self, by: timedelta) -> None:
        self.people.at += by

    @rule(target=spent, token=consumes(fresh))
    def use_once(self, token: str) -> str:
        number = self.family[token]
        if self.lives(number):
            following = self.run(self.people.refresh(token)).refresh_token
            self.used_at[token] = self.last_at[number] = self.people.at
            self.family[following] = number
            self.following = following
        else:
            with pytest.raises(RefreshTokenInvalid):
                self.run(self.people.refresh(token))
        return token

    @rule(target=fresh)
    def go_on(self) -> str:
        """With the token the last use brought."""
        following, self.following = self.following, None
        return following or str(self.sign_in())

    @rule(token=spent)
    def use_again(self, token: str) -> None:
        number = self.family[token]
        used_at = self.used_at.get(token)
        in_grace = used_at is not None and self.people.at < used_at + GRACE
        if self.lives(number) and in_grace:
            with pytest.raises(RefreshInProgress):
                self.run(self.people.refresh(token))
            return
        if self.lives(number):
            self.reused += 1
            self.ended.add(number)
        with pytest.raises(RefreshTokenInvalid):
            self.run(self.people.refresh(token))

    @rule(pick=st.integers(0, 9))
    def sign_out(self, pick: int) -> None:
        if not self.ids:
            return
        number = pick % len(self.ids)
        story = self.people.end(self.user.id, self.ids[number])
        known = self.ids[number] in self.people.database.tables.sessions
        if number in self.ended or not known:
            with pytest.raises(SessionNotFound):
                self.run(story)
        else:
            self.run(story)
            self.ended.add(number)

    @rule()
    def sign_out_everywhere(self) -> None:
        self.run(self.people.end(self.user.id))
        self.ended.update(self.ids)

    @invariant()
    def the_same_are_signed_in(self) -> None:
        of_user = self.run(self.people.sessions.of_user(self.user.id))
        signed_in = {session.id for session in live(of_user, self.people.at)}
        assert signed_in == {self.ids[number] for number in self.ids if self.lives(number)}
        assert self.people.told().count("user.token_reused") == self.reused

    @invariant()
    def a_session_has_one_unused_token(self) -> None:
        tokens = self.people.database.tables.refresh_tokens.values()
        unused = [token.session_id for token in tokens if token.consumed_at is None]
        assert len(unused) == len(set(unused))


TestSessionsMachine = SessionsMachine.TestCase
TestSessionsMachine.settings = settings(max_examples=40, stateful_step_count=30, deadline=None)
