"""The promises of Sessions and SigningKeys, kept by every storage."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import count
from typing import Any

import pytest
from storages import OnMemory, OnPostgres, Storage

from accounts_world import PSEUDONYMS, PlainTokens
from builders import NOON, a_user, an_id
from jobr_core.accounts.errors import RefreshInProgress, RefreshTokenInvalid, SessionNotFound
from jobr_core.accounts.model import Client, SessionId, User
from jobr_core.accounts.sessions import (
    ABSOLUTE,
    GRACE,
    MOST,
    HeldToken,
    RefreshToken,
    Session,
    Use,
    digest_of,
)
from jobr_core.accounts.signing_keys import SigningKey
from jobr_core.accounts.use_cases.sessions import EndSessions, OpenSession, RefreshSession
from jobr_core.events.model import START
from jobr_core.shared.errors import Conflict

PARALLEL = 100


@dataclass
class People:
    """The stories on a storage, by a clock that is moved."""

    storage: Storage
    at: datetime = NOON

    def __post_init__(self) -> None:
        numbers = count()
        ports: dict[str, Any] = {"begin": self.storage.begin, "now": lambda: self.at}
        made: dict[str, Any] = {
            "tokens": PlainTokens(),
            "new_secret": lambda: f"secret {next(numbers)}",
            "pseudonyms": PSEUDONYMS,
        }
        self.open = OpenSession(**ports, **made, new_id=an_id)
        self.refresh = RefreshSession(**ports, **made)
        self.end = EndSessions(**ports)

    async def user(self) -> User:
        user = a_user()
        async with self.storage.begin() as work:
            await work.users.add(user)
            await work.commit()
        return user

    async def naive_refresh(self, refresh_token: str) -> str:
        """Reads, judges, and writes what it read then: what the lock is there for."""
        async with self.storage.begin() as work:
            held = await work.sessions.held(digest_of(refresh_token))
        await asyncio.sleep(0)
        if held.use(self.at) is not Use.ROTATES:
            raise RefreshInProgress
        following = str(an_id())
        used = HeldToken(token=held.token.consumed(self.at), session=held.session.used(self.at))
        token = RefreshToken(
            digest=digest_of(following), session_id=held.session.id, issued_at=self.at
        )
        async with self.storage.begin() as work:
            await work.sessions.rotate(used, token)
            await work.commit()
        return following


async def outcomes(use: Callable[[str], Awaitable[object]], token: str) -> Counter[str]:
    """Of many uses of one token at once."""
    answers = await asyncio.gather(*(use(token) for _ in range(PARALLEL)), return_exceptions=True)
    return Counter(
        type(answer).__name__ if isinstance(answer, Exception) else "succeeds" for answer in answers
    )


async def told(storage: Storage) -> list[str]:
    await storage.settled()
    return [logged.event.name for logged in await storage.event_log.after(START, 100)]


class SessionsContract:
    async def test_of_a_hundred_uses_at_once_one_succeeds(self, storage: Storage) -> None:
        people = People(storage)
        opened = await people.open(await people.user(), client=Client())
        assert await outcomes(people.refresh, opened.refresh_token) == {
            "succeeds": 1,
            "RefreshInProgress": PARALLEL - 1,
        }

    async def test_without_holding_the_token_many_would(self, storage: Storage) -> None:
        people = People(storage)
        opened = await people.open(await people.user(), client=Client())
        naive = await outcomes(people.naive_refresh, opened.refresh_token)
        assert naive["succeeds"] > 1

    async def test_of_a_hundred_uses_after_the_grace_one_is_told(self, storage: Storage) -> None:
        people = People(storage)
        opened = await people.open(await people.user(), client=Client())
        following = await people.refresh(opened.refresh_token)
        people.at += GRACE
        assert await outcomes(people.refresh, opened.refresh_token) == {
            "RefreshTokenInvalid": PARALLEL
        }
        assert await told(storage) == ["user.login", "user.token_reused"]
        with pytest.raises(RefreshTokenInvalid):
            await people.refresh(following.refresh_token)
        assert await storage.sessions.of_user(opened.user.id) == ()

    async def test_reuse_ends_its_own_session_only(self, storage: Storage) -> None:
        people = People(storage)
        user = await people.user()
        stolen, other = [
            await people.open(user, client=Client(agent=name)) for name in ("stolen", "other")
        ]
        await people.refresh(stolen.refresh_token)
        people.at += GRACE
        with pytest.raises(RefreshTokenInvalid):
            await people.refresh(stolen.refresh_token)
        [left] = await storage.sessions.of_user(user.id)
        assert left.agent == "other"
        assert (await people.refresh(other.refresh_token)).user == user

    async def test_signing_out_while_refreshing_leaves_nobody_signed_in(
        self, storage: Storage
    ) -> None:
        people = People(storage)
        user = await people.user()
        for _ in range(10):
            opened = await people.open(user, client=Client())
            refreshed, _ended = await asyncio.gather(
                people.refresh(opened.refresh_token), people.end(user.id), return_exceptions=True
            )
            token = getattr(refreshed, "refresh_token", opened.refresh_token)
            with pytest.raises(RefreshTokenInvalid):
                await people.refresh(token)

    async def test_sessions_are_seen_the_last_used_first(self, storage: Storage) -> None:
        people = People(storage)
        user = await people.user()
        first, _second = [
            await people.open(user, client=Client(agent=name)) for name in ("first", "second")
        ]
        people.at += timedelta(minutes=1)
        await people.refresh(first.refresh_token)
        seen = await storage.sessions.of_user(user.id)
        assert [session.agent for session in seen] == ["first", "second"]
        assert [session.last_used_at for session in seen] == [people.at, NOON]
        assert await storage.sessions.with_user(seen[0].id) == (seen[0], user)
        with pytest.raises(SessionNotFound):
            await storage.sessions.with_user(SessionId(an_id()))

    async def test_somebody_elses_session_cannot_be_ended(self, storage: Storage) -> None:
        people = People(storage)
        mine, theirs = await people.user(), await people.user()
        await people.open(mine, client=Client())
        [session] = await storage.sessions.of_user(mine.id)
        with pytest.raises(SessionNotFound):
            await people.end(theirs.id, session.id)
        await people.end(mine.id, session.id)
        with pytest.raises(SessionNotFound):
            await people.end(mine.id, session.id)
        ended, _ = await storage.sessions.with_user(session.id)
        assert ended.revoked_at == NOON

    async def test_all_but_one_are_ended(self, storage: Storage) -> None:
        people = People(storage)
        user, other = await people.user(), await people.user()
        await people.open(other, client=Client())
        for name in ("here", "there", "elsewhere"):
            await people.open(user, client=Client(agent=name))
        here = (await storage.sessions.of_user(user.id))[-1]
        async with storage.begin() as work:
            assert await work.sessions.end_others(user.id, NOON, here.id) == 2
            assert await work.sessions.agents(user.id) == {"here", "there", "elsewhere"}
            await work.commit()
        assert await storage.sessions.of_user(user.id) == (here,)
        assert len(await storage.sessions.of_user(other.id)) == 1

    async def test_one_too_many_ends_the_one_used_longest_ago(self, storage: Storage) -> None:
        people = People(storage)
        user, other = await people.user(), await people.user()
        await people.open(other, client=Client())
        for number in range(MOST + 2):
            people.at += timedelta(seconds=1)
            await people.open(user, client=Client(agent=str(number)))
        left = await storage.sessions.of_user(user.id)
        assert [one.agent for one in left] == [str(n) for n in range(MOST + 1, 1, -1)]
        assert len(await storage.sessions.of_user(other.id)) == 1

    async def test_what_is_long_over_is_forgotten(self, storage: Storage) -> None:
        people = People(storage)
        user = await people.user()
        past = await people.open(user, client=Client())
        [session] = await storage.sessions.of_user(user.id)
        people.at += ABSOLUTE
        await people.open(user, client=Client())
        async with storage.begin() as work:
            await work.sessions.forget_before(people.at - ABSOLUTE)
            await work.commit()
        await storage.sessions.with_user(session.id)
        async with storage.begin() as work:
            await work.sessions.forget_before(people.at - ABSOLUTE + timedelta(seconds=1))
            await work.commit()
        with pytest.raises(SessionNotFound):
            await storage.sessions.with_user(session.id)
        with pytest.raises(RefreshTokenInvalid):
            await people.refresh(past.refresh_token)

    async def test_an_uncommitted_session_is_forgotten(self, storage: Storage) -> None:
        user = await People(storage).user()
        session = Session(
            id=SessionId(an_id()), user_id=user.id, agent="", created_at=NOON, last_used_at=NOON
        )
        async with storage.begin() as work:
            first = RefreshToken(digest=b"x", session_id=session.id, issued_at=NOON)
            await work.sessions.open(session, first)
            held = await work.sessions.held(b"x")
            assert held == HeldToken(token=first, session=session)
        assert await storage.sessions.of_user(user.id) == ()

    async def test_keys_are_kept_and_dropped(self, storage: Storage) -> None:
        one, two = (
            SigningKey(id=name, algorithm="EdDSA", active_from=NOON, sealed=b"x" * 64)
            for name in ("one", "two")
        )
        keys = storage.signing_keys
        assert await keys.all() == ()
        await keys.add_first(one)
        await keys.add_first(two)
        assert await keys.all() == (one,)
        await keys.add(two)
        assert {key.id for key in await keys.all()} == {"one", "two"}
        await keys.drop("one")
        await keys.drop("one")
        await keys.add(replace(one, id="three"))
        assert {key.id for key in await keys.all()} == {"two", "three"}

    async def test_of_many_servers_starting_at_once_one_adds_the_first_key(
        self, storage: Storage
    ) -> None:
        keys = storage.signing_keys
        made = [
            SigningKey(id=f"key {n}", algorithm="EdDSA", active_from=NOON, sealed=b"x")
            for n in range(20)
        ]
        await asyncio.gather(*map(keys.add_first, made))
        assert len(await keys.all()) == 1


class TestSessionsOnMemory(OnMemory, SessionsContract): ...


class TestSessionsOnPostgres(OnPostgres, SessionsContract):
    async def test_of_keys_added_at_once_each_is_kept_or_refused(self, storage: Storage) -> None:
        keys = storage.signing_keys
        made = [
            SigningKey(id=f"key {n}", algorithm="EdDSA", active_from=NOON, sealed=b"x")
            for n in range(10)
        ]
        added = await asyncio.gather(*map(keys.add, made), return_exceptions=True)
        assert {type(answer) for answer in added if answer is not None} <= {Conflict}
        assert len(await keys.all()) == added.count(None) >= 1
