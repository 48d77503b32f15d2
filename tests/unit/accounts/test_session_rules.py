"""How long somebody stays signed in, as rules and as a story of any length."""

import asyncio
from collections.abc import Coroutine
from datetime import datetime, timedelta
from itertools import count
from typing import Any, TypeVar

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, rule

from builders import NOON, a_user, an_id
from jobr_adapters.memory.accounts import MemoryUsers
from jobr_adapters.memory.database import MemoryDatabase
from jobr_adapters.memory.sessions import MemorySessions
from jobr_adapters.memory.unit_of_work import MemoryUnitOfWork
from jobr_core.accounts.errors import (
    AdminOnly,
    RefreshInProgress,
    RefreshTokenInvalid,
    SessionNotFound,
    TokenInvalid,
)
from jobr_core.accounts.model import Principal, Role, SessionId, User
from jobr_core.accounts.ports import AccessToken, AccessTokens
from jobr_core.accounts.sessions import (
    ABSOLUTE,
    GRACE,
    IDLE,
    HeldToken,
    RefreshToken,
    Session,
    Use,
    live,
)
from jobr_core.accounts.signing_in import ensure_may_sign_in
from jobr_core.accounts.signing_keys import NOTICE, KeyState, SigningKey, standing
from jobr_core.accounts.use_cases.sessions import (
    EndSessions,
    EnsureAdmin,
    OpenSession,
    RefreshSession,
)
from jobr_core.shared.errors import Forbidden

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


def test_who_may_not_sign_in_is_kept_out() -> None:
    def never(_: User, __: datetime) -> None:
        raise Forbidden

    ensure_may_sign_in(a_user(), NOON)
    with pytest.raises(Forbidden):
        ensure_may_sign_in(a_user(), NOON, (never,))


class PlainTokens(AccessTokens):
    """They prove nothing, and nobody asks them to."""

    async def issue(self, principal: Principal) -> AccessToken:
        return AccessToken(value=str(principal.session_id), expires_at=NOON)

    async def read(self, token: str) -> Principal:
        raise NotImplementedError


class SignedIn:
    """One person's sessions, on memory, by a clock that is moved."""

    def __init__(self) -> None:
        self.database = MemoryDatabase()
        self.at = NOON
        self.user = a_user(role=Role.ADMIN)
        self.database.tables.users[self.user.id] = self.user
        numbers = count()
        ports: dict[str, Any] = {
            "begin": lambda: MemoryUnitOfWork(self.database, now=self.now, new_id=an_id),
            "now": self.now,
        }
        made: dict[str, Any] = {
            "tokens": PlainTokens(),
            "new_secret": lambda: f"secret {next(numbers)}",
        }
        self.open = OpenSession(**ports, **made, new_id=an_id)
        self.refresh = RefreshSession(**ports, **made)
        self.end = EndSessions(**ports)
        self.sessions = MemorySessions(lambda: self.database.tables)

    def now(self) -> datetime:
        return self.at

    @property
    def told(self) -> list[str]:
        return [logged.event.name for logged in self.database.events]


async def test_an_administrators_session_and_role_are_looked_up() -> None:
    people = SignedIn()
    users = MemoryUsers(lambda: people.database.tables)
    ensure = EnsureAdmin(sessions=people.sessions, users=users, now=people.now)
    opened = await people.open(people.user, agent="")
    session_id = SessionId(next(iter(people.database.tables.sessions)))
    asking = Principal(user_id=people.user.id, role=Role.ADMIN, session_id=session_id)
    await ensure(asking)
    assert opened.user is people.user
    people.database.tables.users[people.user.id] = a_user()
    with pytest.raises(AdminOnly):
        await ensure(asking)
    people.database.tables.users[people.user.id] = people.user
    await people.end(people.user.id)
    with pytest.raises(TokenInvalid):
        await ensure(asking)
    with pytest.raises(TokenInvalid):
        await ensure(Principal(user_id=a_user().id, role=Role.ADMIN, session_id=SessionId(an_id())))


async def test_a_token_of_nobody_is_refused() -> None:
    people = SignedIn()
    with pytest.raises(RefreshTokenInvalid):
        await people.refresh("made up")
    opened = await people.open(people.user, agent="")
    del people.database.tables.users[people.user.id]
    with pytest.raises(RefreshTokenInvalid):
        await people.refresh(opened.refresh_token)


class SessionsMachine(RuleBasedStateMachine):
    """Against a plain model: of each session its unused token, its used ones with when, and its
    end."""

    fresh = Bundle("fresh")
    spent = Bundle("spent")

    def __init__(self) -> None:
        super().__init__()
        self.people = SignedIn()
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
        signed_in = self.run(self.people.open(self.people.user, agent=""))
        self.ids[number] = SessionId(list(self.people.database.tables.sessions)[-1])
        self.opened_at[number] = self.last_at[number] = self.people.at
        self.family[signed_in.refresh_token] = number
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
        story = self.people.end(self.people.user.id, self.ids[number])
        known = self.ids[number] in self.people.database.tables.sessions
        if number in self.ended or not known:
            with pytest.raises(SessionNotFound):
                self.run(story)
        else:
            self.run(story)
            self.ended.add(number)

    @rule()
    def sign_out_everywhere(self) -> None:
        self.run(self.people.end(self.people.user.id))
        self.ended.update(self.ids)

    @invariant()
    def the_same_are_signed_in(self) -> None:
        of_user = self.run(self.people.sessions.of_user(self.people.user.id))
        signed_in = {session.id for session in live(of_user, self.people.at)}
        assert signed_in == {self.ids[number] for number in self.ids if self.lives(number)}
        assert self.people.told.count("user.token_reused") == self.reused

    @invariant()
    def a_session_has_one_unused_token(self) -> None:
        tokens = self.people.database.tables.refresh_tokens.values()
        unused = [token.session_id for token in tokens if token.consumed_at is None]
        assert len(unused) == len(set(unused))


TestSessionsMachine = SessionsMachine.TestCase
TestSessionsMachine.settings = settings(max_examples=40, stateful_step_count=30, deadline=None)
